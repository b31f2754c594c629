"""The pages of a public body and of a cooperation area: agreements, roles by policy field, duties by type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.identifiers import concept_iri
from kg.vocabulary import DCTERMS, FOAF, RDFS, RENKEI, VOID
from kg.web.description import Words, natural_key
from kg.web.views.clauses import Concluded, view_concluded
from kg.web.views.history import said
from kg.web.views.roles import Role, view_role
from kg.web.views.statements import Link, Statement, View
from kg.web.views.things import NAMING, Property, properties_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """An agreement in a list."""

    link: Link
    signed: Statement | None
    effective: Statement | None
    instruments: tuple[Concluded, ...]
    parties: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindGroup:
    """Agreements of one kind in few words: each by the other parties, or by its name where there are none."""

    kind: Link | None
    rows: tuple[tuple[tuple[Words, ...], AgreementRow], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A role with the initiative and the agreement that it belongs to."""

    agreement: Link
    initiative: Link
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """Roles in one policy field; ``field`` is None where none is known."""

    field: Link | None
    rows: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty with the initiative and the agreement that it belongs to, where its words stand, how its type is known."""

    agreement: Link
    initiative: Link
    words: Words
    source: str
    known: Concluded


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGroup:
    """Duties of one type."""

    type: Link
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of a body's roles or duties a concept has."""

    concept: Link
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that became of a body: ``words`` are those of the source, ``source`` is where they stand."""

    day: Words | None
    kind: Link | None
    before: Link | None
    after: Link | None
    words: Words | None
    source: Link | None
    rule: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPage:
    """Everything the page of a public body shows: a page of its roles, and how many there are in each field and of each
    type of duty in all.
    """

    label: Words
    other_label: Words | None
    kana: str
    code: str
    prefecture: Link | None
    homepages: tuple[Link, ...]
    areas: tuple[Link, ...]
    agreements: tuple[AgreementRow, ...]
    kinds: tuple[KindGroup, ...]
    fields: tuple[FieldGroup, ...]
    duties: tuple[DutyGroup, ...]
    counted_fields: tuple[Counted, ...]
    counted_duties: tuple[Counted, ...]
    changes: tuple[Change, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreement:
    """An agreement of a pair; ``over`` is the first day on which it is in force no longer, with the reason."""

    link: Link
    over: Words | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The core city with one member: their agreements, none where they are not in the data; who says so; the rule."""

    member: Link
    agreements: tuple[PairAgreement, ...]
    sources: tuple[str, ...]
    rule: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A declaration of the core city, its day and the page that says so."""

    name: Words
    day: Words | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPage:
    """Everything the page of a cooperation area shows."""

    label: Words
    other_label: Words | None
    cores: tuple[Link, ...]
    members: tuple[Link, ...]
    pairs: tuple[Pair, ...]
    declarations: tuple[Declaration, ...]
    agreements: tuple[AgreementRow, ...]


def view_body(view: View, iri: str) -> BodyPage:
    """The page of a public body."""
    known = view.description
    code = view.text(iri, DCTERMS["identifier"])
    rows = _role_rows(view, iri)
    agreements = agreement_rows(view, known.instances(RENKEI["Agreement"]))
    return BodyPage(
        label=view.label(iri),
        other_label=known.other_name(iri, view.language),
        kana=known.kana(iri),
        code=code.text if code else "",
        prefecture=next(iter(view.linked(iri, RENKEI["prefecture"])), None),
        homepages=tuple(Link(Words(page), view.links.to(page)) for page in known.iris(iri, FOAF["homepage"])),
        areas=tuple(view.link(area) for area in known.instances(RENKEI["CooperationArea"])),
        agreements=agreements,
        kinds=_by_kind(view.link(iri), agreements),
        fields=_by_field(view, rows),
        duties=_by_type(rows),
        counted_fields=_counted(view, "policy-field"),
        counted_duties=_counted(view, "duty-type"),
        changes=_changes(view, iri),
        properties=properties_of(
            view, iri, without=(*NAMING, DCTERMS["identifier"], FOAF["homepage"], RENKEI["event"])
        ),
    )


def _by_kind(own: Link, agreements: Iterable[AgreementRow]) -> tuple[KindGroup, ...]:
    groups: dict[Link | None, list[tuple[tuple[Words, ...], AgreementRow]]] = defaultdict(list)
    for row in agreements:
        others = tuple(party.words for party in row.parties if party.href != own.href)
        groups[next((kind.link for kind in row.instruments), None)].append((others or (row.link.words,), row))
    ordered = sorted(groups, key=lambda kind: kind.href if kind else "\uffff")
    return tuple(KindGroup(kind=kind, rows=tuple(groups[kind])) for kind in ordered)


def _counted(view: View, scheme: str) -> tuple[Counted, ...]:
    """The concepts of a scheme that the body's roles or duties have, in the order of their IRIs."""
    begin = concept_iri(scheme, "")
    concepts = [concept for concept in view.description.subjects_of(VOID["entities"]) if concept.startswith(begin)]
    return tuple(
        Counted(concept=view.link(concept), count=int(count.text))
        for concept in sorted(concepts, key=natural_key)
        if (count := view.text(concept, VOID["entities"]))
    )


def _changes(view: View, iri: str) -> tuple[Change, ...]:
    """What became of the body, in the order of the days."""
    known = view.description
    nodes = {*known.subjects(RENKEI["bodyBefore"], iri), *known.subjects(RENKEI["bodyAfter"], iri)}
    found = [_change(view, node) for node in sorted(nodes)]
    return tuple(sorted(found, key=lambda change: change.day.text if change.day else ""))


