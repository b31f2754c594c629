"""What the page for portals tells them to enter is answered as it says; ``/data.json`` says what the catalog does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import lxml.html
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, RDF

from kg.formats import RDF_XML, TURTLE
from kg.web.harvest import data_json
from tests.web.conftest import serving

#: What DCAT-US 1.1 always requires of a data set, of those who are no federal agency.
REQUIRED = {"title", "description", "keyword", "modified", "publisher", "contactPoint", "identifier", "accessLevel"}


@pytest.fixture(scope="module")
def published(real_release: Path) -> Iterator[httpx.Client]:
    with serving(real_release) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture(scope="module")
def catalog(real_release: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(real_release / "catalog.ttl")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_address_on_the_page_answers(published: httpx.Client, real_release: Path, lang: str) -> None:
    base = json.loads((real_release / "manifest.json").read_bytes())["settings"]["base_iri"]
    page = lxml.html.fromstring(published.get("/harvest", params={"lang": lang}, headers={"Accept": "text/html"}).text)
    addresses = {code.text_content() for code in page.iterfind(".//code[@class='iri']")}
    assert {f"{base}{path}" for path in ("", "catalog.ttl?page=1", "catalog.rdf", "data.json")} <= addresses
    for address in addresses:
        assert address.startswith(base)
        answer = published.get(f"/{address.removeprefix(base)}")
        assert answer.status_code == 200, address
        kinds = {".rdf": RDF_XML.media_type, ".ttl": TURTLE.media_type}
        ending = Path(answer.url.path).suffix
        assert answer.headers["content-type"].startswith(kinds.get(ending, "")), address


def test_pages_lead_to_it(published: httpx.Client) -> None:
    for path in ("/catalog", "/download/"):
        page = lxml.html.fromstring(published.get(path, headers={"Accept": "text/html"}).text)
        assert any(link.get("href", "").endswith("harvest") for link in page.iterfind(".//main//a")), path


def test_data_json_says_what_the_catalog_says(published: httpx.Client, catalog: rdflib.Graph) -> None:
    answer = published.get("/data.json")
    assert answer.headers["content-type"] == "application/json"
    written = answer.json()
    assert {written[key].rpartition("/v1.1/")[2] for key in ("conformsTo", "describedBy")} == {
        "schema",
        "schema/catalog.json",
    }
    datasets = {rdflib.URIRef(one["identifier"]): one for one in written["dataset"]}
    assert datasets.keys() == set(catalog.subjects(RDF.type, DCAT.Dataset))
    for node, one in datasets.items():
        assert one.keys() >= REQUIRED
        assert rdflib.Literal(one["title"], lang="ja") in set(catalog.objects(node, DCTERMS.title))
        assert set(one["keyword"]) == {str(word) for word in catalog.objects(node, DCAT.keyword)}
        files = catalog.objects(node, DCAT.distribution)
        urls = {str(url) for file in files for url in catalog.objects(file, DCAT.downloadURL)}
        assert {file["downloadURL"] for file in one.get("distribution", ())} == urls
        assert all(value not in (None, "", []) for value in one.values())


def test_data_json_of_a_package_with_an_address_and_a_closed_period() -> None:
    extras = {"identifier": "i", "issued": "2022-01-01", "modified": "2022-01-01"}
    extras |= {"temporal_start": "2020-01-01", "temporal_end": "2021-01-01"}
    package = {
        **dict.fromkeys(("title", "notes", "url", "maintainer", "author"), "x"),
        "maintainer_email": "a@example.jp",
        "tags": [],
        "resources": [],
        "extras": [{"key": key, "value": value} for key, value in extras.items()],
    }
    (one,) = data_json("https://example.jp/catalog", [package])["dataset"]
    assert one["contactPoint"]["hasEmail"] == "mailto:a@example.jp"
    assert one["temporal"] == "2020-01-01/2021-01-01"
    assert not {"license", "spatial", "distribution", "keyword"} & one.keys()
    (open_ended,) = data_json("x", [{**package, "extras": package["extras"][:-1]}])["dataset"]
    assert "temporal" not in open_ended
