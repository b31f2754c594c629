"""Municipalities and prefectures: the graph ``doc/registry``."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.identities import change_triples
from kg.graph.literals import english, japanese, kana, string
from kg.graph.ordering import quads_of
from kg.identifiers import Iris
from kg.registries.municipalities import Kind, Municipality, MunicipalityRegistry
from kg.registries.municipality_changes import load_municipality_changes
from kg.vocabulary import DCTERMS, FOAF, GEO, RDF, RDFS, RENKEI


def published(registry: MunicipalityRegistry) -> Iterator[Municipality]:
    """The prefectures and municipalities; an administrative ward (行政区) is no public body of its own."""
    return (row for row in registry if row.kind is not Kind.WARD)


def registry_quads(registry: MunicipalityRegistry, *, iris: Iris) -> list[Quad]:
    """Every prefecture and municipality with its labels, code, place and web site, and the recorded changes."""
    rows = (triple for row in published(registry) for triple in _row_triples(iris, row))
    codes = {row.code for row in published(registry)}
    changes = change_triples(iris, (each for each in load_municipality_changes() if each.after.code in codes))
    return quads_of([*rows, *changes], graph=iris.document("registry"))


def _row_triples(iris: Iris, row: Municipality) -> Iterator[Triple]:
    prefecture = row.kind is Kind.PREFECTURE
    node = NamedNode(iris.prefecture(row.code) if prefecture else iris.municipality(row.code))
    yield Triple(node, RDF["type"], RENKEI["Prefecture" if prefecture else "Municipality"])
    yield Triple(node, RDFS["label"], japanese(row.name))
    yield Triple(node, RDFS["label"], english(row.romaji))
    yield Triple(node, RDFS["label"], kana(row.kana))
    yield Triple(node, DCTERMS["identifier"], string(row.code))
    yield Triple(node, RENKEI["corporateNumber"], string(row.corporate_number))
    yield Triple(node, RENKEI["standardAreaCode"], NamedNode(row.standard_area_iri))
    if not prefecture:
        yield Triple(node, RENKEI["prefecture"], NamedNode(iris.prefecture(row.prefecture_code)))
    yield Triple(node, FOAF["homepage"], NamedNode(row.homepage))
    yield from _geometry_triples(node, row)


def _geometry_triples(node: NamedNode, row: Municipality) -> Iterator[Triple]:
    """The main office as a point: GeoSPARQL's WKT in its default CRS84 has the longitude first."""
    geometry = NamedNode(f"{node.value}/geometry")
    yield Triple(node, GEO["hasGeometry"], geometry)
    yield Triple(geometry, RDF["type"], GEO["Geometry"])
    point = Literal(f"POINT({row.longitude} {row.latitude})", datatype=GEO["wktLiteral"])
    yield Triple(geometry, GEO["asWKT"], point)
