"""Amendments, groups of parties and delegations in the graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.evidence import STATED, evidence_triples
from kg.graph.literals import integer, japanese, stated, string
from kg.graph.scope import Scope
from kg.model.agreement import Agreement, Change, Delegation, PartyGroup
from kg.vocabulary import RDF, RENKEI


def amendment_triples(scope: Scope, agreement: Agreement, amends: str | None) -> Iterator[Triple]:
    """What an agreement does to another: the amended agreement where it can be told, the mode, each change.

    ``amends`` is its slug (:attr:`kg.consolidation.assembling.AgreementHistory.amends`).
    """
    amendment = agreement.amendment
    if amendment is None:
        return
    yield Triple(scope.agreement, RENKEI["amendmentMode"], string(amendment.mode.value))
    if amends is not None:
        yield Triple(scope.agreement, RENKEI["amends"], NamedNode(scope.iris.agreement(amends)))
        words = amendment.target.words
        yield from evidence_triples(scope, "", name="amends", statement=RENKEI["amends"], rule=STATED, words=words)
    for position, change in enumerate(amendment.changes, start=1):
        yield from _change_triples(scope, change, position)


def _change_triples(scope: Scope, change: Change, position: int) -> Iterator[Triple]:
    """One operation; the lines it puts in are one literal, line by line."""
    node = scope.part(f"change/{position}")
    yield Triple(scope.agreement, RENKEI["change"], node)
    yield Triple(node, RDF["type"], RENKEI["Change"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield Triple(node, RENKEI["operation"], string(change.operation.value))
    yield from stated(node, RENKEI["locus"], japanese(change.locus))
    yield from stated(node, RENKEI["oldText"], japanese(change.old.text if change.old else ""))
    yield from stated(node, RENKEI["newText"], japanese("\n".join(line.text for line in change.new)))
    yield from scope.spans(node, (change.words,))


def group_triples(scope: Scope, group: PartyGroup, position: int) -> Iterator[Triple]:
    """A word of the text for several parties together."""
    node = scope.part(f"group/{position}")
    yield Triple(scope.agreement, RENKEI["group"], node)
    yield Triple(node, RDF["type"], RENKEI["PartyGroup"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield Triple(node, RENKEI["designation"], string(group.designation))
    for body in group.bodies:
        yield Triple(node, RENKEI["groupMember"], scope.body(body))
    yield from scope.spans(node, (group.words,))


def delegation_triples(scope: Scope, delegation: Delegation, position: int) -> Iterator[Triple]:
    """Who delegates affairs to whom."""
    node = scope.part(f"delegation/{position}")
    yield Triple(scope.agreement, RENKEI["delegation"], node)
    yield Triple(node, RDF["type"], RENKEI["Delegation"])
    yield Triple(node, RENKEI["position"], integer(position))
    for body in delegation.delegating:
        yield Triple(node, RENKEI["delegatedBy"], scope.body(body))
    for body in delegation.performing:
        yield Triple(node, RENKEI["delegatedTo"], scope.body(body))
    yield from scope.spans(node, (delegation.words,))
