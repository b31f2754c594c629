"""A literal that its datatype does not allow is a violation that names it, whatever constraint looks at it."""

from __future__ import annotations

import pytest
import rdflib

from kg.validation import ResultSeverity
from kg.validation.running import validation_results
from tests.shapes.fixtures import base_graph

pytestmark = pytest.mark.filterwarnings("error")

_ID = rdflib.Namespace("http://localhost:8000/id/")
_RENKEI = rdflib.Namespace("https://w3id.org/renkei/ontology#")
_OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
_AGREEMENT = _ID["agreement/a"]


@pytest.mark.parametrize(
    ("subject", "predicate", "text", "datatype"),
    [
        (_AGREEMENT, _RENKEI.signedOn, "2019-13-45", "date"),
        (_AGREEMENT, _RENKEI.effectiveOn, "2019-02-30", "date"),
        (_AGREEMENT, _RENKEI.printedOn, "yesterday", "date"),
        (_ID["agreement/a/party/1"], _RENKEI.position, "first", "integer"),
        (_ID["agreement/a/span/0-4"], _OA.start, "-1", "nonNegativeInteger"),
        (_ID["agreement/a/span/0-4"], _OA.end, "x", "nonNegativeInteger"),
        (_ID["agreement/a/source"], _RENKEI.sha256, "maybe", "boolean"),
    ],
)
def test_an_ill_formed_literal_is_a_violation_that_names_it(
    subject: rdflib.URIRef, predicate: rdflib.URIRef, text: str, datatype: str
) -> None:
    graph = base_graph()
    literal = rdflib.Literal(text, datatype=rdflib.XSD[datatype])
    graph.set((subject, predicate, literal))
    violations = [r for r in validation_results(graph) if r.severity is ResultSeverity.VIOLATION]
    named = [r for r in violations if r.value == literal.n3()]
    assert {r.focus_node for r in named} == {str(subject)}
    assert {r.path for r in named} == {str(predicate)}
    assert any(r.component.endswith("#DatatypeConstraintComponent") for r in named)
    assert literal.n3() in named[0].said
    assert literal.n3() in named[0].said_ja
    assert not any("x-illform" in (r.value or "") for r in violations)
    assert (subject, predicate, literal) in graph, "the data is left alone"


def test_two_ill_formed_dates_are_compared_without_a_crash() -> None:
    graph = base_graph()
    for name in ("signedOn", "effectiveOn"):
        graph.set((_AGREEMENT, _RENKEI[name], rdflib.Literal("2019-13-45", datatype=rdflib.XSD.date)))
    shapes = {r.shape.rpartition("#")[2] for r in validation_results(graph)}
    assert {"Agreement-signedOn", "Agreement-effectiveOn"} <= shapes
