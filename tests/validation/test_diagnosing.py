"""SHACL results as diagnostics: the right words of the source, the right part by name."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kg.graph.dataset import AgreementGraph, agreement_graphs
from kg.model.text import Diagnostic, Severity
from kg.registries.municipalities import load_municipalities
from kg.validation import ResultSeverity, ValidationReport, ValidationResult, shacl_diagnostics
from kg.vocabulary import RENKEI
from tests.graph.sample import IRIS, REPORT, TEXT


@pytest.fixture(name="graph", scope="module")
def of_sample() -> AgreementGraph:
    (graph,) = agreement_graphs([REPORT], iris=IRIS, registry=load_municipalities())
    return graph


def _diagnostic(graph: AgreementGraph, focus_node: str, severity: ResultSeverity, value: str | None) -> Diagnostic:
    result = ValidationResult(
        focus_node=focus_node,
        path=None,
        value=value,
        component="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        shape="https://w3id.org/renkei/shapes#Initiative-content-present",
        severity=severity,
        message="not read",
        message_ja="読み取られていません",
    )
    (found,) = shacl_diagnostics(graph, ValidationReport(slug=graph.slug, results=(result,)), iris=IRIS)
    return found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/party/1", "旭川市"),
        ("/party/1/evidence/capacity/deeper", "旭川市"),
        ("", "見本協約"),
        ("/nothing/1", "見本協約"),
    ],
)
def test_a_result_stands_at_the_words_of_its_node(graph: AgreementGraph, path: str, words: str) -> None:
    found = _diagnostic(graph, IRIS.agreement(graph.slug) + path, ResultSeverity.WARNING, None)
    assert TEXT[found.span.start : found.span.end].startswith(words)
    assert (found.code, found.severity) == ("shacl-Initiative-content-present", Severity.WARNING)


def test_a_shared_node_stands_where_it_is_named(graph: AgreementGraph) -> None:
    node = IRIS.municipality("012041")
    found = _diagnostic(graph, node, ResultSeverity.INFO, None)
    assert TEXT[found.span.start : found.span.end] != "見本協約"
    assert found.message.startswith(f"{node}: ")
    assert found.severity is Severity.INFO


def test_the_part_is_named_with_its_label_and_the_value(graph: AgreementGraph) -> None:
    initiative = IRIS.part(graph.slug, "initiative/1")
    found = _diagnostic(graph, initiative, ResultSeverity.VIOLATION, '"x"@en')
    title = REPORT.agreements[0].initiatives[0].title.text
    assert found.message == f'initiative/1 ({title}): not read (found "x"@en)'
    assert found.message_ja == f'initiative/1「{title}」: 読み取られていません（値: "x"@en）'
    assert found.severity is Severity.ERROR


def test_every_span_of_a_span_is_its_own(graph: AgreementGraph) -> None:
    spans = (quad.object for quad in graph.quads if quad.predicate == RENKEI["span"])
    node = next(span.value for span in spans if isinstance(span, NamedNode))
    _, span = IRIS.parse_span(node)
    assert _diagnostic(graph, node, ResultSeverity.VIOLATION, None).span == span
