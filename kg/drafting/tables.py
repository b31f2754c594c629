"""Tables: rows cut by a page put together again.

A page break inside a row leaves a second row whose first cells are empty and whose other cells hold the rest of the
sentences, sometimes repeating the last characters. An empty first cell alone also means "same initiative as above" in
tables with row labels, so a row that holds a label begins anew.
"""

from __future__ import annotations

from itertools import zip_longest

from kg.drafting.labels import TITLE_LABEL, is_label
from kg.model.drafting import Row
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import continued, drop_overlap, ends_sentence, read_words


def read_row(source: str, line: Line) -> Row:
    """The cells of a row, each with inner damage undone."""
    return Row(tuple(read_words(source, cell.start, cell.end) for cell in line.cells))


def join_rows(rows: list[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Whole rows from rows cut by pages, and the rows that neither begin anything nor continue an open cell."""
    whole: list[Row] = []
    stray: list[Row] = []
    in_sentences = _in_sentences(rows)
    for row in rows:
        above = next((i for i in range(len(whole) - 1, -1, -1) if not is_header(whole[i])), None)
        if above is not None and _continues(whole[above], row, in_sentences=in_sentences):
            whole[above] = _joined(whole[above], row)
        elif any(row.cells[1:]) and (row.cells[0] or _labels(row)):
            whole.append(row)
        else:
            stray.append(row)
    return tuple(whole), tuple(stray)


def is_header(row: Row) -> bool:
    """Whether a row holds the labels of columns."""
    texts = [cell.text for cell in row.cells]
    return TITLE_LABEL.fullmatch(texts[0]) is not None and any(map(is_label, texts[1:]))


def _labels(row: Row) -> bool:
    return any(is_label(cell.text) for cell in row.cells)


def _in_sentences(rows: list[Row]) -> bool:
    """Whether the table's texts are sentences, so that one without a full stop has been cut."""
    texts = [cell.text for row in rows for cell in row.cells[1:] if cell and not is_label(cell.text)]
    return sum(map(ends_sentence, texts)) * 2 >= len(texts)


def _continues(above: Row, row: Row, *, in_sentences: bool) -> bool:
    """Whether a row is the rest of the one above, which broke off inside a sentence.

    Every filled cell needs words above it that are no label. A filled first cell is the rest of a title only in a table
    of sentences: elsewhere it names the next initiative.
    """
    if _labels(row) or is_header(above) or (row.cells[0] and not in_sentences):
        return False
    pairs = [
        (above.cells[i] if i < len(above.cells) else Passage(()), cell) for i, cell in enumerate(row.cells) if cell
    ]
    if not all(cell and not is_label(cell.text) for cell, _ in pairs):
        return False
    open_cells = [cell for cell in above.cells[1:] if cell and not is_label(cell.text) and not ends_sentence(cell.text)]
    if row.cells[0] and len(pairs) == 1:
        return bool(open_cells)
    return any(not ends_sentence(cell.text) for cell, _ in (pairs[1:] if row.cells[0] else pairs))


def _joined(above: Row, row: Row) -> Row:
    """The row above with each cell continued; cells beyond its last one are empty (:func:`_continues`)."""
    tails = zip_longest(above.cells, row.cells[: len(above.cells)], fillvalue=Passage(()))
    return Row(tuple(_cell(cell, tail) for cell, tail in tails))


def _cell(cell: Passage, tail: Passage) -> Passage:
    return continued(cell, drop_overlap(cell, tail)) if tail else cell
