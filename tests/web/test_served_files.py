"""What is served equals what the release has as files, datatypes and every character included."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import lxml.html
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.formats import GRAPH_FORMATS, SELECT_FORMATS
from kg.vocabulary import DCTERMS, DQV, FOAF, OA, RDF, RDFS, SD, SKOS, VOID, XSD
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


def test_the_service_description_is_true(published: httpx.Client) -> None:
    """Each triple: a statement of the release's VoID, or one that is checked here by asking."""
    said = triples(published.get("/sparql", headers={"Accept": "application/n-triples"}).content)
    void = triples(published.get("/void.nt").content)
    (endpoint,) = {triple.subject for triple in said if triple.predicate == SD["endpoint"]}
    own = said - void
    assert {VOID["classPartition"], VOID["propertyPartition"], VOID["entities"]} <= {
        triple.predicate for triple in said & void
    }

    def count(**parameters: str) -> int:
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        answer = published.get("/sparql", params={"query": query, **parameters}).json()
        return int(answer["results"]["bindings"][0]["n"]["value"])

    kinds = {SD["Service"], SD["Dataset"], SD["Graph"], SD["NamedGraph"], VOID["Dataset"]}
    names: dict[Any, Any] = {triple.subject: triple.object for triple in own if triple.predicate == SD["name"]}
    graphs: dict[Any, Any] = {triple.object: names[triple.subject] for triple in own if triple.predicate == SD["graph"]}
    checks: dict[NamedNode, Callable[[Any, Any], bool]] = {
        RDF["type"]: lambda _, kind: kind in kinds,
        SD["endpoint"]: lambda service, value: service == value,
        SD["supportedLanguage"]: lambda _, value: value == SD["SPARQL11Query"],  # the W3C's tests
        SD["feature"]: lambda _, value: (
            value == SD["UnionDefaultGraph"]
            and count() == sum(count(**{"default-graph-uri": name.value}) for name in graphs.values())
        ),
        SD["defaultEntailmentRegime"]: lambda _, value: value.value.endswith("/Simple"),
        SD["resultFormat"]: lambda _, value: value.value in {f.w3c_iri for f in (*SELECT_FORMATS, *GRAPH_FORMATS)},
        SD["defaultDataset"]: lambda service, _: service == endpoint,
        SD["defaultGraph"]: lambda _, graph: graph not in graphs,
        SD["namedGraph"]: lambda _, named: named in names,
        SD["name"]: lambda _, name: count(**{"default-graph-uri": name.value}) > 0,
        SD["graph"]: lambda named, _: named in names,
        VOID["triples"]: lambda graph, number: (
            int(number.value) == (count(**{"default-graph-uri": graphs[graph].value}) if graph in graphs else count())
        ),
        RDFS["seeAlso"]: lambda _, page: published.get(httpx.URL(page.value).raw_path.decode()).status_code == 200,
        VOID["subset"]: lambda _, part: any(t.subject == part and t.predicate == VOID["sparqlEndpoint"] for t in void),
    }
    for triple in own:
        assert checks[triple.predicate](triple.subject, triple.object), triple


def test_the_service_description_is_the_same_in_rdf_xml(published: httpx.Client) -> None:
    xml = published.get("/sparql", headers={"Accept": "application/rdf+xml"}).content
    plain = published.get("/sparql", headers={"Accept": "application/n-triples"}).content
    assert triples(xml, RdfFormat.RDF_XML) == triples(plain)


def test_each_measurement_is_shown_with_its_value(published: httpx.Client, real_release: Path) -> None:
    measured = [
        float(triple.object.value)
        for triple in triples((real_release / "quality.nt").read_bytes())
        if triple.predicate == DQV["value"] and isinstance(triple.object, Literal)
    ]
    table = lxml.html.fromstring(published.get("/quality", headers={"Accept": "text/html"}).text).find(".//table")
    assert table is not None
    rows = [[cell.text_content().strip() for cell in row.iterfind("td")] for row in table.iterfind("tbody/tr")]
    values = [value.replace(",", "") for _, value, *_ in rows]
    shown = [float(v.removesuffix(" %")) / (100 if v.endswith("%") else 1) for v in values]
    assert all(all(row) for row in rows)
    assert sorted(shown) == pytest.approx(sorted(measured), abs=0.0001)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_each_metric_of_the_catalog_is_shown_with_its_points(
    published: httpx.Client, real_release: Path, lang: str
) -> None:
    score = json.loads((real_release / "catalog-score.json").read_bytes())
    page = lxml.html.fromstring(published.get("/quality", params={"lang": lang}, headers={"Accept": "text/html"}).text)
    (section,) = page.xpath("//section[@id='catalog-score']")
    assert f"{score['reached']} / {score['points']}" in section.findtext("h2")
    rows = [[cell.text_content().strip() for cell in row.iterfind("td")] for row in section.iterfind(".//tbody/tr")]
    assert len(rows) == len(score["metrics"])
    for (label, points, met, reason), one in zip(rows, score["metrics"], strict=True):
        assert label == one["label_ja" if lang == "ja" else "label"]
        assert points == f"{one['reached']} / {one['points']}"
        assert met.startswith(f"{one['met']} / {one['whole']} ")
        assert reason.startswith(one["note_ja" if lang == "ja" else "note"])
        assert all(other in reason for other in one["others"])
