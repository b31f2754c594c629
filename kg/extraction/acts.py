"""Which act the words before a locator name: a title with its number in brackets, a known title, 同法, an alias.

Aliases (以下「法」という) and titles are those of one document, in the order of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from kg.extraction.act_titles import (
    KIND,
    act_number,
    aliases,
    begins_with_date,
    is_title,
    kind_of,
    names_its_body,
    title_start,
)
from kg.extraction.folding import Folded
from kg.registries.laws import LawRegistry, title_key

_WORD = re.compile(r"[一-龥ァ-ヶー々]")
_SAME = re.compile(
    r"同(?P<kind>法律|法|令|政令|省令|条例|規則|細則|規程|規約|協約|協定|要綱|要領|基準|指針|通知|通達)"
    r"(?P<below>施行令|施行規則|施行細則)?$"
)
_OWN = re.compile(r"(?:この|本)(?:連携|相互応援)?(?P<kind>協約|協定書?|規約|要領|要綱|条件|協議書|覚書|申合せ)$")
_OWN_KIND = re.compile(r"(?:規約|協約|協定書?|要領|条件|覚書)$")
_BELOW = re.compile(r"(?:施行令|施行規則|施行細則)$")
_KIND = re.compile(rf"{KIND}$")
#: Agreements that a text calls by these names are other ones, even where their title is the same.
_FORMER = re.compile(r"^(?:原|旧|現行|従前の)")
#: An annex is read with the agreement it belongs to: its この規約 is not itself.
_ANNEX = re.compile(r"条件|要領|要綱|細則|覚書")
_MOST_BRACKETS = 3
#: The last characters of the kinds of acts; a title ends with one of them.
_ENDS_TITLE = frozenset("法律令例則程約定書綱領準針知達")


@dataclass(frozen=True, slots=True)
class Act:
    """A cited act: title, number as normalised, LawId where the registry knows it."""

    title: str
    number: str | None
    law_id: str | None


class Whose(Enum):
    """What words before a locator mean where they are no act."""

    OWN = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class ActName:
    """Words of a text that name whose provision a locator is.

    ``start`` is where they begin. ``act`` is the act, or the agreement itself, or an act that the document does not
    tell (法 without 以下「法」という). ``resolved_from`` are the words printed where they are no title. ``numbered``:
    the number stands beside the title; ``certain``: the words name one act even without locator.
    """

    start: int
    act: Act | Whose
    resolved_from: str | None = None
    numbered: bool = False
    certain: bool = False


@dataclass(slots=True)
class ActMemory:
    """What a document has established so far: titles with their numbers, aliases, the act named last of each kind."""

    laws: LawRegistry
    own_title: str = ""
    acts: dict[str, Act] = field(default_factory=dict)
    aliases: dict[str, Act | Whose] = field(default_factory=dict)
    last: dict[str, Act] = field(default_factory=dict)
    _lengths: tuple[int, ...] = ()
    _alias_lengths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self._lengths = _longest_first(self.laws.title_keys)

    def mention(self, act: Act) -> None:
        """Remember the act as the one that 同法 and the like mean next."""
        self.last[kind_of(act.title)] = act

    def named_before(self, folded: Folded, at: int) -> ActName | None:
        """What the words before ``at`` name; None where they name no act."""
        text = folded.text
        end, insides = _without_brackets(folded, at)
        if insides and text[end - 1 : end] == "」":  # a title in quotation marks, with its alias behind them
            end -= 1
        number = next((found for inside in insides if (found := act_number(inside))), None)
        name = self._numbered(text, end, number) if number else self._named(text, end, insides)
        if name is None or name.act is Whose.UNKNOWN:
            return name
        for alias in (alias for inside in insides for alias in aliases(inside)):
            self.aliases[alias] = name.act
            if len(alias) not in self._alias_lengths:
                self._alias_lengths = _longest_first(self.aliases)
        return name

    def _numbered(self, text: str, end: int, number: str) -> ActName | None:
        """A title with its number in brackets."""
        if (same := self._same(text, end)) and isinstance(same.act, Act) and _BELOW.search(text, max(0, end - 4), end):
            return replace(same, act=self._act(same.act.title, number), numbered=True)
        start = self._registered(text, end, number)
        if start is None:
            start = title_start(text, end)
            if not is_title(text[start:end]) and (start == end or not _KIND.search(text[start:end])):
                return None
        act = self._act(text[start:end], number)
        self._remember(act)
        return ActName(start, act, _shortened(text[start:end], act), numbered=True, certain=True)

    def _named(self, text: str, end: int, insides: tuple[str, ...]) -> ActName | None:
        """Words that name an act without its number."""
        name = (
            self._same(text, end) or self._own(text, end) or self._known_or_aliased(text, end) or self._below(text, end)
        )
        return name or self._unknown(text, end, dated=any(begins_with_date(inside) for inside in insides))

    def _same(self, text: str, end: int) -> ActName | None:
        """同法, 同条例, 同法施行令: the act of that kind named last."""
        found = _SAME.search(text, max(0, end - 10), end)
        if found is None:
            return None
        act = self.last.get(kind_of(found["kind"]))
        if act is None:
            return ActName(found.start(), Whose.UNKNOWN, found[0])
        if found["below"]:
            act = self._act(act.title + found["below"], None)
        return ActName(found.start(), act, found[0], certain=True)

    def _own(self, text: str, end: int) -> ActName | None:
        """この規約: the document itself, in an annex the agreement that it is read with."""
        found = _OWN.search(text, max(0, end - 12), end)
        if found is None:
            return None
        kind = found["kind"]
        if kind != "規約" or kind in self.own_title or not _ANNEX.search(self.own_title):
            return ActName(found.start(), Whose.OWN, found[0])
        return ActName(found.start(), self.aliases.get(found[0]) or self.last.get(kind) or Whose.UNKNOWN, found[0])

    def _known_or_aliased(self, text: str, end: int) -> ActName | None:
        """The longest title of registry or document, or alias, that the text ends with."""
        title_at = self._registered(text, end, None)
        alias = self._alias(text, end)
        if alias is not None and (title_at is None or end - len(alias) <= title_at):
            return ActName(end - len(alias), self.aliases[alias], alias, certain=True)
        if title_at is None:
            return None
        printed = text[title_at:end]
        act = self.acts.get(title_key(printed)) or self._act(printed, None)
        return ActName(title_at, act, _shortened(printed, act), certain=True)

    def _alias(self, text: str, end: int) -> str | None:
        """The longest alias that the text ends with."""
        for length in self._alias_lengths:
            alias = text[max(end - length, 0) : end]
            if len(alias) == length and alias in self.aliases and _at_boundary(text, end - length):
                return alias
        return None

    def _below(self, text: str, end: int) -> ActName | None:
        """法施行令, 法施行規則: the orders of an act that has an alias."""
        found = _BELOW.search(text, max(0, end - 4), end)
        if found is None:
            return None
        above = self._known_or_aliased(text, found.start())
        if above is None or not isinstance(above.act, Act) or above.resolved_from is None:
            return None
        act = self._act(above.act.title + found[0], None)
        return ActName(above.start, act, text[above.start : end], certain=act.law_id is not None)

    def _unknown(self, text: str, end: int, *, dated: bool) -> ActName | None:
        """A title that neither registry nor text has named before, or words that only seem to name an act."""
        if _KIND.search(text, max(0, end - 4), end) is None and not text.endswith(("法令", "例規"), 0, end):
            return None
        start = title_start(text, end)
        title = text[start:end]
        if self._is_own(title):
            return ActName(start, Whose.OWN, title)
        if not is_title(title):
            return ActName(start, Whose.UNKNOWN, title)
        act = self._act(title, None)
        if dated or names_its_body(title):
            self._remember(act)
        return ActName(start, act, certain=dated or names_its_body(title))

    def _is_own(self, title: str) -> bool:
        """Whether words are the document's own title or its last words (規約第3条, 協議会規約第3条)."""
        if not self.own_title or _FORMER.match(title):
            return False
        return _OWN_KIND.search(title) is not None and title_key(self.own_title).endswith(title_key(title))

    def _registered(self, text: str, end: int, number: str | None) -> int | None:
        """Where the longest title of registry or document begins that the text ends with; None where there is none.

        A title inside a longer word (旧地方自治法) is not that title, unless its number says that it is.
        """
        if end == 0 or text[end - 1] not in _ENDS_TITLE:
            return None
        for length in self._lengths:
            start = end - length
            title = text[max(start, 0) : end]
            if start < 0 or not (title in self.laws.title_keys or title in self.acts):
                continue
            if _at_boundary(text, start) or (number is not None and self._act(title, number).law_id):
                return start
        return None

    def _remember(self, act: Act) -> None:
        key = title_key(act.title)
        self.acts[key] = act
        if len(key) not in self._lengths:
            self._lengths = _longest_first((*self.acts, *self.laws.title_keys))

    def _act(self, title: str, number: str | None) -> Act:
        """The act, with full title and LawId where title and number agree with the registry."""
        printed = "".join(title.split())
        law = self.laws.by_title(printed)
        if law is None or (number is not None and law.number != number):
            return Act(printed, number, None)
        return Act(law.title, law.number, law.law_id)


def _longest_first(titles: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(title) for title in titles}, reverse=True))


def _shortened(printed: str, act: Act) -> str | None:
    """The words printed, where they are a short title."""
    return printed if title_key(printed) != title_key(act.title) else None


def _without_brackets(folded: Folded, at: int) -> tuple[int, tuple[str, ...]]:
    """Where the words before ``at`` end when the brackets after them are left out, and what these hold."""
    text = folded.text
    insides: list[str] = []
    end = _before_space(text, at)
    for _ in range(_MOST_BRACKETS):
        if not end or text[end - 1] != ")":
            break
        opening = folded.brackets.get(end - 1)
        if opening is None:  # a bracket that recognition of characters added
            end = _before_space(text, end - 1)
            continue
        insides.insert(0, text[opening + 1 : min(end - 1, opening + 400)])
        end = _before_space(text, opening)
    return end, tuple(insides)


def _before_space(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _at_boundary(text: str, start: int) -> bool:
    return start == 0 or _WORD.match(text, start - 1) is None


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
