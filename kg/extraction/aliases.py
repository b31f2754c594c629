"""Aliases in running text: 「（以下「甲」という。）」 in every way it is printed.

An alias is given in brackets after what it stands for. The quotation marks may be missing (以下甲という。), words may
stand between (以下これらを, 以下単に, 以下総称して), and the bracket may say more before 以下.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

#: 十干: the letters by which instruments call their parties.
LETTERS = "甲乙丙丁戊己庚辛壬癸"

_ALIAS = re.compile(
    r"以下(?:[、，]|本?この?(?:規約|協定|協約|連携協約|協議|書)において|本(?:規約|協定|協約)において|この(?:条|項|号|章|節|表|別表|附則)において"
    r"|これらを|これを|それぞれ|単に|総称して|併せて|あわせて|各)*"
    rf"(?:\s?[「『](?P<quoted>[^「」『』]{{1,30}})[」』]\s?|(?P<bare>[{LETTERS}]|[一-龥]{{2,6}}?))"
    r"(?:と(?:いう|いい|総称する|称する|称し|呼ぶ|する|し))"
)
_NAMED_AS = re.compile(rf"を[「『]?(?P<letter>[{LETTERS}])[」』]?(?=と(?:し|する|称|い)|[、，])")
_BRACKET = re.compile("[（(）)]")
#: No bracket that gives an alias is longer, in characters, or has more brackets in it.
_LONGEST = 400
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Alias:
    """An alias; what it stands for ends at ``at``, the bracket ends at ``end``, the name itself is at ``name_at``."""

    name: str
    at: int
    end: int
    name_at: int

    @property
    def is_letter(self) -> bool:
        """Whether it is one of 甲, 乙, 丙 …"""
        return len(self.name) == 1 and self.name in LETTERS


def aliases_in(text: str) -> Iterator[Alias]:
    """Every alias that brackets of a text give, in text order.

    >>> [(a.name, "A市（以下甲という。）"[: a.at]) for a in aliases_in("A市（以下甲という。）")]
    [('甲', 'A市')]
    >>> list(aliases_in("A市（以下「　」という。）"))
    []
    """
    matches = list(_ALIAS.finditer(text))
    if not matches:
        return
    brackets = _brackets(text)
    opened = [opening for opening, _ in brackets]
    for match in matches:
        enclosing = _enclosing(brackets, bisect_left(opened, match.start()), match.start())
        group = "quoted" if match["quoted"] else "bare"
        name = "".join(match[group].split())
        if enclosing is not None and name:  # a form may leave the name blank
            opening, closing = enclosing
            end = match.end() if closing is None else closing + 1
            yield Alias(name, opening, end, match.start(group))


def letters_given(text: str) -> Iterator[Alias]:
    """Letters given without brackets: 「A市を甲とし、B町を乙として」.

    >>> [(a.name, a.at) for a in letters_given("A市を甲、B町を乙とし、次のとおり")]
    [('甲', 2), ('乙', 7)]
    """
    for match in _NAMED_AS.finditer(text):
        yield Alias(match["letter"], match.start(), match.end(), match.start("letter"))


def enclosing_bracket(text: str, at: int) -> int | None:
    """Index of the bracket that is open at a place; None where none is."""
    depth = 0
    for index in range(at - 1, max(-1, at - _LONGEST), -1):
        if text[index] in "）)":
            depth += 1
        elif text[index] in "（(":
            if depth == 0:
                return index
            depth -= 1
    return None


_Bracket = tuple[int, int | None]


def _brackets(text: str) -> list[_Bracket]:
    """Every opening bracket with the one that closes it, in text order; None where none does."""
    opened: list[int] = []
    closing: dict[int, int | None] = {}
    for match in _BRACKET.finditer(text):
        if match[0] in "（(":
            opened.append(match.start())
            closing[match.start()] = None
        elif opened:
            closing[opened.pop()] = match.start()
    return list(closing.items())


def _enclosing(brackets: list[_Bracket], index: int, at: int) -> _Bracket | None:
    """The innermost bracket before ``index`` that is open at a place; one that never closes counts where it is near."""
    for opening, closing in reversed(brackets[max(0, index - _DEEPEST) : index]):
        if (closing is None and at - opening < _LONGEST) or (closing is not None and closing >= at):
            return opening, closing
    return None


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without what stands in brackets; ``offsets`` are the places of its characters in the whole text."""

    text: str
    offsets: tuple[int, ...]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the whole text from the first to the last character of ``start:end``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def without_brackets(text: str) -> Bare:
    """The text with its brackets left out, so that a sentence reads through.

    >>> without_brackets("A市(以下「甲」という。)は、B町(乙)に").text
    'A市は、B町に'
    """
    depth, kept = 0, []
    for index, letter in enumerate(text):
        depth += letter in "（("
        if depth == 0:
            kept.append(index)
        depth -= letter in "）)" and depth > 0
    return Bare("".join(text[index] for index in kept), tuple(kept))
