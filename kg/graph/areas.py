"""Cooperation areas (圏域): the graph ``doc/areas``.

An area consists of pairs: its core city, or the cities that are it together (複眼型), with each member. A member
has an agreement in the data, or it is known from the table of members only; then the pair says that the agreement is
not in this data, never that there is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.labels import body_label_en, listed_en, listed_ja, party_bodies
from kg.graph.literals import day, english, japanese, string
from kg.graph.ordering import quads_of
from kg.graph.scope import concept
from kg.identifiers import Iris, body_key
from kg.model.agreement import Agreement, Body
from kg.registries.areas import DECLARATIONS, AreaMember, Declaration, load_area_members, load_declarations
from kg.registries.municipalities import MunicipalityRegistry
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI

#: How a pair is known: from the parties of an agreement, or from the table of members only.
PARTY, TABLE = "party-to-agreement", "area-table"
#: Whether the agreement of a pair is in the data.
IN_DATA, NOT_IN_DATA = "agreement-in-data", "not-in-this-data"


@dataclass(frozen=True, slots=True)
class _Area:
    """What is known of an area: its core cities (one, or those that are it together), slugs of agreements by member,
    and sources by member."""

    code: str
    cores: dict[Body, None]
    agreements: dict[Body, list[str]]
    sources: dict[Body, list[str]]

    def has_core(self, code: str) -> bool:
        """Whether the city of that code is a core city of the area."""
        return any(core.code == code for core in self.cores)


def area_quads(
    agreements: Mapping[str, Agreement],
    *,
    iris: Iris,
    registry: MunicipalityRegistry,
    members: Iterable[AreaMember] | None = None,
    declarations: Iterable[Declaration] | None = None,
) -> list[Quad]:
    """One area for each core city of the agreements, which are given by slug; one for cities that are it together.

    The official name of an area is not in its agreements, so the label says whose area it is. ``members`` and
    ``declarations`` are what tables add; None means those of the package.
    """
    areas = _areas(agreements, tuple(load_area_members() if members is None else members), registry)
    declared = tuple(load_declarations() if declarations is None else declarations)
    triples = (triple for area in areas for triple in _area_triples(iris, area, registry, declared))
    return quads_of(triples, graph=iris.document("areas"))


def _areas(
    agreements: Mapping[str, Agreement], members: tuple[AreaMember, ...], registry: MunicipalityRegistry
) -> list[_Area]:
    areas: dict[str, _Area] = {}
    for slug, agreement in agreements.items():
        code = agreement.area_code
        if code is None:
            continue
        area = areas.setdefault(code, _Area(code, {}, defaultdict(list), defaultdict(list)))
        area.cores.update(dict.fromkeys(agreement.core_cities))
        for body in party_bodies(agreement):
            if body not in agreement.core_cities:
                area.agreements[body].append(slug)
    names = {row.code: row.name for row in registry}
    for area in areas.values():
        for row in members:
            if area.has_core(row.core_city) and row.member in names and not area.has_core(row.member):
                area.sources[Body(name=names[row.member], code=row.member)].append(row.source)
    return list(areas.values())


def _area_triples(
    iris: Iris, area: _Area, registry: MunicipalityRegistry, declarations: tuple[Declaration, ...]
) -> Iterator[Triple]:
    node = NamedNode(iris.area(area.code))
    yield Triple(node, RDF["type"], RENKEI["CooperationArea"])
    yield Triple(node, RDFS["label"], japanese(f"{listed_ja(core.name for core in area.cores)}を中心とする圏域"))
    around = listed_en([body_label_en(core, registry) for core in area.cores])
    yield Triple(node, RDFS["label"], english(f"Cooperation area around {around}"))
    for core in area.cores:
        if core.code is not None:  # a former city that no table knows is a member: what a core city is stays certain
            yield Triple(node, RENKEI["coreCity"], NamedNode(iris.body(core)))
        yield Triple(node, RENKEI["member"], NamedNode(iris.body(core)))
    for member in {**area.agreements, **area.sources}:
        yield Triple(node, RENKEI["member"], NamedNode(iris.body(member)))
        yield from _pair_triples(iris, node, area, member)
    for declaration in declarations:
        if area.has_core(declaration.core_city):
            yield from _declaration_triples(node, declaration, several=len(area.cores) > 1)


def _pair_triples(iris: Iris, area_node: NamedNode, area: _Area, member: Body) -> Iterator[Triple]:
    node = NamedNode(f"{area_node.value}/pair/{body_key(member)}")
    agreements, sources = area.agreements.get(member, []), area.sources.get(member, [])
    yield Triple(area_node, RENKEI["pair"], node)
    yield Triple(node, RDF["type"], RENKEI["AreaPair"])
    yield Triple(node, RENKEI["pairMember"], NamedNode(iris.body(member)))
    for slug in agreements:
        yield Triple(node, RENKEI["pairAgreement"], NamedNode(iris.agreement(slug)))
    yield Triple(node, RENKEI["pairStatus"], string(IN_DATA if agreements else NOT_IN_DATA))
    yield Triple(node, RENKEI["rule"], string(PARTY if agreements else TABLE))
    for source in sources:
        yield Triple(node, DCTERMS["source"], NamedNode(source))


def _declaration_triples(area_node: NamedNode, declaration: Declaration, *, several: bool) -> Iterator[Triple]:
    """A declaration of the core city, as an event of the area; of several core cities each has its own."""
    label_ja, label_en = DECLARATIONS[declaration.declaration]
    name = f"{declaration.declaration}-{declaration.declared_on:%Y%m%d}"
    own = f"{name}-{declaration.core_city}" if several else name
    node = NamedNode(f"{area_node.value}/event/{own}")
    yield Triple(area_node, RENKEI["event"], node)
    yield Triple(node, RDF["type"], RENKEI["Event"])
    yield Triple(node, RDFS["label"], japanese(label_ja))
    yield Triple(node, RDFS["label"], english(label_en))
    yield Triple(node, RENKEI["eventType"], concept("event-type", "declaration"))
    yield Triple(node, RENKEI["eventDate"], day(declaration.declared_on))
    yield Triple(node, RENKEI["rule"], string(TABLE))
    yield Triple(node, DCTERMS["source"], NamedNode(declaration.source))
