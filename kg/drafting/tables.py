"""Tables: rows cut by a page put together again.

A page break inside a row leaves a second row whose first cells are empty and whose other cells hold the rest of the
sentences, sometimes repeating the last characters. An empty first cell alone also means "same initiative as above" in
tables with row labels, so a row that holds a label begins anew.
"""

from __future__ import annotations

from itertools import zip_longest

from kg.drafting.labels import is_label
from kg.model.drafting import Row
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import continued, drop_overlap, ends_sentence, read_words


def read_row(source: str, line: Line) -> Row:
    """The cells of a row, each with inner damage undone."""
    return Row(tuple(read_words(source, cell.start, cell.end) for cell in line.cells))


def join_rows(rows: list[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Whole rows from rows cut by pages, and the rows that continue no open cell."""
    whole: list[Row] = []
    stray: list[Row] = []
    for row in rows:
        if not _begins_empty(row):
            whole.append(row)
        elif whole and _continues(whole[-1], row):
            whole[-1] = _joined(whole[-1], row)
        else:
            stray.append(row)
    return tuple(whole), tuple(stray)


def _begins_empty(row: Row) -> bool:
    """Whether a row has an empty first cell and no label: nothing that begins an initiative or a part of one."""
    return not row.cells[0] and not any(is_label(cell.text) for cell in row.cells)


def _continues(above: Row, row: Row) -> bool:
    """Whether every filled cell has words above it and at least one of them broke off inside a sentence."""
    pairs = [
        (above.cells[i] if i < len(above.cells) else Passage(()), cell) for i, cell in enumerate(row.cells) if cell
    ]
    return all(cell for cell, _ in pairs) and any(not ends_sentence(cell.text) for cell, _ in pairs)


def _joined(above: Row, row: Row) -> Row:
    """The row above with each cell continued; cells beyond its last one are empty (:func:`_continues`)."""
    tails = zip_longest(above.cells, row.cells[: len(above.cells)], fillvalue=Passage(()))
    return Row(tuple(_cell(cell, tail) for cell, tail in tails))


def _cell(cell: Passage, tail: Passage) -> Passage:
    return continued(cell, drop_overlap(cell, tail)) if tail else cell
