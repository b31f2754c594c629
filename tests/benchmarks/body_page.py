"""How long the page of a core city with many agreements takes: ``python -m tests.benchmarks.body_page [AGREEMENTS]``.

The agreements are the shipped one of Asahikawa, with another municipality of Hokkaido as the partner of each, in a
release that is served as by a user. The first request of all comes to a server that has just started; the others follow
one another.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import httpx

from kg.bundled import bundled
from kg.registries.municipalities import Kind, load_municipalities
from tests.publication.small_build import small_build
from tests.running import renkei_server
from tests.web.processes import children_of

_CORE_CODE = "012041"
_TEXT = "asahikawa-biei.txt"
_PARTNER = "美瑛町"
_REPEATS = 15
#: Paths below the site's root and media types.
_ASKED = (
    (f"doc/municipality/{_CORE_CODE}?lang=ja", "text/html"),
    (f"doc/municipality/{_CORE_CODE}?lang=en", "text/html"),
    (f"doc/municipality/{_CORE_CODE}", "text/turtle"),
)


def partner_texts(count: int) -> Iterator[tuple[str, str]]:
    """So many agreements of one core city: the name of a file and its text."""
    text = bundled("data", "agreements", _TEXT).read_text(encoding="utf-8")
    registry = load_municipalities()
    core = registry.by_code(_CORE_CODE)
    others = (each for each in registry if each.prefecture == core.prefecture and each.kind is Kind.TOWN)
    for _, partner in zip(range(count), others, strict=False):
        yield f"asahikawa-{partner.code}.txt", text.replace(_PARTNER, partner.name)


def write_release(folder: Path, count: int) -> Path:
    """A release of them; SHACL, which says nothing of the page and takes longest, is left out."""
    texts = [folder / name for name, _ in partner_texts(count)]
    for path, (_, text) in zip(texts, partner_texts(count), strict=True):
        path.write_text(text, encoding="utf-8")
    built = small_build(*texts, out=folder / "build", codes=[each.code for each in load_municipalities()])
    if built.set_aside:
        raise SystemExit("\n".join(f"{each.path}: {each.reason}" for each in built.set_aside))
    return folder / "build" / "current"


def measure(url: str) -> Iterator[str]:
    """For each of what is asked: how large it is, the first time and the median of the later ones, and the processor
    time that the server's processes took for each of these, in milliseconds.
    """
    with httpx.Client(base_url=url, timeout=600) as client:
        for path, media_type in _ASKED:
            times = []
            worked = 0.0
            for repeat in range(1 + _REPEATS):
                if repeat == 1:
                    worked = processor_seconds(os.getpid())
                started = perf_counter()
                answer = client.get(path, headers={"Accept": media_type})
                times.append((perf_counter() - started) * 1000)
                answer.raise_for_status()
            worked = (processor_seconds(os.getpid()) - worked) * 1000 / _REPEATS
            size, later = len(answer.content) / 1000, statistics.median(times[1:])
            yield (
                f"{path} ({media_type}): {size:.0f} kB, first {times[0]:.0f} ms, then {later:.0f} ms"
                f" ({worked:.0f} ms of processor time)\n"
            )


def processor_seconds(pid: int) -> float:
    """What the processes below one have worked so far."""
    seconds = 0.0
    for child in children_of(pid):
        user, system = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
        seconds += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") + processor_seconds(child)
    return seconds


def main() -> None:
    """Build, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("agreements", type=int, nargs="?", default=60)
    parser.add_argument("--release", type=Path, help="one that was built before")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        release = given.release or write_release(Path(folder), given.agreements)
        with renkei_server(release) as url:
            sys.stdout.writelines(measure(url))


if __name__ == "__main__":
    main()
