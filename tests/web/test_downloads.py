"""Downloads, catalog, VoID: types, ranges, entity tags, HEAD."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.formats import RDF_FORMATS, Format
from kg.store.release import ReleaseFile
from kg.web.downloads import folders_of
from tests.web.release_fixture import SLUG

READABLE = [
    "/",
    f"/doc/agreement/{SLUG}",
    f"/doc/agreement/{SLUG}/source.txt",
    "/policy-field/",
    "/ontology.ttl",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
    "/catalog",
    "/void.rdf",
    "/download/",
    "/download/renkei.ttl",
    "/search?q=x",
    "/report",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/static/style.css",
]


def test_every_listed_file_is_served_as_it_is(client: httpx.Client, release_directory: Path) -> None:
    manifest = json.loads((release_directory / "manifest.json").read_bytes())
    for file in manifest["files"]:
        answer = client.get(f"/download/{file['path']}", headers={"Accept-Encoding": "identity"})
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["etag"] == f'"{file["sha256"]}"'
        assert answer.headers["content-type"].partition(";")[0] == file["media_type"]
        assert "content-encoding" not in answer.headers
    assert client.get("/download/manifest.json").json() == manifest


def test_text_says_its_encoding(client: httpx.Client) -> None:
    assert client.get("/download/renkei.ttl").headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/download/tables/agreements.csv").headers["content-type"] == "text/csv; charset=utf-8"
    assert client.get("/download/renkei.nt").headers["content-type"] == "application/n-triples"


def test_a_packed_file_stays_packed(client: httpx.Client) -> None:
    packed = client.get("/download/renkei.ttl.gz")
    assert packed.headers["content-type"] == "application/gzip"
    assert gzip.decompress(packed.content) == client.get("/download/renkei.ttl").content


def test_ranges(client: httpx.Client) -> None:
    whole = client.get("/download/renkei.nt")
    part = client.get("/download/renkei.nt", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole.content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.content)}"
    matching = {"Range": "bytes=0-4", "If-Range": whole.headers["etag"]}
    assert client.get("/download/renkei.nt", headers=matching).status_code == 206
    assert client.get("/download/renkei.nt", headers={**matching, "If-Range": '"x"'}).status_code == 200
    assert client.get("/download/renkei.nt", headers={"Range": "bytes=99999999-"}).status_code == 416
    known = client.get("/download/renkei.nt", headers={"If-None-Match": whole.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("path", ["/download/renkei.nt", "/catalog.ttl", "/void.rdf"])
def test_impossible_ranges(client: httpx.Client, browser: httpx.Client, path: str) -> None:
    whole = client.get(path)
    for unreadable in ("bytes=9-3", "bytes=", "bytes=x-y", "lines=1-2", "bytes=-", "bytes=1-2,oops", "nonsense"):
        answer = client.get(path, headers={"Range": unreadable})
        assert (answer.status_code, answer.content) == (200, whole.content), unreadable
    for beyond in ("bytes=99999999-", "bytes=-0"):
        answer = client.get(path, headers={"Range": beyond})
        assert (answer.status_code, answer.json()["status"]) == (416, 416)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-range"] == f"bytes */{len(whole.content)}"
        page = browser.get(path, headers={"Range": beyond})
        assert (page.status_code, page.headers["content-type"]) == (416, "text/html; charset=utf-8")
        assert client.head(path, headers={"Range": beyond}).status_code == 200
    partly = client.get(path, headers={"Range": "bytes=0-4, 99999999-"})
    assert (partly.status_code, partly.content) == (206, whole.content[:5])


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "store/CURRENT",
        "../manifest.json",
        "%2e%2e/manifest.json",
        "..%2f..%2fetc/passwd",
        "/etc/passwd",
        "store/",
    ],
)
def test_nothing_else_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(f"/download/{path}").status_code == 404


def test_the_index(browser: httpx.Client) -> None:
    answer = browser.get("/download/")
    assert 'href="agreements/' in answer.text
    assert browser.get("/download").headers["location"] == "download/"


def test_the_index_of_many_files_is_short_and_says_how_many_there_are() -> None:
    paths = ["renkei.ttl", *(f"agreements/{number}/source.txt" for number in range(70_000))]
    files = [ReleaseFile(path=path, bytes=1, sha256="", media_type="") for path in paths]
    whole, agreements = folders_of(files)
    assert (whole.name, whole.more, agreements.name, agreements.more) == ("", 0, "agreements", 69_500)
    assert len(agreements.files) == 500


@pytest.mark.parametrize("name", ["catalog", "void"])
@pytest.mark.parametrize("format_", RDF_FORMATS, ids=lambda format_: format_.name)
def test_catalog_and_void(client: httpx.Client, name: str, format_: Format) -> None:
    assert isinstance(format_.engine, RdfFormat)
    named = client.get(f"/{name}.{format_.extension}")
    negotiated = client.get(f"/{name}", headers={"Accept": format_.media_type})
    assert named.headers["content-type"] == format_.content_type
    assert named.content == negotiated.content
    assert list(parse(named.content, format=format_.engine))
    assert negotiated.headers["vary"] == "Accept, Accept-Language, Accept-Profile"
    again = client.get(f"/{name}", headers={"Accept": format_.media_type, "If-None-Match": named.headers["etag"]})
    assert again.status_code == 304


def test_harvesters_get_turtle(client: httpx.Client) -> None:
    first = client.head("/catalog")
    assert (first.status_code, first.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert client.get("/catalog").headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/.well-known/void").headers["location"] == "../void"
    assert client.get("/catalog", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", READABLE)
def test_every_page_answers_head_options_and_carries_the_headers(client: httpx.Client, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert got.status_code == head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "etag", "vary"):
        assert got.headers.get(name) == head.headers.get(name)
    if path != "/metrics":  # which counts the requests in between
        assert int(head.headers["content-length"]) == len(got.content)
    for answer in (got, head, client.options(path)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["content-security-policy"]
    options = client.options(path)
    assert options.status_code == 204
    assert ("POST" in options.headers["allow"]) == path.startswith("/sparql")


def test_every_get_route_answers_head(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert "/sparql" in paths
    for path, methods in paths.items():
        if "get" in methods:
            concrete = path.replace("{path}", "x").replace("{slug}", "x").replace("{extension}", "ttl")
            assert client.head(concrete).status_code in {200, 303, 400, 404}, path


def test_options_of_nothing(client: httpx.Client) -> None:
    assert client.options("/nothing").status_code == 404
    assert client.options("/static/style.css").status_code == 204


def test_a_preflight(client: httpx.Client) -> None:
    headers = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers={**headers, "Access-Control-Request-Headers": "content-type"})
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]


def test_health_and_metrics(client: httpx.Client) -> None:
    assert client.get("/healthz").text == "ok\n"
    ready = client.get("/readyz").json()
    assert (ready["status"], ready["release"], ready["refused"]) == ("ready", "example", None)
    metrics = client.get("/metrics").text
    assert 'renkei_queries_total{outcome="answered",pool="endpoint"}' in metrics
    assert "renkei_release_triples" in metrics
