"""Details of the SPARQL protocols: methods, headers, formats with graphs, SPARQL 1.2, the Graph Store Protocol."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from kg.formats import DATASET_FORMATS, GRAPH_FORMATS, N_TRIPLES, SELECT_FORMATS, SPARQL_QUERY_TYPE, Format
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, BASE, GRAPH, example_quads

SELECT = "SELECT ?s { ?s a <https://w3id.org/renkei/ontology#Agreement> }"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{AGREEMENT}> a ?t }}"
DIRECT = {"Content-Type": SPARQL_QUERY_TYPE}
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def quads(answer: httpx.Response, format_: Format) -> set[Quad]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == format_.content_type
    assert isinstance(format_.engine, RdfFormat)
    return set(parse(answer.content, format=format_.engine))


def canonical(statements: Iterable[Quad]) -> Dataset:
    """The statements with their blank nodes named alike."""
    dataset = Dataset(statements)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_the_method_query(client: httpx.Client) -> None:
    by_query = client.request("QUERY", "/sparql", content=SELECT, headers=DIRECT)
    assert by_query.status_code == 200
    assert by_query.content == client.get("/sparql", params={"query": SELECT}).content
    assert client.request("QUERY", "/sparql", data={"query": SELECT}).content == by_query.content
    other = client.request("QUERY", f"/sparql?default-graph-uri={BASE}doc/laws", content=SELECT, headers=DIRECT)
    assert other.json()["results"]["bindings"] == []
    assert client.request("QUERY", "/sparql", content=SELECT, headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.request("QUERY", "/catalog", content=SELECT, headers=DIRECT).status_code == 405


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    for url in (
        "/sparql",
        f"/sparql?query={quote(SELECT)}",
        "/graph-store?default",
        f"/graph-store?graph={quote(GRAPH)}",
    ):
        got, head = client.get(url), client.head(url)
        assert (head.status_code, head.content) == (200, b"")
        named = ("content-type", "content-length", "etag", "vary")
        assert {name: head.headers[name] for name in named} == {name: got.headers[name] for name in named}
    assert client.head("/sparql?query=SELECT").status_code == 400


def test_options_and_cross_origin_requests(client: httpx.Client) -> None:
    preflight = {
        "Origin": "https://yasgui.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = client.options("/sparql", headers=preflight)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert {"GET", "POST", "QUERY"} <= set(answer.headers["access-control-allow-methods"].split(", "))
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert SPARQL_QUERY_TYPE in answer.headers["accept-query"]
    assert "POST" not in client.options("/graph-store").headers["allow"]
    refused = client.get("/sparql?query=x", headers={"Origin": "https://yasgui.example"})
    assert refused.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/sparql-query; charset=UTF-16"},
        {"Content-Type": 'application/sparql-query; charset="iso-8859-1"'},
        {"Content-Type": "application/x-www-form-urlencoded; charset=Shift_JIS"},
        {**DIRECT, "Content-Encoding": "gzip"},
        {"Content-Type": "multipart/form-data; boundary=x"},
    ],
    ids=str,
)
def test_bodies_that_are_not_plain_utf_8_are_refused(client: httpx.Client, headers: dict[str, str]) -> None:
    assert client.post("/sparql", content="ASK {}", headers=headers).status_code == 415


@pytest.mark.parametrize("parameters", ["; charset=utf-8", '; charset="UTF-8"', "; version=1.2", ";version=1.2-basic"])
def test_parameters_of_media_types(client: httpx.Client, parameters: str) -> None:
    headers = {"Content-Type": SPARQL_QUERY_TYPE + parameters, "Accept": f"text/csv{parameters}"}
    answer = client.post("/sparql?version=1.2", content=SELECT, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")


def test_sparql_1_2(client: httpx.Client) -> None:
    def values(query: str) -> list[str]:
        answer = client.post("/sparql", content=query.encode(), headers=DIRECT)
        assert answer.status_code == 200, answer.text
        return [json.dumps(row["x"]) for row in answer.json()["results"]["bindings"]]

    assert "ltr" in values('VERSION "1.2" SELECT ?x { BIND(LANGDIR("市"@ja--ltr) AS ?x) }')[0]
    triple = "<<( <http://x/a> <http://x/b> 1 )>>"
    assert '"triple"' in values(f"SELECT ?x {{ VALUES ?x {{ {triple} }} }}")[0]
    assert values("SELECT ?x { << ?x a ?y >> <http://x/c> ?z }") == []
    assert values("SELECT ?x { ?x a ?y ~ ?r {| <http://x/c> ?z |} }") == []
    for format_ in SELECT_FORMATS:
        query = {"query": f"SELECT ?x {{ VALUES ?x {{ {triple} }} }}"}
        assert client.get("/sparql", params=query, headers={"Accept": format_.media_type}).status_code == 200


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_triple_terms_in_graphs(client: httpx.Client, format_: Format) -> None:
    """JSON-LD cannot say them, which is said."""
    query = "CONSTRUCT { <http://x/a> <http://x/b> <<( <http://x/a> <http://x/b> 1 )>> } {}"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": format_.media_type})
    if format_.name == "json-ld":
        assert answer.status_code == 400
        assert "triple terms" in answer.json()["detail"]
    else:
        assert len(quads(answer, format_)) == 1


@pytest.mark.parametrize("format_", DATASET_FORMATS, ids=lambda format_: format_.name)
def test_constructed_graphs_are_default_graphs(client: httpx.Client, format_: Format) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": format_.media_type})
    assert {str(quad.graph_name) for quad in quads(answer, format_)} == {"DEFAULT"}


@pytest.mark.parametrize(
    ("query", "alias", "expected"),
    [
        (SELECT, "json", "application/sparql-results+json"),
        (SELECT, "sparql-results+json", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "srx", "application/sparql-results+xml"),
        (SELECT, "TSV", "text/tab-separated-values; charset=utf-8"),
        (CONSTRUCT, "ntriples", "application/n-triples"),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "n3", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "jsonld", "application/ld+json"),
        (CONSTRUCT, "rdfxml", "application/rdf+xml"),
        (CONSTRUCT, "rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "trig", "application/trig"),
        (CONSTRUCT, "nquads", "application/n-quads"),
    ],
)
def test_names_of_formats_that_clients_send(client: httpx.Client, query: str, alias: str, expected: str) -> None:
    for name in ("format", "output", "results"):
        answer = client.get("/sparql", params={"query": query, name: alias})
        assert answer.headers["content-type"] == expected


def test_a_timeout_of_zero_is_none(client: httpx.Client) -> None:
    for seconds in ("0", "", "30000", "90.5"):
        assert client.get("/sparql", params={"query": SELECT, "timeout": seconds}).status_code == 200
    for seconds in ("-1", "nan", "soon"):
        assert client.get("/sparql", params={"query": SELECT, "timeout": seconds}).status_code == 400


def test_a_client_that_sends_too_many_is_told(release_directory: Path) -> None:
    statuses: list[tuple[int, str | None]] = []

    def run(url: str, number: int) -> None:
        query = RUNAWAY.replace("?n)", f"?n{number})")
        answer = httpx.get(f"{url}/sparql", params={"query": query}, timeout=60)
        statuses.append((answer.status_code, answer.headers.get("retry-after")))

    with serving(release_directory, query_timeout=3, query_queue=4) as url:
        threads = [threading.Thread(target=run, args=[url, number]) for number in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {status for status, _ in statuses} == {429, 503}
    assert all(retry for _, retry in statuses)


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
def test_a_graph_of_the_graph_store(client: httpx.Client, format_: Format) -> None:
    for name in (GRAPH, f"{BASE}doc/registry"):
        answer = client.get("/graph-store", params={"graph": name}, headers={"Accept": format_.media_type})
        graph = NamedNode(name)
        wanted = {quad for quad in example_quads() if quad.graph_name == graph}
        if format_ in DATASET_FORMATS:
            assert quads(answer, format_) == wanted
        else:
            assert {quad.triple for quad in quads(answer, format_)} == {quad.triple for quad in wanted}


def test_the_whole_graph_store(client: httpx.Client) -> None:
    union = client.get("/graph-store?default", headers={"Accept": "application/n-triples"})
    assert canonical(Quad(*quad.triple) for quad in quads(union, N_TRIPLES)) == canonical(
        Quad(*quad.triple) for quad in example_quads()
    )
    for format_ in DATASET_FORMATS:
        everything = client.get("/graph-store", headers={"Accept": format_.media_type})
        assert canonical(quads(everything, format_)) == canonical(example_quads())


@pytest.mark.parametrize(
    ("method", "query", "status"),
    [
        ("GET", "?graph=https%3A%2F%2Fexample.jp%2Fdoc%2Fnothing", 404),
        ("HEAD", "?graph=file%3A%2F%2F%2Fetc%2Fpasswd", 404),
        ("GET", "?graph=here", 400),
        ("GET", f"?graph={quote(GRAPH)}&default", 400),
        ("GET", f"?graph={quote(GRAPH)}&graph={quote(GRAPH)}", 400),
        ("PUT", f"?graph={quote(GRAPH)}", 405),
        ("POST", "", 405),
        ("DELETE", "?default", 405),
        ("PATCH", f"?graph={quote(GRAPH)}", 405),
    ],
)
def test_the_graph_store_refuses(client: httpx.Client, method: str, query: str, status: int) -> None:
    answer = client.request(method, f"/graph-store{query}")
    assert answer.status_code == status
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    nothing = client.get(f"/graph-store?graph={quote(GRAPH)}", headers={"Accept": "text/csv"})
    assert nothing.status_code == 406
