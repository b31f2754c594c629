"""Parties: who concludes the agreement, under which designation.

「X市（以下「甲」という。）とY町（以下「乙」という。）は」: a letter binds all bodies before its bracket. Other aliases
(関係市町, 委託市, 受託者) count where the instrument is concluded, in the preamble and the first articles. An alias of
several bodies is one party where it is a letter or one side of a delegation; where it takes in everybody it is a group,
and each body is a party of its own. Where the text gives no alias, title, first sentences, lists or signatures name the
parties. Members of a region are no parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extraction.aliases import LETTERS, Alias, aliases_in, letters_given
from kg.extraction.bodies import NamedBody, bodies_before, is_redacted, prefecture_named
from kg.extraction.party_codes import BodyCodes
from kg.extraction.party_names import (
    FOUNDING_ARTICLES,
    Named,
    members_announced,
    members_listed,
    named_at_the_head,
    named_by_title,
    named_in_list,
    named_in_running_text,
    named_in_sentences,
    named_in_signatures,
)
from kg.extraction.places import Place, places
from kg.model.agreement import Body, PartyGroup
from kg.model.drafting import Instrument
from kg.model.text import Passage
from kg.registries.municipalities import MunicipalityRegistry

#: Kinds whose members each take part for themselves, whatever the text calls them together.
_OF_MEMBERS = {"kyodo-setchi", "kyogikai", "other"}
#: Kinds in which one side acts for the other.
_OF_TWO_SIDES = {"jimu-itaku", "daitai-shikko"}
#: Words that stand for those who conclude an instrument.
_ACTOR = re.compile(
    rf"[{LETTERS}](?:市|町|村|区|県)?長|"
    r"(?:関係|構成|協定|締結|加入|加盟|組織|参加|両|当事|共同|設置|連携|代表|特定|幹事|委託|受託|依頼|応援|受援|中心|近隣|周辺)?"
    r"(?:指定都市|市|町|村|区|都|道|府|県|者|側|団体|組合|機構|広域|連合|企業団|地方公共団体|市教委|教育委員会|・)+"
)
_GROUP = re.compile(
    r"(?P<alias>(?:関係|構成|協定|締結|加入|加盟|組織|参加|委託|受託)(?:市|町|村|区|県|団体|組合|地方公共団体)+)"
    r"(?:[（(](?P<bracketed>[^（()）]{3,400})をいう。|[」』]?とは、?(?P<defined>[^（()）。]{3,400})をいう。)"
)
_PREFECTURES = {"都", "道", "府"}
_TOGETHER = re.compile(r"これらを|総称|併せて|あわせて")
#: An alias that is the kind of one body.
_KIND = re.compile(r"市|町|村|区|県|組合|広域連合|企業団")
#: What an instrument founds is named so (この組合は、A組合という。); it concludes nothing.
_FOUNDS = re.compile(r"(?:この|本)(?:一部事務)?(?:組合|広域連合|企業団|協議会)(?:の名称)?は[、，]?$")
_LONGEST_FOUNDING = 16
_SIDES = re.compile(r"(?:[（(][^（()）]*[)）])?\s*[、，]?と(?!ともに)")
_BESIDE = re.compile(r"[、，]?(?:並びに|及び|と)(?P<names>[^、，。（）()「」]{2,40}?)(?:が|は)[、，]")
_JOINED_LETTERS = re.compile(rf"[{LETTERS}](?:(?:、|，|・|及び|並びに|と)[{LETTERS}])+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParty:
    """A party as the text names it, before its capacity is known."""

    designation: str | None
    bodies: tuple[Body, ...]
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Everybody: the parties in text order, and the words for several of them together."""

    parties: tuple[NamedParty, ...]
    groups: tuple[PartyGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An alias with the bodies it stands for; ``letters`` are the designations it takes together instead of bodies.

    One that is no letter names parties only where the instrument is concluded (``founding``); elsewhere it can still be
    a word for several of them.
    """

    alias: str | None
    members: tuple[Named, ...]
    words: Passage
    letters: tuple[str, ...] = ()
    founding: bool = True

    @property
    def names(self) -> set[str]:
        return {member.body.name for member in self.members}

    @property
    def is_letter(self) -> bool:
        return self.alias is not None and self.alias in LETTERS


def extract_parties(instrument: Instrument, registry: MunicipalityRegistry, kind: str) -> Cast:
    """The parties and groups. ``kind`` is the kind of instrument, which says whether members act for themselves."""
    told = tuple(_told(instrument, registry))
    sides, groups = _sides(told, named_by_title(instrument, registry), kind)
    if len({member.body.name for side in sides for member in side.members}) < _FEWEST:
        sides = (*sides, *_unaliased(sides, instrument, registry))
    elif kind in _OF_TWO_SIDES and len({side.alias for side in sides}) == 1 and not sides[0].is_letter:
        sides = (*sides, *_other_side(sides, instrument, registry))
    sides = _filled_in(sides, instrument, registry)
    resolver = BodyCodes({name for side in sides for name in side.names}, instrument, registry)
    parties = tuple(
        NamedParty(
            designation=side.alias,
            bodies=tuple(
                resolver.body(member, side.alias if len(side.members) == 1 else None) for member in side.members
            ),
            words=side.words,
        )
        for side in sides
    )
    return Cast(parties=parties, groups=tuple(_grouped(groups, parties)))


#: Characters of 甲、乙及び丙 and so on, through all the letters.
_LONGEST_JOINED = 40
#: An agreement is between two bodies at least.
_FEWEST = 2


def _told(instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[_Told]:
    """Every alias of bodies, in text order; a letter given twice counts once."""
    taken: set[str] = set()
    for place in places(instrument):
        text = place.words.text
        given = sorted((*aliases_in(text), *letters_given(text)), key=lambda alias: alias.at)
        for alias in given:
            if alias.name in taken or not (alias.is_letter or _ACTOR.fullmatch(alias.name)):
                continue
            if told := _told_by(alias, place, instrument, registry):
                taken.add(alias.name)
                yield replace(told, founding=alias.is_letter or _is_founding(place))
                if told.members and not alias.is_letter and _is_founding(place):
                    yield from _beside(alias, place, registry)
        yield from _defined_groups(place, registry)


def _beside(alias: Alias, place: Place, registry: MunicipalityRegistry) -> Iterator[_Told]:
    """Bodies without an alias beside those who have one: 「…（以下「関係市」という。）並びにA組合が」."""
    text = place.words.text
    found = _BESIDE.match(text, alias.end)
    bodies = bodies_before(text, found.end("names"), registry, since=found.start("names")) if found else ()
    for one in named_in_running_text(bodies, place.words, registry):
        yield _Told(alias=None, members=(one,), words=one.words)


def _is_founding(place: Place) -> bool:
    """Whether an instrument is concluded here, in its preamble or first articles."""
    return place.preamble or (0,) < place.article <= (FOUNDING_ARTICLES,)


def _told_by(alias: Alias, place: Place, instrument: Instrument, registry: MunicipalityRegistry) -> _Told | None:
    text = place.words.text
    bodies = bodies_before(text, alias.at, registry)
    if not bodies and alias.name in _PREFECTURES:
        bodies = prefecture_named(text, alias.at, alias.name)
    if bodies and _FOUNDS.search(text, max(0, bodies[0].start - _LONGEST_FOUNDING), bodies[0].start):
        return None
    if alias.is_letter and not _TOGETHER.search(text, alias.at, alias.name_at):
        bodies = _last_side(text, bodies)
    bodies = _of_kind(alias.name, bodies)
    if bodies:
        members = named_in_running_text(bodies, place.words, registry)
        return _Told(alias=alias.name, members=members, words=place.part(bodies[0].start, alias.end))
    words = place.part(alias.at, alias.end)
    if joined := _JOINED_LETTERS.search(text, max(0, alias.at - _LONGEST_JOINED), alias.at):
        letters = tuple(letter for letter in joined[0] if letter in LETTERS)
        return _Told(alias=alias.name, members=(), words=words, letters=letters)
    if text.endswith((")", "）"), 0, alias.at) and not alias.is_letter:
        return _Told(alias=alias.name, members=(), words=words, letters=tuple(LETTERS))
    members = members_announced(instrument, place, (alias.at, alias.end), registry)
    return _Told(alias=alias.name, members=members, words=words) if members else None


def _of_kind(alias: str, bodies: tuple[NamedBody, ...]) -> tuple[NamedBody, ...]:
    """The last bodies of the kind that an alias names: 「A町とB企業団（以下「企業団」という。）」 is B企業団 alone."""
    if not _KIND.fullmatch(alias):
        return bodies
    first = len(bodies)
    while first and bodies[first - 1].name.endswith(alias):
        first -= 1
    return bodies[first:] or bodies


def _last_side(text: str, bodies: tuple[NamedBody, ...]) -> tuple[NamedBody, ...]:
    """The bodies after the last と: 「A県とB市（以下「甲」という。）」 has two sides, of which the second is 甲."""
    for index in range(len(bodies) - 1, 0, -1):
        if _SIDES.match(text, bodies[index - 1].end):
            return bodies[index:]
    return bodies


def _defined_groups(place: Place, registry: MunicipalityRegistry) -> Iterator[_Told]:
    """関係市町（A市、B町及びC町をいう。）."""
    text = place.words.text if place.preamble or place.article else ""
    for match in _GROUP.finditer(text) if "をいう。" in text else ():
        part = "bracketed" if match["bracketed"] else "defined"
        words = place.part(match.start(part), match.end(part))
        if members := named_in_list(words, registry):
            yield _Told(alias=match["alias"], members=members, words=words)


def _sides(
    told: tuple[_Told, ...], titled: tuple[Named, ...], kind: str
) -> tuple[tuple[_Told, ...], tuple[_Told, ...]]:
    """Who takes part, and which aliases are words for several of them."""
    letters = tuple(_once_each(one for one in told if one.is_letter and one.members))
    others = tuple(one for one in told if not one.is_letter and one.founding)
    later = tuple(one for one in told if not one.founding)
    if letters:
        known = set().union(*(one.names for one in letters))
        one_sided = tuple(one for one in others if one.members and not one.names & known) if len(letters) == 1 else ()
        groups = tuple(one for one in others if one.letters or one.names <= known)
        return (*letters, *one_sided), (*groups, *_within(later, known))
    titles = {named.body.name for named in titled}
    sides = tuple(one for one in others if one.members and (len(titles) < _FEWEST or one.names & titles))
    kept, groups = _without_groups(sides, others, kind)
    known = set().union(*(one.names for one in kept)) if kept else set()
    return kept, (*groups, *_within(later, known))


def _within(told: tuple[_Told, ...], known: set[str]) -> tuple[_Told, ...]:
    """Words for several of the known bodies, given after the first articles."""
    return tuple(one for one in told if len(one.members) > 1 and one.names <= known)


def _once_each(told: Iterable[_Told]) -> Iterator[_Told]:
    """Letters without those of a body that has one already; blotted names say nothing of who is the same."""
    seen: set[str] = set()
    for one in told:
        if not one.names <= seen or any(is_redacted(name) for name in one.names):
            yield one
        seen |= one.names


def _without_groups(
    sides: tuple[_Told, ...], others: tuple[_Told, ...], kind: str
) -> tuple[tuple[_Told, ...], tuple[_Told, ...]]:
    """Sides with the bodies of a group told apart, each body once and under the first alias that names it."""
    kept: list[_Told] = []
    groups: list[_Told] = [one for one in others if one.letters]
    seen: set[str] = set()
    own = {name for one in sides if len(one.members) == 1 for name in one.names}
    everybody = set().union(*(one.names for one in sides)) if sides else set()
    for one in sides:
        fresh = tuple(member for member in one.members if member.body.name not in seen)
        apart = len(one.members) > 1 and (kind in _OF_MEMBERS or one.names == everybody or bool(one.names & own))
        if len(fresh) < len(one.members) or apart:
            groups.append(one)
        if apart or len(fresh) < len(one.members):
            fresh = tuple(member for member in fresh if member.body.name not in own)
            kept += [_Told(alias=one.alias, members=(member,), words=member.words) for member in fresh]
        else:
            kept.append(one)
        seen |= {member.body.name for member in fresh}
    return tuple(kept), tuple(groups)


def _unaliased(sides: tuple[_Told, ...], instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[_Told]:
    """Parties that have no alias, from the first place that names two bodies at least."""
    known = set().union(*(side.names for side in sides)) if sides else set()
    for find in (named_by_title, named_in_sentences, members_listed, named_at_the_head):
        found = find(instrument, registry)
        if len({one.body.name for one in found} | known) >= _FEWEST:
            yield from (_Told(alias=None, members=(one,), words=one.words) for one in _once(found, known))
            return
    if not sides:
        yield from _signing(instrument, registry)


def _other_side(sides: tuple[_Told, ...], instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[_Told]:
    """Who stands against the one side that has an alias: whom both the title and the first sentences name as well.

    Where the title names nobody, the first sentences alone say who delegates to whom.
    """
    known = set().union(*(side.names for side in sides))
    titled = named_by_title(instrument, registry) or named_in_sentences(instrument, registry)
    if not known < {one.body.name for one in titled}:
        return
    opening = "\n".join(place.words.text for place in places(instrument) if _is_founding(place))
    for one in _once(titled, known):
        if one.body.name in opening:
            yield _Told(alias=None, members=(one,), words=one.words)


def _filled_in(sides: tuple[_Told, ...], instrument: Instrument, registry: MunicipalityRegistry) -> tuple[_Told, ...]:
    """The sides with the bodies that the head lists for the one that a model text leaves blank (○○市（以下「甲」）)."""
    blank = [side for side in sides if side.members and all(is_redacted(name) for name in side.names)]
    if len(blank) != 1 or len(sides) < _FEWEST:
        return sides
    known = set().union(*(side.names for side in sides))
    listed = tuple(
        one for one in _once(named_at_the_head(instrument, registry), known) if not is_redacted(one.body.name)
    )
    return tuple(replace(side, members=listed) if side is blank[0] and listed else side for side in sides)


def _signing(instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[_Told]:
    """Parties of whom only the signature blocks tell, each once."""
    signed: dict[str, _Told] = {}
    for alias, one in named_in_signatures(instrument, registry):
        if alias is None or alias in LETTERS:
            signed.setdefault(one.body.name, _Told(alias=alias, members=(one,), words=one.words))
    if len(signed) >= _FEWEST:
        yield from signed.values()


def _once(found: Iterable[Named], known: set[str]) -> Iterator[Named]:
    seen = set(known)
    for one in found:
        if one.body.name not in seen:
            seen.add(one.body.name)
            yield one


def _grouped(groups: tuple[_Told, ...], parties: tuple[NamedParty, ...]) -> Iterator[PartyGroup]:
    """Groups with the bodies of the parties they take in."""
    for group in groups:
        bodies = tuple(
            body
            for party in parties
            for body in party.bodies
            if body.name in group.names or (party.designation and party.designation in group.letters)
        )
        if bodies and group.alias:
            yield PartyGroup(designation=group.alias, bodies=bodies, words=group.words)
