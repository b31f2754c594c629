"""Tables whose columns are aligned by spaces, as text extraction of a page leaves them.

A printed line holds pieces of several cells. The header says which columns there are; where they divide, the blank
strip that runs down between two of them says. A row begins with a title once the cells above have ended their
sentences; a table in which that cannot be told is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.drafting.cells import read_cell_lines
from kg.drafting.columns import Columns, header_at
from kg.drafting.lines import Line
from kg.drafting.marks import item_marks
from kg.model.drafting import Row
from kg.model.text import Span
from kg.reading.words import ends_sentence

_PIECE = re.compile(r"[^\s|｜│┃]+(?: [^\s|｜│┃]+)*")
_BAR = re.compile(r"[|｜│┃]")
#: Wider pages are not looked at.
_WIDEST = 1000

#: Whether a line ends the table, whatever its pieces are.
Ends = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words on a line: its place in the source, and the columns of the page from ``left`` to ``right``."""

    span: Span
    text: str
    left: int
    right: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def pieces_of(source: str, line: Line) -> tuple[Piece, ...]:
    """The runs of words of a line that two spaces, a wide space or a bar set apart."""
    words = source[line.span.start : line.span.end]
    found: list[Piece] = []
    column = position = 0
    for match in _PIECE.finditer(words):
        column += display_width(words[position : match.start()])
        right = column + display_width(match[0])
        span = Span(line.span.start + match.start(), line.span.start + match.end())
        found.append(Piece(span, match[0], column, right))
        column, position = right, match.end()
    return tuple(found)


def display_width(text: str) -> int:
    """Columns a text takes on a page of fixed width.

    >>> display_width("甲a ")
    4
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def take_aligned(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of the table whose header stands at a line, and the index of the line after it."""
    header = _header(source, lines, index)
    if header is None:
        return None
    rows: list[Row] = []
    while header is not None:
        part = _take_part(source, lines, index, header, ends)
        if part is None:
            return None if not rows else (rows, index)
        taken, index = part
        rows.extend(taken)
        header = _header(source, lines, index) if index < len(lines) and not ends(index) else None
    return rows, index


@dataclass(frozen=True, slots=True)
class _Header:
    """A header: what its columns hold, the piece that heads each, its rows, and how many lines it takes."""

    columns: Columns
    heads: tuple[Piece, ...]
    rows: tuple[Row, ...]
    lines: int


def _header(source: str, lines: Sequence[Line], index: int) -> _Header | None:
    if lines[index].is_row:
        return None
    first = pieces_of(source, lines[index])
    if len(first) < 3:
        return None
    for count in (2, 1):
        second = pieces_of(source, lines[index + 1]) if count == 2 and index + 1 < len(lines) else ()
        below = [row for row in (_texts(second),) if row]
        found = header_at([_texts(first), *below], 0)
        if found and found[1] == count:
            heads = _heads(first, second, found[0]) if count == 2 else first
            rows = _header_rows(source, first, second if count == 2 else (), heads)
            return _Header(found[0], heads, rows, count) if len(heads) == len(found[0].names) else None
    return None


def _texts(pieces: Iterable[Piece]) -> list[str]:
    return ["".join(piece.text.split()) for piece in pieces]


def _heads(first: tuple[Piece, ...], second: tuple[Piece, ...], columns: Columns) -> tuple[Piece, ...]:
    """The pieces over the columns, from left to right: those of the second line in place of the one above them."""
    names = set(_texts(second)) & set(columns.names)
    heads = [piece for piece, text in zip(first, _texts(first), strict=True) if text in columns.names]
    return tuple(
        sorted([*heads, *(p for p in second if "".join(p.text.split()) in names)], key=lambda piece: piece.left)
    )


def _header_rows(
    source: str, first: tuple[Piece, ...], second: tuple[Piece, ...], heads: tuple[Piece, ...]
) -> tuple[Row, ...]:
    rows = []
    for pieces in (first, second):
        cells: list[list[Piece]] = [[] for _ in heads]
        for piece in pieces:
            nearest = min(range(len(heads)), key=lambda i: abs(heads[i].middle - piece.middle))
            cells[nearest].append(piece)
        if pieces:
            rows.append(_row(source, cells))
    return tuple(rows)


def _row(source: str, cells: Iterable[Sequence[Piece]]) -> Row:
    return Row(tuple(read_cell_lines(source, [piece.span for piece in cell]) for cell in cells))


def _take_part(
    source: str, lines: Sequence[Line], index: int, header: _Header, ends: Ends
) -> tuple[list[Row], int] | None:
    """The rows under one header, up to the next one or to what ends the table."""
    begin = index + header.lines
    body: list[tuple[Piece, ...]] = []
    at = begin
    while at < len(lines) and not lines[at].is_row and not ends(at):
        pieces = pieces_of(source, lines[at])
        if len(pieces) > 1 and _header(source, lines, at):
            break
        if _is_heading(pieces) and (at + 1 < len(lines) and _header(source, lines, at + 1)):
            break
        body.append(pieces)
        at += 1
    dividers = _dividers(header.heads, body)
    if dividers is None:  # a table of another layout may stand under the next heading
        cut = next((i for i, pieces in enumerate(body) if i and _is_heading(pieces)), len(body))
        body, at = body[:cut], begin + cut
        dividers = _dividers(header.heads, body)
    if dividers is None or not body:
        return None
    gaps = [_blank_between(source, lines, i) for i in range(begin, at)]
    rows = _Rows(header.columns, dividers).read(body, gaps)
    return None if rows is None else ([*header.rows, *(_row(source, row) for row in rows)], at)


