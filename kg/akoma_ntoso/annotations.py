"""What the text says, put into it: parties, dates, citations, references, initiatives and roles as inline elements,
and the entries of ``references`` that these point to (the top level classes of the Akoma Ntoso ontology).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.akoma_ntoso.elements import Element, make, note
from kg.akoma_ntoso.marks import Marks, Pairs
from kg.akoma_ntoso.numbering import part_eid
from kg.akoma_ntoso.publication import Publication
from kg.graph.citations import law_iri, provision_label
from kg.identifiers import ONTOLOGY, body_key, concept_iri, egov_page
from kg.model.agreement import Agreement, Body, Citation, Initiative, Party, Reference, Role
from kg.model.text import Passage

LEGAL_BASIS = "legal-basis"
CONTENT = "content"
REFERENCE = "reference"
CITATION = "citation"
#: The days that a text states: eId, property of the graph, word.
_EVENTS = (("signing", "signedOn", "締結"), ("effect", "effectiveOn", "発効"), ("printing", "printedOn", "文頭の日付"))


@dataclass(frozen=True, slots=True)
class Annotations:
    """Entries of ``references``, and of ``otherReferences`` what could not be put around its words."""

    references: tuple[Element, ...]
    implicit: tuple[Element, ...]


def annotate(agreement: Agreement, publication: Publication, marks: Marks) -> Annotations:
    """Mark the words of the records, the longest first, and return what the marks refer to."""
    _Annotator(marks).records(agreement)
    implicit = [*_cite(agreement, publication, marks), *_refer(agreement, marks)]
    return Annotations(tuple(_references(agreement, publication, marks)), tuple(implicit))


def body_eid(body: Body) -> str:
    """The eId of a public body.

    >>> body_eid(Body(name="旭川市", code="012041"))
    'body_012041'
    """
    return f"body_{body_key(body)}"


def body_refs(bodies: tuple[Body, ...]) -> str:
    """References to public bodies, as ``refersTo`` lists them."""
    return " ".join(f"#{body_eid(body)}" for body in bodies)


@dataclass(frozen=True, slots=True)
class _Annotator:
    marks: Marks

    def records(self, agreement: Agreement) -> None:
        for position, initiative in enumerate(agreement.initiatives, start=1):
            self._initiative(initiative, position)
        for position, party in enumerate(agreement.parties, start=1):
            attributes = (("refersTo", body_refs(party.bodies)), ("as", f"#party_{position}"))
            self.marks.put(party.words, "party", attributes)
        for stated in (agreement.signed_on, agreement.effective_on, agreement.printed_on):
            if stated is not None:
                self.marks.put(stated.words, "date", (("date", stated.value.isoformat()),))
        for position, term in enumerate(agreement.defined_terms, start=1):
            self.marks.put(term.words, "term", (("refersTo", f"#term_{position}"),))

    def _initiative(self, initiative: Initiative, position: int) -> None:
        for number, role in enumerate(initiative.roles, start=1):
            self.marks.put_all(role.words, "role", (("refersTo", f"#role_{position}_{number}"),))
        own = ("refersTo", f"#initiative_{position}")
        if initiative.content is not None:
            self.marks.put_all(initiative.content, "inline", (("name", CONTENT), own))
        self.marks.put_all(initiative.title, "process", (own,))


def _cite(agreement: Agreement, publication: Publication, marks: Marks) -> Iterator[Element]:
    """Put a ``ref`` around each citation; yields an implicit reference for each that cannot have one of its own."""
    for position, citation in enumerate(agreement.citations, start=1):
        attributes = (
            ("href", _citation_href(citation, publication)),
            ("refersTo", f"#{_law_eid(citation, publication)}"),
        )
        notes = (("kind", CITATION), ("position", str(position)), *_citation_notes(citation))
        if not marks.put(citation.words, "ref", attributes, notes):
            entry = make("implicitReference", showAs=citation.words.text, **dict(attributes))
            yield note(entry, **dict(notes))


def _citation_href(citation: Citation, publication: Publication) -> str:
    """The provision at e-Gov where the act is known there, else the instrument's own IRI."""
    if citation.law_id is None:
        return law_iri(publication.iris, citation)
    return egov_page(
        citation.law_id, *((None, None) if citation.supplementary else (citation.article, citation.paragraph))
    )


def _citation_notes(citation: Citation) -> Pairs:
    stated = {
        "article": citation.article,
        "paragraph": citation.paragraph,
        "item": citation.item,
        "subitem": citation.subitem,
        "appendedTable": citation.appended_table,
        "division": citation.division,
        "supplementary": "true" if citation.supplementary else None,
        "clause": citation.clause,
        "range": citation.ranged,
        "resolvedFrom": citation.resolved_from,
        "role": LEGAL_BASIS if citation.legal_basis else None,
        "label": provision_label(citation),
    }
    return tuple((name, value) for name, value in stated.items() if value)


