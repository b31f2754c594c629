"""``/openapi.json`` says what the server does: sampled operations answer as described."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from kg.formats import FORM_TYPE, SPARQL_QUERY_TYPE
from tests.web.release_fixture import SLUG

#: A path of each kind that is published, and one that is not.
PUBLISHED = {
    "{path}": f"agreement/{SLUG}",
    "{slug}": "",
    "{release}": "example",
    "{extension}": "ttl",
    "{version}": "0.1.0",
    "{action}": "package_list",
}
FILE = {"{path}": "renkei.ttl"}
QUERIES = {"SELECT": "SELECT * { ?s a ?t } LIMIT 1", "CONSTRUCT": "CONSTRUCT WHERE { ?s a ?t }"}


@pytest.fixture
def paths(client: httpx.Client) -> dict[str, Any]:
    schema = client.get("/openapi.json").json()
    assert "422" not in str(schema["paths"])
    assert schema["components"]["schemas"].keys() == {"Problem"}
    found: dict[str, Any] = schema["paths"]
    return found


def _concrete(path: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        path = path.replace(name, value)
    return path


def _reads(client: httpx.Client, paths: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    (change,) = re.findall(r"<id>\S+/ldes/change/(\w+)</id>", client.get("/feed.atom").text)
    for path, operations in paths.items():
        if "get" in operations:
            slug = {"{slug}": {"policy-field": "renkei-a", "instrument": "renkei-kyoyaku"}.get(path.split("/")[1], "")}
            values = {**PUBLISHED, "{key}": change, **(FILE if path.startswith("/download") else {}), **slug}
            if "{slug}." in path and not slug["{slug}"]:
                continue
            yield path, _concrete(path, values), operations["get"]["responses"]


def _type(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def test_reading_answers_as_described(client: httpx.Client, paths: dict[str, Any]) -> None:
    for path, concrete, responses in _reads(client, paths):
        answer = client.get(concrete)
        described = responses[str(answer.status_code)]
        if answer.is_redirect:
            assert answer.headers["location"]
            continue
        assert answer.status_code == 200, path
        assert _type(answer) in {type_.partition(";")[0] for type_ in described["content"]}, path
        known = client.get(concrete, headers={"If-None-Match": answer.headers.get("etag", '"none"')})
        assert (known.status_code == 304) == ("304" in responses), path
        ranged = client.get(concrete, headers={"Range": "bytes=0-1"})
        assert (ranged.status_code == 206) == ("206" in responses), path
        beyond = client.get(concrete, headers={"Range": "bytes=99999999-"})
        assert (beyond.status_code == 416) == ("416" in responses), path


def test_every_type_of_a_document_is_answered(client: httpx.Client, paths: dict[str, Any]) -> None:
    for path, concrete, responses in _reads(client, paths):
        if "406" not in responses or path == "/sparql":
            continue
        for type_ in set(responses["200"]["content"]) - {"text/plain"}:
            answer = client.get(concrete, headers={"Accept": type_})
            assert (answer.status_code, _type(answer)) == (200, type_), path
        refused = client.get(concrete, headers={"Accept": "image/png"})
        assert (refused.status_code, _type(refused)) == (406, "application/problem+json"), path


def test_what_is_missing_is_described(client: httpx.Client, paths: dict[str, Any]) -> None:
    missing = {"{path}": "nothing", "{slug}": "nothing", "{extension}": "ttl", "{release}": "example"}
    for path, operations in paths.items():
        if "{path}" in path or "{slug}" in path:
            answer = client.get(_concrete(path, missing))
            described = operations["get"]["responses"][str(answer.status_code)]
            assert answer.status_code == 404
            assert _type(answer) in described["content"]
            assert answer.json().keys() >= {"status", "detail", "detail_ja"}


def test_the_forms_by_extension_are_listed(client: httpx.Client, paths: dict[str, Any]) -> None:
    listed = {path for path in paths if path.endswith(".{extension}")}
    assert {"/catalog.{extension}", "/void.{extension}", "/doc/{path}.{extension}", "/ontology.{extension}"} <= listed
    for path in listed:
        extension = next(one for one in paths[path]["get"]["parameters"] if one["name"] == "extension")
        of_files = path.startswith(("/catalog", "/void", "/provenance"))
        assert extension["schema"]["enum"] == [
            "ttl",
            "jsonld",
            "nt",
            "rdf",
            *([] if of_files else ["trig", "nq"]),
            "html",
        ]
        for ending in extension["schema"]["enum"] if of_files else ():
            assert client.get(path.replace("{extension}", ending)).status_code == 200
    for ending in ("ttl", "jsonld", "nt", "rdf", "trig", "nq", "html"):
        assert client.get(f"/doc/agreement/{SLUG}.{ending}").status_code == 200


def test_the_endpoint_takes_the_described_bodies(client: httpx.Client, paths: dict[str, Any]) -> None:
    operation = paths["/sparql"]["post"]
    assert operation["requestBody"]["content"].keys() == {FORM_TYPE, SPARQL_QUERY_TYPE}
    described = operation["responses"]
    for query in QUERIES.values():
        answers = (
            client.post("/sparql", data={"query": query}),
            client.post("/sparql", content=query, headers={"Content-Type": SPARQL_QUERY_TYPE}),
        )
        for answer in answers:
            assert _type(answer) in described[str(answer.status_code)]["content"]
    for content, type_, status in (
        ("ASK {}", "text/plain", 415),
        ("ASK {", SPARQL_QUERY_TYPE, 400),
        ("DROP ALL", SPARQL_QUERY_TYPE, 403),
        ("ASK {} #" + "x" * 100_001, SPARQL_QUERY_TYPE, 413),
    ):
        answer = client.post("/sparql", content=content, headers={"Content-Type": type_})
        assert answer.status_code == status
        assert _type(answer) in described[str(status)]["content"]
