"""Capacities: which party is the core city, decided from the text and never from the letter.

Rules, in order: a party that the text says made the declaration (宣言を行った甲); one that it calls core city
(中心市である甲, 連携中枢都市 A市); the only party whose roles lead the region (圏域の中心となって). Where two parties
answer to a rule, or none to any, no party is called core city; two that declared together
(宣言を行った甲及び乙と、丙が) both are.
"""

from __future__ import annotations

import re

from kg.extraction.aliases import without_brackets
from kg.extraction.parties import NamedParty
from kg.extraction.places import places
from kg.model.agreement import Capacity, Initiative, Party
from kg.model.drafting import Instrument
from kg.model.text import Passage

_WITH_CORE_CITY = {"renkei-kyoyaku", "teiju-jiritsuken"}
_LEADS = re.compile(r"圏域の中心となって|中心的な?役割を担|中心となって取り組む")
_TOGETHER = re.compile(r"(?:及び|並びに|・)(?P<other>[^、。及並と]{1,20})(?:と[、，]?|が共同)")
#: The name before the last of those who declare together: A市及びB市は、共同して.
_BESIDE = re.compile(r"(?:^|[、，。])(?P<other>[^、，。及並と・]{1,20})(?:及び|並びに|・)$")
_TWO = 2
_SAYS = re.compile(r"宣言|中心|中枢都市")
_CORE = r"(?:連携中枢都市|中心市|中枢都市)"
_DECLARATION = rf"(?:{_CORE}|連携中枢都市圏|中枢都市圏)?(?:となる(?:べき)?(?:こと|旨)の?)?(?:の)?宣言"


def extract_capacities(
    instrument: Instrument, parties: tuple[NamedParty, ...], initiatives: tuple[Initiative, ...], kind: str
) -> tuple[Party, ...]:
    """The parties with their capacities, each with the rule and, for the core city, the words that decided."""
    core: tuple[_Core, ...] = ()
    if kind in _WITH_CORE_CITY and parties:
        core = _said(instrument, parties) or _leading(parties, initiatives)
    return tuple(_party(party, core) for party in parties)


_Core = tuple[NamedParty, str, Passage]


def _party(party: NamedParty, core: tuple[_Core, ...]) -> Party:
    capacity, rule, words = Capacity.PLAIN_PARTY, "no-core-city-stated", None
    if core:
        capacity, rule = Capacity.PARTNER, "other-party-of-core-city"
    for chosen in core:
        if chosen[0] is party:
            capacity, rule, words = Capacity.CORE_CITY, chosen[1], chosen[2]
    return Party(
        designation=party.designation,
        bodies=party.bodies,
        capacity=capacity,
        words=party.words,
        capacity_rule=rule,
        capacity_words=words,
    )


def _said(instrument: Instrument, parties: tuple[NamedParty, ...]) -> tuple[_Core, ...]:
    """The party that made the declaration, else the one the text calls core city; none where several answer.

    Of three parties or more, two may be named in one breath (甲及び乙と、丙が).
    """
    names = {name: party for party in parties for name in _names(party)}
    running = [(place, place.words.text) for place in places(instrument) if place.article or place.preamble]
    bare = [(place, without_brackets(text)) for place, text in running if _SAYS.search(text)]
    for rule, pattern in _patterns(names):
        found: dict[int, _Core] = {}
        together: set[int] = set()
        for place, text in bare:
            for match in pattern.finditer(text.text):
                party = names[next(name for name in match.groups() if name)]
                words = place.part(*text.stretch(match.start(), match.end()))
                found.setdefault(id(party), (party, rule, words))
                joined = _TOGETHER.match(text.text, match.end()) if len(parties) > _TWO else None
                joined = joined or (_BESIDE.search(text.text, 0, match.start()) if len(parties) > _TWO else None)
                other = names.get(joined["other"]) if joined else None
                if other is not None:
                    found.setdefault(id(other), (other, rule, words))
                    together = {id(party), id(other)}
        if found and (len(found) == 1 or found.keys() == together):
            return tuple(found.values())
    return ()


def _patterns(names: dict[str, NamedParty]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    who = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # 「B町は、連携中枢都市であるA市と」: the words go with the name behind them, not with the subject.
    other = rf"[、，]?(?:{_CORE}(?:である|たる)?)?(?:{who})"
    return (
        (
            "declared-core-city",
            re.compile(
                rf"宣言を(?:行った|した)(?:{_CORE}(?:である|たる)?)?({who})"
                rf"|({who})(?:が|は、?)(?:[^。、]{{0,20}}に)?(?:行った|した|行う)[^。、]{{0,8}}宣言"
                rf"|({who})の(?:行った|した){_DECLARATION}|({who})(?:は|が)[、，]?[^。はが]{{0,40}}?宣言を(?:行い|し、|(?:行った|した)(?!{other}))"
            ),
        ),
        (
            "called-core-city",
            re.compile(
                rf"{_CORE}(?:である|たる|としての|の|（|\s)?({who})(?![一-龥]*(?:及び|と)[一-龥]*{_CORE})"
                rf"|({who})を{_CORE}と(?:し|する)|({who})(?:は|が)[、，]?{_CORE}(?:として|であ(?!る{other}))"
                rf"|({who})(?:は|が)[、，]?[^。はが]{{0,40}}?中心的な?役割を(?:担|果た)"
                rf"|({who})(?:は|が)[、，]?圏域の中心と(?:なる|して)"
            ),
        ),
    )


def _names(party: NamedParty) -> list[str]:
    return [body.name for body in party.bodies] + ([party.designation] if party.designation else [])


def _leading(parties: tuple[NamedParty, ...], initiatives: tuple[Initiative, ...]) -> tuple[_Core, ...]:
    """The only party whose roles lead the region."""
    found: dict[int, Passage] = {}
    for initiative in initiatives:
        for role in initiative.roles:
            match = _LEADS.search(role.words.text)
            bearers = [i for i, party in enumerate(parties) if set(role.designations) & set(_names(party))]
            if match and len(bearers) == 1:
                found.setdefault(bearers[0], role.words.slice(match.start(), match.end()))
    if len(found) != 1:
        return ()
    index, words = next(iter(found.items()))
    return ((parties[index], "leads-the-region", words),)
