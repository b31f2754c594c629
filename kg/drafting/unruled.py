"""Tables that extraction left without columns: row labels aligned by spaces, and cells printed one to a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.drafting.aligned import Ends, Piece, pieces_of
from kg.drafting.cells import read_cell_lines
from kg.drafting.columns import header_at
from kg.drafting.labels import LabelKind, label_of
from kg.drafting.marks import item_marks
from kg.model.drafting import Row
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import ends_sentence

_OF_ROWS = {LabelKind.CONTENT, LabelKind.ROLE}
#: Columns a header of cells printed one to a line may have.
_FEWEST, _MOST = 3, 8


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


def take_flattened(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of a table whose cells are printed one to a line; its header gives the number of columns.

    Titles are single lines without a full stop, other cells run to a full stop. Where the lines do not come out even,
    the table is left as it is.
    """
    width = _header_width(lines, index)
    if width is None:
        return None
    columns = header_at([[line.text for line in lines[index : index + width]]], 0)
    if columns is None or columns[0].title != min(columns[0].lead):
        return None
    rows: list[list[list[Line]]] = [[[line] for line in lines[index : index + width]]]
    at = index + width
    while at < len(lines) and not ends(at) and not lines[at].is_row and not _splits(lines, at, width):
        taken = _cells(lines, at, width, columns[0].title, ends)
        if taken is None:
            break
        rows.append(taken)
        at += sum(map(len, taken))
    if len(rows) == 1:
        return None
    return [Row(tuple(_cell(source, cell) for cell in row)) for row in rows], at


def _header_width(lines: Sequence[Line], index: int) -> int | None:
    """How many lines from one are labels of columns; None where they are no header."""
    if label_of(lines[index].text) is None:
        return None
    width = 0
    for line in lines[index : index + _MOST]:
        if line.is_row or label_of(line.text) is None:
            break
        width += 1
    return width if width >= _FEWEST else None


def _splits(lines: Sequence[Line], at: int, width: int) -> bool:
    """Whether a heading stands between parts of the table: the header follows it again."""
    return at + 1 < len(lines) and _header_width(lines, at + 1) == width


def _cells(lines: Sequence[Line], at: int, width: int, title: int, ends: Ends) -> list[list[Line]] | None:
    cells: list[list[Line]] = []
    for column in range(width):
        cell: list[Line] = []
        while at < len(lines) and not lines[at].is_row and not ends(at):
            cell.append(lines[at])
            at += 1
            if column <= title or cell[-1].text.endswith("。"):
                break
        whole = cell and cell[-1].text.endswith("。") != (column <= title)
        if not whole:
            return None
        cells.append(cell)
    return cells


def _cell(source: str, lines: Sequence[Line]) -> Passage:
    return read_cell_lines(source, [line.span for line in lines])
