"""Cooperation areas (圏域): the graph ``doc/areas``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.labels import body_label_en, party_bodies
from kg.graph.literals import english, japanese
from kg.graph.ordering import quads_of
from kg.identifiers import Iris
from kg.model.agreement import Agreement, Body
from kg.registries.municipalities import MunicipalityRegistry
from kg.vocabulary import RDF, RDFS, RENKEI


def area_quads(agreements: Iterable[Agreement], *, iris: Iris, registry: MunicipalityRegistry) -> list[Quad]:
    """One area for each core city; its members are the bodies of all its agreements, the core city included.

    The official name of an area is not in its agreements, so the label says whose area it is.
    """
    members: dict[Body, set[Body]] = {}
    for agreement in agreements:
        core = agreement.core_city
        if core is not None and core.code is not None:
            members.setdefault(core, set()).update(party_bodies(agreement))
    triples = (triple for core in members for triple in _area_triples(iris, core, members[core], registry))
    return quads_of(triples, graph=iris.document("areas"))


def _area_triples(iris: Iris, core: Body, members: set[Body], registry: MunicipalityRegistry) -> Iterator[Triple]:
    node = NamedNode(iris.area(core.code or ""))
    yield Triple(node, RDF["type"], RENKEI["CooperationArea"])
    yield Triple(node, RDFS["label"], japanese(f"{core.name}を中心とする圏域"))
    yield Triple(node, RDFS["label"], english(f"Cooperation area around {body_label_en(core, registry)}"))
    yield Triple(node, RENKEI["coreCity"], NamedNode(iris.body(core)))
    for member in members:
        yield Triple(node, RENKEI["member"], NamedNode(iris.body(member)))
