"""How fast agreements are read: characters per second, growth with length, where the time goes, beside a peer.

    python -m tests.benchmarks.reading            # every text fixture, growth, profile
    python -m tests.benchmarks.reading --shapes   # only growth of every shape; fails where one is more than linear
    python -m tests.benchmarks.reading --peer     # also Lawtext (npm), a parser of statutes, on the same text

One core, after start-up: registries are loaded before the clock starts. Every figure is the median of several runs, in
seconds of processor time, so that other work on the machine counts as little as possible; beside the peer it is time
on the wall for both.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from kg.extraction import report_on
from kg.model.agreement import SourceMetadata
from kg.model.text import SourceText
from tests.benchmarks.long_texts import long_delegation, long_schedule, statute
from tests.benchmarks.shapes import SHAPES
from tests.sources import SOURCES

_RUNS = 7
_HERE = Path(__file__).parent
#: Length of the shorter text of a shape, and how much ten times its length may take: linear is 10.
_SHORT, _LINEAR = 2, 12
#: Frames of the profile that are shown.
_SHOWN = 12


def source_of(text: str) -> SourceText:
    return SourceText(name="benchmark.txt", text=text, sha256="0" * 64, encoding="utf-8")


def seconds_of(
    work: Callable[[], object],
    *,
    runs: int = _RUNS,
    clock: Callable[[], float] = time.process_time,
    of: Callable[[Sequence[float]], float] = statistics.median,
) -> float:
    """Seconds of one run, the median of several; the first, which warms caches, does not count."""
    work()
    taken = []
    for _ in range(runs):
        start = clock()
        work()
        taken.append(clock() - start)
    return of(taken)


def read(source: SourceText) -> object:
    return report_on(source, SourceMetadata())


def fixtures() -> Iterator[str]:
    yield f"{'fixture':<34}{'characters':>11}{'ms':>9}{'characters/s':>14}"
    for path in SOURCES:
        text = path.read_text(encoding="utf-8", errors="replace")
        source = source_of(text)
        seconds = seconds_of(partial(read, source))
        yield f"{path.stem:<34}{len(text):>11,}{1000 * seconds:>9.1f}{len(text) / seconds:>14,.0f}"


def growth() -> Iterator[str]:
    """Time for 1, 10 and 100 times the length, as a multiple of the shortest: linear is 1, 10, 100."""
    for name, make in (("articles", long_delegation), ("table rows", long_schedule)):
        base: tuple[int, float] | None = None
        for times in (1, 10, 100):
            text = make(times)
            source = source_of(text)
            seconds = seconds_of(partial(read, source), runs=3)
            base = base or (len(text), seconds)
            yield (
                f"{name:<12}{len(text):>11,} characters ({len(text) / base[0]:>5.1f}x){1000 * seconds:>10.1f} ms"
                f" ({seconds / base[1]:>6.1f}x){len(text) / seconds:>12,.0f} characters/s"
            )


def shapes() -> tuple[list[str], list[str]]:
    """Speed of each shape and its growth over ten times the length; and the names of those that grow faster.

    The best of several runs counts, as what else the machine does only ever takes time.
    """
    lines, steep = [f"{'shape':<34}{'characters':>11}{'characters/s':>14}{'growth':>9}"], []
    for name, make in SHAPES.items():
        short, long = (source_of(make(times)) for times in (_SHORT, 10 * _SHORT))
        small, large = (
            seconds_of(partial(read, source), runs=runs, of=min) for source, runs in ((short, 7), (long, 3))
        )
        growth = 10 * large / len(long.text) / (small / len(short.text))
        if growth > _LINEAR:
            steep.append(name)
        lines.append(f"{name:<34}{len(long.text):>11,}{len(long.text) / large:>14,.0f}{growth:>8.1f}x")
    return lines, steep


def profile() -> Iterator[str]:
    """Share of the time by module of ours, then the functions that take most of it themselves."""
    sources = [source_of(path.read_text(encoding="utf-8", errors="replace")) for path in SOURCES]
    profiler = cProfile.Profile()
    profiler.enable()
    for source in sources:
        read(source)
    profiler.disable()
    stats = pstats.Stats(profiler).get_stats_profile().func_profiles
    own: Counter[str] = Counter()
    for name, entry in stats.items():
        own[f"{_module(entry.file_name)}:{name}"] += int(entry.tottime * 1_000_000)
    total = sum(own.values())
    for name, microseconds in own.most_common(_SHOWN):
        yield f"{microseconds / total:>7.1%}  {name}"


def _module(file: str) -> str:
    _, found, path = file.rpartition("/kg/")
    return f"kg/{path}" if found else Path(file).name or file


def peer() -> Iterator[str]:
    """Lawtext on the text of a statute, and the reader on the same text."""
    text = statute(120)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", folder, "lawtext@0.1.52"],
            check=True,
        )
        done = subprocess.run(
            ["node", str(_HERE / "lawtext.cjs"), folder, str(_RUNS)],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
    theirs = float(done.stdout) / 1000
    source = source_of(text)
    ours = seconds_of(partial(read, source), clock=time.perf_counter)
    both = f"ours {1000 * ours:.1f} ms, Lawtext {1000 * theirs:.1f} ms"
    yield f"{len(text):,} characters: {both}, ratio {theirs / ours:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading")
    parser.add_argument("--peer", action="store_true", help="compare with Lawtext (needs node and npm)")
    parser.add_argument("--shapes", action="store_true", help="growth of every shape of text, and nothing else")
    arguments = parser.parse_args()
    if arguments.shapes:
        lines, steep = shapes()
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.write(f"more than linear: {', '.join(steep) or 'none'}\n")
        return 1 if steep else 0
    for title, lines in (
        ("Fixtures", fixtures()),
        ("Growth", growth()),
        ("Profile (own time)", profile()),
        *((("Peer", peer()),) if arguments.peer else ()),
    ):
        sys.stdout.write(f"\n{title}\n" + "".join(f"{line}\n" for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