def _refer(agreement: Agreement, marks: Marks) -> Iterator[Element]:
    """Put a ``ref`` around each reference within the agreement; yields those that cannot have one of their own."""
    for position, reference in enumerate(agreement.references, start=1):
        notes = (("kind", REFERENCE), ("position", str(position)))
        if reference.target is None:
            marks.put(reference.words, "inline", (("name", REFERENCE),), notes)
        elif not marks.put(reference.words, "ref", (("href", _target(reference)),), notes):
            entry = make("implicitReference", showAs=reference.words.text, href=_target(reference))
            yield note(entry, **dict(notes))


def _target(reference: Reference) -> str:
    return f"#{part_eid(reference.target or '')}"


def _law_eid(citation: Citation, publication: Publication) -> str:
    return "law_" + law_iri(publication.iris, citation).rpartition("/")[2]


def _references(agreement: Agreement, publication: Publication, marks: Marks) -> Iterator[Element]:
    iris, slug = publication.iris, publication.slug
    yield make("original", eId="original", href=iris.agreement(slug), showAs=agreement.title.text)
    yield make("TLCOrganization", eId="publisher", href=iris.id("publisher"), showAs=publication.publisher)
    for body in _bodies(agreement):
        entry = make("TLCOrganization", eId=body_eid(body), href=iris.body(body), showAs=body.name)
        yield note(entry, code=body.code)
    for position, signatory in enumerate(agreement.signatories, start=1):
        shown = " ".join(part for part in (signatory.title, signatory.name) if part)
        href = iris.part(slug, f"signatory/{position}")
        yield make("TLCPerson", eId=f"signatory_{position}", href=href, showAs=shown)
    yield from _roles(agreement, publication, marks)
    for position, initiative in enumerate(agreement.initiatives, start=1):
        entry = make(
            "TLCProcess",
            eId=f"initiative_{position}",
            href=iris.part(slug, f"initiative/{position}"),
            showAs=initiative.title.text,
        )
        field = initiative.field.slug if initiative.field else None
        yield note(entry, policyField=field, text=_missing(initiative.content, marks))
    for position, term in enumerate(agreement.defined_terms, start=1):
        href = iris.part(slug, f"defined-term/{position}")
        yield make("TLCTerm", eId=f"term_{position}", href=href, showAs=term.term)
    yield from _laws(agreement, publication)
    for eid, named, shown in _EVENTS:
        yield make("TLCEvent", eId=eid, href=f"{ONTOLOGY}{named}", showAs=shown)


def _bodies(agreement: Agreement) -> list[Body]:
    """Every public body that is a party or has a role, once."""
    named = [body for party in agreement.parties for body in party.bodies]
    named += [body for initiative in agreement.initiatives for role in initiative.roles for body in role.bodies]
    once: dict[str, Body] = {}
    for body in named:
        once.setdefault(body_eid(body), body)
    return list(once.values())


def _roles(agreement: Agreement, publication: Publication, marks: Marks) -> Iterator[Element]:
    """What each body is in the agreement (甲, 連携中枢都市), and its roles in each initiative."""
    for capacity in sorted({party.capacity.value for party in agreement.parties}):
        yield make("TLCRole", eId=capacity, href=concept_iri("capacity", capacity), showAs=capacity)
    for position, party in enumerate(agreement.parties, start=1):
        yield _party(party, position, publication)
    for position, initiative in enumerate(agreement.initiatives, start=1):
        for number, role in enumerate(initiative.roles, start=1):
            entry = _role(role, f"{position}", f"{number}", publication)
            yield note(entry, text=_missing(role.words, marks))


def _party(party: Party, position: int, publication: Publication) -> Element:
    shown = party.designation or "・".join(body.name for body in party.bodies)
    href = publication.iris.part(publication.slug, f"party/{position}")
    entry = make("TLCRole", eId=f"party_{position}", href=href, showAs=shown)
    return note(
        entry, designation=party.designation, capacity=f"#{party.capacity.value}", bodies=body_refs(party.bodies)
    )


def _missing(words: Passage | None, marks: Marks) -> str | None:
    """Words of a record that the text does not hold, because a person corrected the record and not the text."""
    return None if words is None or marks.holds(words) else words.text


def _role(role: Role, initiative: str, number: str, publication: Publication) -> Element:
    href = publication.iris.part(publication.slug, f"initiative/{initiative}/role/{number}")
    entry = make("TLCRole", eId=f"role_{initiative}_{number}", href=href, showAs=role.designation)
    return note(entry, initiative=f"#initiative_{initiative}", bodies=body_refs(role.bodies))


def _laws(agreement: Agreement, publication: Publication) -> Iterator[Element]:
    """Each act or instrument that is cited, once."""
    once: dict[str, Citation] = {}
    for citation in agreement.citations:
        once.setdefault(_law_eid(citation, publication), citation)
    for eid, citation in once.items():
        entry = make("TLCReference", eId=eid, name="law", href=law_iri(publication.iris, citation), showAs=citation.law)
        yield note(entry, lawNumber=citation.law_number, lawId=citation.law_id)
