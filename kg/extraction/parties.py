"""Parties: who concludes the agreement, under which designation.

「X市（以下「甲」という。）とY町（以下「乙」という。）は」: a designation binds all bodies before its bracket that
no other bracket separates. Where the text uses names only, the title names the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.bodies import Evidence, NamedBody, bodies_ending, prefectures_in, resolve
from kg.extraction.places import places
from kg.model.agreement import Body
from kg.model.drafting import FrontKind, FrontLine, Instrument, SignatureBlock, SignatureKind
from kg.model.text import Passage
from kg.registries.municipalities import MunicipalityRegistry

_ALIAS = re.compile(
    r"[（(](?P<before>[^（()）「」]*?)以下(?:これらを|、|それぞれ)?「(?P<alias>[^」]{1,20})」と(?:いう|総称する)。?[）)]"
)
_TITLE_PARTIES = re.compile(r"^[○◯]?(?P<names>.+?)(?:との間|における|の間|との.+?に関する|(?<=[市町村区県組合])の)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedParty:
    """A party as the text names it, before its capacity is known."""

    designation: str | None
    bodies: tuple[Body, ...]
    words: Passage


def extract_parties(instrument: Instrument, registry: MunicipalityRegistry) -> tuple[NamedParty, ...]:
    """The parties in text order."""
    named = list(_by_alias(instrument, registry)) or list(_by_title(instrument, registry))
    return tuple(
        NamedParty(
            designation=alias,
            bodies=tuple(_resolved(body, alias, named, instrument, registry) for body in bodies),
            words=words,
        )
        for alias, bodies, words in named
    )


_Named = tuple[str | None, tuple[NamedBody, ...], Passage]


def _by_alias(instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[_Named]:
    taken: set[str] = set()
    for place in places(instrument):
        text = place.words.text
        previous = 0
        for match in _ALIAS.finditer(text):
            bodies = bodies_ending(text[previous : match.start()], registry)
            if bodies and match["alias"] not in taken:
                taken.add(match["alias"])
                yield match["alias"], bodies, place.words.slice(previous + bodies[0].start, match.end())
            previous = match.end()


def _by_title(instrument: Instrument, registry: MunicipalityRegistry) -> Iterator[_Named]:
    for line in instrument.of(FrontLine):
        match = _TITLE_PARTIES.match(line.words.text) if line.kind is FrontKind.TITLE else None
        if match:
            start = match.start("names")
            for body in bodies_ending(match["names"], registry):
                yield None, (body,), line.words.slice(start + body.start, start + body.end)


def _resolved(
    body: NamedBody,
    alias: str | None,
    named: list[_Named],
    instrument: Instrument,
    registry: MunicipalityRegistry,
) -> Body:
    addresses = [
        words.text
        for block in instrument.of(SignatureBlock)
        if _signs(block, alias, body.name) and (words := block.first(SignatureKind.ADDRESS))
    ]
    printed = prefectures_in(addresses, registry) | ({body.prefecture} if body.prefecture else frozenset())
    partners = frozenset(
        candidates[0].prefecture
        for _, others, _ in named
        for other in others
        if other.name != body.name and len(candidates := registry.named(other.name)) == 1
    )
    found = resolve(body.name, registry, Evidence(printed=printed, partners=partners))
    return Body(name=body.name, code=found.code if found else None)


def _signs(block: SignatureBlock, alias: str | None, name: str) -> bool:
    designation, body = block.first(SignatureKind.DESIGNATION), block.first(SignatureKind.BODY)
    return (designation is not None and designation.text == alias) or (body is not None and body.text.endswith(name))
