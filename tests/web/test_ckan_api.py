"""The action API that CKAN portals harvest by, and the pages of the catalog: forms, conditions, errors."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.publication.catalog_index import write_catalog_index
from kg.publication.ckan_packages import Statements
from kg.vocabulary import DCAT, DCTERMS, HYDRA, RDF
from tests.web.conftest import serving
from tests.web.release_fixture import BASE, restate, write_release

COUNT = 205


def _dataset(number: int) -> list[Triple]:
    node = NamedNode(f"{BASE}id/dataset/renkei-{number:03}")
    file = NamedNode(f"{BASE}id/distribution/{number:03}")
    keyword = "広域連携" if number % 2 else "観光"
    return [
        Triple(NamedNode(f"{BASE}catalog"), DCAT["dataset"], node),
        Triple(node, RDF["type"], DCAT["Dataset"]),
        Triple(node, DCTERMS["title"], Literal(f"協約 {number}", language="ja")),
        Triple(node, DCTERMS["description"], Literal("百%の_説明" if number == 7 else "説明", language="ja")),
        Triple(node, DCTERMS["issued"], Literal("2022-04-01")),
        Triple(node, DCAT["keyword"], Literal(keyword, language="ja")),
        Triple(node, DCAT["distribution"], file),
        Triple(file, DCAT["accessURL"], NamedNode(f"{BASE}download/{number}.ttl")),
    ]


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    directory = write_release(tmp_path_factory.mktemp("ckan"))
    index = directory / "catalog-index.sqlite"
    index.unlink()
    catalog = NamedNode(f"{BASE}catalog")
    frame = [Triple(catalog, RDF["type"], DCAT["Catalog"]), Triple(catalog, DCTERMS["title"], Literal("目録"))]
    write_catalog_index(index, [*frame, *(triple for number in range(COUNT) for triple in _dataset(number))])
    restate(directory)
    with serving(directory) as url, httpx.Client(base_url=url) as client:
        yield client


def _search(api: httpx.Client, **parameters: str) -> Any:
    answer = api.get("/api/3/action/package_search", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["success"] is True
    return answer.json()["result"]


def test_pages_of_a_search_have_every_package_once(api: httpx.Client) -> None:
    ids: list[str] = []
    for start in range(0, 400, 100):
        found = _search(api, rows="100", start=str(start), sort="id asc")
        assert found["count"] == COUNT
        ids += [one["id"] for one in found["results"]]
    assert len(ids) == len(set(ids)) == COUNT
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ("", COUNT),
        ("*:*", COUNT),
        ("tags:広域連携", 102),
        ("-tags:広域連携", 103),
        ("tags:広域連携 OR tags:観光", COUNT),
        ("tags:(広域連携 OR 観光)", COUNT),
        ("tags:広域連携 AND tags:観光", 0),
        ("tags:観光 OR tags:広域連携 metadata_modified:[2000-01-01T00:00:00Z TO *]", COUNT),
        ("metadata_modified:[2999-01-01T00:00:00Z TO *]", 0),
        ("metadata_modified:[* TO 2999-01-01]", COUNT),
        ("metadata_modified:*", COUNT),
        ("metadata_modified:2000-01-01T00:00:00Z", 0),
        ("+name:renkei-007", 1),
        ("name:renkei-00*", 10),
        ('name:("renkei-007" "renkei-008")', 0),
        ("organization:example-jp", COUNT),
        ("-organization:other", COUNT),
        ("groups:x", 0),
        ("res_format:*", COUNT),
        ("NOT (tags:観光)", 102),
        ("説明", COUNT),
        ("百% の_説", 1),
        ("unknown:x", 0),
    ],
)
def test_conditions(api: httpx.Client, condition: str, count: int) -> None:
    assert _search(api, fq=condition, rows="0")["count"] == count
    assert _search(api, q=condition, rows="0")["count"] == count


def test_conditions_of_both_parameters_hold(api: httpx.Client) -> None:
    assert _search(api, q="協約", fq="tags:観光", rows="0")["count"] == 103
    answer = api.get("/api/3/action/package_search?fq=tags:観光&fq=name:renkei-001&rows=0")
    assert answer.json()["result"]["count"] == 0


def test_sorting_and_facets(api: httpx.Client) -> None:
    found = _search(api, sort="name desc", rows="1", **{"facet.field": '["tags"]'})
    assert [one["name"] for one in found["results"]] == [f"renkei-{COUNT - 1}"]
    assert found["facets"] == {"tags": {"観光": 103, "広域連携": 102}}
    assert found["search_facets"]["tags"]["items"][0] == {"name": "観光", "display_name": "観光", "count": 103}


def test_a_package_is_found_by_name_and_by_its_lasting_id(api: httpx.Client) -> None:
    lasting = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{BASE}id/dataset/renkei-007"))
    for wanted in ("renkei-007", lasting):
        package = api.get("/api/3/action/package_show", params={"id": wanted}).json()["result"]
        assert (package["id"], package["name"], package["title"]) == (lasting, "renkei-007", "協約 7")
        assert package["organization"]["id"] == package["owner_org"]
        assert package["resources"][0]["url"] == f"{BASE}download/7.ttl"


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("site_read", True),
        ("group_list", []),
        ("organization_list", ["example-jp"]),
        ("tag_list", ["広域連携", "観光"]),
    ],
)
def test_short_answers(api: httpx.Client, action: str, expected: object) -> None:
    assert api.get(f"/api/3/action/{action}").json()["result"] == expected


def test_lists_and_shows(api: httpx.Client) -> None:
    assert len(api.get("/api/3/action/package_list").json()["result"]) == COUNT
    shown = api.get("/api/3/action/organization_show?id=example-jp").json()["result"]
    assert shown["package_count"] == COUNT
    status = api.get("/api/3/action/status_show").json()["result"]
    assert status["site_url"] == BASE
    assert api.get("/api/3").json() == {"version": 3}


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("package_show?id=nothing", 404, "Not Found Error"),
        ("package_show?id=renkei-*", 404, "Not Found Error"),
        ("package_show", 409, "Validation Error"),
        ("group_show?id=nothing", 404, "Not Found Error"),
        ("package_search?rows=ten", 409, "Validation Error"),
        ("package_search?start=-1", 409, "Validation Error"),
        ("package_search?sort=no asc", 400, "Search Query Error"),
        ("package_search?q=(a", 400, "Search Query Error"),
        ("package_search?q=a)", 400, "Search Query Error"),
        ("package_search?q=a OR", 400, "Search Query Error"),
        ("package_search?q=[1 TO 2]", 400, "Search Query Error"),
        (f"package_search?q={'(' * 150}", 400, "Search Query Error"),
        (f"package_search?q={'-' * 150}a", 400, "Search Query Error"),
        (f"package_search?q={'a ' * 300}", 400, "Search Query Error"),
        ("package_search?q=metadata_modified:[NOW-7DAYS TO *]", 400, "Search Query Error"),
        ("package_search?q=metadata_modified:{2000-01-01T00:00:00Z TO *}", 400, "Search Query Error"),
        ("package_search?facet.field=[", 409, "Validation Error"),
        ('package_search?facet.field=["\\ud800"]', 409, "Validation Error"),
    ],
)
def test_errors_are_in_the_envelope(api: httpx.Client, address: str, status: int, kind: str) -> None:
    answer = api.get(f"/api/3/action/{address}")
    assert answer.status_code == status
    assert answer.json()["success"] is False
    assert answer.json()["error"]["__type"] == kind


def test_an_unknown_action_is_refused_as_by_ckan(api: httpx.Client) -> None:
    answer = api.get("/api/3/action/package_create")
    assert (answer.status_code, answer.json()) == (400, "Bad request - Action name not known: package_create")


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"id": "renkei-007"}},
        {"data": {"id": "renkei-007"}},
        {"content": json.dumps({"id": "renkei-007"}), "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    ],
)
def test_parameters_may_be_posted(api: httpx.Client, sent: dict[str, Any]) -> None:
    assert api.post("/api/3/action/package_show", **sent).json()["result"]["name"] == "renkei-007"


def test_a_parameter_that_is_null_was_not_given(api: httpx.Client) -> None:
    answer = api.post("/api/3/action/package_search", json={"rows": 1, "start": None, "sort": None, "fq": None})
    assert answer.json()["result"]["count"] == COUNT


def test_facets_nested_without_end_are_refused(api: httpx.Client) -> None:
    answer = api.post("/api/3/action/package_search", json={"facet.field": "[" * 100_000})
    assert (answer.status_code, answer.json()["error"]["__type"]) == (409, "Validation Error")


def test_the_api_answers_where_the_python_client_of_ckan_asks(api: httpx.Client) -> None:
    for path in ("/api/action/package_show", "/api/3/action/package_show"):
        asked = api.get(path, params={"id": "renkei-007"}).json()
        assert asked == api.post(path, json={"id": "renkei-007"}).json()
        assert asked["result"]["name"] == "renkei-007"
        assert "POST" in api.options(path).headers["Access-Control-Allow-Methods"]


def test_a_body_that_is_no_object_is_refused(api: httpx.Client) -> None:
    for body in ("[]", "{", "1", '{"id": "\\ud800"}', "[" * 100_000):
        answer = api.post("/api/3/action/package_show", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400
        assert answer.json()["success"] is False


def _page(api: httpx.Client, address: str) -> Statements:
    answer = api.get(address)
    assert answer.status_code == 200, answer.text
    syntax = RdfFormat.from_media_type(answer.headers["content-type"])
    assert syntax is not None
    return Statements(quad.triple for quad in parse(answer.content, format=syntax))


@pytest.mark.parametrize("extension", ["ttl", "rdf", "nt", "jsonld"])
def test_pages_lead_through_the_whole_catalog(api: httpx.Client, extension: str) -> None:
    address, pages = f"/catalog.{extension}?page=1", 0
    found: set[NamedNode] = set()
    while address:
        page, pages = _page(api, address), pages + 1
        (view,) = page.of_type(HYDRA["PagedCollection"])
        assert view.value == f"{BASE}{address.removeprefix('/')}"
        assert page.of_type(DCAT["Catalog"])  # each page is complete
        here = set(page.of_type(DCAT["Dataset"]))
        assert here
        assert not here & found
        assert all(page.texts(node, DCTERMS["title"]) for node in here)
        found |= here
        following = page.objects(view, HYDRA["next"])
        address = following[0].value.replace(BASE, "/") if following else ""
    assert (len(found), pages) == (COUNT, 3)


def test_modified_since(api: httpx.Client) -> None:
    before = _page(api, "/catalog.ttl?modified_since=2000-01-01")
    after = _page(api, "/catalog.ttl?modified_since=2999-01-01T00:00:00Z")
    assert len(before.of_type(DCAT["Dataset"])) == 100
    (view,) = before.of_type(HYDRA["PagedCollection"])
    assert "modified_since=2000-01-01" in before.objects(view, HYDRA["next"])[0].value
    (view,) = after.of_type(HYDRA["PagedCollection"])
    assert not after.of_type(DCAT["Dataset"])
    assert not after.objects(view, HYDRA["next"])


@pytest.mark.parametrize(
    ("address", "status"),
    [("page=4", 404), ("page=0", 400), ("page=x", 400), ("page=1&modified_since=yesterday", 400), ("page=1", 200)],
)
def test_pages_that_are_not_there(api: httpx.Client, address: str, status: int) -> None:
    assert api.get(f"/catalog.ttl?{address}").status_code == status
    assert api.head(f"/catalog.ttl?{address}").status_code == status


def test_the_release_before_is_the_previous_version(tmp_path: Path) -> None:
    directory = write_release(tmp_path)
    manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    (directory / "manifest.json").write_text(json.dumps({**manifest, "previous": "before"}), encoding="utf-8")
    index = directory / "catalog-index.sqlite"
    index.unlink()
    catalog = Triple(NamedNode(f"{BASE}catalog"), RDF["type"], DCAT["Catalog"])
    write_catalog_index(index, [catalog, *_dataset(0)])
    restate(directory)
    with serving(directory) as url:
        text = httpx.get(f"{url}/catalog.nt?page=1").content
    said = {quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)}
    dataset, before = NamedNode(f"{BASE}id/dataset/renkei-000"), NamedNode(f"{BASE}id/release/before")
    assert Triple(dataset, DCAT["previousVersion"], before) in said


def test_without_the_index_nothing_partial_is_answered(tmp_path: Path) -> None:
    """No envelope either: CKANHarvester would take one for the end of the list."""
    directory = write_release(tmp_path)
    (directory / "catalog-index.sqlite").unlink()
    restate(directory)
    with serving(directory) as url:
        for address in ("/catalog.ttl?page=1", "/api/3/action/package_search"):
            answer = httpx.get(url + address)
            assert answer.status_code == 503
            assert answer.headers["retry-after"]
        with pytest.raises(ValueError, match="Expecting value"):
            answer.json()
