"""SHACL validation with pySHACL, an agreement at a time, in a pool of processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import rdflib
from pyshacl.graph_abstraction import DataGraph
from pyshacl.validator import Validator
from rdflib import RDF, SH

from kg.validation.ill_formed import Comparable, with_stand_ins
from kg.validation.known_shapes import KnownShapes, known_shapes
from kg.validation.partitions import Partition
from kg.validation.results import ResultSeverity, ValidationReport, ValidationResult
from kg.validation.shapes import shapes_graph
from kg.validation.terms import to_n_triples, to_rdflib_graph
from kg.workers import map_in_order, worker_pool

#: Called with the number of agreements validated so far and the number of all.
Progress = Callable[[int, int], None]

#: Starting a process costs as much as validating a few agreements: fewer than this are not worth one.
_AGREEMENTS_PER_PROCESS = 4

_SEVERITIES = {
    SH.Violation: ResultSeverity.VIOLATION,
    SH.Warning: ResultSeverity.WARNING,
    SH.Info: ResultSeverity.INFO,
}


def validate_agreements(
    partitions: Iterable[Partition], *, jobs: int, count: int | None = None, progress: Progress | None = None
) -> tuple[ValidationReport, ...]:
    """A report for each partition, in their order, computed by at most ``jobs`` processes.

    Where ``count`` says how many there are, they are taken only a few ahead, so whoever makes them need not hold them.
    The result does not depend on ``jobs``. Nothing is fetched and nothing imported.
    """
    if count is None:
        partitions = tuple(partitions)
        count = len(partitions)
    processes = min(jobs, count // _AGREEMENTS_PER_PROCESS)
    if processes < 2:
        return _collected(map(validate_partition, partitions), count, progress)
    with worker_pool(processes) as pool:
        return _collected(map_in_order(pool, validate_partition, partitions), count, progress)


def _collected(
    reports: Iterable[ValidationReport], total: int, progress: Progress | None
) -> tuple[ValidationReport, ...]:
    done = []
    for report in reports:
        done.append(report)
        if progress is not None:
            progress(len(done), total)
    return tuple(done)


def validate_partition(partition: Partition) -> ValidationReport:
    """The report of one agreement."""
    return ValidationReport(slug=partition.slug, results=validation_results(to_rdflib_graph(partition.triples)))


def validation_results(data: rdflib.Graph, *, shapes: KnownShapes | None = None) -> tuple[ValidationResult, ...]:
    """What pySHACL finds in a graph with the bundled shapes, or these of them, sorted. ``data`` is not changed."""
    comparable = with_stand_ins(data)
    validator = Validator(
        DataGraph.from_rdflib(comparable.graph),
        shacl_graph=shapes_graph(),
        options={"inference": "none", "advanced": False, "inplace": True},
    )
    validator.shacl_graph = known_shapes() if shapes is None else shapes
    _, report, _ = validator.run()  # type: ignore[no-untyped-call] # pySHACL gives it no types
    node = next(report.subjects(RDF.type, SH.ValidationReport))
    results = [_result(report, result, comparable) for result in report.objects(node, SH.result)]
    return tuple(sorted(results, key=_sort_key))


def _sort_key(result: ValidationResult) -> tuple[str, str, str, str]:
    return result.focus_node, result.shape, result.component, result.value or ""


def _result(report: rdflib.Graph, result: rdflib.term.Node, comparable: Comparable) -> ValidationResult:
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    messages = {
        message.language: str(message)
        for message in report.objects(result, SH.resultMessage)
        if isinstance(message, rdflib.Literal)
    }
    return ValidationResult(
        focus_node=str(report.value(result, SH.focusNode)),
        path=str(path) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else to_n_triples(comparable.original(value)),
        component=str(report.value(result, SH.sourceConstraintComponent)),
        shape=str(report.value(result, SH.sourceShape)),
        severity=_SEVERITIES[rdflib.URIRef(str(report.value(result, SH.resultSeverity)))],
        message=messages["en"],
        message_ja=messages["ja"],
    )
