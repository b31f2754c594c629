"""Tables that extraction left without columns: row labels aligned by spaces, and cells printed one to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.drafting.aligned import Ends, Piece, display_width, pieces_of
from kg.drafting.cells import read_cell, read_cell_lines
from kg.drafting.columns import header_at
from kg.drafting.labels import LabelKind, label_of
from kg.drafting.lines import Line
from kg.drafting.marks import item_marks
from kg.model.drafting import Row
from kg.model.text import Passage, Span
from kg.reading.words import ends_sentence

_OF_ROWS = {LabelKind.CONTENT, LabelKind.ROLE}
#: Columns a header of cells printed one to a line may have.
_FEWEST, _MOST = 3, 8
#: How many headings may stand one below the other.
_DEEPEST = 4
_JOINS = re.compile("及び|並びに|および|ならびに|、|，|・")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def take_aligned_labels(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of a table with row labels that begins at a line: title, label and text set apart by spaces."""
    first = pieces_of(source, lines[index])
    if not _opens(first):
        return None
    reading = _Labelled(first[1].left, first[2].left)
    at = index
    while at < len(lines) and not lines[at].is_row and (at == index or not ends(at)):
        pieces = pieces_of(source, lines[at])
        if _heads(source, lines, at, pieces) or not reading.take(pieces):
            break
        at += 1
    return (reading.rows(source), at) if at > index and not reading.doubtful else None


def _opens(pieces: Sequence[Piece]) -> bool:
    return len(pieces) > 2 and _kind(pieces[1]) in _OF_ROWS and _kind(pieces[0]) is None


def _kind(piece: Piece) -> LabelKind | None:
    label = label_of(piece.text)
    return label.kind if label else None


def _heads(source: str, lines: Sequence[Line], at: int, pieces: Sequence[Piece]) -> bool:
    """Whether a line is a heading between parts of the table: the next line, or the one after, opens an initiative."""
    if len(pieces) != 1 or not item_marks(pieces[0].text):
        return False
    return any(_opens(pieces_of(source, line)) for line in lines[at + 1 : at + 3])


@dataclass(slots=True)
class _Labelled:
    """Rows of title, label and text while their lines are read."""

    label_left: int
    text_left: int
    doubtful: bool = False
    cells: list[tuple[list[Piece], list[Piece], list[Piece]]] = field(default_factory=list)
    group: int = 0
    seen: set[str] = field(default_factory=set)

    def take(self, pieces: Sequence[Piece]) -> bool:
        """Add a line; False where it is none of this table."""
        titles = [piece for piece in pieces if piece.left < self.label_left - 1]
        labels = [piece for piece in pieces if self.label_left - 1 <= piece.left < self.text_left - 1]
        texts = [piece for piece in pieces if piece.left >= self.text_left - 1]
        if any(piece.right > self.label_left + 1 for piece in titles) or len(labels) > 1:
            return False
        if labels:
            if label_of(labels[0].text) is None:
                return False
            self._label(labels[0], titled=bool(titles))
        if titles:
            self.cells[self.group][0].extend(titles)
        self.cells[-1][2].extend(texts)
        return True

    def _label(self, label: Piece, *, titled: bool) -> None:
        """A row begins. Words that break off before its label stands mean that labels are set in the middle of rows."""
        text = self.cells[-1][2] if self.cells else []
        self.doubtful = self.doubtful or bool(text and not ends_sentence(text[-1].text) and "。" in _all(text))
        words = "".join(label.text.split())
        if titled and (words in self.seen or _kind(label) is LabelKind.CONTENT):
            self.group = len(self.cells)
            self.seen = set()
        self.seen.add(words)
        self.cells.append(([], [label], []))

    def rows(self, source: str) -> list[Row]:
        return [Row(tuple(_joined(source, cell) for cell in cells)) for cells in self.cells]


