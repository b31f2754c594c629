"""The harvesters of CKAN portals, the real ones, against a running server: every data set arrives, whole and usable."""

from __future__ import annotations

import json
import re

import pytest

from tests.harvesters.conftest import MANY, Sources
from tests.harvesters.environment import Harvested, harvest

pytestmark = [pytest.mark.ckan, pytest.mark.xdist_group("harvesters")]

NAMES = {
    "renkei-012041-014591-20220112",
    "renkei-011002-012106-20190329",
    *(f"renkei-{name}" for name in ("agreements", "tables", "registry", "concepts", "ontology", "release")),
}
#: The way to harvest and its address below that of the server.
WAYS = (("dcat_rdf", "/catalog.ttl?page=1"), ("ckan", "/"))
KNOWN_FORMATS = {"TTL", "JSON-LD", "N-Triples", "RDF", "RDF/XML", "N-Quads", "TriG", "CSV", "JSON", "TXT", "HTML"}
KNOWN_FORMATS |= {"XLSX", "Parquet", "XML", "BIN"}  # BIN: the tables in one SQLite file


@pytest.fixture(scope="module", params=WAYS, ids=[way for way, _ in WAYS])
def jobs(request: pytest.FixtureRequest, sources: Sources) -> list[Harvested]:
    """Jobs of one portal: all; nothing new; one agreement fewer; the source broken. The clock is hours ahead, so that
    the release is old when the second begins.
    """
    way, path = request.param
    servers = (sources.whole, sources.whole, sources.shrunk, sources.broken)
    return harvest(way, [{"url": f"{server}{path}", "hours": 2} for server in servers])


def _extra(package: dict[str, object], *keys: str) -> str:
    extras = package["extras"]
    assert isinstance(extras, list)
    return next((extra["value"] for extra in extras if extra["key"] in keys), "")


def test_every_data_set_arrives(jobs: list[Harvested]) -> None:
    assert jobs[0].errors == ()
    assert set(jobs[0].packages) == NAMES


def test_what_arrives_is_usable(jobs: list[Harvested]) -> None:
    for name, package in jobs[0].packages.items():
        assert re.search("[ぁ-龠]", package["title"]), name
        assert name in package["title"]
        assert len(package["notes"]) > 20
        assert len(package["tags"]) >= 3
        assert package["license_id"] == "cc-by"
        assert package["resources"]
        assert {resource["format"] for resource in package["resources"]} <= KNOWN_FORMATS
        assert all(resource["url"].startswith("http://127.0.0.1:") for resource in package["resources"])
        assert all(re.fullmatch("[0-9a-fA-F]{64}", resource["hash"]) for resource in package["resources"])
        assert _extra(package, "temporal_start")


def test_agreements_arrive_with_place_and_days(jobs: list[Harvested]) -> None:
    package = jobs[0].packages["renkei-012041-014591-20220112"]
    assert {"旭川市", "美瑛町", "広域連携"} <= {tag["name"] for tag in package["tags"]}
    assert _extra(package, "temporal_start") == "2022-01-12"
    shape = json.loads(_extra(package, "spatial", "spatial_bbox"))
    assert shape["type"] == "Polygon"
    ((x, y), *_) = shape["coordinates"][0]
    assert 142 < x < 143
    assert 43 < y < 44
    assert _extra(package, "spatial_text") in {"", "旭川市・美瑛町"}


def test_source_texts_say_that_their_terms_are_others(jobs: list[Harvested]) -> None:
    package = jobs[0].packages["renkei-012041-014591-20220112"]
    (source,) = [one for one in package["resources"] if one["url"].endswith("/source.txt")]
    assert "CC BY の対象外" in source["description"]


def test_nothing_new_changes_nothing(jobs: list[Harvested], request: pytest.FixtureRequest) -> None:
    assert jobs[1].errors == ()
    assert set(jobs[1].packages) == NAMES
    ids = [{name: package["id"] for name, package in job.packages.items()} for job in jobs[:2]]
    assert ids[0] == ids[1]
    if "[ckan]" in request.node.name:  # which asks for what changed
        assert jobs[1].gathered == 0


def test_what_is_gone_is_deleted_where_the_harvester_deletes(
    jobs: list[Harvested], request: pytest.FixtureRequest
) -> None:
    """ckanext-dcat deletes what a source no longer has; CKANHarvester never deletes."""
    assert jobs[2].errors == ()
    gone = () if "[ckan]" in request.node.name else ("renkei-011002-012106-20190329",)
    assert jobs[2].deleted == gone
    assert set(jobs[2].packages) == NAMES - set(gone)


def test_a_broken_source_is_an_error_and_deletes_nothing(jobs: list[Harvested]) -> None:
    before, after = jobs[2], jobs[3]
    assert after.errors
    assert after.gathered == 0
    assert after.packages == before.packages
    assert after.deleted == before.deleted


@pytest.mark.parametrize(("way", "path"), WAYS)
def test_every_page_is_read_once(way: str, path: str, long_source: str) -> None:
    """230 agreements and the other data sets: three pages."""
    (job,) = harvest(way, [{"url": f"{long_source}{path}"}])
    assert job.errors == ()
    agreements = [name for name in job.packages if name.startswith("renkei-012041-014591-20220112-")]
    assert len(agreements) == MANY
    assert job.gathered == len(job.packages) == MANY + 6
