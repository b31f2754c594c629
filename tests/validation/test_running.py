"""Validation of the real data, agreement by agreement and in processes."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import Triple

from kg.validation import Partition, ResultSeverity, ValidationReport, ValidationResult, validate_agreements
from kg.validation.running import validation_results
from kg.validation.terms import to_rdflib_graph
from kg.vocabulary import RDFS
from tests.graph.published import shipped
from tests.shapes.fixtures import base_graph
from tests.validation.faults import faulty_partitions, partitions_of

SHAPES = "https://w3id.org/renkei/shapes#"


@pytest.fixture(name="faulty", scope="module")
def with_faults() -> tuple[Partition, ...]:
    return faulty_partitions()


@pytest.fixture(name="reports", scope="module")
def of_faulty(faulty: tuple[Partition, ...]) -> tuple[ValidationReport, ...]:
    return validate_agreements(faulty, jobs=1)


def test_shipped_agreements_conform_in_a_few_seconds() -> None:
    partitions = partitions_of(shipped())
    start = time.process_time()
    reports = validate_agreements(partitions, jobs=1)
    assert time.process_time() - start < 30  # it takes two on an idle machine
    assert [(report.slug, report.conforms, report.results) for report in reports] == [
        (partition.slug, True, ()) for partition in partitions
    ]


def test_faults_are_found_in_every_agreement(reports: tuple[ValidationReport, ...]) -> None:
    expected = {f"{SHAPES}Agreement-title", f"{SHAPES}Party-capacity"}
    for report in reports:
        assert not report.conforms
        assert expected <= {result.shape for result in report.results}


def test_results_carry_both_languages_and_are_sorted(reports: tuple[ValidationReport, ...]) -> None:
    for report in reports:
        keys = [(result.focus_node, result.shape, result.component) for result in report.results]
        assert keys == sorted(keys)
        assert all(result.message.isascii() or "甲" in result.message for result in report.results)
        assert all(not result.message_ja.isascii() for result in report.results)


def test_processes_give_the_same_reports(faulty: tuple[Partition, ...], reports: tuple[ValidationReport, ...]) -> None:
    seen: list[tuple[int, int]] = []
    parallel = validate_agreements(faulty, jobs=2, progress=lambda done, total: seen.append((done, total)))
    assert len(faulty) >= 8, "fewer would not start a process"
    assert parallel == reports
    assert seen == [(number, len(faulty)) for number in range(1, len(faulty) + 1)]


def test_partitions_give_the_results_of_the_whole(
    faulty: tuple[Partition, ...], reports: tuple[ValidationReport, ...]
) -> None:
    whole: set[Triple] = {triple for partition in faulty for triple in partition.triples}
    assert set(validation_results(to_rdflib_graph(whole))) == {r for report in reports for r in report.results}


def test_whole_registry_and_all_schemes_conform() -> None:
    shared = shipped().shared
    triples = {quad.triple for name, quads in shared.items() if name != "ontology" for quad in quads}
    triples |= {quad.triple for quad in shared["ontology"] if quad.predicate == RDFS["subClassOf"]}
    assert validation_results(to_rdflib_graph(triples)) == ()


def test_validation_leaves_the_data_alone() -> None:
    graph = base_graph()
    validation_results(graph)
    assert set(graph) == set(base_graph())


def test_a_warning_keeps_nothing_from_being_published() -> None:
    result = ValidationResult(
        focus_node="https://example.jp/id/agreement/a",
        path=None,
        value=None,
        component="http://www.w3.org/ns/shacl#OrConstraintComponent",
        shape=f"{SHAPES}LegalBasis",
        severity=ResultSeverity.WARNING,
        message="a",
        message_ja="あ",
    )
    assert ValidationReport(slug="a", results=(result,)).conforms
