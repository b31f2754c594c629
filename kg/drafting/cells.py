"""Cells of tables: the printed lines inside a cell put together.

Extraction marks a line end inside a cell with U+2028 (or leaves a ``<br>``). A line that begins with the mark of an
item, with the bullet the cell began with, or after a full stop stays a line of its own; any other line end is a wrap.
The space after the mark of an item is no space inside a word and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.drafting.labels import BULLETS, label_at
from kg.drafting.marks import ItemMark, item_marks
from kg.drafting.marks import Sequence as OpenLists
from kg.model.text import Fragment, Passage, Span
from kg.reading.words import ends_sentence, join_lines, read_words

#: The end of a line inside words; it has no place in the source of its own.
LINE_END = Passage((Fragment(0, "", "\n"),))
_NO_WORDS, _NO_LISTS = Passage(()), OpenLists()
_INNER_END = re.compile("\u2028|\u2029|\v|<br\\s*/?>", re.IGNORECASE)
#: Where an item may begin inside a printed line.
_AFTER_STOP = re.compile(r"(?<=。)[ \t\u3000]+(?=\S)")
#: The second items of lists whose first mark may be a word, and how far behind the first they are looked for.
_SECOND = {
    kind: re.compile(rf"[\n\u2028。>]\s*{mark}[\s、．.]")
    for kind, mark in {"1": "[2２]", "一": "二", "a": "[bｂ]", "i": "ii", "I": "(?:II|Ⅱ)"}.items()
}
_FAR = 1000
#: A mark stands in the first characters of a line.
MARK_LENGTH = 24


def read_cell(source: str, cell: Span) -> Passage:
    """The words of a cell with inner damage undone; its lines are divided by line ends."""
    if not source[cell.start : cell.end].strip():
        return _NO_WORDS
    spans: list[Span] = []
    start = cell.start
    for end in _INNER_END.finditer(source, cell.start, cell.end):
        spans.append(Span(start, end.start()))
        start = end.end()
    return read_cell_lines(source, [*spans, Span(start, cell.end)] if spans else [cell])


def read_cell_lines(source: str, spans: Iterable[Span]) -> Passage:
    """The printed lines of a cell as one passage: wraps joined, items and sentences one to a line."""
    groups: list[list[Passage]] = []
    lists = _NO_LISTS
    bullet = previous = ""
    lines = list(spans)
    stop = lines[-1].end if lines else 0
    for span in lines:
        text = source[span.start : span.end].strip()
        if not text:
            continue
        begins, placed = _begins(text, previous, lists, bullet)
        words, lists = _line(source, span, lists, stop, marked=placed)
        if not groups:
            bullet = text[0] if text[0] in BULLETS else ""
        if begins or not groups:
            groups.append([])
        groups[-1].append(words)
        previous = text
    return joined_by_line_ends([join_lines(source, group) for group in groups])


def joined_by_line_ends(lines: Sequence[Passage]) -> Passage:
    """Passages one to a line.

    >>> joined_by_line_ends([Passage.plain("甲", start=1), Passage.plain("乙", start=5)]).text
    '甲\\n乙'
    """
    if len(lines) == 1:
        return lines[0]
    parts = [part for line in lines if line for part in (LINE_END, line)]
    return Passage.join(parts[1:])


def _begins(text: str, previous: str, lists: OpenLists, bullet: str) -> tuple[bool, bool]:
    """Whether a printed line begins a line of the cell, and whether it does with the mark of an item."""
    closed = not previous or ends_sentence(previous) or previous.endswith(("：", ":"))
    placed = lists.place(item_marks(text[:MARK_LENGTH]), gaps=False)
    if placed is not None and (closed or placed[0].ordinal > 1 or text[0] in "（(" or len(placed[1].open) > 1):
        return True, True
    if closed or (bullet and text.startswith(bullet)):
        return True, False
    return label_at(text) is not None, False


def sentences_apart(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a line that spaces after full stops divide, where further items may begin.

    >>> [*sentences_apart("ア 作る。 イ 負担する。")]
    [(0, 5), (6, 13)]
    """
    start = 0
    for gap in _AFTER_STOP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def place_first(lists: OpenLists, text: str, start: int, end: int, stop: int) -> tuple[ItemMark, OpenLists] | None:
    """The mark at the start of ``text[start:end]`` and the lists open after it; None where it makes no list.

    A bare number or letter may be a word of the sentence (1 人1台, I C T): it begins a list only where a second item
    stands before ``stop``.
    """
    placed = lists.place(item_marks(text[start : min(start + MARK_LENGTH, end)]), gaps=False)
    if placed is None or placed[0].ordinal > 1 or placed[0].kind not in _SECOND:
        return placed
    begin = start + placed[0].rest_start
    second = _SECOND[placed[0].kind].search(text, begin, min(stop, begin + _FAR))
    return placed if second else None


def _line(source: str, span: Span, lists: OpenLists, stop: int, *, marked: bool) -> tuple[Passage, OpenLists]:
    """The words of a printed line; the space after the marks of items stays."""
    text = source[span.start : span.end]
    marks: list[tuple[int, int]] = []
    for start, _ in sentences_apart(text):
        begin = start or len(text) - len(text.lstrip())
        placed = place_first(lists, source, span.start + begin, span.end, stop) if marked or start else None
        if placed is not None:
            lists = placed[1]
            marks.append((begin + placed[0].label_end, begin + placed[0].rest_start))
    if not any(rest > end for end, rest in marks):
        return read_words(source, span.start, span.end), lists
    parts: list[Passage] = []
    at = span.start
    for end, rest in marks:
        parts.append(read_words(source, at, span.start + end))
        parts.append(Passage.plain(source[span.start + end : span.start + rest], start=span.start + end))
        at = span.start + rest
    return Passage.join((*parts, read_words(source, at, span.end))), lists
