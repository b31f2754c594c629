"""Bodies and places named in initiatives: proper names only, by documented rules.

A generic word is no name (図書館, 圏域内の図書館, 甲が設置する図書館), and a word that points back (同館, 当該協議会)
is resolved to nothing: a missing mention is better than a wrong one. Of names that overlap the longest is the one
meant: 旭川空港利用拡大期成会 names a league, not the airport.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.identifiers import short_hash
from kg.model.agreement import Agreement
from kg.model.findings import Mention, NamedThing
from kg.model.text import Passage
from kg.registries.laws import LawRegistry
from kg.registries.municipalities import MunicipalityRegistry
from kg.registries.naming_rules import NAME_CHARACTERS, NamingRules, Requires, WordUse

_LATIN_OR_KATAKANA = re.compile(r"[ァ-ヴー]{2,}|[A-Za-zＡ-Ｚａ-ｚ]{2,}(?:[ァ-ヴー]+)?|[A-Za-zＡ-Ｚａ-ｚ][ァ-ヴー]{2,}")
_BEFORE = re.compile(rf"[{NAME_CHARACTERS}・]")
_HIRAGANA_BEFORE = re.compile(r"(?:^|[^ぁ-ん])(?P<kana>[ぁ-ん]{2,})$")
_RUNNERS = ("市立", "町立", "村立", "県立", "道立", "府立", "都立", "公立", "国立", "JR", "ＪＲ", "JA", "ＪＡ")
#: What gives a name a short form, right behind it; a single letter (甲) is what parties are called.
_ALIAS = re.compile(r"[（(]以下、?[「『](?P<alias>[^」』（()]{2,30})[」』]と(?:いう|略す|称する)。?[）)]")
_DEFINED_ALIAS = "defined-alias"
_AS_A_WORD = f"(?<![{NAME_CHARACTERS}「『・]){{}}(?![{NAME_CHARACTERS}」』])"
_LAW_CONTINUES = re.compile(r"施行|[令規附等の]?関係法律|[令規附]")
#: Kinds that only rules find which ask for a legal form.
_WITH_LEGAL_FORM = {
    "organisation-foundation",
    "organisation-corporation",
    "organisation-nonprofit",
    "organisation-company",
}
#: In the name of what has one, whatever its kind: 一般社団法人 is of the kind of associations, as 商工会 is.
_LEGAL_PERSON = "法人"
#: Kinds of things that are listed one after the other with ・.
_LISTED = {"line-railway", "line-road", "line-river"}
_OF_A_PLACE = {Requires.PLACE, Requires.PLACE_AND_MORE}
_LAW_KIND = "law"
_SHORTEST_STEM = 2
#: Characters before a name in which a place in hiragana is looked for; the longest name of a city has ten.
_LONGEST_KANA = 16


@dataclass(frozen=True, slots=True)
class Places:
    """Names of places: in full (旭川市, 北海道), their stems (旭川) and the stems in hiragana (あさひかわ)."""

    full: frozenset[str]
    stems: frozenset[str]
    kana: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name at ``[start, end)`` of a passage."""

    start: int
    end: int
    rule: str
    kind: str
    law_id: str = ""

    @property
    def order(self) -> tuple[int, int]:
        return -(self.end - self.start), self.start


#: A name found by a rule, and the mention that it is.
_Named = tuple[_Candidate, Mention]


@dataclass(frozen=True, slots=True)
class _Head:
    """What makes a name one from others; ``kana`` is a place in hiragana that stands before it."""

    words: str
    kana: str


def places_of(agreement: Agreement, registry: MunicipalityRegistry, rules: NamingRules) -> Places:
    """The places of the registry and the bodies of the agreement itself."""
    everyday = set(rules.words[WordUse.NO_PLACE])
    full = {entry.name for entry in registry if " " not in entry.name}
    full |= {body.name for party in agreement.parties for body in party.bodies}
    stems = {name[:-1] for name in full if name[-1] in "市町村区県府都"}
    kana = {entry.kana[:-1] for entry in registry if entry.name.endswith("市") and entry.kana.endswith("し")}
    return Places(
        full=frozenset(full),
        stems=frozenset(stem for stem in stems - everyday if len(stem) >= _SHORTEST_STEM),
        kana=frozenset(kana),
    )


