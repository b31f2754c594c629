"""Corrections in the graph: what was corrected, by whom, when and why, and the raw reading that it replaces.

The raw reading is a value of the correction, not a statement of a graph of its own: a query over everything then finds
the corrected value once, and the raw one only where it asks for it (``?c renkei:corrects ?x ; renkei:replacedValue``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.literals import day, integer, japanese, string
from kg.graph.scope import Scope, concept
from kg.identifiers import is_web_iri
from kg.model.agreement import Agreement, Body
from kg.model.correction import AppliedCorrection
from kg.model.text import Passage, Span
from kg.vocabulary import DCTERMS, FOAF, PROV, RDF, RDFS, RENKEI, XSD

_CODE_LENGTH = 6
_Term = NamedNode | Literal
#: Properties that are not of our ontology.
_ELSEWHERE = {"name": FOAF["name"], "label": RDFS["label"]}


def correction_triples(scope: Scope, agreement: Agreement, others: Sequence[Triple]) -> Iterator[Triple]:
    """The corrections of an agreement. ``others`` is what else its graph says: whose words were corrected."""
    for applied in agreement.corrections:
        yield from _correction(scope, applied, others)


def _correction(scope: Scope, applied: AppliedCorrection, others: Sequence[Triple]) -> Iterator[Triple]:
    correction = applied.correction
    path = f"correction/{correction.number}"
    node, author = scope.part(path), scope.part(f"{path}/author")
    yield Triple(node, RDF["type"], RENKEI["Correction"])
    yield Triple(node, RENKEI["position"], integer(correction.number))
    for thing in _corrected_things(scope, applied, others):
        yield Triple(node, RENKEI["corrects"], thing)
    if correction.property_name is not None:
        yield Triple(node, RENKEI["correctedProperty"], _property(correction.property_name))
    for value in applied.replaced:
        yield Triple(node, RENKEI["replacedValue"], _term(scope, correction.property_name, value))
    for value in correction.values:
        yield Triple(node, RENKEI["correctedValue"], _term(scope, correction.property_name, value))
    yield Triple(node, RENKEI["reason"], japanese(correction.reason))
    if correction.source:
        named = is_web_iri(correction.source)
        yield Triple(node, DCTERMS["source"], NamedNode(correction.source) if named else japanese(correction.source))
    made_on = f"{correction.made_on.isoformat()}T00:00:00Z"
    yield Triple(node, PROV["generatedAtTime"], Literal(made_on, datatype=XSD["dateTime"]))
    yield Triple(node, PROV["wasAttributedTo"], author)
    yield Triple(author, RDF["type"], PROV["Agent"])
    yield Triple(author, RDFS["label"], japanese(correction.author))
    if correction.span is not None:
        yield from scope.spans(node, (Passage.plain(correction.words, start=correction.span.start),))


def _corrected_things(scope: Scope, applied: AppliedCorrection, others: Sequence[Triple]) -> list[NamedNode]:
    """The part whose value was corrected; of words, every part that they are words of, else the agreement.

    What a person says is none, an event or a thing that the words do not name, is no node of the graph any more: its
    agreement was corrected.
    """
    span = applied.correction.span
    if applied.correction.property_name in {"eventDate", "label"} and not applied.correction.values:
        return [scope.agreement]
    if applied.path is not None or span is None:
        return [scope.part(applied.path or "")]
    found = {
        triple.subject
        for triple in others
        if triple.predicate == RENKEI["span"]
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
        and _holds(scope.iris.parse_span(triple.object.value)[1], span)
    }
    evidence = {triple.subject for triple in others if triple.object == RENKEI["Evidence"]}
    return sorted(found - evidence, key=lambda node: node.value) or [scope.agreement]


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _property(name: str) -> NamedNode:
    return _ELSEWHERE.get(name, RENKEI[name])


def _term(scope: Scope, name: str | None, value: str) -> _Term:
    """A value as the property that is corrected has it; a body without a code by its name."""
    return _TERMS[name](scope, value) if name in _TERMS else japanese(value)


def _body(scope: Scope, value: str) -> _Term:
    coded = len(value) == _CODE_LENGTH and value.isdigit()
    return scope.body(Body(name="", code=value)) if coded else japanese(value)


def _day(_: Scope, value: str) -> _Term:
    return day(date.fromisoformat(value))


_TERMS: dict[str | None, Callable[[Scope, str], _Term]] = {
    "signedOn": _day,
    "printedOn": _day,
    "eventDate": _day,
    "effectiveOn": _day,
    "instrument": lambda _, value: concept("instrument", value),
    "municipality": _body,
    "capacity": lambda _, value: concept("capacity", value),
    "policyField": lambda _, value: concept("policy-field", value),
    "assignedTo": _body,
    "dutyType": lambda _, value: concept("duty-type", value),
    "inferredPolicyField": lambda _, value: concept("policy-field", value),
    "clauseType": lambda _, value: concept("clause-type", value),
    "thingKind": lambda _, value: concept("thing-kind", value),
    None: lambda _, value: string(value),
}