def _change(view: View, iri: str) -> Change:
    rule, (kind, before, after, source) = (
        view.text(iri, RENKEI["rule"]),
        (
            next(iter(view.linked(iri, predicate)), None)
            for predicate in (RENKEI["eventType"], RENKEI["bodyBefore"], RENKEI["bodyAfter"], DCTERMS["source"])
        ),
    )
    return Change(
        day=view.text(iri, RENKEI["eventDate"]),
        kind=kind,
        before=before,
        after=after,
        words=view.text(iri, RDFS["comment"]),
        source=source,
        rule=view.rule_named(rule) if rule else None,
    )


def view_area(view: View, iri: str) -> AreaPage:
    """The page of a cooperation area."""
    known = view.description
    return AreaPage(
        label=view.label(iri),
        other_label=known.other_name(iri, view.language),
        cores=view.linked(iri, RENKEI["coreCity"]),
        members=view.linked(iri, RENKEI["member"]),
        pairs=tuple(_pair(view, node) for node in known.iris(iri, RENKEI["pair"])),
        declarations=tuple(_declaration(view, node) for node in known.iris(iri, RENKEI["event"])),
        agreements=agreement_rows(view, known.instances(RENKEI["Agreement"])),
    )


def _pair(view: View, iri: str) -> Pair:
    (member,) = view.linked(iri, RENKEI["pairMember"])
    rule = view.text(iri, RENKEI["rule"])
    return Pair(
        member=member,
        agreements=tuple(_pair_agreement(view, node) for node in view.description.iris(iri, RENKEI["pairAgreement"])),
        sources=tuple(view.description.iris(iri, DCTERMS["source"])),
        rule=view.rule_named(rule) if rule else None,
    )


def _pair_agreement(view: View, iri: str) -> PairAgreement:
    """The agreement with its last period, where that is one in which it is in force no longer."""
    over, reason = None, ""
    for node in view.description.iris(iri, RENKEI["forcePeriod"]):
        start, end = view.text(node, RENKEI["periodStart"]), view.text(node, RENKEI["periodEnd"])
        answer, why = view.text(node, RENKEI["inForce"]), view.text(node, RENKEI["forceReason"])
        if start and not end and answer and answer.text == "false":
            over, reason = start, said(view, why)
    return PairAgreement(link=view.link(iri), over=over, reason=reason)


def _declaration(view: View, iri: str) -> Declaration:
    return Declaration(
        name=view.label(iri),
        day=view.text(iri, RENKEI["eventDate"]),
        source=view.description.iri(iri, DCTERMS["source"]) or "",
    )


def agreement_rows(view: View, agreements: Iterable[str]) -> tuple[AgreementRow, ...]:
    """Agreements, those signed last first."""
    rows = [agreement_row(view, iri) for iri in agreements]
    return tuple(sorted(rows, key=lambda row: row.signed.words.text if row.signed else "", reverse=True))


def agreement_row(view: View, iri: str) -> AgreementRow:
    """An agreement as lists show it."""
    known = view.description
    return AgreementRow(
        link=view.link(iri),
        signed=view.stated(iri, RENKEI["signedOn"]),
        effective=view.stated(iri, RENKEI["effectiveOn"]),
        instruments=view_concluded(view, iri, "instrument", of_one=True),
        parties=tuple(
            view.link(body)
            for party in known.iris(iri, RENKEI["party"])
            for body in known.iris(party, RENKEI["municipality"])
        ),
    )


def _role_rows(view: View, iri: str) -> list[tuple[str | None, RoleRow]]:
    """The body's roles with their policy field, in the order of their agreements."""
    known = view.description
    rows = []
    for role in sorted(known.subjects(RENKEI["assignedTo"], iri), key=natural_key):
        for initiative in known.subjects(RENKEI["role"], role):
            field = known.iri(initiative, RENKEI["policyField"])
            rows.append(
                (
                    field,
                    RoleRow(
                        agreement=view.link(view.iris.agreement(_agreement_slug(view, role))),
                        initiative=view.link(initiative),
                        role=view_role(view, role),
                    ),
                )
            )
    return rows


def _agreement_slug(view: View, iri: str) -> str:
    """The agreement that a part belongs to, as its IRI says."""
    _, path = view.iris.parse(iri)
    return path.split("/")[1]


def _by_field(view: View, rows: list[tuple[str | None, RoleRow]]) -> tuple[FieldGroup, ...]:
    groups: dict[str | None, list[RoleRow]] = defaultdict(list)
    for field, row in rows:
        groups[field].append(row)
    return tuple(
        FieldGroup(field=view.link(field) if field else None, rows=tuple(groups[field]))
        for field in sorted(groups, key=lambda field: natural_key(field or "\uffff"))
    )


def _by_type(rows: list[tuple[str | None, RoleRow]]) -> tuple[DutyGroup, ...]:
    groups: dict[Link, list[DutyRow]] = defaultdict(list)
    for _, row in rows:
        for duty in row.role.duties:
            for type_ in duty.types:
                groups[type_.link].append(
                    DutyRow(
                        agreement=row.agreement,
                        initiative=row.initiative,
                        words=duty.statement.words,
                        source=duty.statement.source,
                        known=type_,
                    )
                )
    return tuple(DutyGroup(type=type_, rows=tuple(groups[type_])) for type_ in sorted(groups, key=lambda t: t.href))
