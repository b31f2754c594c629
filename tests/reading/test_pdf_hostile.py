"""Damaged and hostile PDFs end in a result or a SourceError, within the bounds."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable, Iterator

import pytest

from kg.errors import SourceError
from kg.reading.confinement import BOUNDS, Bounds, ConfinedReader
from kg.reading.extraction import Extraction
from tests.reading.pdf_pages import PdfPage, assembled, pdf_bytes
from tests.running import PATIENCE_SECONDS

_READER = "kg.reading.pdf.document"


@pytest.fixture(scope="module")
def reader() -> ConfinedReader:
    return ConfinedReader(Bounds(seconds=5, wall_seconds=PATIENCE_SECONDS, memory=BOUNDS.memory))


@pytest.fixture(scope="module", autouse=True)
def _closed(reader: ConfinedReader) -> Iterator[None]:
    yield
    reader.close()


def outcome(reader: ConfinedReader, data: bytes) -> Extraction | SourceError:
    """What reading the file ends in, which is within the bounds."""
    begin = time.monotonic()
    found: Extraction | SourceError
    try:
        found = reader.read(_READER, data, name="a.pdf")
    except SourceError as error:
        found = error
    assert time.monotonic() - begin < 2 * PATIENCE_SECONDS
    assert isinstance(found, Extraction) or found.message_ja
    return found


def sample() -> bytes:
    page = PdfPage()
    page.grid([72, 150, 400], [100, 130, 160])
    for number in range(12):
        page.text(77, 120 + 20 * number, f"第{number}条　甲及び乙は、協力する。")
    page.downwards(520, 60, "附則")
    return pdf_bytes(page, page)


def test_cut_off_anywhere(reader: ConfinedReader) -> None:
    data = sample()
    for length in range(0, len(data) - 10, 97):
        assert isinstance(outcome(reader, data[:length]), SourceError), length


def test_flipped_bits(reader: ConfinedReader) -> None:
    chance = random.Random(20221201)  # noqa: S311 -- a fixed sequence, nothing secret
    ends = {outcome_kind(reader, flipped(sample(), chance)) for _ in range(150)}
    assert ends == {Extraction, SourceError}


def outcome_kind(reader: ConfinedReader, data: bytes) -> type:
    return type(outcome(reader, data))


def flipped(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 4, 16, 64])):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _with(objects: dict[int, str], **changed: str) -> bytes:
    return assembled(objects | {int(number[1:]): body for number, body in changed.items()})


_CATALOG = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"}
_PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {} >>"


def _stream(content: bytes, extra: str = "") -> str:
    return f"<< /Length {len(content)} {extra} >>\nstream\n{content.decode('latin-1')}\nendstream"


def claims_a_billion_pages() -> bytes:
    return _with(
        _CATALOG, o2="<< /Type /Pages /Count 1000000000 /Kids [3 0 R] >>", o3=_PAGE.format("<< >>"), o4=_stream(b"")
    )


def page_tree_that_holds_itself() -> bytes:
    return _with(
        _CATALOG,
        o2="<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R 3 0 R] >>",
        o3="<< /Type /Pages /Kids [2 0 R] /Count 3 >>",
    )


def form_that_draws_itself() -> bytes:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R /B 5 0 R >> >>"
    return _with(
        _CATALOG,
        o3=_PAGE.format("<< /XObject << /A 5 0 R >> >>"),
        o4=_stream(b"/A Do"),
        o5=_stream(b"/A Do /B Do", form),
    )


def forms_that_multiply() -> bytes:
    """Each form draws the next one ten times: 10^12 drawings."""
    objects = _CATALOG | {3: _PAGE.format("<< /XObject << /A 5 0 R >> >>"), 4: _stream(b"/A Do")}
    for number in range(5, 17):
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A {number + 1} 0 R >> >>"
        objects[number] = _stream(b"/A Do " * 10, form)
    objects[17] = _stream(b"0 0 m 9 9 l S", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return assembled(objects)


def decompression_bomb() -> bytes:
    once = zlib.compress(b" " * (400 << 20), 9)
    return _with(
        _CATALOG, o3=_PAGE.format("<< >>"), o4=_stream(zlib.compress(once, 9), "/Filter [/FlateDecode /FlateDecode]")
    )


def a_million_lines() -> bytes:
    strokes = b"".join(b"%d 0 m %d 842 l S\n" % (n % 595, n % 595) for n in range(1_000_000))
    return _with(_CATALOG, o3=_PAGE.format("<< >>"), o4=_stream(zlib.compress(strokes), "/Filter /FlateDecode"))


def a_dense_grid() -> bytes:
    page = PdfPage()
    page.grid([72 + 4.0 * n for n in range(100)], [100 + 4.0 * n for n in range(170)])
    page.text(77, 120, "取組")
    return pdf_bytes(page)


def a_million_characters_at_one_place() -> bytes:
    page = PdfPage()
    page.text(72, 100, "甲" * 1_000_000, size=0.001)
    return pdf_bytes(page)


def deeply_nested_array() -> bytes:
    return _with(_CATALOG, o3=_PAGE.format("<< /X " + "[" * 200_000 + "]" * 200_000 + " >>"), o4=_stream(b""))


def words_beyond_all_places() -> bytes:
    page = PdfPage()
    page.text(1e30, 1e30, "甲", size=1e20)
    page.text(-1e9, 100, "乙")
    page.text(72, 100, "丙", size=0)
    page.rule(-1e38, 0, 1e38, 0)
    return pdf_bytes(page)


@pytest.mark.parametrize(
    "make",
    [
        claims_a_billion_pages,
        page_tree_that_holds_itself,
        form_that_draws_itself,
        forms_that_multiply,
        decompression_bomb,
        a_million_lines,
        a_dense_grid,
        a_million_characters_at_one_place,
        deeply_nested_array,
        words_beyond_all_places,
    ],
)
def test_hostile_files_end(reader: ConfinedReader, make: Callable[[], bytes]) -> None:
    found = outcome(reader, make())
    if isinstance(found, Extraction):
        assert found.text.strip()
    assert isinstance(outcome(reader, sample()), Extraction)