def find_named_things(
    agreement: Agreement, places: Places, rules: NamingRules, laws: LawRegistry
) -> tuple[NamedThing, ...]:
    """The things that the initiatives name, in the order of their first mention.

    One for each name; the short form that the text gives a name (以下「…」という。) means the same from there on.
    """
    found: dict[str, list[Mention]] = {}
    aliases: dict[str, Mention] = {}
    for path, passages in _passages(agreement):
        for passage in passages:
            named = [(each, _mention(path, passage, each)) for each in _names(passage.text, places, rules, laws)]
            since = dict.fromkeys(aliases, 0) | _define(passage.text, named, aliases)
            mentions = [*_renamed(named, aliases), *_by_alias(path, passage, named, aliases, since)]
            for mention in sorted(mentions, key=lambda each: each.words.start):
                found.setdefault(mention.key, []).append(mention)
    return tuple(NamedThing(key=key, mentions=tuple(mentions)) for key, mentions in found.items())


def is_full_name(mention: Mention, places: Places) -> bool:
    """Whether a name says by itself which thing it is: it has a legal form, or the name of a place."""
    legal_form = mention.kind in _WITH_LEGAL_FORM or _LEGAL_PERSON in mention.name
    return legal_form or bool(_place(mention.name, places))


def name_key(name: str) -> str:
    """What tells a named thing from others within an agreement: a hash of its name without spaces.

    >>> name_key("旭川空港") == name_key("旭川 空港")
    True
    """
    return short_hash("".join(unicodedata.normalize("NFKC", name).split()))


def _passages(agreement: Agreement) -> Iterator[tuple[str, list[Passage]]]:
    for number, initiative in enumerate(agreement.initiatives, start=1):
        path = f"initiative/{number}"
        own = [initiative.title, *([initiative.content] if initiative.content else [])]
        yield path, [*own, *(remark.words for remark in initiative.remarks)]
        for position, role in enumerate(initiative.roles, start=1):
            yield f"{path}/role/{position}", [role.words]


def _mention(path: str, passage: Passage, candidate: _Candidate) -> Mention:
    words = passage.slice(candidate.start, candidate.end)
    return Mention(
        key=name_key(words.text),
        path=path,
        name="".join(words.text.split()),
        kind=candidate.kind,
        rule=candidate.rule,
        law_id=candidate.law_id,
        words=words,
    )


def _define(text: str, named: Iterable[_Named], aliases: dict[str, Mention]) -> dict[str, int]:
    """Note the short forms that a text gives its names in ``aliases``; from where in the text each holds."""
    ends = {candidate.end: mention for candidate, mention in named}
    defined = [found for found in _ALIAS.finditer(text) if found.start() in ends]
    aliases |= {found["alias"]: ends[found.start()] for found in defined}
    return {found["alias"]: found.end() for found in defined}


def _renamed(named: Iterable[_Named], aliases: Mapping[str, Mention]) -> Iterator[Mention]:
    """The mentions, those by the short form of a thing as mentions of that."""
    for _, mention in named:
        meant = aliases.get(mention.name)
        yield _of_alias(meant, mention.path, mention.words) if meant else mention


def _by_alias(
    path: str, passage: Passage, named: Sequence[_Named], aliases: Mapping[str, Mention], since: Mapping[str, int]
) -> Iterator[Mention]:
    """Mentions by short forms where no rule finds a name."""
    for alias, start in since.items():
        for match in re.compile(_AS_A_WORD.format(re.escape(alias))).finditer(passage.text, start):
            if not any(each.start < match.end() and match.start() < each.end for each, _ in named):
                yield _of_alias(aliases[alias], path, passage.slice(match.start(), match.end()))


def _of_alias(meant: Mention, path: str, words: Passage) -> Mention:
    return replace(meant, path=path, words=words, rule=_DEFINED_ALIAS)


