"""Parties and signatories in the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Triple

from kg.graph.evidence import evidence_triples
from kg.graph.literals import integer, japanese, stated, string
from kg.graph.scope import Scope, concept
from kg.model.agreement import Body, Party, Signatory
from kg.vocabulary import FOAF, RDF, RENKEI, SCHEMA


def party_triples(scope: Scope, party: Party, position: int) -> Iterator[Triple]:
    """One side of the agreement, the bodies that form it and the capacity they take part in."""
    path = f"party/{position}"
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["party"], node)
    yield Triple(node, RDF["type"], RENKEI["Party"])
    yield Triple(node, RENKEI["position"], integer(position))
    if party.designation:
        yield Triple(node, RENKEI["designation"], string(party.designation))
    for body in party.bodies:
        yield Triple(node, RENKEI["municipality"], scope.body(body))
    yield Triple(node, RENKEI["capacity"], concept("capacity", party.capacity.value))
    yield from scope.spans(node, (party.words,))
    yield from evidence_triples(
        scope,
        path,
        name="capacity",
        statement=RENKEI["capacity"],
        rule=party.capacity_rule,
        words=party.capacity_words,
    )


def signatory_triples(scope: Scope, signatory: Signatory, position: int, parties: Sequence[Party]) -> Iterator[Triple]:
    """A person who signed, with what is printed; the body where a party of the agreement answers to it."""
    node = scope.part(f"signatory/{position}")
    yield Triple(scope.agreement, RENKEI["signatory"], node)
    yield Triple(node, RDF["type"], RENKEI["Signatory"])
    yield Triple(node, RENKEI["position"], integer(position))
    if signatory.designation:
        yield Triple(node, RENKEI["designation"], string(signatory.designation))
    for body in _signs_for(signatory, parties):
        yield Triple(node, RENKEI["signsFor"], scope.body(body))
    for predicate, words in (
        (RENKEI["address"], signatory.address),
        (SCHEMA["jobTitle"], signatory.title),
        (FOAF["name"], signatory.name),
    ):
        if words:
            yield from stated(node, predicate, japanese(words))
    yield from scope.spans(node, signatory.parts)


def _signs_for(signatory: Signatory, parties: Sequence[Party]) -> tuple[Body, ...]:
    """The body of that name; without one, the bodies of the party with that designation."""
    named = tuple(body for party in parties for body in party.bodies if body.name == signatory.body)
    if named or signatory.designation is None:
        return named[:1]
    return next((party.bodies for party in parties if party.designation == signatory.designation), ())
