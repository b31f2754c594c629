"""Places in an amended instrument: 第2条第1号, 別表第1中1の項の(1), 同条第2項.

A locus is a chain of parts from the widest to the narrowest. 同条 and 同表 stand for the parts of the place named
before, and a chain that begins with a narrow part (3の項) continues the wider parts of that place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from kg.numerals import NUMBER


class _Level(IntEnum):
    """How wide a part is."""

    WHOLE = 0
    ARTICLE = 1
    PARAGRAPH = 2
    ITEM = 3
    SUBITEM = 4
    INNER = 5
    LATIN = 6
    POINT = 7
    WITHIN = 8


#: Parts by form. ``same`` is the form that refers to one named before. The order matters: the first form that fits.
_PARTS: tuple[tuple[_Level, str], ...] = (
    (_Level.WHOLE, r"題名|前文|目次|本則|附則|本文|末文|署名欄"),
    (_Level.ARTICLE, rf"第{NUMBER}条(?:の{NUMBER})*(?!第?{NUMBER}条)"),
    (_Level.ARTICLE, rf"第{NUMBER}[編章節](?:の{NUMBER})*"),
    (
        _Level.ARTICLE,
        rf"別表(?:第{NUMBER}(?:の{NUMBER}(?![0-9０-９一二三四五六七八九十]|の[項款欄]))*)?|別記(?:様式)?(?:第{NUMBER}(?:号(?:様式)?)?)?|様式第{NUMBER}号|別紙(?:{NUMBER})?",
    ),
    (_Level.PARAGRAPH, rf"第{NUMBER}項(?:の{NUMBER})*"),
    (_Level.PARAGRAPH, rf"{NUMBER}(?:の{NUMBER})*の[項款](?:の?第{NUMBER}[欄号])?|(?<=の)[^、。「」中]{{1,40}}の項"),
    (_Level.ITEM, rf"第{NUMBER}号(?:の{NUMBER})*"),
    (_Level.ITEM, rf"[（(]{NUMBER}[）)]|[⑴-⒇①-⑳㈠-㈩]"),
    (_Level.SUBITEM, r"(?<![ァ-ヶー])[ア-ン](?=[中をのに及、，（(a-z]|$)"),
    (_Level.INNER, r"[（(][ア-ン][）)]"),
    (_Level.LATIN, r"[a-z](?![a-z）)])"),
    (_Level.POINT, r"[（(][a-z][）)]"),
    (
        _Level.WITHIN,
        r"見出し|各号列記以外の部分|ただし書|但し?書|[前後]段|[^、。「」中の]{1,20}の欄|の?表(?=中|の|に)|見出しを含む",
    ),
)
_SAME: tuple[tuple[_Level, str], ...] = (
    (_Level.ARTICLE, r"同[条表章節]"),
    (_Level.PARAGRAPH, r"同項"),
    (_Level.ITEM, r"同号"),
)
_PART = re.compile(
    "|".join(
        [f"(?P<same{int(level)}>{form})" for level, form in _SAME]
        + [f"(?P<part{index}>{form})" for index, (_, form) in enumerate(_PARTS)]
    )
)
_BETWEEN = re.compile(r"[中の]\s*")
#: (イ) and (a), which follow 第1号ア directly.
_BELOW_ITEM = re.compile(r"[（(][ア-ンa-z]")
_ENDS_ITEM = re.compile(r"号(?:の[0-9]+)?[ア-ン]?(?:[（(][ア-ン][）)])?[a-z]?$")
_TABLE_PART = re.compile(r"[（(⑴-⒇①-⑳㈠-㈩]|.*の[項欄款]$")


@dataclass(frozen=True, slots=True)
class Locus:
    """A place; ``parts`` are (level, printed form), the widest first."""

    parts: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """The chain as one would print it.

        >>> parse_locus("第2条第1号中", Locus())[0].text, parse_locus("別表第1中1の項の(1)の次に", Locus())[0].text
        ('第2条第1号', '別表第1の1の項の(1)')
        """
        words = ""
        for _, part in self.parts:
            below = _BELOW_ITEM.match(part) is not None and _ENDS_ITEM.search(words) is not None
            apart = (_TABLE_PART.match(part) and not below) or part in {"見出し", "表"}
            words += f"の{part}" if words and apart else part
        return words


def parse_locus(text: str, last: Locus, *, at: int = 0, end: int | None = None) -> tuple[Locus, int]:
    """The place that ``text[at:end]`` names, and where its words end; ``last`` is the place named before.

    >>> after = parse_locus("第2条第1号中", Locus())[0]
    >>> parse_locus("同条に次の1項を", after)[0].text
    '第2条'
    """
    stop = len(text) if end is None else end
    parts: list[tuple[int, str]] = []
    position = at
    while match := _PART.match(text, position, stop):
        level = _level(match)
        if (match.lastgroup or "").startswith("same"):
            parts = [part for part in last.parts if part[0] <= level]
        else:
            if not parts and level > _Level.ARTICLE:
                parts = [part for part in last.parts if part[0] < level]
            if parts and parts[-1][0] >= level:
                break
            parts.append((level, match[0]))
        position = _next_part(text, match.end(), stop)
    return (Locus(tuple(parts)), position) if position > at else (last, at)


def _next_part(text: str, position: int, stop: int) -> int:
    """Where the chain goes on: behind 中 or の where another part follows, else right here."""
    between = _BETWEEN.match(text, position, stop)
    behind = between.end() if between else position
    return behind if _PART.match(text, behind, stop) else position


def _level(match: re.Match[str]) -> int:
    group = match.lastgroup or ""
    return int(group[4:]) if group.startswith("same") else int(_PARTS[int(group[4:])][0])