def _all(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _joined(source: str, pieces: Sequence[Piece]) -> Passage:
    return read_cell_lines(source, [piece.span for piece in pieces])


_BAR = re.compile("[|｜]")
_CELL = re.compile(r'(?:^|(?<=,))(?:"(?P<quoted>[^"]*)"|(?P<bare>[^,"]*))(?=,|$)')


def take_barred(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of a table whose cells are divided by bars, without any at the ends of the lines."""
    width = _bars(lines[index])
    end = index
    while end < len(lines) and width and _bars(lines[end]) == width and (end == index or not ends(end)):
        end += 1
    if end < index + 2:
        return None
    return [Row(tuple(read_cell(source, cell) for cell in _between_bars(lines[at]))) for at in range(index, end)], end


def _bars(line: Line) -> int:
    return 0 if line.is_row else len(_BAR.findall(line.text))


def _between_bars(line: Line) -> Iterator[Span]:
    start = 0
    for bar in _BAR.finditer(line.text):
        yield Span(line.at + start, line.at + bar.start())
        start = bar.end()
    yield Span(line.at + start, line.span.end)


def take_separated(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of a table whose cells are divided by commas, as a spreadsheet saves them, below a header of labels."""
    cells = _separated(lines[index])
    if len(cells) < _FEWEST or sum(_is_column(line_part(lines[index], cell)) for cell in cells) < len(cells):
        return None
    end = index
    while end < len(lines) and len(_separated(lines[end])) == len(cells) and (end == index or not ends(end)):
        end += 1
    if end < index + 2:
        return None
    return [Row(tuple(read_cell(source, cell) for cell in _separated(lines[at]))) for at in range(index, end)], end


def _is_column(text: str) -> bool:
    return label_of(text) is not None


def line_part(line: Line, cell: Span) -> str:
    """The words of a line at a place of its source."""
    return line.text[cell.start - line.at : cell.end - line.at]


def _separated(line: Line) -> list[Span]:
    """The cells of a line between commas; quotation marks around a cell keep the commas in it."""
    if line.is_row or len(line.text) != line.span.end - line.at:
        return []
    return [
        Span(line.at + match.start(group), line.at + match.end(group))
        for match in _CELL.finditer(line.text)
        for group in (("quoted",) if match["quoted"] is not None else ("bare",))
    ]


def take_flattened(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of a table whose cells are printed one to a line; its header gives the number of columns.

    Titles have no full stop, other cells run to one. A blank line more than between the labels of the header is an
    empty cell; in a table with such cells those missing at the end of a row are empty too. Where a line fits no cell,
    the table ends.
    """
    width = header_width(lines, index)
    if width is None:
        return None
    header = lines[index : index + width]
    found = header_at([[line.text for line in header]], 0)
    if found is None or found[0].title != min(found[0].lead):
        return None
    end = index + width
    while end < len(lines) and not ends(end) and not lines[end].is_row and not _divides(lines, end):
        end += 1
    body = _Flattened(source, lines, index, width, found[0].title, end, _blank_lines(source, header[0], header[1]))
    rows, at = body.read(index + width)
    if not rows:
        return None
    first = Row(tuple(_cell(source, [line]) for line in header))
    return [first, *(Row(tuple(_cell(source, cell) for cell in row)) for row in rows)], at


def _blank_lines(source: str, before: Line, line: Line) -> int:
    """Blank lines between two lines; none where something else was left out between them."""
    gap = source[before.span.end : line.span.start]
    return gap.count("\n") - 1 if gap.isspace() else 0


@dataclass(frozen=True, slots=True)
class _Flattened:
    """The lines of a table printed one cell to a line, from which rows are put together."""

    source: str
    lines: Sequence[Line]
    begin: int
    width: int
    title: int
    end: int
    between: int

    def read(self, at: int) -> tuple[list[list[Sequence[Line]]], int]:
        """The rows from a line on, and the index of the line after the last of them."""
        widest = max((display_width(line.text) for line in self.lines[at : self.end]), default=0)
        last = next((i for i in range(self.end - 1, at, -1) if self.lines[i].text.endswith("。")), at)
        shows_empty = any(self._empty_before(i) for i in range(at + 1, last + 1))  # behind it stands no cell
        rows: list[list[Sequence[Line]]] = []
        while at < self.end:
            row, after = self._row(at, widest)
            if not all(row) and any(self._hides_blank_lines(i) for i in range(at + 1, after)):
                break
            if not any(row[self.title + 1 :]) or not (shows_empty or self._is_sure(row)):
                break  # which cell is missing cannot be told
            rows.append(row)
            at = after
        return rows, at

    def _row(self, at: int, widest: int) -> tuple[list[Sequence[Line]], int]:
        row: list[Sequence[Line]] = [[] for _ in range(self.width)]
        column = 0
        while column < self.width and at < self.end:
            if column > self.title + 1:
                column += self._empty_before(at)
            cell = self._cell(at, widest)
            titled = not cell[-1].text.endswith("。")
            if column >= self.width or titled != (column <= self.title):
                break
            row[column] = cell
            at += len(cell)
            column += 1
        return row, at

    def _is_sure(self, row: Sequence[Sequence[Line]]) -> bool:
        """Whether it can be told which cells of a row are missing where none is shown as a blank line.

        None is missing, or every role is, or the joint one in the last column of a text that keeps its blank lines.
        """
        if row[-1] or not any(row[self.title + 2 :]):
            return True
        joint = label_of(self.lines[self.begin + self.width - 1].text)
        alone = all(row[:-1]) and joint is not None and len(joint.bearer) > 1 and _JOINS.search(joint.bearer)
        return bool(alone) and _BLANK_LINE.search(self.source) is not None

    def _empty_before(self, at: int) -> int:
        return max(_blank_lines(self.source, self.lines[at - 1], self.lines[at]) - self.between, 0)

    def _hides_blank_lines(self, at: int) -> bool:
        """Whether blank lines stand beside a page number above a line: of the page, or of empty cells."""
        gap = self.source[self.lines[at - 1].span.end : self.lines[at].span.start]
        return not gap.isspace() and any(not line.strip() for line in gap.split("\n")[1:-1])

    def _cell(self, at: int, widest: int) -> Sequence[Line]:
        """The lines of one cell: a line as wide as the widest that ends no sentence goes on in the next."""
        end = at + 1
        while end < self.end and self._goes_on(self.lines[end - 1].text, widest):
            end += 1
        return self.lines[at:end]

    @staticmethod
    def _goes_on(text: str, widest: int) -> bool:
        return not text.endswith("。") and display_width(text) > widest - 4


def header_width(lines: Sequence[Line], index: int) -> int | None:
    """How many lines from one are labels of columns, one to a line; None where they are no header."""
    if index >= len(lines) or label_of(lines[index].text) is None:
        return None
    width = 0
    for line in lines[index : index + _MOST]:
        if line.is_row or label_of(line.text) is None:
            break
        width += 1
    return width if width >= _FEWEST else None


def _divides(lines: Sequence[Line], at: int) -> bool:
    """Whether the table ends at a line: its header comes again, or a heading over one stands there."""
    return header_width(lines, at) is not None or splits(lines, at)


def splits(lines: Sequence[Line], at: int) -> bool:
    """Whether a heading stands between parts of the table: a header follows it, or numbered headings and a header."""
    if ends_sentence(lines[at].text) and not _is_numbered(lines[at]):
        return False  # the last cell of a part
    after = at + 1
    while (
        after < len(lines) and after - at <= _DEEPEST and _is_numbered(lines[after - 1]) and _is_numbered(lines[after])
    ):
        after += 1
    return after < len(lines) and header_width(lines, after) is not None


def _is_numbered(line: Line) -> bool:
    return not line.is_row and bool(item_marks(line.text)) and not line.text.endswith("。")


def _cell(source: str, lines: Sequence[Line]) -> Passage:
    return read_cell_lines(source, [line.span for line in lines])
