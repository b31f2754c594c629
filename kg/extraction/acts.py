"""Which act the words before a locator name: a title with its number in brackets, a known title, 同法, an alias.

Aliases (以下「法」という) and titles are those of one document, in the order of its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.numerals import NUMBER, normalise_law_number
from kg.registries.laws import LawRegistry

_ERA_YEAR = rf"(?:明治|大正|昭和|平成|令和)\s?(?:元|{NUMBER})\s?年"
_ACT_NUMBER = re.compile(
    rf"{_ERA_YEAR}\s?[一-龥ァ-ヶ]{{0,12}}?(?:法律|政令|省令|府令|条例|規則|規約|告示|訓令|勅令|太政官布告)第\s?{NUMBER}\s?号"
)
_NOTICE = re.compile(
    rf"(?P<date>{_ERA_YEAR}\s?{NUMBER}\s?月\s?{NUMBER}\s?日)(?:付け?)?[（(]?\s?(?P<number>[一-龥]+第\s?{NUMBER}\s?号)"
)
_ACT_NAME = re.compile(r"[一-龥ァ-ヶー々・]{1,40}(?:法律|法|政令|省令|令|条例|規則|規約|要綱|要領)$")
_OWN_KIND = re.compile(r"(?:この|本)(?:連携)?(?:協約|協定|規約)$")
_NAME_START = re.compile(
    r"[、，。「」『』（）()\s]|(?<=[法令例則約綱）)号項条])(?:及び|並びに|又は|若しくは)|(?:により|に基づき|に基づく)"
    r"|[はが](?=[一-龥])|を(?!定める|改正する|廃止する)(?=[一-龥])"
)
_ALIAS = re.compile(r"以下「(?P<alias>[^」]+)」という")
_SHORTEST_TITLE = 3
#: How far back the name of an act with its brackets can begin, in characters.
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Act:
    """A cited act: title, number as normalised, LawId where the registry knows it."""

    title: str
    number: str | None
    law_id: str | None


@dataclass(frozen=True, slots=True)
class ActName:
    """An act named from ``start`` of a text on; ``resolved_from`` are the words printed where they are no title."""

    start: int
    act: Act
    resolved_from: str | None


@dataclass(slots=True)
class ActMemory:
    """What a document has established so far: titles with their numbers, aliases, the act named last."""

    laws: LawRegistry
    acts: dict[str, Act] = field(default_factory=dict)
    aliases: dict[str, Act] = field(default_factory=dict)
    last: Act | None = None

    def named_before(self, text: str, at: int) -> ActName | None:
        """The act that the words before ``at`` name; None where they name none."""
        begin = max(0, at - _LONGEST_NAME)
        name = self._named(text[begin:at])
        return replace(name, start=begin + name.start) if name else None

    def _named(self, before: str) -> ActName | None:
        if before.endswith(("）", ")")):
            return self._bracketed(before)
        if before.endswith("同法") and self.last:
            return ActName(len(before) - 2, self.last, "同法")
        return self._known(before) or self._aliased(before) or self._unknown(before)

    def _bracketed(self, text: str) -> ActName | None:
        """A title with its number in brackets; remembered with the alias the brackets give it."""
        opening = opening_bracket(text, len(text) - 1)
        inner = text[opening + 1 : -1]
        number = act_number(inner)
        start = self._title_start(text, opening)
        if number is None or start == opening:
            return None
        act = self._act(text[start:opening], number)
        self.acts[act.title] = act
        if alias := _ALIAS.search(inner):
            self.aliases[alias["alias"]] = act
        return ActName(start, act, None)

    def _title_start(self, text: str, end: int) -> int:
        """Where the title before ``end`` begins: the longest registered title, else after the last boundary."""
        known = next((title for title in self.laws.titles if text.endswith(title, 0, end)), None)
        if known:
            return end - len(known)
        return max((match.end() for match in _NAME_START.finditer(text, 0, end)), default=0)

    def _known(self, before: str) -> ActName | None:
        titles = (*sorted(self.acts, key=len, reverse=True), *self.laws.titles)
        title = max((title for title in titles if before.endswith(title)), key=len, default=None)
        if title is None:
            return None
        return ActName(len(before) - len(title), self.acts.get(title) or self._act(title, None), None)

    def _aliased(self, before: str) -> ActName | None:
        for alias in sorted(self.aliases, key=len, reverse=True):
            start = len(before) - len(alias)
            if before.endswith(alias) and not (start and re.match(r"[一-龥ァ-ヶ]", before[start - 1])):
                return ActName(start, self.aliases[alias], alias)
        return None

    def _unknown(self, before: str) -> ActName | None:
        """A title that neither registry nor text has named before; the agreement's own kind (この規約) is internal."""
        match = _ACT_NAME.search(before)
        if match is None or _OWN_KIND.search(before) or len(match[0]) < _SHORTEST_TITLE:
            return None
        return ActName(match.start(), self._act(match[0], None), None)

    def _act(self, title: str, number: str | None) -> Act:
        """The act, with LawId where title and number agree with the registry."""
        law = self.laws.by_title(title)
        if law is None or law.title != title or (number and law.number != number):
            return Act(title, number, None)
        return Act(title, law.number, law.law_id)


def act_number(text: str) -> str | None:
    """The number of an act or notice that its bracket begins with, normalised; None where it does not.

    >>> act_number("昭和22年法律第67号。以下「法」という。"), act_number("平成26年8月25日（総行市第200号）")
    ('昭和22年法律第67号', '平成26年8月25日総行市第200号')
    """
    if match := _ACT_NUMBER.match(text.lstrip()):
        return normalise_law_number("".join(match[0].split()))
    if match := _NOTICE.match(text.lstrip()):
        return normalise_law_number("".join(f"{match['date']}{match['number']}".split()))
    return None


def opening_bracket(text: str, closing: int) -> int:
    """Index of the bracket that the one at ``closing`` closes; brackets of both widths nest.

    >>> opening_bracket("法（昭和（略）年）第", 8)
    1
    """
    depth = 0
    for index in range(closing, -1, -1):
        depth += (text[index] in "）)") - (text[index] in "（(")
        if depth == 0:
            return index
    return closing
