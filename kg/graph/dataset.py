"""The whole data set: one graph for each agreement and the graphs that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.consolidation.assembling import AgreementHistory, assemble_histories
from kg.consolidation.diagnosing import unapplied_diagnostics
from kg.graph.agreement import agreement_quads
from kg.graph.areas import area_quads
from kg.graph.bodies import body_quads
from kg.graph.homepages import sidecar_homepages
from kg.graph.laws import law_quads
from kg.graph.named_things import same_thing_triples
from kg.graph.ontology import ontology_quads, scheme_quads
from kg.graph.ordering import quads_of
from kg.graph.packed import pack_quads, unpack_quads
from kg.graph.registry import registry_quads
from kg.graph.rules import rule_quads
from kg.graph.slugs import assign_slugs
from kg.identifiers import Iris
from kg.model.agreement import Agreement, Report
from kg.model.text import Diagnostic
from kg.registries.concepts import load_concepts
from kg.registries.municipalities import MunicipalityRegistry
from kg.registries.rules import load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementGraph:
    """An agreement as published: where it was read, its slug and its quads, which are packed.

    ``history`` is what happened to it as far as the whole data set says, ``unapplied`` which of its changes could not
    be applied to the agreement that it amends.
    """

    slug: str
    agreement: Agreement
    report: Report
    packed: bytes
    history: AgreementHistory
    unapplied: tuple[Diagnostic, ...] = ()

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The quads, sorted; made anew each time."""
        return unpack_quads(self.packed)


def instrument_kinds() -> dict[str, str]:
    """The kinds of instrument by slug, with their preferred English names."""
    return {concept.slug: concept.label("en") for concept in load_concepts("instrument")}


def agreement_graphs(
    reports: Sequence[Report], *, iris: Iris, registry: MunicipalityRegistry
) -> tuple[AgreementGraph, ...]:
    """Every agreement of the reports in its own graph, in their order."""
    read = [(report, agreement) for report in reports for agreement in report.agreements]
    slugs = assign_slugs([agreement for _, agreement in read])
    kinds = instrument_kinds()
    by_slug = {slug: agreement for (_, agreement), slug in zip(read, slugs, strict=True)}
    histories = assemble_histories(by_slug)
    unapplied = unapplied_diagnostics(histories, by_slug)
    return tuple(
        AgreementGraph(
            slug=slug,
            agreement=agreement,
            report=report,
            packed=pack_quads(
                agreement_quads(
                    agreement,
                    report=report,
                    slug=slug,
                    iris=iris,
                    registry=registry,
                    kinds=kinds,
                    history=histories[slug],
                )
            ),
            history=histories[slug],
            unapplied=unapplied.get(slug, ()),
        )
        for (report, agreement), slug in zip(read, slugs, strict=True)
    )


def shared_graphs(
    graphs: Sequence[AgreementGraph], *, iris: Iris, registry: MunicipalityRegistry
) -> dict[str, list[Quad]]:
    """The graphs that agreements share, by the name that follows ``doc/``.

    Pass the graphs that are published: laws, bodies and areas are those that they name.
    """
    agreements = [graph.agreement for graph in graphs]
    homepages = sidecar_homepages((graph.report, graph.agreement) for graph in graphs)
    bodies = body_quads(agreements, iris=iris, registry=registry, homepages=homepages)
    same = same_thing_triples([(graph.slug, graph.agreement) for graph in graphs], iris=iris, registry=registry)
    return {
        "registry": registry_quads(registry, iris=iris),
        "laws": law_quads(agreements, iris=iris),
        "bodies": quads_of([*(quad.triple for quad in bodies), *same], graph=iris.document("bodies")),
        "areas": area_quads({graph.slug: graph.agreement for graph in graphs}, iris=iris, registry=registry),
        "schemes": [*scheme_quads(iris=iris), *rule_quads(load_rules(), iris=iris)],
        "ontology": ontology_quads(iris=iris),
    }
