"""The parts of a page in reading order: columns of text, lines, tables."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.pdf.columns import find_columns
from kg.reading.pdf.lines import Line, split_lines
from kg.reading.pdf.rows import Row
from kg.reading.pdf.ruby import ruby_lines
from kg.reading.pdf.ruled import Grid, find_grids, table_rows
from kg.reading.pdf.sheet import Glyph, Sheet
from kg.reading.pdf.unruled import Columns, rows_of

_MOST_COLUMN_SPLITS = 8  # of one page


def arrange_all(sheets: Sequence[Sheet]) -> list[list[list[Row]]]:
    """The rows of upright pages as they are read, those of each column of text together."""
    pages: list[list[list[Row]]] = []
    carried: Columns | None = None
    for sheet in sheets:
        page, carried = _arrange(sheet, carried)
        pages.append(page)
    return pages


def _arrange(sheet: Sheet, carried: Columns | None) -> tuple[list[list[Row]], Columns | None]:
    """The rows of a page, and the columns of an unruled table that the page's end cuts; ``carried`` are those of the
    page before."""
    grids = find_grids(sheet)
    tables: list[tuple[Grid, list[Glyph]]] = [(grid, []) for grid in grids]
    outside: list[Glyph] = []
    for glyph in sheet.glyphs:
        _home(glyph, tables, outside).append(glyph)
    whole = [(grid, table_rows(grid, inside)) for grid, inside in tables]
    return _arranged(outside, whole, _MOST_COLUMN_SPLITS, carried)


def _home(glyph: Glyph, tables: Sequence[tuple[Grid, list[Glyph]]], outside: list[Glyph]) -> list[Glyph]:
    """Where a glyph belongs: to the innermost table around it (a cell may hold a table), else to the text."""
    middle = (glyph.top + glyph.bottom) / 2
    around = [
        (grid.columns[-1] - grid.columns[0], inside)
        for grid, inside in tables
        if grid.columns[0] <= glyph.middle <= grid.columns[-1] and grid.rows[0] <= middle <= grid.rows[-1]
    ]
    return min(around, key=lambda one: one[0])[1] if around else outside


def _arranged(
    glyphs: list[Glyph], tables: list[tuple[Grid, list[Row]]], splits: int, carried: Columns | None
) -> tuple[list[list[Row]], Columns | None]:
    columns = find_columns(glyphs, [grid.place for grid, _ in tables]) if splits else None
    if columns is None:
        found, carried = _in_one_column(glyphs, tables, carried)
        return [found], carried
    rows: list[list[Row]] = []
    for part in range(4):
        inside = [glyph for glyph in glyphs if columns.part(glyph.middle, glyph.base) == part]
        whole = [
            (grid, table)
            for grid, table in tables
            if columns.part((grid.columns[0] + grid.columns[-1]) / 2, (grid.rows[0] + grid.rows[-1]) / 2) == part
        ]
        rows.extend(_arranged(inside, whole, splits // 2, None)[0])
    return rows, None


def _in_one_column(
    glyphs: list[Glyph], tables: list[tuple[Grid, list[Row]]], carried: Columns | None
) -> tuple[list[Row], Columns | None]:
    """Lines and tables from top to bottom; the lines between two tables are looked at together."""
    lines = split_lines(glyphs)
    rows: list[Row] = []
    for grid, found in sorted(tables, key=lambda table: table[0].rows[0]):
        above = [line for line in lines if line.base <= grid.rows[0]]
        lines = lines[len(above) :]
        rows.extend(_rows_of_text(above, carried)[0])
        rows.extend(found)
        carried = None
    last, carried = _rows_of_text(lines, carried)
    return rows + last, carried


def _rows_of_text(lines: list[Line], carried: Columns | None) -> tuple[list[Row], Columns | None]:
    ruby = ruby_lines(lines)
    rows: list[Row] = []
    stretch: list[Line] = []
    for index, line in enumerate(lines):
        if index in ruby:
            found, carried = rows_of(stretch, carried)
            rows.extend(found)
            stretch = []
            rows.append(Row.of(line, is_note=True))
        else:
            stretch.append(line)
    found, carried = rows_of(stretch, carried)
    return rows + found, carried