def _is_heading(pieces: tuple[Piece, ...]) -> bool:
    return len(pieces) == 1 and bool(item_marks(pieces[0].text)) and not pieces[0].text.endswith("。")


def _blank_between(source: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line, a rule or a page end stands before a line."""
    return source.count("\n", lines[index - 1].span.end, lines[index].span.start) > 1


def _dividers(heads: tuple[Piece, ...], body: Sequence[tuple[Piece, ...]]) -> tuple[float, ...] | None:
    """Where neighbouring columns divide: the widest strip between their heads that no line has words in."""
    widest = max((piece.right for pieces in (heads, *body) for piece in pieces), default=0)
    if widest > _WIDEST:
        return None
    used = bytearray(widest + 1)
    for pieces in (heads, *(pieces for pieces in body if not _is_heading(pieces))):
        for piece in pieces:
            used[piece.left : piece.right] = b"\x01" * (piece.right - piece.left)
    found: list[float] = []
    for left, right in pairwise(heads):
        strips = [
            (match.end() - match.start(), (match.start() + match.end()) / 2)
            for match in re.finditer(b"\x00+", used[int(left.middle) : int(right.middle) + 1])
        ]
        if not strips:
            return None
        found.append(int(left.middle) + max(strips)[1])
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Rows:
    """How the printed lines of a table become rows."""

    columns: Columns
    dividers: tuple[float, ...]

    def read(self, body: Sequence[tuple[Piece, ...]], gaps: Sequence[bool]) -> list[list[list[Piece]]] | None:
        """The rows, each cell with its pieces; None where it cannot be told where a row begins."""
        lines = [self._cells(pieces) for pieces in body]
        sentences = self._in_sentences(lines)
        rows: list[list[list[Piece]]] = []
        for number, cells in enumerate(lines):
            begins = self._begins(lines, number, gaps, rows[-1] if rows else None, sentences=sentences)
            if begins is None:
                return None
            if begins or not rows:
                rows.append([[] for _ in self.columns.names])
            for column, pieces in enumerate(cells):
                rows[-1][column].extend(pieces)
            if _is_heading(body[number]) and begins:
                rows.append([[] for _ in self.columns.names])
        return [row for row in rows if any(row)]

    def _cells(self, pieces: tuple[Piece, ...]) -> list[list[Piece]]:
        cells: list[list[Piece]] = [[] for _ in self.columns.names]
        for piece in pieces:
            cells[sum(piece.left >= divider for divider in self.dividers)].append(piece)
        return cells

    def _in_sentences(self, lines: Sequence[list[list[Piece]]]) -> bool:
        """Whether the cells hold sentences: each takes a few lines, the last of which ends with a full stop."""
        others = [
            cell[-1].text for cells in lines for i, cell in enumerate(cells) if cell and i not in self.columns.lead
        ]
        return sum(map(ends_sentence, others)) * 8 >= len(others)

    def _begins(
        self,
        lines: Sequence[list[list[Piece]]],
        number: int,
        gaps: Sequence[bool],
        row: list[list[Piece]] | None,
        *,
        sentences: bool,
    ) -> bool | None:
        """Whether a line begins a row; None where it may or may not."""
        cells = lines[number]
        named = bool(cells[self.columns.title])
        others = [i for i, cell in enumerate(cells) if cell and i not in self.columns.lead]
        if row is None:
            return True
        if not self._closed(row, sentences=sentences):
            return False
        if gaps[number] and (named or self._named_below(lines, number, gaps)):
            return True
        if named and others:
            return sentences or not any(gaps) or gaps[number]
        if not named and len(others) > 1 and sentences and any(row[i] for i in others) and not any(gaps):
            return None
        return named and _is_heading(tuple(piece for cell in cells for piece in cell))

    def _closed(self, row: list[list[Piece]], *, sentences: bool) -> bool:
        """Whether the cells of a row may end here."""
        if not any(row):
            return False
        others = [cell for i, cell in enumerate(row) if cell and i not in self.columns.lead]
        if not sentences:
            return bool(others)
        heading = not others and len([cell for cell in row if cell]) == 1
        return all(ends_sentence(cell[-1].text) for cell in others) and (bool(others) or heading)

    def _named_below(self, lines: Sequence[list[list[Piece]]], number: int, gaps: Sequence[bool]) -> bool:
        """Whether the title of the lines from here to the next blank line is printed on one of them."""
        for at in range(number, min(number + 40, len(lines))):
            if at > number and gaps[at]:
                return False
            if lines[at][self.columns.title]:
                return True
        return False
