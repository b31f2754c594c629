"""Codes of the bodies that an instrument names, from everything that it says about where they are."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.extraction.party_names import Named
from kg.extraction.places import places
from kg.extraction.resolution import Evidence, prefectures_before, prefectures_mentioned, prefectures_opening, resolve
from kg.model.agreement import Body
from kg.model.drafting import FrontKind, FrontLine, Instrument, SignatureBlock, SignatureKind
from kg.registries.municipalities import Municipality, MunicipalityRegistry


class BodyCodes:
    """Codes of the bodies of one instrument, with what the whole instrument says about where they are."""

    __slots__ = ("_instrument", "_placed", "_registry", "_whole")

    def __init__(self, names: Collection[str], instrument: Instrument, registry: MunicipalityRegistry) -> None:
        self._instrument, self._registry = instrument, registry
        self._placed = {name: found[0].prefecture for name in names if len(found := registry.named(name)) == 1}
        self._whole: str | None = None

    def body(self, member: Named, alias: str | None) -> Body:
        """The body with its code. ``alias`` is what it is called alone: its signature block may have no other name."""
        name = member.body.name
        candidates = self._registry.named(name)
        if not candidates:
            return Body(name=name, code=None)
        addresses = [
            words.text
            for block in self._instrument.of(SignatureBlock)
            if _signs(block, alias, name) and (words := block.first(SignatureKind.ADDRESS))
        ]
        if self._is_namesake(name, candidates):
            return Body(name=name, code=None)
        printed = prefectures_opening(addresses, self._registry)
        if member.body.prefecture:
            printed |= {member.body.prefecture}
        found = resolve(name, self._registry, self._evidence(name, printed, candidates))
        return Body(name=name, code=found.code if found else None)

    def _evidence(self, name: str, printed: frozenset[str], candidates: tuple[Municipality, ...]) -> Evidence:
        """What is known of the prefecture; the whole text is looked through only for a name of several bodies."""
        if len(candidates) == 1 and not name.endswith("区"):
            return Evidence(printed=printed, partners=frozenset())
        return Evidence(
            printed=printed or prefectures_before(name, self._text(), self._registry),
            partners=self._partners(name),
            mentioned=prefectures_mentioned(self._text(), self._registry),
        )

    def _is_namesake(self, name: str, candidates: tuple[Municipality, ...]) -> bool:
        """Whether the registered bodies are but namesakes of one named in a list under a 郡 of former bodies.

        Another town of that list is not registered, and no other party lies where a body of the name does.
        """
        head = (line.words.text for line in self._instrument.of(FrontLine) if line.kind is FrontKind.PARTIES)
        text = "\n".join((self._text(), *head))
        listed = re.search(rf"郡(?P<others>(?:[^、，。（）()郡\s]{{1,8}}[町村][、，])+){re.escape(name)}", text)
        if listed is None or {found.prefecture for found in candidates} & self._partners(name):
            return False
        return any(not self._registry.named(other) for other in re.split("[、，]", listed["others"]) if other)

    def _partners(self, name: str) -> frozenset[str]:
        return frozenset(prefecture for other, prefecture in self._placed.items() if other != name)

    def _text(self) -> str:
        if self._whole is None:
            self._whole = "\n".join(place.words.text for place in places(self._instrument))
        return self._whole


def _signs(block: SignatureBlock, alias: str | None, name: str) -> bool:
    designation, body = block.first(SignatureKind.DESIGNATION), block.first(SignatureKind.BODY)
    if body is not None:
        return body.text.endswith(name)
    return designation is not None and designation.text == alias
