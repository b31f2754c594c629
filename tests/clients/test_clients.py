"""Clients as people have them: curl, rdflib's SPARQLStore, Comunica, and the requests that YASGUI sends."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.vocabulary import RDF, RDFS, RENKEI
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, GRAPH, SLUG, example_quads, write_release

HERE = Path(__file__).parent
SELECT = f"SELECT ?label {{ <{AGREEMENT}> <{RDFS['label'].value}> ?label }} ORDER BY ?label"
ASK = f"ASK {{ <{AGREEMENT}> a <{RENKEI['Agreement'].value}> }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{AGREEMENT}> a ?type }}"
TITLE = "青川市・白里町 連携協約（2022-04-01）"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(write_release(tmp_path_factory.mktemp("clients") / "release")) as url:
        yield url


# --- curl ------------------------------------------------------------------------------------------------------------


def curl(*arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["curl", "--silent", "--show-error", "--fail-with-body", "--max-time", "20", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.clients
def test_curl_asks(url: str) -> None:
    endpoint = f"{url}/sparql"
    as_csv = ["-H", "Accept: text/csv"]
    wanted = curl(*as_csv, "--get", "--data-urlencode", f"query={SELECT}", endpoint)
    assert TITLE in wanted
    assert curl(*as_csv, "--data-urlencode", f"query={SELECT}", endpoint) == wanted
    direct = ["-H", "Content-Type: application/sparql-query", "--data-binary", "@-", endpoint]
    assert curl(*as_csv, *direct, stdin=SELECT) == wanted
    assert curl(*as_csv, "-X", "QUERY", *direct, stdin=SELECT) == wanted
    assert curl("--compressed", *as_csv, *direct, stdin=SELECT) == wanted
    by_default = json.loads(curl(*direct, stdin=SELECT))
    assert len(by_default["results"]["bindings"]) == 2
    with pytest.raises(subprocess.CalledProcessError) as refused:
        curl(*direct, stdin="DROP ALL")
    assert "読み取り専用" in refused.value.stdout


@pytest.mark.clients
def test_curl_follows_an_iri(url: str, tmp_path: Path) -> None:
    thing = f"{url}/id/agreement/{SLUG}"
    turtle = curl("--location", "-H", "Accept: text/turtle", thing)
    assert AGREEMENT in turtle
    head = curl("--head", "--location", "-H", "Accept: application/rdf+xml", thing)
    assert head.startswith("HTTP/1.1 303")
    assert "content-type: application/rdf+xml" in head
    kept = tmp_path / "renkei.ttl"
    curl("--output", str(kept), "--remote-time", f"{url}/download/renkei.ttl")
    changed = curl("--time-cond", str(kept), "--write-out", "%{http_code}", f"{url}/download/renkei.ttl")
    assert changed == "304"


# --- rdflib ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("returned", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_through_its_store(url: str, method: Any, returned: str) -> None:
    store = SPARQLStore(f"{url}/sparql", method=method, returnFormat=returned)
    graph = Graph(store)
    agreement = URIRef(AGREEMENT)
    assert {str(row[Variable("label")]) for row in graph.query(SELECT).bindings} >= {TITLE}
    if returned in {"xml", "json"}:
        assert Literal(TITLE, lang="ja") in set(graph.objects(agreement, URIRef(RDFS["label"].value)))
        assert (agreement, URIRef(RDF["type"].value), URIRef(RENKEI["Agreement"].value)) in graph
        assert graph.query(ASK).askAnswer is True
        assert len(graph) == len(example_quads())
        bound = graph.query("SELECT ?l { ?s rdfs:label ?l }", initBindings={"s": agreement}, initNs={"rdfs": RDFS.iri})
        assert {row[Variable("l")] for row in bound.bindings} >= {Literal(TITLE, lang="ja")}


def test_rdflib_reads_named_graphs(url: str) -> None:
    graph = Graph(SPARQLStore(f"{url}/sparql", returnFormat="json"))
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s a renkei:Agreement } }"
    assert {str(row[Variable("g")]) for row in graph.query(query, initNs={"renkei": RENKEI.iri}).bindings} == {GRAPH}
    one = Graph(SPARQLStore(f"{url}/sparql", returnFormat="json", context_aware=True), identifier=URIRef(GRAPH))
    in_graph = [quad for quad in example_quads() if str(quad.graph_name) == f"<{GRAPH}>"]
    assert len(list(one.triples((None, None, None)))) == len(in_graph)


def test_rdflib_parses_documents(url: str) -> None:
    for path in (f"id/agreement/{SLUG}", "doc/municipality/990019", "shapes", "sparql", "graph-store?default"):
        assert len(Graph().parse(f"{url}/{path}")) > 0


# --- Comunica --------------------------------------------------------------------------------------------------------


def comunica(source: str, query: str, *more: str) -> Any:
    command = ["node", str(HERE / "comunica.mjs"), source, query, *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.clients
@pytest.mark.parametrize("more", [[], ["sparql"]], ids=["found out", "told"])
def test_comunica_asks_the_endpoint(url: str, more: list[str]) -> None:
    rows = comunica(f"{url}/sparql", SELECT, *more)
    assert {row["label"]["value"] for row in rows} >= {TITLE}
    if not more:
        assert comunica(f"{url}/sparql", ASK) is True
        assert {row[0]["value"] for row in comunica(f"{url}/sparql", CONSTRUCT)} == {AGREEMENT}


@pytest.mark.clients
@pytest.mark.parametrize("path", [f"id/agreement/{SLUG}", f"graph-store?graph={GRAPH}"])
def test_comunica_follows_links(url: str, path: str) -> None:
    rows = comunica(f"{url}/{path}", SELECT, "file")
    assert {row["label"]["value"] for row in rows} >= {TITLE}


# --- YASGUI ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (SELECT, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (ASK, "application/sparql-results+json,*/*;q=0.9", "application/sparql-results+json"),
        (CONSTRUCT, "text/turtle,*/*;q=0.9", "text/turtle; charset=utf-8"),
        (f"DESCRIBE <{AGREEMENT}>", "text/turtle,*/*;q=0.9", "text/turtle; charset=utf-8"),
    ],
)
def test_what_yasgui_sends(url: str, query: str, accept: str, content_type: str) -> None:
    """As YASQE 4 sends it from another site: a form, by POST or by GET, with its graphs and an Origin."""
    headers = {"Accept": accept, "Origin": "https://yasgui.example", "X-Requested-With": "XMLHttpRequest"}
    form = {"query": query, "default-graph-uri": [GRAPH], "named-graph-uri": [GRAPH]}
    posted = httpx.post(f"{url}/sparql", data=form, headers=headers)
    got = httpx.get(f"{url}/sparql", params=form, headers=headers)
    for answer in (posted, got):
        assert (answer.status_code, answer.headers["content-type"]) == (200, content_type)
        assert answer.headers["access-control-allow-origin"] == "*"
    assert posted.content == got.content
    if content_type.startswith("text/turtle"):
        assert list(parse(posted.content, format=RdfFormat.TURTLE))
    preflight = {"Origin": "https://yasgui.example", "Access-Control-Request-Method": "POST"}
    preflight["Access-Control-Request-Headers"] = "x-requested-with"
    allowed = httpx.options(f"{url}/sparql", headers=preflight).headers["access-control-allow-headers"].lower()
    assert "x-requested-with" in allowed
