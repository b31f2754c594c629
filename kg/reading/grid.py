"""Tables to lines: the cells of a row divided by tabs, columns in line whatever is merged.

The words of a merged cell stand where it begins; the other places it covers are empty. Columns in which no cell begins
are left out: word processors keep such columns where the borders of two rows do not quite meet.

A table that only lays out a page is no table: its cells are blocks one after the other. What is in the cells decides:
another table, a heading, whole articles or parts of the
page's furniture lay out; so does a single column, and a number beside each paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import SourceError
from kg.reading.printed_lines import PrintedLine

#: Line end inside a cell: U+2028 LINE SEPARATOR.
CELL_LINE_END = "\u2028"
#: The most columns that a cell may span (HTML Standard, 4.9.11), and the most cells and characters of a table.
MAX_COLUMN_SPAN = 1000
_MOST_CHARACTERS = 5_000_000
_SPACES = re.compile(r"[\t\r\n\f\v\u2028]+")
_ARTICLE = re.compile(r"\s*第\s*[0-9０-９一二三四五六七八九十百]+\s*条")
_NUMBER = re.compile(
    r"[(（]?\s*(?:第\s*)?[0-9０-９一二三四五六七八九十ア-ンｱ-ﾝa-zａ-ｚ⑴-⒇①-⑳]{1,4}\s*(?:条|項|号)?\s*[)）.．、]?"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines, and how many rows and columns it covers (``rows`` 0: all that follow)."""

    lines: Sequence[PrintedLine]
    rows: int = 1
    columns: int = 1
    is_header: bool = False
    has_heading: bool = False

    @property
    def words(self) -> str:
        texts = (_SPACES.sub(" ", line.text).strip(" ") for line in self.lines)
        return CELL_LINE_END.join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the column of the grid at which it begins."""

    column: int
    cell: Cell


def place_cells(rows: Iterable[Sequence[Cell]], *, name: str) -> list[list[Placed]]:
    """The column at which each cell begins: the first that no cell from above reaches down to. Raises SourceError."""
    placed: list[list[Placed]] = []
    reaching: list[tuple[int, int, int]] = []
    steps = 0
    for row in rows:
        steps += len(reaching)
        if steps > _MOST_CHARACTERS:
            raise _too_large(name)
        taken = sorted(reaching)
        here, column, index = [], 0, 0
        for cell in row:
            while index < len(taken) and taken[index][0] <= column:
                column = max(column, taken[index][1])
                index += 1
            width = max(1, min(cell.columns, MAX_COLUMN_SPAN))
            here.append(Placed(column, cell))
            if cell.rows != 1:
                reaching.append((column, column + width, cell.rows))
            column += width
        placed.append(here)
        reaching = [(first, last, left - 1) for first, last, left in reaching if left != 1]
    return placed


def table_lines(rows: Sequence[Sequence[Placed]], *, name: str) -> list[PrintedLine]:
    """What a table adds to the lines around it: rows, or the blocks that it lays out. Raises SourceError."""
    cells = [[place.cell for place in row] for row in rows]
    if _numbers_paragraphs(cells):
        return [line for row in cells for line in _numbered(row)]
    if lays_out(cells):
        return [line for row in cells for cell in row for line in cell.lines]
    return _grid_lines(rows, name)


def _grid_lines(rows: Sequence[Sequence[Placed]], name: str) -> list[PrintedLine]:
    columns = sorted({place.column for row in rows for place in row})
    index = {column: i for i, column in enumerate(columns)}
    if len(rows) * len(columns) > _MOST_CHARACTERS:
        raise _too_large(name)
    lines = []
    for row in rows:
        words = [""] * len(columns)
        for place in row:
            words[index[place.column]] = place.cell.words
        if any(words):
            lines.append(PrintedLine("\t".join(words), is_row=True))
    return lines


def lays_out(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only lays out the blocks in its cells."""
    filled = [cell for row in rows for cell in row if cell.lines]
    if max((len(row) for row in rows), default=0) <= 1 or len(filled) <= 1:
        return True
    return any(
        cell.has_heading
        or any(line.is_row or line.is_furniture for line in cell.lines)
        or (len(cell.lines) > 1 and any(_ARTICLE.match(line.text) for line in cell.lines))
        for cell in filled
    )


def _numbers_paragraphs(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether each row is a number and its paragraph; a table with a heading row is one of data."""
    filled = [row for row in rows if any(cell.lines for cell in row)]
    return bool(filled) and all(
        len(row) == 2
        and not any(cell.is_header for cell in row)
        and len(row[0].lines) == 1
        and _NUMBER.fullmatch(row[0].lines[0].text.strip()) is not None
        and bool(row[1].lines)
        for row in filled
    )


def _numbered(row: Sequence[Cell]) -> list[PrintedLine]:
    lines = [line for cell in row for line in cell.lines]
    if len(lines) < 2:
        return lines
    number, first, *others = lines
    return [PrintedLine(f"{number.text.strip()} {first.text}", is_furniture=first.is_furniture), *others]


def _too_large(name: str) -> SourceError:
    return SourceError(
        f"{name}: found a table of too many rows and columns, expected at most {_MOST_CHARACTERS} cells",
        f"{name}: 表が大きすぎて読めません（上限は {_MOST_CHARACTERS} マス）",
    )
