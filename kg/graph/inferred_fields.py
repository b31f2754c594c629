"""Policy fields inferred from the initiatives' own words, apart from those mapped from headings."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.extraction.corrected_findings import inferred_field_of
from kg.graph.evidence import evidence_triples
from kg.graph.scope import Scope, concept
from kg.model.agreement import Agreement
from kg.vocabulary import RENKEI


def inferred_field_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    """The inferred field of each initiative that is about another one than its heading says."""
    statement = RENKEI["inferredPolicyField"]
    for position, _ in enumerate(agreement.initiatives, start=1):
        inferred = inferred_field_of(agreement, position)
        if inferred is None:
            continue
        path = f"initiative/{position}"
        yield Triple(scope.part(path), statement, concept("policy-field", inferred.slug))
        yield from evidence_triples(
            scope, path, name="inferredPolicyField", statement=statement, rule=inferred.rule, words=inferred.words
        )
