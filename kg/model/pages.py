"""Where words stand on the pages of a document that has pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kg.model.text import Box, Span

_LINE_ENDS = "\n\t\u2028"
#: Times its height a character's box may be wide in a line that runs downwards.
_NARROW = 1.6


def page_regions(boxes: Sequence[Box], span: Span, text: str) -> tuple[Box, ...]:
    """The boxes of a stretch, one for each printed line and cell; ``boxes`` are in order of place.

    Where a stretch begins or ends inside a box, the box is cut at the same part of its width: a box covers characters
    at even steps.

    >>> line = Box(Span(0, 4), 1, 100.0, 50.0, 140.0, 60.0)
    >>> [(region.left, region.right) for region in page_regions([line], Span(1, 3), "甲及び乙")]
    [(110.0, 130.0)]
    """
    regions: list[Box] = []
    index = bisect_right(boxes, span.start, key=lambda box: box.span.end)
    while index < len(boxes) and boxes[index].span.start < span.end:
        box = _cut(boxes[index], span)
        if regions and _is_one_line(regions[-1], box, text):
            regions[-1] = _together(regions[-1], box)
        else:
            regions.append(box)
        index += 1
    return tuple(regions)


def _cut(box: Box, span: Span) -> Box:
    start, end = max(box.span.start, span.start), min(box.span.end, span.end)
    step = (box.right - box.left) / len(box.span)
    left, right = box.left + step * (start - box.span.start), box.right - step * (box.span.end - end)
    return replace(box, span=Span(start, end), left=round(left, 2), right=round(right, 2))


def _is_one_line(one: Box, other: Box, text: str) -> bool:
    """Whether a box goes on the line of the box before it: beside it, or below it in a line that runs downwards."""
    between = text[one.span.end : other.span.start]
    if one.page != other.page or any(end in between for end in _LINE_ENDS):
        return False
    height = min(one.bottom - one.top, other.bottom - other.top)
    if min(one.bottom, other.bottom) - max(one.top, other.top) > height / 2:
        return True
    width = min(one.right - one.left, other.right - other.left)
    narrow = max(one.right - one.left, other.right - other.left) <= _NARROW * (other.bottom - other.top)
    aligned = min(one.right, other.right) - max(one.left, other.left) > width / 2
    return narrow and aligned and 0 <= other.top - one.bottom + height / 2 <= 2 * height


def _together(one: Box, other: Box) -> Box:
    return Box(
        Span(one.span.start, other.span.end),
        one.page,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
