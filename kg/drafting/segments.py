"""Several instruments in one file: where each begins.

An instrument begins at its title, or its preamble where it has no title, before a 第1条 that comes after the articles
of another. A cover (title, date, parties) right before the title belongs to it.
"""

from __future__ import annotations

from itertools import pairwise

from kg.drafting.front import front_kind
from kg.drafting.openings import opens_article
from kg.model.drafting import FrontKind
from kg.reading.text_file import Line


def instrument_starts(lines: list[Line]) -> list[int]:
    """Index of the first line of each instrument; empty where there is none. The first takes all lines before it."""
    firsts = [i for i in range(len(lines)) if _is_first_article(lines, i)]
    starts = [0]
    for previous, first in pairwise(firsts):
        start = _start(lines, previous, first)
        if start is not None:
            starts.append(start)
    return starts


def _is_first_article(lines: list[Line], index: int) -> bool:
    """Whether 第1条 begins at a line, with its caption or without; not the line below a caption a second time."""
    opening = opens_article(lines, index, after=())
    if opening is None or opening.mark.number != (1,):
        return False
    above = opens_article(lines, index - 1, after=()) if index else None
    return above is None or above.line != index


def _start(lines: list[Line], previous: int, first: int) -> int | None:
    """First line of the instrument whose first article is given; None where nothing before it opens an instrument."""
    title = next((i for i in range(first - 1, previous, -1) if front_kind(lines[i]) is FrontKind.COVER), None)
    if title is None:
        preamble = first - 1
        return preamble if preamble > previous and "次のとおり" in lines[preamble].text else None
    start = title
    for i in range(title - 1, previous, -1):
        kind = front_kind(lines[i])
        if kind is None:
            break
        start = i if kind is FrontKind.COVER else start
    return start