def _names(text: str, places: Places, rules: NamingRules, laws: LawRegistry) -> list[_Candidate]:
    """The names in a text, in order: of those that overlap the longest, of equals that of the first rule."""
    candidates = [*_by_rules(text, places, rules), *_law_titles(text, laws)]
    taken: list[_Candidate] = []
    covered = bytearray(len(text))
    for candidate in sorted(candidates, key=lambda each: each.order):
        if not any(covered[candidate.start : candidate.end]):
            covered[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            taken.append(candidate)
    return sorted(taken, key=lambda each: each.start)


def _by_rules(text: str, places: Places, rules: NamingRules) -> Iterator[_Candidate]:
    for rule in rules.rules:
        if rule.context is not None and not rule.context.search(text):
            continue
        for match in rule.pattern.finditer(text):
            start = _start(text, match.start(), rules.words[WordUse.LEADS])
            kana = _place_in_hiragana(text[max(0, start - _LONGEST_KANA) : start], places)
            if _in_mid_word(text, match.start() - len(kana), listed=rule.kind in _LISTED):
                continue
            if _is_proper(rule.requires, _Head(_head(match, start), kana), places, rules.words):
                yield _Candidate(start - len(kana), match.end(), rule.id, rule.kind)


def _head(match: re.Match[str], start: int) -> str:
    """The head of a match from where the name begins; empty where the pattern has none."""
    found = match.groupdict().get("head") or ""
    return found[max(0, start - match.start("head")) :] if found else ""


def _start(text: str, start: int, leading: Iterable[str]) -> int:
    """Where the name begins: after a word that only leads to it."""
    return next((start + len(word) for word in leading if text.startswith(word, start)), start)


def _place_in_hiragana(before: str, places: Places) -> str:
    """The place in hiragana that a name begins with (あさひかわ創造都市推進協議会), empty where there is none."""
    found = _HIRAGANA_BEFORE.search(before)
    return found["kana"] if found and found["kana"] in places.kana else ""


def _in_mid_word(text: str, start: int, *, listed: bool) -> bool:
    """Whether a name would begin in the middle of a word; things of some kinds are listed with ・ (宗谷線・石北線)."""
    return start > 0 and bool(_BEFORE.match(text[start - 1])) and not (listed and text[start - 1] == "・")


def _is_proper(requires: Requires, head: _Head, places: Places, words: Mapping[WordUse, tuple[str, ...]]) -> bool:
    """Whether the head of a name has what the rule requires of it."""
    if requires is Requires.NOTHING:
        return True
    generic = words[WordUse.GENERIC]
    barring = words[WordUse.BARS] + (words[WordUse.AREA] if requires in _OF_A_PLACE else ())
    if any(word in head.words for word in barring) or not (head.kana or _left(head.words, generic)):
        return False
    place = "" if head.kana else _place(head.words, places)
    named = bool(head.kana or place)
    match requires:
        case Requires.PLACE:
            return named
        case Requires.PLACE_AND_MORE:
            return named and bool(_left(head.words.removeprefix(place).removeprefix("立"), generic))
        case Requires.DISTINCTIVE:
            return named or _has_own_word(head.words, generic)
    return True


def _place(head: str, places: Places) -> str:
    """The place a head names: in full anywhere, by its stem at the beginning or after 市立 and the like."""
    begin = next((head.removeprefix(word) for word in _RUNNERS if head.startswith(word)), head)
    for length in range(len(begin), _SHORTEST_STEM - 1, -1):
        if begin[:length] in places.full or begin[:length] in places.stems:
            return head[: len(head) - len(begin) + length]
    inside = (name for name in places.full if len(name) > _SHORTEST_STEM and name in head)
    return max(inside, key=len, default="")


def _left(head: str, generic: Iterable[str]) -> str:
    """What is left of a head when generic words are taken out of it, the longest first."""
    for word in generic:
        head = head.replace(word, "")
    return head


def _has_own_word(head: str, generic: tuple[str, ...]) -> bool:
    """Whether a word in katakana or Latin letters tells the name from others: ICTパーク does, ネットワーク does not."""
    return any(found[0] not in generic for found in _LATIN_OR_KATAKANA.finditer(head))


def _law_titles(text: str, laws: LawRegistry) -> Iterator[_Candidate]:
    """Titles of laws of the registry, in full; not where they go on (…法施行令) or end a longer one."""
    for law in laws:
        at = text.find(law.title)
        while at >= 0:
            end = at + len(law.title)
            if not _LAW_CONTINUES.match(text[end:]) and not _in_mid_word(text, at, listed=True):
                yield _Candidate(at, end, "law-title", _LAW_KIND, law.law_id)
            at = text.find(law.title, end)
