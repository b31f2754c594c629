"""Cells of tables: the printed lines inside a cell put together.

Extraction marks a line end inside a cell with U+2028 (or leaves a ``<br>``). A line that begins with the mark of an
item, with the bullet the cell began with, or after a full stop stays a line of its own; any other line end is a wrap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.drafting.labels import BULLETS, label_at
from kg.drafting.marks import Sequence as OpenLists
from kg.drafting.marks import item_marks
from kg.model.text import Fragment, Passage, Span
from kg.reading.words import ends_sentence, join_lines, read_words

#: The end of a line inside words; it has no place in the source of its own.
LINE_END = Passage((Fragment(0, "", "\n"),))
_INNER_END = re.compile("\u2028|\u2029|\v|<br\\s*/?>", re.IGNORECASE)
#: A mark stands in the first characters of a line.
_HEAD = 24


def read_cell(source: str, cell: Span) -> Passage:
    """The words of a cell with inner damage undone; its lines are divided by line ends."""
    pieces: list[Passage] = []
    start = cell.start
    for end in _INNER_END.finditer(source, cell.start, cell.end):
        pieces.append(read_words(source, start, end.start()))
        start = end.end()
    pieces.append(read_words(source, start, cell.end))
    return join_cell_lines(source, pieces)


def join_cell_lines(source: str, pieces: Iterable[Passage]) -> Passage:
    """The printed lines of a cell as one passage: wraps joined, items and sentences one to a line."""
    lines = [piece for piece in pieces if piece]
    if len(lines) < 2:
        return lines[0] if lines else Passage(())
    groups: list[list[Passage]] = []
    lists = OpenLists()
    bullet = lines[0].text[0] if lines[0].text[0] in BULLETS else ""
    previous = ""
    for line in lines:
        text = line.text
        begins, lists = _begins(text, previous, lists, bullet)
        if begins:
            groups.append([])
        groups[-1].append(line)
        previous = text
    return joined_by_line_ends([join_lines(source, group) for group in groups])


def joined_by_line_ends(lines: Sequence[Passage]) -> Passage:
    """Passages one to a line.

    >>> joined_by_line_ends([Passage.plain("甲", start=1), Passage.plain("乙", start=5)]).text
    '甲\\n乙'
    """
    parts = [part for line in lines if line for part in (LINE_END, line)]
    return Passage.join(parts[1:])


def _begins(text: str, previous: str, lists: OpenLists, bullet: str) -> tuple[bool, OpenLists]:
    """Whether a printed line begins a line of the cell, and the lists open after it."""
    closed = not previous or ends_sentence(previous) or previous.endswith(("：", ":"))
    placed = lists.place(item_marks(text[:_HEAD]), gaps=False)
    if placed is not None and (closed or placed[0].ordinal > 1 or text[0] in "（(" or len(placed[1].open) > 1):
        return True, placed[1]
    if closed or (bullet and text.startswith(bullet)):
        return True, lists
    return label_at(text) is not None, lists
