"""IRIs dereference, in every format, at any base IRI, whatever host answers."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.formats import RDF_FORMATS, Format
from kg.vocabulary import RDF, RDFS, RENKEI
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, BASE, SLUG, SOURCE, span_of, write_release

DOCUMENT = f"/doc/agreement/{SLUG}"
DESCRIBED = [
    f"agreement/{SLUG}",
    f"agreement/{SLUG}/article/2/paragraph/2",
    f"agreement/{SLUG}/initiative/1/role/1/duty/1",
    f"agreement/{SLUG}/source",
    "municipality/990019",
    "prefecture/990001",
    "area/990019",
    "law/322AC0000000067",
]


def triples(answer: httpx.Response, syntax: RdfFormat = RdfFormat.TURTLE) -> set[Triple]:
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in parse(answer.content, format=syntax)}


@pytest.mark.parametrize("path", DESCRIBED)
def test_a_thing_leads_to_its_document(client: httpx.Client, path: str) -> None:
    seen = client.get(f"/id/{path}")
    assert seen.status_code == 303
    assert "://" not in seen.headers["location"]
    assert seen.headers["vary"] == "Accept, Accept-Language, Accept-Profile"
    document = httpx.URL(str(seen.url)).join(seen.headers["location"])
    assert document.path == f"/doc/{path}"
    answer = client.get(document, headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert any(triple.subject == NamedNode(f"{BASE}id/{path}") for triple in triples(answer))


@pytest.mark.parametrize("format_", RDF_FORMATS, ids=lambda format_: format_.name)
def test_extensions_and_accept_agree(client: httpx.Client, format_: Format) -> None:
    assert isinstance(format_.engine, RdfFormat)
    for path in (DOCUMENT, "/doc/municipality/990019", "/policy-field/renkei-a", "/ontology", "/doc/registry"):
        named = client.get(f"{path}.{format_.extension}")
        negotiated = client.get(path, headers={"Accept": format_.media_type})
        assert named.headers["content-type"] == format_.content_type
        assert named.content == negotiated.content
        assert negotiated.headers["vary"] == "Accept, Accept-Language, Accept-Profile"
        assert "vary" not in named.headers
        assert triples(named, format_.engine)


def test_a_description_is_whole(client: httpx.Client) -> None:
    said = triples(client.get(DOCUMENT))
    agreement, party = NamedNode(AGREEMENT), NamedNode(f"{AGREEMENT}/party/1")
    assert Triple(agreement, RENKEI["party"], party) in said
    assert Triple(party, RENKEI["designation"], Literal("甲")) in said
    city = NamedNode(f"{BASE}id/municipality/990019")
    assert Triple(city, RDFS["label"], Literal("青川市", language="ja")) in said
    assert not any(triple.predicate == RENKEI["prefecture"] for triple in said)


def test_a_part_brings_its_places_and_labels(client: httpx.Client) -> None:
    said = triples(client.get(f"{DOCUMENT}/party/1"))
    start, end = span_of("青川市（以下「甲」という。）")
    place = NamedNode(f"{AGREEMENT}/span/{start}-{end}")
    assert any(triple.subject == place and "甲" in str(triple.object) for triple in said)
    assert any(triple.object == Literal("連携中枢都市", language="ja") for triple in said)


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing",
        "/doc/nothing",
        "/doc/nothing.ttl",
        "/doc/nothing.html",
        f"{DOCUMENT}/article/9",
        f"/doc/agreement/{SLUG}x/source.txt",
        "/policy-field/nothing",
        "/policy-field/nothing.nt",
        "/ontology.xyz",
        "/ontology/9.9.9",
        "/ontology/0.1.0/x",
        "/doc/%3Cscript%3E",
        "/doc/municipality%2F990019",
        "/doc%2fmunicipality/990019.ttl",
        "/policy-field%2Frenkei-a",
        "/doc/a%20b.ttl",
        "/doc/",
        "/id/",
        "/elsewhere",
    ],
)
def test_what_is_not_published_is_not_found(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail_ja"]


def test_an_etag_spares_the_body(client: httpx.Client) -> None:
    first = client.get(DOCUMENT)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    for known in (etag, f'"x", W/{etag}', "*"):
        again = client.get(DOCUMENT, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(DOCUMENT, headers={"If-None-Match": '"x"'}).status_code == 200
    assert client.get(DOCUMENT).headers["etag"] == etag
    assert client.get(f"{DOCUMENT}.nt").headers["etag"] != etag


def test_the_source_as_text(client: httpx.Client) -> None:
    answer = client.get(f"{DOCUMENT}/source.txt")
    assert answer.content.decode("utf-8") == SOURCE
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("scheme", ["policy-field", "instrument", "capacity", "duty-type"])
def test_schemes(client: httpx.Client, scheme: str) -> None:
    redirect = client.get(f"/{scheme}")
    assert (redirect.status_code, redirect.headers["location"]) == (308, f"{scheme}/")
    said = triples(client.get(f"/{scheme}/"))
    concepts = {triple.subject for triple in said if str(triple.predicate).endswith("inScheme>")}
    assert concepts
    assert said == triples(client.get(f"/{scheme}.ttl"))
    first = sorted(str(concept) for concept in concepts)[0].strip("<>")
    assert triples(client.get("/" + first.removeprefix("https://w3id.org/renkei/")))


def test_the_ontology_keeps_its_blank_nodes(client: httpx.Client) -> None:
    said = triples(client.get("/ontology", headers={"Accept": "text/turtle"}))
    assert any(str(triple.subject).startswith("_:") for triple in said)
    assert any(triple.predicate == RDF["type"] for triple in said)


@pytest.mark.parametrize("ending", ["", ".ttl", ".html"])
def test_the_version_iri_leads_to_the_ontology(client: httpx.Client, ending: str) -> None:
    seen = client.get(f"/ontology/0.1.0{ending}")
    assert (seen.status_code, seen.headers["location"]) == (303, f"../ontology{ending}")
    assert "0.1.0" in client.get(f"/ontology{ending}").text or ending == ".html"


def test_what_crawlers_and_browsers_look_for(client: httpx.Client) -> None:
    rules = client.get("/robots.txt")
    assert rules.headers["content-type"] == "text/plain; charset=utf-8"
    assert {"Allow: /", "Disallow: /sparql", "Disallow: /search"} <= set(rules.text.splitlines())
    icon = client.get("/favicon.ico")
    assert icon.status_code == 308
    assert client.get(f"/{icon.headers['location']}").headers["content-type"] == "image/svg+xml"


def test_any_base_iri_at_any_host(tmp_path: Path) -> None:
    base = "https://data.city.example.jp/renkei/"
    with serving(write_release(tmp_path / "release", base=base)) as url, httpx.Client(base_url=url) as client:
        seen = client.get(f"/id/agreement/{SLUG}/party/1")
        assert seen.headers["location"] == f"../../../../doc/agreement/{SLUG}/party/1"
        answer = client.get(f"{DOCUMENT}.html")
        assert f"{base}id/agreement/{SLUG}</code>" in answer.text
        assert f'href="{base}' not in answer.text.replace(f'<link rel="describes" href="{base}', "")
        assert 'href="../../doc/municipality/990019"' in answer.text
        assert triples(client.get(f"{DOCUMENT}.ttl"))
