"""What articles provide for, and which elements that statutes ask for are there."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.extraction.corrected_findings import clauses_of
from kg.extraction.statutory_check import check_statutory_elements
from kg.graph.evidence import evidence_triples
from kg.graph.literals import integer, string
from kg.graph.scope import Scope, concept
from kg.identifiers import egov_page
from kg.model.agreement import Agreement
from kg.model.findings import ClauseTyping, StatutoryFinding
from kg.registries.statutory_elements import load_statutory_elements
from kg.vocabulary import RDF, RDFS, RENKEI


def clause_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    """The types of all articles, and the statutory check that rests on them."""
    clauses = clauses_of(agreement)
    for typing in clauses:
        yield from _typing_triples(scope, typing)
    findings = check_statutory_elements(agreement, clauses, load_statutory_elements())
    for position, finding in enumerate(findings, start=1):
        yield from _finding_triples(scope, finding, position)


def _typing_triples(scope: Scope, typing: ClauseTyping) -> Iterator[Triple]:
    statement = RENKEI["clauseType"]
    yield Triple(scope.part(typing.path), statement, concept("clause-type", typing.clause_type))
    yield from evidence_triples(
        scope,
        typing.path,
        name=f"clauseType-{typing.clause_type}",
        statement=statement,
        rule=typing.rule,
        words=typing.words or None,
    )


def _finding_triples(scope: Scope, finding: StatutoryFinding, position: int) -> Iterator[Triple]:
    path = f"statutory-finding/{finding.element}"
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["statutoryFinding"], node)
    yield Triple(node, RDF["type"], RENKEI["StatutoryFinding"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield Triple(node, RENKEI["element"], concept("statutory-element", finding.element))
    yield Triple(node, RENKEI["result"], string(finding.result))
    for part in finding.found_in:
        yield Triple(node, RENKEI["foundIn"], scope.part(part))
    yield from _provision_triples(scope, node, finding)
    yield from evidence_triples(
        scope, path, name="result", statement=RENKEI["result"], rule=finding.rule, words=finding.words
    )


def _provision_triples(scope: Scope, node: NamedNode, finding: StatutoryFinding) -> Iterator[Triple]:
    """The provision that asks for the element; none where its wording has not been seen."""
    if not finding.law_id:
        return
    yield Triple(node, RENKEI["law"], NamedNode(scope.iris.law(finding.law_id)))
    for name, value in (
        ("lawArticle", finding.article),
        ("lawParagraph", finding.paragraph),
        ("lawItem", finding.item),
    ):
        if value:
            yield Triple(node, RENKEI[name], string(value))
    page = egov_page(finding.law_id, finding.article, finding.paragraph or None)
    yield Triple(node, RDFS["seeAlso"], NamedNode(page))
