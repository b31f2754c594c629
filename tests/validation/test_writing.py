"""Reports as JSON and Turtle."""

from __future__ import annotations

import json

import rdflib
from rdflib import RDF, SH

from kg.validation import ResultSeverity, ValidationReport, ValidationResult, report_json, report_turtle

REPORT_IRI = "https://example.jp/doc/validation"

RESULT = ValidationResult(
    focus_node="https://example.jp/id/agreement/a",
    path="http://purl.org/dc/terms/title",
    value='"表題"@en',
    component="http://www.w3.org/ns/shacl#LanguageInConstraintComponent",
    shape="https://w3id.org/renkei/shapes#Agreement-title",
    severity=ResultSeverity.VIOLATION,
    message="title in Japanese",
    message_ja="題名は日本語",
)
SECOND = ValidationResult(
    focus_node="https://example.jp/id/agreement/a/x",
    path=None,
    value=None,
    component="http://www.w3.org/ns/shacl#OrConstraintComponent",
    shape="https://w3id.org/renkei/shapes#LegalBasis",
    severity=ResultSeverity.WARNING,
    message="no article",
    message_ja="条がない",
)
REPORTS = (ValidationReport(slug="a", results=(RESULT, SECOND)), ValidationReport(slug="b", results=()))


def read_back(reports: tuple[ValidationReport, ...]) -> rdflib.Graph:
    return rdflib.Graph().parse(report_turtle(reports, report_iri=REPORT_IRI), format="turtle")


def test_json_says_which_agreement_conforms_and_why_not() -> None:
    value = json.loads(json.dumps(report_json(REPORTS), ensure_ascii=False))
    assert value["conforms"] is False
    assert [(entry["slug"], entry["conforms"]) for entry in value["agreements"]] == [("a", False), ("b", True)]
    assert value["agreements"][0]["results"][0] == {
        "focus_node": "https://example.jp/id/agreement/a",
        "path": "http://purl.org/dc/terms/title",
        "value": '"表題"@en',
        "component": "http://www.w3.org/ns/shacl#LanguageInConstraintComponent",
        "shape": "https://w3id.org/renkei/shapes#Agreement-title",
        "severity": "violation",
        "message": "title in Japanese",
        "message_ja": "題名は日本語",
    }


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    graph = read_back(REPORTS)
    report = rdflib.URIRef(REPORT_IRI)
    assert (report, RDF.type, SH.ValidationReport) in graph
    assert graph.value(report, SH.conforms) == rdflib.Literal(False)
    results = [rdflib.URIRef(f"{REPORT_IRI}#result-1"), rdflib.URIRef(f"{REPORT_IRI}#result-2")]
    assert set(graph.objects(report, SH.result)) == set(results)
    assert graph.value(results[0], SH.value) == rdflib.Literal("表題", lang="en")
    assert graph.value(results[1], SH.resultPath) is None
    assert graph.value(results[1], SH.resultSeverity) == SH.Warning
    assert {m.language for m in graph.objects(results[0], SH.resultMessage) if isinstance(m, rdflib.Literal)} == {
        "ja",
        "en",
    }
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]


def test_conforming_reports_conform() -> None:
    graph = read_back((ValidationReport(slug="a", results=(SECOND,)),))
    assert graph.value(rdflib.URIRef(REPORT_IRI), SH.conforms) == rdflib.Literal(True)


def test_same_reports_same_bytes() -> None:
    assert report_turtle(REPORTS, report_iri=REPORT_IRI) == report_turtle(REPORTS, report_iri=REPORT_IRI)
