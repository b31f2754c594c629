"""How good the data of a release is, measured: the graph ``doc/quality`` in the Data Quality Vocabulary (DQV).

https://www.w3.org/TR/vocab-dqv/ (W3C Note, 2016). Dimensions are our own nodes: the Note prescribes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.extraction import ignored_counts
from kg.graph.literals import english, japanese
from kg.graph.ordering import quads_of
from kg.model.agreement import Agreement, Report
from kg.model.text import Severity
from kg.publication.catalog import dataset_node
from kg.publication.catalog_words import load_catalog_words
from kg.publication.contents import ReleaseIdentity
from kg.publication.explained_findings import ExplainedFinding
from kg.publication.finding_files import counts_by_severity
from kg.publication.selection import Selection
from kg.registries.quality_metrics import DIMENSIONS, QualityMetric, load_quality_metrics
from kg.vocabulary import DQV, RDF, RDFS, SKOS, XSD

#: Name of the graph and of its files.
QUALITY = "quality"
_FOUR_PLACES = Decimal("0.0001")


def measure_quality(selection: Selection, found: Sequence[ExplainedFinding]) -> dict[str, Decimal | int]:
    """The value of each metric; a share of nothing has none and is left out."""
    agreements = [graph.agreement for graph in selection.graphs]
    reports = {graph.report.source.sha256: graph.report for graph in selection.graphs}
    counts = counts_by_severity(found)
    shares = {
        "characters-claimed": _characters(list(reports.values())),
        "agreements-with-legal-basis": _of([bool(_bases(agreement)) for agreement in agreements]),
        "agreements-with-signing-date": _of([agreement.signed_on is not None for agreement in agreements]),
        "parties-identified": _of(
            [body.code is not None for each in agreements for party in each.parties for body in party.bodies]
        ),
        "initiatives-with-field": _of(
            [initiative.field is not None for each in agreements for initiative in each.initiatives]
        ),
        "duties-typed": _of(
            [
                bool(duty.typings)
                for each in agreements
                for initiative in each.initiatives
                for role in initiative.roles
                for duty in role.duties
            ]
        ),
    }
    measured: dict[str, Decimal | int] = {name: value for name, value in shares.items() if value is not None}
    measured["inputs-set-aside"] = len(selection.set_aside)
    for severity in Severity:
        measured[f"findings-{severity.value}"] = counts[severity.value]
    return measured


def _bases(agreement: Agreement) -> list[object]:
    return [citation for citation in agreement.citations if citation.legal_basis]


def _of(held: Sequence[bool]) -> Decimal | None:
    return _share(sum(held), len(held))


def _share(part: int, whole: int) -> Decimal | None:
    """A share with four places, rounded to the even digit as statistics are.

    >>> _share(1, 3), _share(0, 0)
    (Decimal('0.3333'), None)
    """
    return (Decimal(part) / Decimal(whole)).quantize(_FOUR_PLACES, ROUND_HALF_EVEN) if whole else None


def _characters(reports: Sequence[Report]) -> Decimal | None:
    unclaimed = sum(span.end - span.start for report in reports for span in report.unclaimed)
    left_out = sum(sum(ignored_counts(report).values()) for report in reports)
    whole = sum(len(report.source.text) for report in reports) - left_out
    return _share(whole - unclaimed, whole)


def quality_quads(release: ReleaseIdentity, measured: Mapping[str, Decimal | int]) -> list[Quad]:
    """The graph ``doc/quality``: dimensions, metrics with their definitions, and the measurements of this release."""
    return quads_of(_triples(release, measured), graph=release.iris.document(QUALITY))


def _triples(release: ReleaseIdentity, measured: Mapping[str, Decimal | int]) -> Iterator[Triple]:
    dataset = dataset_node(release, load_catalog_words().datasets[0].slug)
    for name, (label_ja, label_en) in DIMENSIONS.items():
        node = NamedNode(release.iris.id(f"quality-dimension/{name}"))
        yield Triple(node, RDF["type"], DQV["Dimension"])
        yield Triple(node, RDFS["label"], japanese(label_ja))
        yield Triple(node, RDFS["label"], english(label_en))
    for metric in load_quality_metrics():
        node = NamedNode(release.iris.id(f"quality-metric/{metric.metric}"))
        yield from _metric_triples(release, node, metric)
        if metric.metric in measured:
            measurement = NamedNode(release.iris.id(f"quality-measurement/{metric.metric}"))
            yield Triple(dataset, DQV["hasQualityMeasurement"], measurement)
            yield Triple(measurement, RDF["type"], DQV["QualityMeasurement"])
            yield Triple(measurement, DQV["isMeasurementOf"], node)
            yield Triple(measurement, DQV["computedOn"], dataset)
            yield Triple(measurement, RDFS["label"], japanese(metric.label_ja))
            yield Triple(measurement, RDFS["label"], english(metric.label_en))
            value = Literal(str(measured[metric.metric]), datatype=XSD[metric.datatype])
            yield Triple(measurement, DQV["value"], value)


def _metric_triples(release: ReleaseIdentity, node: NamedNode, metric: QualityMetric) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], DQV["Metric"])
    yield Triple(node, RDFS["label"], japanese(metric.label_ja))
    yield Triple(node, RDFS["label"], english(metric.label_en))
    yield Triple(node, SKOS["definition"], japanese(metric.definition_ja))
    yield Triple(node, SKOS["definition"], english(metric.definition_en))
    yield Triple(node, DQV["expectedDataType"], XSD[metric.datatype])
    yield Triple(node, DQV["inDimension"], NamedNode(release.iris.id(f"quality-dimension/{metric.dimension}")))
