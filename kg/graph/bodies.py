"""Public bodies that the registry does not describe: the graph ``doc/bodies``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.literals import day, japanese, string
from kg.graph.ordering import quads_of
from kg.graph.registry import published
from kg.identifiers import Iris
from kg.model.agreement import Agreement, Body
from kg.registries.municipalities import MunicipalityRegistry
from kg.registries.municipality_changes import load_municipality_changes
from kg.vocabulary import DCTERMS, FOAF, RDF, RDFS, RENKEI

#: Endings of the names of 一部事務組合 and 広域連合 (地方自治法第284条).
_UNION_ENDINGS = ("組合", "広域連合")


def bodies_of(agreement: Agreement) -> Iterator[Body]:
    """The bodies that an agreement names, as parties and in roles."""
    for party in agreement.parties:
        yield from party.bodies
    for initiative in agreement.initiatives:
        for role in initiative.roles:
            yield from role.bodies


def body_quads(
    agreements: Iterable[Agreement], *, iris: Iris, registry: MunicipalityRegistry, homepages: Mapping[Body, str]
) -> list[Quad]:
    """Bodies that no code resolves, unions of municipalities, bodies whose code the registry does not publish, and
    those that have become others (:mod:`kg.registries.municipality_changes`), also where these have their code now.

    ``homepages`` are their web sites, from the sidecars of the sources (:mod:`kg.graph.homepages`).
    """
    known = {municipality.code for municipality in published(registry)}
    named = {body for agreement in agreements for body in bodies_of(agreement)}
    former = {body for change in load_municipality_changes() for body in (change.before, change.after)}
    bodies = {body for body in named | former if body.code not in known or body.until is not None}
    triples = (triple for body in bodies for triple in _body_triples(iris, body, homepages.get(body)))
    return quads_of(triples, graph=iris.document("bodies"))


def _body_triples(iris: Iris, body: Body, homepage: str | None) -> Iterator[Triple]:
    node = NamedNode(iris.body(body))
    kind = "UnionOfMunicipalities" if body.name.endswith(_UNION_ENDINGS) else "PublicBody"
    yield Triple(node, RDF["type"], RENKEI[kind])
    yield Triple(node, RDFS["label"], japanese(body.name))
    if body.code and body.until is None:
        yield Triple(node, DCTERMS["identifier"], string(body.code))
    if body.code and body.until is not None:
        yield Triple(node, RENKEI["formerCode"], string(body.code))
        yield Triple(node, RENKEI["codeUntil"], day(body.until))
        yield Triple(node, DCTERMS["isReplacedBy"], NamedNode(iris.body(replace(body, until=None))))
    if homepage:
        yield Triple(node, FOAF["homepage"], NamedNode(homepage))
