"""Numerals and dates as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_KANJI = "〇一二三四五六七八九"
_DAIJI = {1: "壱", 2: "弐", 3: "参"}
KATAKANA = "アイウエオカキクケコサシスセソ"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
_ERAS = ((date(2019, 5, 1), "令和", 2018), (date(1989, 1, 8), "平成", 1988), (date(1926, 12, 25), "昭和", 1925))


def kanji(number: int) -> str:
    """Additive kanji numeral.

    >>> kanji(252), kanji(14), kanji(10), kanji(100), kanji(2019)
    ('二百五十二', '十四', '十', '百', '二千十九')
    """
    if number == 0:
        return "〇"
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, unit)
        if digit:
            text += (_KANJI[digit] if digit > 1 else "") + name
    return text + (_KANJI[number] if number else "")


def positional(number: int) -> str:
    """Positional kanji numeral.

    >>> positional(479)
    '四七九'
    """
    return "".join(_KANJI[int(digit)] for digit in str(number))


def daiji(number: int) -> str:
    """大字 of a small number."""
    return _DAIJI.get(number, kanji(number))


@dataclass(frozen=True, slots=True)
class Day:
    """A day, printed in an era."""

    value: date

    @property
    def era(self) -> str:
        """令和 and so on."""
        return next(name for start, name, _ in _ERAS if self.value >= start)

    @property
    def year(self) -> int:
        """The year in its era."""
        return next(self.value.year - before for start, _, before in _ERAS if self.value >= start)

    @property
    def iso(self) -> str:
        """2022-01-12."""
        return self.value.isoformat()

    def printed(self, *, gannen: bool = False, dual: bool = False) -> str:
        """令和4年1月12日."""
        year = "元" if self.year == 1 and gannen else str(self.year)
        western = f"({self.value.year}年)" if dual else ""
        return f"{self.era}{year}年{western}{self.value.month}月{self.value.day}日"


def enclosed(number: int) -> str:
    """⑴."""
    return chr(0x2474 + number - 1)


def enclosed_kanji(number: int) -> str:
    """㈠."""
    return chr(0x3220 + number - 1)
