"""Everything there is to say of a source file: what the reader noticed, what the mapping noticed, what SHACL says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.graph.dataset import AgreementGraph
from kg.graph.homepages import homepage_diagnostics, known_homepages, sidecar_homepages
from kg.graph.slugs import clash_diagnostic
from kg.identifiers import Iris
from kg.model.agreement import Body, Report
from kg.model.text import Diagnostic
from kg.registries.municipalities import MunicipalityRegistry
from kg.validation import ValidationReport, shacl_diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class Homepages:
    """The web sites that can be published: the registry's by code, the sidecars' by body."""

    registered: Mapping[str, str]
    given: Mapping[Body, str]


def published_homepages(graphs: Sequence[AgreementGraph], *, registry: MunicipalityRegistry) -> Homepages:
    """Those of a set of agreements."""
    given = sidecar_homepages((graph.report, graph.agreement) for graph in graphs)
    return Homepages(registered=known_homepages(registry), given=given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The findings of one file: those of the file as a whole, and those of each of its agreements by slug.

    ``report`` is the report with all of them among its diagnostics, in the order of their places.
    """

    report: Report
    of_file: tuple[Diagnostic, ...]
    of_agreements: Mapping[str, tuple[Diagnostic, ...]]

    def of(self, slug: str) -> tuple[Diagnostic, ...]:
        """What concerns one agreement."""
        return (*self.of_file, *self.of_agreements[slug])


def findings_of(
    report: Report,
    agreements: Sequence[tuple[AgreementGraph, ValidationReport]],
    *,
    iris: Iris,
    homepages: Homepages,
) -> Findings:
    """The findings of a file. ``agreements`` are its own, with what validation says of each."""
    about_homepages = homepage_diagnostics(report, registered=homepages.registered, given=homepages.given)
    of_file = (*report.diagnostics, *about_homepages)
    of_agreements = {graph.slug: _of_agreement(graph, validation, iris) for graph, validation in agreements}
    everything = (*of_file, *(found for several in of_agreements.values() for found in several))
    ordered = tuple(sorted(everything, key=lambda found: found.span))
    return Findings(report=replace(report, diagnostics=ordered), of_file=of_file, of_agreements=of_agreements)


def _of_agreement(graph: AgreementGraph, validation: ValidationReport, iris: Iris) -> tuple[Diagnostic, ...]:
    clash = clash_diagnostic(graph.agreement, graph.slug)
    return (*((clash,) if clash else ()), *graph.unapplied, *shacl_diagnostics(graph, validation, iris=iris))
