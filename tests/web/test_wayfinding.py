"""Programs find their way: sitemap, guide for language models, and the links of signposting."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from lxml import etree

from kg.vocabulary import DATA_LICENCE
from kg.web.sitemap import write_sitemap
from tests.web.conftest import serving
from tests.web.release_fixture import BASE, SLUG, write_release
from tests.web.test_pages import DOCUMENT
from tests.web.test_representations import related

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _addresses(body: bytes) -> list[str]:
    return [found.text or "" for found in etree.fromstring(body).iter(f"{_SITEMAP}loc")]


def test_robots_name_the_sitemap(client: httpx.Client) -> None:
    assert f"Sitemap: {BASE}sitemap.xml" in client.get("/robots.txt").text.splitlines()


def test_every_address_of_the_sitemap_answers(client: httpx.Client) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    addresses = _addresses(answer.content)
    assert len(addresses) == len(set(addresses))
    wanted = {BASE, f"{BASE}catalog", f"{BASE}harvest", f"{BASE}doc/agreement/{SLUG}", f"{BASE}doc/area/990019"}
    assert wanted | {f"{BASE}policy-field/", f"{BASE}doc/municipality/990027"} <= set(addresses)
    for address in addresses:
        page = client.get(f"/{address.removeprefix(BASE)}", headers={"Accept": "text/html"})
        assert page.status_code == 200, address
    assert client.get("/sitemap.xml?page=1").content == answer.content
    assert [client.get(f"/sitemap.xml?page={wrong}").status_code for wrong in ("0", "2", "x", "²")] == [404] * 4


def test_too_many_addresses_are_in_parts() -> None:
    def written(page: str) -> bytes | None:
        addresses = ["https://e/a?x&y", "https://e/b", "https://e/c"]
        return write_sitemap(addresses, day="2022-04-01", page=page, address="https://e/sitemap.xml", most=2)

    index = written("")
    assert index is not None
    parts = _addresses(index)
    assert etree.fromstring(index).tag == f"{_SITEMAP}sitemapindex"
    assert parts == ["https://e/sitemap.xml?page=1", "https://e/sitemap.xml?page=2"]
    found = [_addresses(written(part.rpartition("=")[2]) or b"") for part in parts]
    assert found == [["https://e/a?x&y", "https://e/b"], ["https://e/c"]]
    assert written("3") is None


def test_every_link_of_the_guide_answers(client: httpx.Client) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("# ")
    assert "例示市" in answer.text.splitlines()[2]
    links = re.findall(r"\]\(([^)]*)\)", answer.text)
    assert len(links) > 8
    for link in links:
        assert link.startswith(BASE)
        assert client.get(f"/{link.removeprefix(BASE)}").status_code == 200, link


def test_words_of_the_publisher_stay_as_they_are_in_the_guide(tmp_path: Path) -> None:
    release = write_release(tmp_path / "release")
    manifest = release / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("例示市", "A & B"), encoding="utf-8")
    with serving(release) as url:
        assert "Published by A & B;" in httpx.get(f"{url}/llms.txt").text


@pytest.mark.parametrize(
    ("path", "kind", "item"),
    [
        ("/catalog", "DataCatalog", "renkei.ttl"),
        ("/void", "Dataset", "renkei.ttl"),
        ("/download/", "Dataset", "renkei.ttl"),
        (DOCUMENT, "AboutPage", f"agreements/{SLUG}.ttl"),
        ("/doc/area/990019", "AboutPage", ""),
    ],
)
def test_signposting(client: httpx.Client, path: str, kind: str, item: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert related(answer, "type") == [f"https://schema.org/{kind}"]
    assert related(answer, "license") == [DATA_LICENCE.value]
    assert len(related(answer, "collection")) == (path != "/catalog")
    items = [answer.url.join(target) for target in related(answer, "item")]
    assert any(url.path == f"/download/{item}" for url in items) == bool(items) == bool(item)
    for url in [*items, *(answer.url.join(target) for target in related(answer, "describedby"))]:
        assert client.get(url).status_code == 200, url
    for target in related(answer, "collection"):
        assert answer.url.join(target).path == "/catalog"


@pytest.mark.parametrize("path", ["renkei.ttl", "tables/agreements.csv", f"agreements/{SLUG}.trig", "areas/990019.ttl"])
def test_a_file_says_its_licence_and_its_catalog(client: httpx.Client, path: str) -> None:
    answer = client.get(f"/download/{path}")
    assert answer.status_code == 200
    assert [answer.url.join(target).path for target in related(answer, "collection")] == ["/catalog"]
    assert related(answer, "license") == [DATA_LICENCE.value]


def test_the_source_is_not_ours_to_license(client: httpx.Client) -> None:
    answer = client.get(f"/download/agreements/{SLUG}/source.txt")
    assert answer.status_code == 200
    assert "license" not in answer.headers["link"]
