"""Initiatives with their roles and duties, as several pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocabulary import RENKEI
from kg.web.description import Words
from kg.web.views.clauses import Concluded, view_concluded
from kg.web.views.corrections import Correction, view_corrections
from kg.web.views.named_things import view_names
from kg.web.views.parts import part_name
from kg.web.views.statements import Link, Statement, View

#: Properties whose values are words of a duty.
_NAMED = ("objectText", "counterpartyText", "beneficiaryText")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One act of a role; ``named`` are the words for what it is done to, to whom and for whom, by their properties."""

    name: str
    statement: Statement
    types: tuple[Concluded, ...]
    named: tuple[tuple[str, Statement], ...]
    counterparties: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Who does what; the words that say who, and the rule."""

    iri: str
    name: str
    designation: Words | None
    bodies: tuple[Link, ...]
    bearer_source: str
    bearer_rule: Link | None
    statement: Statement
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the text says of an initiative under a label of its own, such as 費用負担."""

    name: str
    label: Words
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """An initiative in full."""

    iri: str
    link: Link
    content: Words | None
    headings: tuple[str, ...]
    heading_source: str
    agreement: Link | None
    fields: tuple[Link, ...]
    field_source: str
    field_rule: Link | None
    inferred: tuple[Concluded, ...]
    names: tuple[Concluded, ...]
    roles: tuple[Role, ...]
    remarks: tuple[Remark, ...]
    corrections: tuple[Correction, ...]
    source: str


def view_initiative(view: View, iri: str) -> Initiative:
    """An initiative with its roles."""
    return Initiative(
        iri=iri,
        link=view.link(iri),
        content=view.text(iri, RENKEI["content"]),
        headings=heading_path(view, iri),
        heading_source=view.evidence(iri, RENKEI["headingPath"]),
        agreement=next((view.link(whole) for whole in view.description.subjects(RENKEI["initiative"], iri)), None),
        fields=view.linked(iri, RENKEI["policyField"]),
        field_source=view.evidence(iri, RENKEI["policyField"]),
        field_rule=view.rule(iri, RENKEI["policyField"]),
        names=view_names(view, iri, *view.description.iris(iri, RENKEI["role"])),
        inferred=view_concluded(view, iri, "inferredPolicyField", of_one=True),
        roles=tuple(view_role(view, role) for role in view.description.iris(iri, RENKEI["role"])),
        corrections=view_corrections(view, *_with_parts(view, iri)),
        remarks=tuple(_view_remark(view, remark) for remark in view.description.iris(iri, RENKEI["remark"])),
        source=view.source(iri),
    )


def _with_parts(view: View, iri: str) -> list[str]:
    """The initiative, its roles and their duties."""
    roles = view.description.iris(iri, RENKEI["role"])
    return [iri, *roles, *(duty for role in roles for duty in view.description.iris(role, RENKEI["duty"]))]


def _view_remark(view: View, iri: str) -> Remark:
    return Remark(
        name=name_of_part(view, iri),
        label=view.label(iri),
        statement=Statement(view.text(iri, RENKEI["text"]) or Words(""), view.source(iri)),
    )


def name_of_part(view: View, iri: str) -> str:
    """What a part is called by its place, empty where it is none."""
    words = part_name(view.iris, iri, view.language)
    return words.text if words else ""


def heading_path(view: View, iri: str) -> tuple[str, ...]:
    """The policy headings an initiative stands under, outermost first."""
    words = view.text(iri, RENKEI["headingPath"])
    return tuple(heading for heading in words.text.split(" / ") if heading) if words else ()


def view_role(view: View, iri: str) -> Role:
    """A role with its duties."""
    return Role(
        iri=iri,
        name=name_of_part(view, iri),
        designation=view.text(iri, RENKEI["designation"]),
        bodies=view.linked(iri, RENKEI["assignedTo"]),
        bearer_source=view.evidence(iri, RENKEI["assignedTo"]),
        bearer_rule=view.rule(iri, RENKEI["assignedTo"]),
        statement=Statement(view.text(iri, RENKEI["text"]) or Words(""), view.source(iri)),
        duties=tuple(_view_duty(view, duty) for duty in view.description.iris(iri, RENKEI["duty"])),
    )


def _view_duty(view: View, iri: str) -> Duty:
    named = [(name, view.stated(iri, RENKEI[name])) for name in _NAMED]
    return Duty(
        name=name_of_part(view, iri),
        statement=Statement(view.text(iri, RENKEI["text"]) or Words(""), view.source(iri)),
        types=view_concluded(view, iri, "dutyType"),
        named=tuple((name, statement) for name, statement in named if statement),
        counterparties=view.linked(iri, RENKEI["counterparty"]),
    )
