"""Pages set in two columns, like gazettes and 例規集.

A blank strip in the middle is not enough: tables and signature blocks have one. The text on both sides must run from
line to line as prose does, its lines filled to the strip.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.pdf.lines import Line, split_lines
from kg.reading.pdf.sheet import Glyph, Place
from kg.reading.pdf.unruled import is_header

_STEP = 3.0  # points between the places tried
_MIDDLE = (0.35, 0.65)  # of the width of the text
_LEAST_LINES = 5  # on each side
_FILLED = 0.5  # of the lines on the left end at the strip; of those on the right begin at it
_LEAST_GLYPHS = 60  # on each side


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns divided at ``at``, between two heights. Parts in reading order: above, left, right, below."""

    at: float
    top: float
    bottom: float

    def part(self, x: float, y: float) -> int:
        """In which part a point is: 0 to 3."""
        if y <= self.top:
            return 0
        if y > self.bottom:
            return 3
        return 1 if x < self.at else 2


def find_columns(glyphs: Sequence[Glyph], tables: Sequence[Place]) -> Columns | None:
    """The two columns of a page or a part of one, or None."""
    words = [glyph for glyph in glyphs if not glyph.is_blank]
    if len(words) < 2 * _LEAST_GLYPHS:
        return None
    columns = _longest_strip(words, tables)
    if columns is None:
        return None
    left = [glyph for glyph in words if columns.part(glyph.middle, glyph.base) == 1]
    right = [glyph for glyph in words if columns.part(glyph.middle, glyph.base) == 2]
    if min(len(left), len(right)) < _LEAST_GLYPHS:
        return None
    lines, beside = split_lines(left), split_lines(right)
    if min(len(lines), len(beside)) < _LEAST_LINES or _is_table(left + right):
        return None
    return columns if _ends_filled(lines) and _begins_even(beside) and _ends_filled(beside) else None


def _longest_strip(words: Sequence[Glyph], tables: Sequence[Place]) -> Columns | None:
    """The place in the middle that no word crosses for the greatest height."""
    begin, end = min(glyph.left for glyph in words), max(glyph.right for glyph in words)
    half = 0.5 * sorted(glyph.size for glyph in words)[len(words) // 2]
    places = [(g.left - half, g.base, g.right + half, g.base) for g in words]
    places += [(left, top, right, bottom) for left, top, right, bottom in tables]
    count = int((end - begin) * (_MIDDLE[1] - _MIDDLE[0]) / _STEP)
    spots = [begin + (end - begin) * _MIDDLE[0] + _STEP * step for step in range(max(min(count, 500), 0))]
    crossings: list[list[tuple[float, float]]] = [[] for _ in spots]
    for left, top, right, bottom in places:
        for index in range(bisect_left(spots, left), bisect_right(spots, right)):
            crossings[index].append((top, bottom))
    first, last = min(g.base for g in words) - 1.0, max(g.base for g in words)
    best: Columns | None = None
    for spot, crossing in zip(spots, crossings, strict=True):
        above = first
        for top, bottom in [*sorted(crossing), (last + 1.0, last + 1.0)]:
            # The strip ends just above the line that crosses it: its base line is not part of the strip.
            if best is None or top - above > best.bottom - best.top + 0.01:
                best = Columns(spot, above, top - 0.01)
            above = max(above, bottom)
    return best


def _is_table(glyphs: Sequence[Glyph]) -> bool:
    return any(is_header(line) for line in split_lines(glyphs))


def _ends_filled(lines: Sequence[Line]) -> bool:
    end = max(line.right for line in lines)
    return sum(line.right > end - 1.5 * line.size for line in lines) >= _FILLED * len(lines)


def _begins_even(lines: Sequence[Line]) -> bool:
    begin = min(line.left for line in lines)
    return sum(line.left < begin + 2.5 * line.size for line in lines) >= _FILLED * len(lines)
