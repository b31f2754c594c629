"""What an agreement says, as far as the XML carries it, from the agreement and from the XML.

Both ways give an :class:`ExchangedModel`, and it is the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.akoma_ntoso.annotations import CITATION, CONTENT, LEGAL_BASIS, REFERENCE
from kg.akoma_ntoso.document import parse
from kg.akoma_ntoso.elements import Element, below, noted, the_child
from kg.akoma_ntoso.numbering import part_path
from kg.akoma_ntoso.words import text_of
from kg.model.agreement import Agreement, Body, Capacity, StatedDate


@dataclass(frozen=True, slots=True)
class ExchangedParty:
    designation: str | None
    capacity: Capacity
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class ExchangedRole:
    designation: str
    bodies: tuple[Body, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ExchangedInitiative:
    title: str
    content: str
    policy_field: str | None
    roles: tuple[ExchangedRole, ...]


@dataclass(frozen=True, slots=True)
class ExchangedCitation:
    """A citation. ``parts``: article, paragraph, item, subitem, appended table, division, clause, part of a range."""

    text: str
    law: str
    law_number: str | None
    law_id: str | None
    parts: tuple[str | None, ...]
    supplementary: bool
    resolved_from: str | None
    legal_basis: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangedModel:
    """The records of an agreement that the XML carries; ``references`` are words and path of the part they mean."""

    title: str
    instrument: str
    signed_on: date | None
    effective_on: date | None
    printed_on: date | None
    parties: tuple[ExchangedParty, ...]
    initiatives: tuple[ExchangedInitiative, ...]
    citations: tuple[ExchangedCitation, ...]
    references: tuple[tuple[str, str], ...]
    defined_terms: tuple[str, ...]
    signatories: tuple[str, ...]


_PARTS = ("article", "paragraph", "item", "subitem", "appendedTable", "division", "clause", "range")


def exchanged_model(agreement: Agreement) -> ExchangedModel:
    """What of an agreement the XML carries."""
    return ExchangedModel(
        title=agreement.title.text,
        instrument=agreement.instrument,
        signed_on=_day(agreement.signed_on),
        effective_on=_day(agreement.effective_on),
        printed_on=_day(agreement.printed_on),
        parties=tuple(ExchangedParty(party.designation, party.capacity, party.bodies) for party in agreement.parties),
        initiatives=tuple(
            ExchangedInitiative(
                initiative.title.text,
                initiative.content.text if initiative.content else "",
                initiative.field.slug if initiative.field else None,
                tuple(ExchangedRole(role.designation, role.bodies, role.words.text) for role in initiative.roles),
            )
            for initiative in agreement.initiatives
        ),
        citations=tuple(
            ExchangedCitation(
                cited.words.text,
                cited.law,
                cited.law_number,
                cited.law_id,
                (
                    *(cited.article, cited.paragraph, cited.item, cited.subitem),
                    *(cited.appended_table, cited.division, cited.clause, cited.ranged),
                ),
                cited.supplementary,
                cited.resolved_from,
                cited.legal_basis,
            )
            for cited in agreement.citations
        ),
        references=tuple((found.words.text, found.target) for found in agreement.references if found.target),
        defined_terms=tuple(term.term for term in agreement.defined_terms),
        signatories=tuple(
            " ".join(part for part in (signatory.title, signatory.name) if part) for signatory in agreement.signatories
        ),
    )


def _day(stated: StatedDate | None) -> date | None:
    return stated.value if stated else None


def read_model(data: bytes) -> ExchangedModel:
    """What a document of :func:`kg.akoma_ntoso.write_akoma_ntoso` says. Raises InputError for what is none."""
    return _Reader(parse(data)).model()


class _Reader:
    """Reads the records of a document."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._meta = the_child(the_child(root, "act"), "meta")
        self._entries = {entry.get("eId", ""): entry for entry in the_child(self._meta, "references")}
        self._work = the_child(the_child(self._meta, "identification"), "FRBRWork")

    def model(self) -> ExchangedModel:
        events = {
            event.get("eId"): date.fromisoformat(event.get("date", "")) for event in below(self._meta, "eventRef")
        }
        return ExchangedModel(
            title=the_child(self._work, "FRBRname").get("value", ""),
            instrument=the_child(self._work, "FRBRsubtype").get("value", ""),
            signed_on=events.get("event_signing"),
            effective_on=events.get("event_effect"),
            printed_on=events.get("event_printing"),
            parties=tuple(self._party(entry) for entry in self._of("TLCRole", "party_")),
            initiatives=tuple(self._initiative(entry) for entry in self._of("TLCProcess", "initiative_")),
            citations=tuple(self._citation(element) for element in self._noted(CITATION)),
            references=tuple(
                (_shown(element), part_path(element.get("href", "").removeprefix("#")))
                for element in self._noted(REFERENCE)
                if element.get("href")
            ),
            defined_terms=tuple(entry.get("showAs", "") for entry in self._of("TLCTerm", "term_")),
            signatories=tuple(entry.get("showAs", "") for entry in self._of("TLCPerson", "signatory_")),
        )

    def _of(self, kind: str, prefix: str) -> Iterator[Element]:
        for entry in below(self._meta, kind):
            if entry.get("eId", "").startswith(prefix):
                yield entry

    def _bodies(self, entry: Element) -> tuple[Body, ...]:
        named = [self._entries[ref.removeprefix("#")] for ref in (noted(entry, "bodies") or "").split()]
        return tuple(Body(name=body.get("showAs", ""), code=noted(body, "code")) for body in named)

    def _party(self, entry: Element) -> ExchangedParty:
        capacity = Capacity((noted(entry, "capacity") or "").removeprefix("#"))
        return ExchangedParty(noted(entry, "designation"), capacity, self._bodies(entry))

    def _initiative(self, entry: Element) -> ExchangedInitiative:
        eid = entry.get("eId", "")
        roles = [role for role in self._of("TLCRole", "role_") if noted(role, "initiative") == f"#{eid}"]
        contents = [found for found in self._referring("inline", eid) if found.get("name") == CONTENT]
        return ExchangedInitiative(
            entry.get("showAs", ""),
            _words(entry, contents),
            noted(entry, "policyField"),
            tuple(
                ExchangedRole(
                    role.get("showAs", ""),
                    self._bodies(role),
                    _words(role, self._referring("role", role.get("eId", ""))),
                )
                for role in roles
            ),
        )

    def _referring(self, name: str, eid: str) -> Iterator[Element]:
        for element in below(self._root, name):
            if f"#{eid}" in element.get("refersTo", "").split():
                yield element

    def _noted(self, kind: str) -> list[Element]:
        found = [element for element in self._root.iter() if noted(element, "kind") == kind]
        return sorted(found, key=lambda element: int(noted(element, "position") or ""))

    def _citation(self, element: Element) -> ExchangedCitation:
        law = self._entries[element.get("refersTo", "").removeprefix("#")]
        return ExchangedCitation(
            _shown(element),
            law.get("showAs", ""),
            noted(law, "lawNumber"),
            noted(law, "lawId"),
            tuple(noted(element, part) for part in _PARTS),
            noted(element, "supplementary") == "true",
            noted(element, "resolvedFrom"),
            noted(element, "role") == LEGAL_BASIS,
        )


def _shown(element: Element) -> str:
    """The words of a reference, or what an implicit one shows."""
    return element.get("showAs") or text_of(element)


def _words(entry: Element, elements: Iterable[Element]) -> str:
    """The words of a record in several places, with what extraction puts between them; those that an entry has itself
    are not in the text.
    """
    own = noted(entry, "text")
    return (
        own if own is not None else "".join((noted(element, "before") or "") + text_of(element) for element in elements)
    )
