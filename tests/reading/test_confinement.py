"""Readers run in a process that ends at its bounds, and the next file is read all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model.text import Box, Diagnostic, Severity, Span
from kg.reading.confinement import Bounds, ConfinedReader
from kg.reading.extraction import Extraction
from tests.running import PATIENCE_SECONDS, wait_until

READERS = "tests.reading.readers"
SMALL = Bounds(seconds=1, wall_seconds=PATIENCE_SECONDS, memory=400 << 20, size=1000, answer=10_000)


@pytest.fixture
def reader() -> Iterator[ConfinedReader]:
    reader = ConfinedReader(SMALL)
    yield reader
    reader.close()


def test_everything_comes_back(reader: ConfinedReader) -> None:
    found = reader.read(f"{READERS}.plain", "甲及び乙".encode(), name="a.pdf")
    assert found == Extraction(
        text="甲及び乙",
        media_type=found.media_type,
        furniture=(Span(0, 1),),
        boxes=(Box(Span(0, 1), 1, 1.5, 2.0, 3.0, 4.0),),
        notes=(Diagnostic(code="a.pdf", severity=Severity.INFO, span=Span(0, 0), message="en", message_ja="日"),),
    )
    assert int(found.media_type) != os.getpid()


def test_the_process_is_kept_for_the_next_file(reader: ConfinedReader) -> None:
    first, second = (reader.read(f"{READERS}.plain", b"x", name="a").media_type for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("module", "data", "english", "japanese"),
    [
        ("endless", b"", "a.pdf: reading takes more than 1 seconds and was stopped", "1 秒を超えた"),
        ("greedy", b"", "a.pdf: reading takes more than 400 MiB of memory and was stopped", "400 MiB を超える"),
        ("crashing", b"x", "a.pdf: its reader was ended by SIGABRT; the file is damaged", "SIGABRT で終了"),
        ("crashing", b"", "a.pdf: its reader failed: RecursionError: too deep in a.pdf", "too deep in a.pdf"),
        ("plain", b"x" * 1001, "a.pdf: 1001 bytes, expected at most 1000", "上限の 1000 バイト"),
    ],
)
def test_what_goes_over_a_bound_is_said(
    reader: ConfinedReader, module: str, data: bytes, english: str, japanese: str
) -> None:
    begin = time.monotonic()
    with pytest.raises(SourceError) as caught:
        reader.read(f"{READERS}.{module}", data, name="a.pdf")
    assert caught.value.message.startswith(english)
    assert japanese in caught.value.message_ja
    assert time.monotonic() - begin < PATIENCE_SECONDS
    assert reader.read(f"{READERS}.plain", b"next", name="b.pdf").text == "next"


def test_a_reader_that_only_waits_is_stopped() -> None:
    reader = ConfinedReader(Bounds(wall_seconds=2))
    with pytest.raises(SourceError, match="reading takes more than 2 seconds and was stopped"):
        reader.read(f"{READERS}.waiting", b"x", name="a.pdf")
    reader.close()


def test_an_answer_over_the_bound_is_said() -> None:
    reader = ConfinedReader(Bounds(answer=100))
    with pytest.raises(SourceError, match="its text is longer than 100 bytes"):
        reader.read(f"{READERS}.plain", b"x" * 200, name="a.pdf")
    reader.close()


def test_a_process_that_ended_between_two_files_is_replaced(reader: ConfinedReader) -> None:
    first = int(reader.read(f"{READERS}.plain", b"x", name="a").media_type)
    os.kill(first, signal.SIGKILL)
    assert int(reader.read(f"{READERS}.plain", b"x", name="a").media_type) != first


def test_the_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    script = (
        "import os, signal\nfrom kg.reading.confinement import read_confined\n"
        f"print(read_confined('{READERS}.plain', b'x', name='a').media_type, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False)
    assert ran.returncode == -signal.SIGKILL
    process = Path("/proc", ran.stdout.decode().strip())
    wait_until(lambda: _has_ended(process), "the process has ended")
    assert not list(tmp_path.iterdir())


def _has_ended(process: Path) -> bool:
    """Whether a folder of /proc is gone or that of a process that nobody has reaped."""
    try:
        return "State:\tZ" in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
