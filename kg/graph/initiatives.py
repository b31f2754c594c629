"""取組, 役割 and their duties in the graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.graph.evidence import STATED, evidence_triples
from kg.graph.literals import integer, japanese, stated, string
from kg.graph.scope import Scope, concept
from kg.model.agreement import Duty, DutyTyping, Initiative, Remark, Role
from kg.model.text import Passage
from kg.vocabulary import RDF, RDFS, RENKEI

#: Between the headings of a ``renkei:headingPath``.
_PATH_SEPARATOR = " / "


def initiative_triples(scope: Scope, initiative: Initiative, position: int) -> Iterator[Triple]:
    """One initiative, with the headings it stands under, its policy field and its roles."""
    path = f"initiative/{position}"
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["initiative"], node)
    yield Triple(node, RDF["type"], RENKEI["Initiative"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RDFS["label"], japanese(initiative.title.text))
    if initiative.content:
        yield from stated(node, RENKEI["content"], japanese(initiative.content.text))
    yield from _heading_triples(scope, path, initiative)
    yield from _field_triples(scope, path, initiative)
    yield from scope.spans(node, _initiative_passages(initiative))
    for role_position, role in enumerate(initiative.roles, start=1):
        yield from _role_triples(scope, path, role, role_position)
    for remark_position, remark in enumerate(initiative.remarks, start=1):
        yield from _remark_triples(scope, path, remark, remark_position)


def _remark_triples(scope: Scope, parent_path: str, remark: Remark, position: int) -> Iterator[Triple]:
    node = scope.part(f"{parent_path}/remark/{position}")
    yield Triple(scope.part(parent_path), RENKEI["remark"], node)
    yield Triple(node, RDF["type"], RENKEI["Remark"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RDFS["label"], japanese(remark.label))
    yield from stated(node, RENKEI["text"], japanese(remark.words.text))
    yield from scope.spans(node, (remark.words,))


def _initiative_passages(initiative: Initiative) -> Iterator[Passage]:
    """All words of an initiative: title, content, roles, remarks."""
    yield initiative.title
    if initiative.content:
        yield initiative.content
    for role in initiative.roles:
        yield role.words
    for remark in initiative.remarks:
        yield remark.words


def _heading_triples(scope: Scope, path: str, initiative: Initiative) -> Iterator[Triple]:
    """The headings as printed, with their own words: the field may be concluded from others."""
    node, heading_path = scope.part(path), RENKEI["headingPath"]
    headings = [heading.text for heading in initiative.headings]
    for heading in headings:
        yield from stated(node, RENKEI["heading"], japanese(heading))
    yield from stated(node, heading_path, japanese(_PATH_SEPARATOR.join(headings)))
    if initiative.headings:
        yield from evidence_triples(
            scope, path, name="headingPath", statement=heading_path, rule=STATED, words=initiative.headings
        )


def _field_triples(scope: Scope, path: str, initiative: Initiative) -> Iterator[Triple]:
    if initiative.field is None:
        return
    field = RENKEI["policyField"]
    yield Triple(scope.part(path), field, concept("policy-field", initiative.field.slug))
    yield from evidence_triples(
        scope,
        path,
        name="policyField",
        statement=field,
        rule=initiative.field.rule,
        words=initiative.field.words,
    )


def _role_triples(scope: Scope, parent_path: str, role: Role, position: int) -> Iterator[Triple]:
    path = f"{parent_path}/role/{position}"
    node = scope.part(path)
    yield Triple(scope.part(parent_path), RENKEI["role"], node)
    yield Triple(node, RDF["type"], RENKEI["Role"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RENKEI["designation"], string(role.designation))
    for body in role.bodies:
        yield Triple(node, RENKEI["assignedTo"], scope.body(body))
    if role.bodies:
        name, by = "assignedTo", role.bearer
        yield from evidence_triples(scope, path, name=name, statement=RENKEI[name], rule=by.rule, words=by.found_in)
    yield from stated(node, RENKEI["text"], japanese(role.words.text))
    yield from scope.spans(node, (role.words,))
    for duty_position, duty in enumerate(role.duties, start=1):
        yield from _duty_triples(scope, path, duty, duty_position)


def _duty_triples(scope: Scope, parent_path: str, duty: Duty, position: int) -> Iterator[Triple]:
    path = f"{parent_path}/duty/{position}"
    node = scope.part(path)
    yield Triple(scope.part(parent_path), RENKEI["duty"], node)
    yield Triple(node, RDF["type"], RENKEI["Duty"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RENKEI["text"], japanese(duty.words.text))
    yield from scope.spans(node, (duty.words,))
    for name, words in _words_of(duty):
        yield from stated(node, RENKEI[name], japanese(words.text))
        yield from evidence_triples(scope, path, name=name, statement=RENKEI[name], rule=STATED, words=words)
    for body in duty.counterparty_bodies:
        yield Triple(node, RENKEI["counterparty"], scope.body(body))
    types = [typing.duty_type for typing in duty.typings]
    for index, typing in enumerate(duty.typings):
        yield from _typing_triples(scope, path, typing, before=types[:index].count(typing.duty_type))


def _words_of(duty: Duty) -> Iterator[tuple[str, Passage]]:
    """The words for what a duty is done to, to or with whom, and for whom, by property."""
    if duty.object:
        yield "objectText", duty.object
    if duty.counterparty:
        yield "counterpartyText", duty.counterparty
    if duty.beneficiary:
        yield "beneficiaryText", duty.beneficiary


def _typing_triples(scope: Scope, path: str, typing: DutyTyping, *, before: int) -> Iterator[Triple]:
    """One duty type; its evidence is named for the type, so that adding another type renames nothing.

    ``before`` counts the earlier rules that concluded the same type of the same duty.
    """
    duty_type = RENKEI["dutyType"]
    yield Triple(scope.part(path), duty_type, concept("duty-type", typing.duty_type))
    yield from evidence_triples(
        scope,
        path,
        name=f"dutyType-{typing.duty_type}" + (f"-{before + 1}" if before else ""),
        statement=duty_type,
        rule=typing.rule,
        words=typing.words,
        confidence=typing.confidence,
    )
