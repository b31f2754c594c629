"""Appended tables (別表): headings and tables under them."""

from __future__ import annotations

from kg.drafting.marks import Sequence, item_marks, table_mark
from kg.drafting.openings import opens_article
from kg.drafting.tables import join_rows, read_row
from kg.model.drafting import AppendedTable, Node, Row, Table, TableHeading, Unparsed
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import read_words


def take_appended_table(
    source: str, lines: list[Line], index: int, *, after: tuple[int, ...]
) -> tuple[list[Node], int]:
    """One appended table with everything up to the next one, and what in it could not be placed.

    A table whose heading extraction lost begins with its first row and has an empty heading.
    """
    line = lines[index]
    mark = None if line.is_row else table_mark(line.text)
    heading = read_words(source, line.span.start, line.span.end) if mark else Passage(())
    children: list[TableHeading | Table] = []
    unplaced: list[Node] = []
    sequence = Sequence()
    index = index + 1 if mark else index
    while index < len(lines) and not _ends_table(lines, index, after):
        if lines[index].is_row:
            rows, stray, index = _take_rows(source, lines, index)
            children.append(rows)
            unplaced.extend(stray)
            continue
        placed = sequence.place(item_marks(lines[index].text))
        if placed:
            item, sequence = placed
            children.append(_heading(source, lines[index], item.label_end, item.rest_start, len(sequence.open)))
        else:
            unplaced.append(Unparsed(read_words(source, lines[index].span.start, lines[index].span.end)))
        index += 1
    table = AppendedTable(heading, mark.number if mark else None, mark.related if mark else None, tuple(children))
    return [table, *unplaced], index


def _ends_table(lines: list[Line], index: int, after: tuple[int, ...]) -> bool:
    return not lines[index].is_row and (
        table_mark(lines[index].text) is not None or opens_article(lines, index, after=after) is not None
    )


def _heading(source: str, line: Line, label_end: int, rest_start: int, level: int) -> TableHeading:
    label = read_words(source, line.at, line.at + label_end)
    return TableHeading(level, label, read_words(source, line.at + rest_start, line.span.end))


def _take_rows(source: str, lines: list[Line], index: int) -> tuple[Table, list[Unparsed], int]:
    """Neighbouring rows as one table; rows that continue nothing become unparsed, cell by cell."""
    rows: list[Row] = []
    while index < len(lines) and lines[index].is_row:
        rows.append(read_row(source, lines[index]))
        index += 1
    whole, stray = join_rows(rows)
    return Table(whole), [Unparsed(cell) for row in stray for cell in row.cells if cell], index
