"""Rows of tables that the end of a page cuts inside a label.

The halves of any other cell stand in two rows that say the same together. Half a label says nothing (甲の on one page,
役割 on the next), so such a row is put together: where a label shows that the row on the next page is the other half.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.reading.pdf.rows import ITEM_LABEL, Cell, Row
from kg.reading.pdf.sheet import Sheet
from kg.reading.pdf.unruled import is_label

_SENTENCE_ENDS = ("。", "．")


def cut_rows(
    pages: Sequence[tuple[Sheet, Sequence[Row]]], aside: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Row | None]:
    """What (page, row) indexes hold instead: the whole row for its first half, None for its second.

    ``aside`` are the indexes of furniture, which stands between the halves.
    """
    changed: dict[tuple[int, int], Row | None] = {}
    texts = [[row.text for row in rows] for _, rows in pages]
    kept = [[row for row in range(len(rows)) if (page, row) not in aside] for page, (_, rows) in enumerate(pages)]
    for page, (here, there) in enumerate(pairwise(kept)):
        if not here or not there:
            continue
        last = here[-1]
        repeated = len(there) > 1 and _is_repeated_header(texts[page + 1][there[0]], texts[page])
        first = there[1] if repeated else there[0]
        one = changed.get((page, last), pages[page][1][last])
        other = pages[page + 1][1][first]
        if one is not None and _is_cut_in_label(one, other):
            changed[page, last] = _whole(one, other, page=pages[page + 1][0].number)
            changed[page + 1, first] = None
    return changed


def _is_repeated_header(text: str, before: Sequence[str]) -> bool:
    return "\t" in text and text in before


def _is_cut_in_label(one: Row, other: Row) -> bool:
    return len(one.cells) == len(other.cells) > 1 and any(
        is_label(first.text + second.text)
        and not (is_label(first.text) and is_label(second.text))
        and first.lines
        and second.lines
        for first, second in zip(one.cells, other.cells, strict=True)
    )


def _whole(one: Row, other: Row, *, page: int) -> Row:
    return Row(tuple(_joined(first, second, page) for first, second in zip(one.cells, other.cells, strict=True)))


def _joined(first: Cell, second: Cell, page: int) -> Cell:
    moved = tuple(replace(line, page=page) for line in second.lines)
    if not first.lines or not moved:
        return Cell(first.lines + moved, first.breaks + second.breaks)
    anew = first.text.endswith(_SENTENCE_ENDS) or ITEM_LABEL.match(moved[0].text) is not None
    return Cell(first.lines + moved, (*first.breaks, anew, *second.breaks))
