"""Itemised texts: the items of a cell one to a line, without their marks and bullets.

Marks are taken off where they make a list: the first is a first one, the next follows it. A bare number or letter
needs a second one after it, for it may be a word of the sentence (1 人1台の端末).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.drafting.cells import MARK_LENGTH, joined_by_line_ends, place_first
from kg.drafting.labels import BULLETS
from kg.drafting.marks import Sequence
from kg.model.text import Passage

_LINE = re.compile(r"[^\n]+")
#: Where an item may begin inside a line: after a full stop.
_AFTER_STOP = re.compile(r"。\s*(?=\S)")


def itemised(words: Passage) -> Passage:
    """The items of a text one to a line, without their marks; any other text as it is.

    >>> itemised(Passage.plain("ア 当番表を作る。 イ 費用を負担する。", start=0)).text
    '当番表を作る。\\n費用を負担する。'
    >>> itemised(Passage.plain("1 人1台の端末を整備する。", start=0)).text
    '1 人1台の端末を整備する。'
    """
    text = words.text
    pieces = list(_pieces(text))
    if not any(start > begin for begin, start, _ in pieces):
        return words
    ends = words.ends()
    return joined_by_line_ends([words.slice(start, end, ends) for _, start, end in pieces])


def _pieces(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each line of the items begins, where its words start, and where it ends."""
    lists = Sequence()
    bullet = ""
    for line in _LINE.finditer(text):
        starts = [line.start(), *(stop.end() for stop in _AFTER_STOP.finditer(text, line.start(), line.end()))]
        begin, words = starts[0], starts[0]
        for start in starts:
            head = text[start : min(start + MARK_LENGTH, line.end())]
            placed = place_first(lists, text, start, line.end(), len(text))
            marked = start
            if placed is not None:
                lists, marked = placed[1], start + placed[0].rest_start
            elif head and head[0] in BULLETS and (start == line.start() or head[0] == bullet):
                bullet = head[0]
                marked = start + len(head) - len(head[1:].lstrip())
            if marked > start:
                if start > begin:
                    yield begin, words, _trimmed(text, start)
                begin, words = start, marked
        yield begin, words, _trimmed(text, line.end())


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end
