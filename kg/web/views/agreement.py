"""The page of an agreement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kg.vocabulary import DCTERMS, FOAF, RDFS, RENKEI, SCHEMA
from kg.web.description import Words
from kg.web.views.clauses import Concluded, Finding, view_concluded, view_findings
from kg.web.views.corrections import Correction, view_all_corrections
from kg.web.views.history import History, Identity, view_history, view_identity
from kg.web.views.roles import Initiative, heading_path, name_of_part, view_initiative
from kg.web.views.statements import Link, Statement, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    designation: Words | None
    bodies: tuple[Link, ...]
    capacities: tuple[Concluded, ...]
    identities: tuple[Identity, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A piece of text with what stands below it: article, paragraph, item."""

    iri: str
    number: str
    name: str
    caption: Words | None
    words: Words | None
    parts: tuple[Provision, ...]
    types: tuple[Concluded, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    link: Link
    law: Link | None
    see_also: str
    printed: Words | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    designation: Words | None
    body: Link | None
    address: Words | None
    title: Words | None
    name: Words | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """What the agreement was read from, and under which terms."""

    iri: str
    label: Words | None
    retrieved_from: Link | None
    retrieved_on: Words | None
    note: Words | None
    rights: Words | None
    terms: Link | None
    sha256: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeGroup:
    """Consecutive initiatives under one path of policy headings; ``anchor`` names it in the page."""

    anchor: str
    headings: tuple[str, ...]
    initiatives: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """Everything the page shows."""

    title: Statement
    label: Words
    other_label: Words | None
    instruments: tuple[Concluded, ...]
    signed: Statement | None
    effective: Statement | None
    printed: Statement | None
    areas: tuple[Link, ...]
    parties: tuple[Party, ...]
    legal_bases: tuple[Citation, ...]
    citations: tuple[Citation, ...]
    preamble: Statement | None
    closing: Statement | None
    articles: tuple[Provision, ...]
    supplementary: tuple[Provision, ...]
    findings: tuple[Finding, ...]
    groups: tuple[InitiativeGroup, ...]
    signatories: tuple[Signatory, ...]
    terms: tuple[Statement, ...]
    history: History
    corrections: tuple[Correction, ...]
    document: SourceDocument


def view_agreement(view: View, iri: str) -> AgreementPage:
    """The page of the agreement."""
    known = view.description
    label = view.label(iri)
    return AgreementPage(
        title=view.stated(iri, DCTERMS["title"]) or Statement(label),
        label=label,
        other_label=known.other_name(iri, view.language),
        instruments=view_concluded(view, iri, "instrument", of_one=True),
        signed=view.stated(iri, RENKEI["signedOn"]),
        effective=view.stated(iri, RENKEI["effectiveOn"]),
        printed=view.stated(iri, RENKEI["printedOn"]),
        areas=view.linked(iri, RENKEI["area"]),
        parties=tuple(_view_party(view, party) for party in known.iris(iri, RENKEI["party"])),
        legal_bases=tuple(_view_citation(view, node) for node in known.iris(iri, RENKEI["legalBasis"])),
        citations=tuple(_view_citation(view, node) for node in known.iris(iri, RENKEI["cites"])),
        preamble=view.stated(iri, RENKEI["preamble"]),
        closing=view.stated(iri, RENKEI["closingFormula"]),
        articles=tuple(_view_provision(view, node) for node in known.iris(iri, RENKEI["article"])),
        supplementary=tuple(_view_provision(view, node) for node in known.iris(iri, RENKEI["supplementaryProvisions"])),
        findings=view_findings(view, iri),
        groups=_groups(view, known.iris(iri, RENKEI["initiative"])),
        signatories=tuple(_view_signatory(view, node) for node in known.iris(iri, RENKEI["signatory"])),
        terms=tuple(Statement(view.label(node), view.source(node)) for node in known.iris(iri, RENKEI["definedTerm"])),
        history=view_history(view, iri),
        corrections=view_all_corrections(view),
        document=_view_source(view, known.iri(iri, RENKEI["source"]) or ""),
    )


def _view_party(view: View, iri: str) -> Party:
    return Party(
        designation=view.text(iri, RENKEI["designation"]),
        bodies=view.linked(iri, RENKEI["municipality"]),
        capacities=view_concluded(view, iri, "capacity", of_one=True),
        identities=tuple(view_identity(view, node) for node in view.description.iris(iri, RENKEI["identity"])),
        source=view.source(iri),
    )


def _view_provision(view: View, iri: str) -> Provision:
    known = view.description
    below = (*known.iris(iri, RENKEI["paragraph"]), *known.iris(iri, RENKEI["item"]))
    number = view.text(iri, RENKEI["number"])
    return Provision(
        iri=iri,
        number=number.text if number else "",
        name=name_of_part(view, iri),
        caption=view.text(iri, RENKEI["caption"]),
        words=view.text(iri, RENKEI["text"]),
        parts=tuple(_view_provision(view, part) for part in below),
        types=view_concluded(view, iri, "clauseType"),
        source=view.source(iri),
    )


def _view_citation(view: View, iri: str) -> Citation:
    pages = view.linked(iri, RDFS["seeAlso"])
    return Citation(
        link=view.link(iri),
        law=next(iter(view.linked(iri, RENKEI["law"])), None),
        see_also=pages[0].href if pages else "",
        printed=view.text(iri, RENKEI["citationText"]),
        source=view.source(iri),
    )


def _view_signatory(view: View, iri: str) -> Signatory:
    return Signatory(
        designation=view.text(iri, RENKEI["designation"]),
        body=next(iter(view.linked(iri, RENKEI["signsFor"])), None),
        address=view.text(iri, RENKEI["address"]),
        title=view.text(iri, SCHEMA["jobTitle"]),
        name=view.text(iri, FOAF["name"]),
        source=view.source(iri),
    )


def _view_source(view: View, iri: str) -> SourceDocument:
    return SourceDocument(
        iri=iri,
        label=view.text(iri, RDFS["label"]),
        retrieved_from=next(iter(view.linked(iri, DCTERMS["source"])), None),
        retrieved_on=view.text(iri, RENKEI["retrievedOn"]),
        note=_for_reader(view, view.text(iri, RENKEI["retrievalNote"])),
        rights=_for_reader(view, view.text(iri, DCTERMS["rights"])),
        terms=next(iter(view.linked(iri, RENKEI["termsUrl"])), None),
        sha256=view.text(iri, RENKEI["sha256"]),
    )


def _for_reader(view: View, words: Words | None) -> Words | None:
    return words.part_for(view.language) if words else None


def _groups(view: View, initiatives: list[str]) -> tuple[InitiativeGroup, ...]:
    grouped = groupby(initiatives, key=lambda iri: heading_path(view, iri))
    return tuple(
        InitiativeGroup(
            anchor=f"field-{number}",
            headings=headings,
            initiatives=tuple(view_initiative(view, iri) for iri in group),
        )
        for number, (headings, group) in enumerate(grouped, start=1)
    )
