"""One source document taken through reading, mapping and validation, with nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from kg.corrections import read_corrected_report
from kg.errors import InputError
from kg.graph import AgreementGraph, agreement_graphs, shared_graphs
from kg.identifiers import Iris
from kg.model.agreement import Report
from kg.publication.check_json import check_json
from kg.publication.explained_findings import ExplainedFinding, explain_findings, with_explanations
from kg.publication.findings import findings_of, published_homepages
from kg.registries.municipalities import load_municipalities
from kg.settings import Settings
from kg.validation import ValidationReport, make_partitions, validate_agreements


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDocument:
    """What was read, its graphs, what SHACL says of them, and the findings.

    ``json`` is the object of ``--format json``.
    """

    report: Report
    graphs: tuple[AgreementGraph, ...]
    validations: tuple[ValidationReport, ...]
    json: dict[str, Any]
    explained: tuple[ExplainedFinding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is an agreement and every one of them conforms."""
        return bool(self.validations) and all(validation.conforms for validation in self.validations)

    @property
    def quads(self) -> list[Quad]:
        """Everything said of the agreements."""
        return [quad for graph in self.graphs for quad in graph.quads]


def check_document(path: Path, *, settings: Settings) -> CheckedDocument:
    """Check one file. Raises SourceError where it is missing or cannot be read."""
    if path.is_dir():
        raise InputError(
            f"{path}: is a folder, expected one file", f"{path}: フォルダではなくファイルを指定してください"
        )
    iris, registry = Iris(settings.base_iri), load_municipalities()
    report = read_corrected_report(path)
    graphs = agreement_graphs([report], iris=iris, registry=registry)
    shared = shared_graphs(graphs, iris=iris, registry=registry)
    validations = validate_agreements(make_partitions({graph.slug: graph.quads for graph in graphs}, shared), jobs=1)
    homepages = published_homepages(graphs, registry=registry)
    findings = findings_of(report, list(zip(graphs, validations, strict=True)), iris=iris, homepages=homepages)
    explained = explain_findings(findings, graphs, path=str(path), iris=iris)
    checked = check_json(
        findings.report,
        path=str(path),
        slugs=[graph.slug for graph in graphs],
        conforms=[validation.conforms for validation in validations],
        iris=iris,
        histories=[graph.history for graph in graphs],
    )
    return CheckedDocument(
        report=report,
        graphs=graphs,
        validations=validations,
        json=with_explanations(checked, explained),
        explained=explained,
    )
