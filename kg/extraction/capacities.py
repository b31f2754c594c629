"""Capacities: which party is the core city, decided from the text and never from the letter.

Rules, in order: a party that the text says made the declaration (宣言を行った甲); the only party whose roles lead the
region (圏域の中心となって, 中心的な役割を担い). Where neither holds, no party is called core city.
"""

from __future__ import annotations

import re

from kg.extraction.parties import NamedParty
from kg.extraction.places import places
from kg.model.agreement import Capacity, Initiative, Party
from kg.model.drafting import Instrument
from kg.model.text import Passage

_WITH_CORE_CITY = {"renkei-kyoyaku", "teiju-jiritsuken"}
_LEADS = re.compile(r"圏域の中心となって|中心的な役割を担|中心となって取り組む")


def extract_capacities(
    instrument: Instrument, parties: tuple[NamedParty, ...], initiatives: tuple[Initiative, ...], kind: str
) -> tuple[Party, ...]:
    """The parties with their capacities, each with the rule and, for the core city, the words that decided."""
    core = None
    if kind in _WITH_CORE_CITY:
        core = _declared(instrument, parties) or _leading(parties, initiatives)
    return tuple(_party(party, core) for party in parties)


_Core = tuple[NamedParty, str, Passage]


def _party(party: NamedParty, core: _Core | None) -> Party:
    capacity, rule, words = Capacity.PLAIN_PARTY, "no-core-city-stated", None
    if core is not None:
        capacity, rule = Capacity.PARTNER, "other-party-of-core-city"
    if core is not None and core[0] is party:
        capacity, rule, words = Capacity.CORE_CITY, core[1], core[2]
    return Party(
        designation=party.designation,
        bodies=party.bodies,
        capacity=capacity,
        words=party.words,
        capacity_rule=rule,
        capacity_words=words,
    )


def _declared(instrument: Instrument, parties: tuple[NamedParty, ...]) -> _Core | None:
    """The party that made the declaration of a core city (連携中枢都市宣言, 中心市宣言)."""
    names = {name: party for party in parties for name in _names(party)}
    if not names:
        return None
    who = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    made = re.compile(
        rf"宣言(?:[（(].{{0,300}}?[)）])?を(?:行った|した)(?P<who>{who})|(?P<by>{who})が(?:行った|した)\S{{0,8}}宣言"
    )
    for place in places(instrument):
        if match := made.search(place.words.text):
            words = place.words.slice(match.start(), match.end())
            return names[match["who"] or match["by"]], "declared-core-city", words
    return None


def _names(party: NamedParty) -> list[str]:
    return [body.name for body in party.bodies] + ([party.designation] if party.designation else [])


def _leading(parties: tuple[NamedParty, ...], initiatives: tuple[Initiative, ...]) -> _Core | None:
    """The only party whose roles lead the region."""
    found: dict[int, Passage] = {}
    for initiative in initiatives:
        for role in initiative.roles:
            match = _LEADS.search(role.words.text)
            bearers = [i for i, party in enumerate(parties) if set(role.designations) & set(_names(party))]
            if match and len(bearers) == 1:
                found.setdefault(bearers[0], role.words.slice(match.start(), match.end()))
    if len(found) != 1:
        return None
    index, words = next(iter(found.items()))
    return parties[index], "leads-the-region", words
