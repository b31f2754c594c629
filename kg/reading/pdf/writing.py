"""Rows to the text of the document, with the places of its words on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model.text import Box, Span
from kg.reading.pdf.lines import Line
from kg.reading.pdf.rows import Cell, Row
from kg.reading.pdf.sheet import Glyph, is_wide

LINE_END_IN_CELL = "\u2028"
#: A label that begins an item and is the last on its line; the first letter of a word in katakana goes on in it.
_LABEL_AT_END = re.compile(r"(?:^|[。．\s])[ア-ン]$")
_FIRST_CAPITALS = re.compile(r"[A-Z]{1,4}(?![A-Za-z])")
_LAST_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}$")
_KATAKANA = re.compile(r"[ァ-ヶー]")
_EVEN = 0.06  # em by which the steps of characters in one box may differ


@dataclass(slots=True)
class TextWriter:
    """The text written so far: pieces, how long they are together, boxes and furniture."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    boxes: list[Box] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)

    def write_row(self, row: Row, *, page: int, is_furniture: bool) -> None:
        """One line of the text."""
        begin = self.length
        for index, cell in enumerate(row.cells):
            if index:
                self._write("\t")
            self._write_cell(cell, page, indented=len(row.cells) == 1)
        if is_furniture:
            self.furniture.append(Span(begin, self.length))
        self._write("\n")

    def _write_cell(self, cell: Cell, page: int, *, indented: bool) -> None:
        for index, line in enumerate(cell.lines):
            if index:
                self._write(_between(cell.lines[index - 1], line, begins_anew=cell.breaks[index - 1]))
            self._write_line(line, page, indented=indented and index == 0)

    def _write_line(self, line: Line, page: int, *, indented: bool) -> None:
        placed: list[tuple[int, Glyph]] = []
        at_start = not indented
        for piece, glyph in line.pieces():
            if glyph is not None and not glyph.is_blank:
                placed.append((self.length, glyph))
                at_start = False
            elif at_start:
                continue  # an indent inside a cell, or of a line that goes on, is no word
            self._write(piece)
        self.boxes.extend(_boxes(placed, line.page or page))

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def _between(line: Line, following: Line, *, begins_anew: bool) -> str:
    """What stands between two lines of a cell: a line end, a space between two Latin words or after a label, or
    nothing."""
    if begins_anew:
        return LINE_END_IN_CELL
    one, other = line.glyphs[-1].char, next(g.char for g in following.glyphs if not g.is_blank)
    if _LABEL_AT_END.search(line.text) and not _KATAKANA.match(other):
        return " "
    if not (one.isalpha() and other.isalpha()) or is_wide(one) or is_wide(other) or _cuts_abbreviation(line, following):
        return ""
    return " "


def _cuts_abbreviation(line: Line, following: Line) -> bool:
    """Whether capitals on both sides of a line end are one short word (SN and S): narrow cells cut such words."""
    return _LAST_CAPITALS.search(line.text + _first_capitals(following)) is not None


def _first_capitals(line: Line) -> str:
    found = _FIRST_CAPITALS.match(line.text)
    return found[0] if found else " "


def _boxes(placed: Sequence[tuple[int, Glyph]], page: int) -> Iterator[Box]:
    """A box for each run of characters at even steps, so that a part of a box is the same part of its words."""
    run: list[tuple[int, Glyph]] = []
    for offset, glyph in placed:
        if run and not _goes_on(run, offset, glyph):
            yield _box(run, page)
            run = []
        run.append((offset, glyph))
    if run:
        yield _box(run, page)


def _goes_on(run: Sequence[tuple[int, Glyph]], offset: int, glyph: Glyph) -> bool:
    last_offset, last = run[-1]
    width = last.place[2] - last.place[0]
    step = glyph.place[0] - last.place[0]
    even = _EVEN * max(glyph.size, 1.0)
    return (
        offset == last_offset + len(last.char)
        and abs(glyph.place[2] - glyph.place[0] - width) <= even
        and abs(step - width) <= even
        and abs(glyph.place[1] - last.place[1]) <= even
    )


def _box(run: Sequence[tuple[int, Glyph]], page: int) -> Box:
    places = [glyph.place for _, glyph in run]
    last_offset, last = run[-1]
    return Box(
        Span(run[0][0], last_offset + len(last.char)),
        page,
        round(min(place[0] for place in places), 2),
        round(min(place[1] for place in places), 2),
        round(max(place[2] for place in places), 2),
        round(max(place[3] for place in places), 2),
    )
