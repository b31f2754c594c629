"""A reading folded for matching: one width of digits and brackets, numbers that extraction spaced out closed up.

Only the matching sees the folded text. What is published is cut from the reading at the offsets that lead back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.old_forms import modern

_WIDTHS = str.maketrans("０１２３４５６７８９（）［］，", "0123456789()[]、")
_WIDE = re.compile("[０-９（）［］，]")
_NUMERAL = "0-9元〇一二三四五六七八九十百千壱弐参拾"
#: White space that stands inside a locator, a law number or a date and says nothing: 昭和2 2 年, 第 3 条, ``( 1 )``.
_INNER_SPACE = re.compile(
    rf"(?=\s)(?:(?<!\s)\s++(?=\))|(?<=\()\s++|(?<=第)\s++(?=[{_NUMERAL}])|(?<=[昭平令大明][和成正治])\s++(?=[{_NUMERAL}])"
    rf"|(?<=[年月])\s++(?=[{_NUMERAL}])|(?<=[{_NUMERAL}])\s++(?=[条項号年月日章])"
    r"|(?<=[0-9])\s++(?=[0-9\s]{1,8}[条項号年月日])|(?<=の[0-9])\s++(?=[0-9]\s?第)|(?<=[0-9])\s++(?=の[規定]|第\s?[0-9]{1,3}\s?[項号])"
    rf"|(?<=[条項号])\s++(?=第[{_NUMERAL}]|の[{_NUMERAL}])|(?<=[条項号]の)\s++(?=[{_NUMERAL}])"
    rf"|(?<=[法令例則程約綱領)])\s++(?=第\s?[{_NUMERAL}]{{1,9}}\s?[条項]|\())"
)
#: Provisions and numbers in the forms of before 1946. Elsewhere such characters are those of names (龍ケ崎市).
_OLD_PROVISION = re.compile(rf"第[{_NUMERAL}]{{1,9}}條|號")
_SPACE = re.compile(r"\s")
_QUOTATION = re.compile(r"「[^「」]*+」|『[^『』]*+』")


@dataclass(frozen=True)
class Folded:
    """A folded text. ``cuts`` are the places in it before which characters were left out, ``lost`` how many so far."""

    text: str
    cuts: tuple[int, ...]
    lost: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the reading that ``start:end`` of the folded text stands for.

        >>> fold("平成 20 年").origin(0, 4)
        (0, 5)
        """
        return self._origin(start), self._origin(max(end - 1, start)) + (end > start)

    def _origin(self, index: int) -> int:
        found = bisect_right(self.cuts, index)
        return index + (self.lost[found - 1] if found else 0)

    @cached_property
    def brackets(self) -> Mapping[int, int]:
        """Index of the partner of every bracket, in both directions. A bracket without partner is not in it.

        >>> fold("法（昭和（略）年）").brackets == {1: 8, 8: 1, 4: 6, 6: 4}
        True
        """
        open_at: list[int] = []
        partners: dict[int, int] = {}
        for found in re.finditer(r"[()]", self.text):
            if found[0] == "(":
                open_at.append(found.start())
            elif open_at:
                opening = open_at.pop()
                partners[opening], partners[found.start()] = found.start(), opening
        return partners

    @cached_property
    def _outermost(self) -> tuple[tuple[int, int], ...]:
        spans: list[tuple[int, int]] = []
        for opening, closing in sorted(self.brackets.items()):
            if opening < closing and (not spans or opening > spans[-1][1]):
                spans.append((opening, closing))
        return tuple(spans)

    def bracketed(self, index: int) -> bool:
        """Whether a place stands inside brackets."""
        return _within(self._outermost, index)

    @cached_property
    def _quotations(self) -> tuple[tuple[int, int], ...]:
        return tuple(found.span() for found in _QUOTATION.finditer(self.text))

    def quoted(self, index: int) -> bool:
        """Whether a place stands inside 「」."""
        return _within(self._quotations, index)


def _within(spans: tuple[tuple[int, int], ...], index: int) -> bool:
    """Whether an index lies in one of the spans, which are in order and apart."""
    found = bisect_right(spans, index, key=lambda span: span[0])
    return found > 0 and index < spans[found - 1][1]


def fold(text: str) -> Folded:
    """The folded form of a reading.

    >>> fold("昭和2 2 年法律第６７号").text
    '昭和22年法律第67号'
    """
    narrow = text.translate(_WIDTHS) if _WIDE.search(text) else text
    if _OLD_PROVISION.search(narrow):
        narrow = modern(narrow)
    if not _SPACE.search(narrow):  # most readings
        return Folded(narrow, (), ())
    kept: list[str] = []
    cuts: list[int] = []
    lost: list[int] = []
    position = 0
    for found in _INNER_SPACE.finditer(narrow):
        kept.append(narrow[position : found.start()])
        position = found.end()
        dropped = len(found[0]) + (lost[-1] if lost else 0)
        cuts.append(position - dropped)
        lost.append(dropped)
    kept.append(narrow[position:])
    return Folded("".join(kept), tuple(cuts), tuple(lost))
