"""The SPARQL 1.1 Protocol at /sparql."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import httpx
import pytest
from lxml import etree
from lxml import html as lxml_html
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.formats import GRAPH_FORMATS, RDF_FORMATS, SELECT_FORMATS, Format
from kg.vocabulary import RDF, SD, VOID
from kg.web.site import QUERIES
from tests.web.release_fixture import AGREEMENT, BASE, GRAPH

EXAMPLES = QUERIES / "examples"
SELECT = f"SELECT ?l {{ <{AGREEMENT}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }} ORDER BY ?l"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{AGREEMENT}> a ?t }}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/renkei/ontology#Municipality> }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
DIRECT_UTF8 = {"Content-Type": "application/sparql-query; charset=utf-8"}


def count(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_the_three_ways_to_ask(client: httpx.Client) -> None:
    by_get = client.get("/sparql", params={"query": SELECT})
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT.encode(), headers=DIRECT_UTF8)
    assert by_get.headers["content-type"] == "application/sparql-results+json"
    assert len(by_get.json()["results"]["bindings"]) == 2
    assert by_get.content == by_form.content == direct.content
    assert by_get.headers["vary"] == "Accept, Accept-Encoding, Accept-Language"
    assert by_get.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("format_", SELECT_FORMATS, ids=lambda format_: format_.name)
def test_select_formats(client: httpx.Client, format_: Format) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": format_.media_type})
    assert answer.headers["content-type"] == format_.content_type
    assert "青川市" in answer.text
    if format_.name == "csv":
        assert next(csv.reader(io.StringIO(answer.text, newline=""))) == ["l"]
        assert answer.text.endswith("\r\n")
    elif format_.name == "xml":
        assert etree.fromstring(answer.content).tag.endswith("sparql")
    elif format_.name == "tsv":
        assert answer.text.startswith('?l\n"')


@pytest.mark.parametrize("format_", RDF_FORMATS, ids=lambda format_: format_.name)
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{AGREEMENT}>"])
def test_graph_formats(client: httpx.Client, query: str, format_: Format) -> None:
    assert isinstance(format_.engine, RdfFormat)
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": format_.media_type})
    assert answer.headers["content-type"] == format_.content_type
    assert NamedNode(AGREEMENT) in {quad.subject for quad in parse(answer.content, format=format_.engine)}


def test_ask(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/csv"}).status_code == 406


def test_only_legal_types_are_chosen(client: httpx.Client) -> None:
    preferring_rdf = {"Accept": "text/turtle, application/sparql-results+xml;q=0.2"}
    answer = client.get("/sparql", params={"query": SELECT}, headers=preferring_rdf)
    assert answer.headers["content-type"] == "application/sparql-results+xml"
    assert client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/turtle"}).status_code == 406


def test_the_data_set_of_the_request(client: httpx.Client) -> None:
    registry, laws = f"{BASE}doc/registry", f"{BASE}doc/laws"
    assert count(client.get("/sparql", params={"query": COUNT})) == 2
    assert count(client.get("/sparql", params={"query": COUNT, "default-graph-uri": laws})) == 0
    assert count(client.get("/sparql", params={"query": COUNT, "default-graph-uri": [laws, registry]})) == 2
    named = COUNT.replace("{ ?s", "{ GRAPH ?g { ?s").replace("> }", "> } }")
    assert count(client.get("/sparql", params={"query": named})) == 2
    assert count(client.get("/sparql", params={"query": named, "named-graph-uri": laws})) == 0
    form = urlencode({"query": COUNT, "default-graph-uri": laws})
    assert count(client.post("/sparql", content=form, headers=FORM)) == 0
    url = f"/sparql?{urlencode({'default-graph-uri': laws})}"
    assert count(client.post(url, content=COUNT, headers=DIRECT)) == 0
    says_laws = COUNT.replace("{", f"FROM <{laws}> {{", 1)
    assert count(client.get("/sparql", params={"query": says_laws})) == 0
    assert count(client.get("/sparql", params={"query": says_laws, "default-graph-uri": registry})) == 2


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:1/data.ttl"])
def test_from_fetches_nothing(client: httpx.Client, graph: str) -> None:
    query = COUNT.replace("{", f"FROM <{graph}> {{", 1)
    assert count(client.get("/sparql", params={"query": query})) == 0


REFUSED: dict[str, tuple[httpx.Request, int]] = {
    name: (httpx.Request(method, f"http://x/sparql{query}", content=body.encode("latin-1"), headers=headers), status)
    for name, method, query, body, headers, status in [
        ("no query", "POST", "", "", FORM, 400),
        ("only other parameters", "GET", "?format=json", "", {}, 400),
        ("two queries", "GET", "?query=ASK%7B%7D&query=ASK%7B%7D", "", {}, 400),
        ("a query twice over", "POST", "?query=ASK%7B%7D", "ASK {}", DIRECT, 400),
        ("empty query", "GET", "?query=", "", {}, 400),
        ("syntax", "GET", "?query=SELECT+%3Fx", "", {}, 400),
        ("update as query", "GET", "?query=DROP+ALL", "", {}, 403),
        ("update parameter", "POST", "", "update=DROP+ALL", FORM, 403),
        ("update by GET", "GET", "?update=DROP+ALL", "", {}, 403),
        ("update body", "POST", "", "DROP ALL", {"Content-Type": "application/sparql-update"}, 403),
        ("service", "GET", "?query=ASK%7BSERVICE%3Chttp%3A%2F%2F127.0.0.1%2F%3E%7B%7D%7D", "", {}, 403),
        ("format of no kind", "GET", "?query=ASK%7B%7D&format=nonsense", "", {}, 406),
        ("table of a graph", "GET", "?query=DESCRIBE+%3Chttp%3A%2F%2Fx%2F%3E&format=csv", "", {}, 406),
        ("bytes in a parameter", "GET", "?query=ASK%7B%3Fs%3Fp%27%FF%27%7D", "", {}, 400),
        ("bytes in a form", "POST", "", "query=ASK%7B%3Fs%3Fp%27%FF%27%7D", FORM, 400),
        ("relative graph", "GET", "?query=ASK%7B%7D&default-graph-uri=here", "", {}, 400),
        ("timeout", "GET", "?query=ASK%7B%7D&timeout=soon", "", {}, 400),
        ("not UTF-8", "POST", "", "ASK { ?s ?p '\xff' }", DIRECT, 400),
        ("type", "POST", "", "ASK {}", {"Content-Type": "text/plain"}, 415),
        ("no type", "POST", "", "ASK {}", {}, 415),
        ("too large", "POST", "", "ASK {} #" + "x" * 100_001, DIRECT, 413),
        ("far too large", "POST", "", "x" * 2_000_000, DIRECT, 413),
        ("method", "PUT", "", "ASK {}", DIRECT, 405),
        ("deletion", "DELETE", "", "", {}, 405),
    ]
}


@pytest.mark.parametrize(("request_", "status"), REFUSED.values(), ids=REFUSED)
def test_refusals(client: httpx.Client, request_: httpx.Request, status: int) -> None:
    headers = {name: value for name, value in request_.headers.items() if name == "content-type"}
    answer = client.request(request_.method, request_.url.raw_path.decode(), content=request_.content, headers=headers)
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["detail_ja"]
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_format_parameters(client: httpx.Client) -> None:
    for name in ("format", "output", "results"):
        answer = client.get("/sparql", params={"query": SELECT, name: "csv"})
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    unescaped = client.get(f"/sparql?{urlencode({'query': CONSTRUCT})}&output=application/rdf+xml")
    assert unescaped.headers["content-type"] == "application/rdf+xml"
    answer = client.get("/sparql", params={"query": CONSTRUCT, "output": "ttl"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_service_description(client: httpx.Client) -> None:
    by_format = {}
    for format_ in RDF_FORMATS:
        assert isinstance(format_.engine, RdfFormat)
        answer = client.get("/sparql", headers={"Accept": format_.media_type})
        assert answer.headers["content-type"] == format_.content_type
        by_format[format_.name] = {quad.triple for quad in parse(answer.content, format=format_.engine)}
    said = by_format["turtle"]
    assert all(other == said for other in by_format.values())
    endpoint = NamedNode(f"{BASE}sparql")
    assert Triple(endpoint, SD["endpoint"], endpoint) in said
    assert Triple(endpoint, SD["feature"], SD["UnionDefaultGraph"]) in said
    assert Triple(endpoint, SD["feature"], SD["BasicFederatedQuery"]) not in said
    formats = {triple.object for triple in said if triple.predicate == SD["resultFormat"]}
    assert formats == {NamedNode(format_.w3c_iri) for format_ in (*SELECT_FORMATS, *GRAPH_FORMATS)}


def test_what_the_service_description_counts_is_there(client: httpx.Client) -> None:
    said = {quad.triple for quad in parse(client.get("/sparql").content, format=RdfFormat.TURTLE)}
    names = {triple.subject: triple.object for triple in said if triple.predicate == SD["name"]}
    graphs = {triple.subject: triple.object for triple in said if triple.predicate == SD["graph"]}
    counts = {triple.subject: triple.object for triple in said if triple.predicate == VOID["triples"]}
    assert NamedNode(GRAPH) in names.values()
    for named, name in names.items():
        graph = graphs[named]
        assert isinstance(name, NamedNode)
        assert isinstance(graph, NamedNode)
        query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        found = count(client.get("/sparql", params={"query": query, "default-graph-uri": name.value}))
        stated = counts[graph]
        assert isinstance(stated, Literal)
        assert found == int(stated.value)
    total = counts[NamedNode(f"{BASE}sparql#default-graph")]
    assert isinstance(total, Literal)
    assert count(client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})) == int(total.value)
    assert Triple(NamedNode(f"{BASE}sparql"), RDF["type"], SD["Service"]) in said


def test_a_browser_gets_an_editor(browser: httpx.Client) -> None:
    empty = browser.get("/sparql")
    assert empty.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in empty.text
    assert "どの市町村が" in empty.text
    example = browser.get("/sparql", params={"example": "who-leads"})
    assert "duty-type:lead" in example.text
    table = browser.get("/sparql", params={"query": SELECT})
    assert "<table" in table.text
    assert '<span lang="en">Agreement between' in table.text
    things = browser.get("/sparql", params={"query": f"SELECT ?s {{ VALUES ?s {{ <{AGREEMENT}> }} }}"})
    assert 'href="./doc/agreement' in things.text
    assert "はい" in browser.get("/sparql", params={"query": "ASK {}"}).text
    assert "renkei:Agreement" in browser.get("/sparql", params={"query": CONSTRUCT}).text
    as_csv = browser.get("/sparql", params={"query": SELECT, "format": "csv"})
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"


def test_a_browser_sends_long_queries_as_a_form(browser: httpx.Client) -> None:
    form = lxml_html.fromstring(browser.get("/sparql?lang=en").text).xpath("//form[@class='editor']")[0]
    assert (form.get("method"), form.get("action")) == ("post", "./sparql?lang=en")
    long = SELECT + " # " + "x" * 90_000
    answer = browser.post("/sparql?lang=en", data={"query": long, "format": "html"})
    assert answer.status_code == 200
    assert answer.headers["content-language"] == "en"
    assert "Agreement between" in answer.text
    assert "Link to this query" not in answer.text
    short = lxml_html.fromstring(browser.post("/sparql", data={"query": SELECT, "format": "html"}).text)
    for link in short.xpath("//div[@class='languages']/a/@href | //a[text()='このクエリへのリンク']/@href"):
        assert "<table" in browser.get(browser.base_url.join("/sparql").join(link)).text
    assert short.xpath("//a[text()='このクエリへのリンク']")


@pytest.mark.parametrize("star", ["*", "DISTINCT *"])
def test_columns_stand_as_the_query_names_them(browser: httpx.Client, star: str) -> None:
    query = f"SELECT {star} {{ ?zeta a ?alpha . ?zeta ?mid ?beta }} LIMIT 1"
    tree = lxml_html.fromstring(browser.get("/sparql", params={"query": query}).text)
    assert tree.xpath("//th/text()") == ["zeta", "alpha", "mid", "beta"]


def test_columns_stand_so_in_tables_too(client: httpx.Client) -> None:
    def header(query: str) -> list[str]:
        answer = client.get("/sparql", params={"query": query, "format": "csv"})
        assert answer.status_code == 200, answer.text
        return next(csv.reader(io.StringIO(answer.text, newline="")))

    assert header("SELECT * { ?zeta a ?alpha MINUS { ?zeta ?unbound 1 } FILTER EXISTS { ?no ?no ?zeta } }") == [
        "zeta",
        "alpha",
    ]
    assert header("SELECT * { { SELECT ?b (COUNT(?a) AS ?n) { ?a a ?b } GROUP BY ?b } }") == ["b", "n"]
    assert header("SELECT # *\n*{ ?市 ?p $o }") == ["市", "p", "o"]
    assert header("SELECT (2 * 3 AS ?six) { }") == ["six"]
    assert client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } GROUP BY ?s"}).status_code == 400
    assert client.get("/sparql", params={"query": "SELECT * {}", "format": "csv"}).text.strip() == ""


def test_relative_iris_are_relative_to_the_endpoint(client: httpx.Client) -> None:
    query = f"SELECT (<{AGREEMENT.removeprefix(BASE)}> AS ?iri) {{}}"
    assert client.get("/sparql", params={"query": query, "format": "csv"}).text == f"iri\r\n{AGREEMENT}\r\n"


def test_an_unknown_function_is_said(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (<http://x.example/f>(1) AS ?a) {}"})
    assert answer.status_code == 400
    assert "http://x.example/f" in answer.json()["detail"]


def test_a_browser_keeps_its_query_when_refused(browser: httpx.Client) -> None:
    answer = browser.get("/sparql", params={"query": "SELECT <b>&"})
    assert answer.status_code == 400
    assert "SELECT &lt;b&gt;&amp;</textarea>" in answer.text
    assert "クエリを解釈できません" in answer.text


def test_the_examples_run(client: httpx.Client, browser: httpx.Client) -> None:
    assert browser.get("/sparql").text.count("sparql?example=") == len(list(EXAMPLES.glob("*.rq")))

    def values(name: str, *variables: str) -> list[tuple[str, ...]]:
        query = (EXAMPLES / f"{name}.rq").read_text(encoding="utf-8")
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        return [tuple(row[variable]["value"] for variable in variables) for row in rows]

    assert values("01-who-bears-costs", "municipality", "duties") == [("白里町", "1"), ("青川市", "1")]
    assert values("03-concluded-under-252-2", "agreement") == [(AGREEMENT,)]
    assert values("05-who-leads", "municipality") == [("青川市",)]


def test_text_search_gives_what_the_search_finds(client: httpx.Client) -> None:
    found = client.get("/search", params={"q": "観光"}).json()
    query = (
        "PREFIX renkei: <https://w3id.org/renkei/ontology#> SELECT ?x ?score "
        '{ (?x ?score) renkei:textSearch "観光" . ?x a ?kind FILTER(?kind = renkei:Initiative) } ORDER BY DESC(?score)'
    )
    answer = client.get("/sparql", params={"query": query})
    rows = answer.json()["results"]["bindings"]
    assert rows
    assert {row["x"]["value"] for row in rows} == {
        hit["iri"] for hit in found["results"] if "Initiative" in hit["kind"]
    }
    assert all(0 < float(row["score"]["value"]) <= 1 for row in rows)
    refused = client.get("/sparql", params={"query": query.replace('"観光"', "?words")})
    assert refused.status_code == 400
    assert "textSearch" in refused.json()["detail"]
