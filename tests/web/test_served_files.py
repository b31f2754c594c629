"""What is served equals what the release has as files, datatypes and every character included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import Literal, RdfFormat, Triple, parse

from kg.vocabulary import DCTERMS, FOAF, OA, RDFS, SKOS, XSD
from tests.web.conftest import serving

_NAMING = {RDFS["label"], SKOS["prefLabel"], DCTERMS["title"], FOAF["name"]}
_CONTROL = "CONSTRUCT { <http://e/a> <http://e/b> ?x } { VALUES ?x { 'form\\ffeed' 'line\\r\\nend' } }"


@pytest.fixture(scope="module")
def published(real_release: Path) -> Iterator[httpx.Client]:
    with serving(real_release) as url, httpx.Client(base_url=url) as client:
        yield client


def triples(data: bytes, syntax: RdfFormat = RdfFormat.N_TRIPLES) -> set[Triple]:
    return {quad.triple for quad in parse(data, format=syntax)}


def test_an_agreement_is_its_file_and_labels(published: httpx.Client, real_release: Path) -> None:
    agreements = json.loads((real_release / "manifest.json").read_bytes())["agreements"]
    assert agreements
    for agreement in agreements:
        slug = agreement["slug"]
        file = triples((real_release / "agreements" / f"{slug}.nt").read_bytes())
        served = triples(published.get(f"/doc/agreement/{slug}.nt").content)
        assert file <= served
        assert {triple.predicate for triple in served - file} <= _NAMING


@pytest.mark.parametrize("name", ["registry", "catalog"])
def test_a_graph_of_the_release_is_what_the_dump_has(published: httpx.Client, real_release: Path, name: str) -> None:
    base = json.loads((real_release / "manifest.json").read_bytes())["settings"]["base_iri"]
    served = triples(published.get(f"/doc/{name}.nt").content)
    files = {"registry": "renkei.nq", "catalog": "catalog.nt"}
    quads = parse((real_release / files[name]).read_bytes(), format=RdfFormat.N_QUADS)
    dumped = {quad.triple for quad in quads if name == "catalog" or str(quad.graph_name) == f"<{base}doc/{name}>"}
    assert served
    assert served <= dumped


def test_constructed_spans_have_the_type_of_the_files(published: httpx.Client) -> None:
    query = f"CONSTRUCT {{ ?s {OA['start']} ?o }} WHERE {{ ?s {OA['start']} ?o }} LIMIT 5"
    answer = published.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    types = {triple.object.datatype for triple in triples(answer.content) if isinstance(triple.object, Literal)}
    assert types == {XSD["nonNegativeInteger"]}


def test_a_negative_number_gets_no_natural_type(published: httpx.Client) -> None:
    query = f"CONSTRUCT {{ <http://e/a> {OA['start']} -1 }} WHERE {{}}"
    answer = published.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    (triple,) = triples(answer.content)
    assert triple.object == Literal("-1", datatype=XSD["integer"])


def test_rdf_xml_is_xml_whatever_the_values_hold(published: httpx.Client) -> None:
    answer = published.get("/sparql", params={"query": _CONTROL}, headers={"Accept": "application/rdf+xml"})
    ElementTree.fromstring(answer.content)  # noqa: S314 -- our own server's
    values = {triple.object for triple in triples(answer.content, RdfFormat.RDF_XML)}
    assert values == {Literal("line\r\nend")}


def test_the_service_description_is_the_same_in_rdf_xml(published: httpx.Client) -> None:
    xml = published.get("/sparql", headers={"Accept": "application/rdf+xml"}).content
    plain = published.get("/sparql", headers={"Accept": "application/n-triples"}).content
    assert triples(xml, RdfFormat.RDF_XML) == triples(plain)
