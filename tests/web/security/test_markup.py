"""A release whose words are markup is shown as words, on every kind of page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import html as lxml_html
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.vocabulary import FOAF, RDFS
from tests.web.conftest import serving
from tests.web.release_fixture import BASE, SLUG, restate, write_release

_MARKUP = "\"'></script><script>alert(1)</script><img src=x onerror=alert(1)><!--{{7*191}}"
_CODE = NamedNode("javascript:alert(1)")
_CITY = NamedNode(f"{BASE}id/municipality/990019")
_STRINGS = {"http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
_PATHS = [
    "/",
    f"/doc/agreement/{SLUG}",
    f"/doc/agreement/{SLUG}/initiative/1",
    f"/doc/agreement/{SLUG}/initiative/1/role/1",
    f"/doc/agreement/{SLUG}/article/2",
    f"/doc/agreement/{SLUG}/source",
    f"/doc/agreement/{SLUG}/source.html",
    "/doc/municipality/990019",
    "/doc/prefecture/990001",
    "/doc/area/990019",
    "/doc/law/322AC0000000067",
    "/doc/registry",
    "/policy-field/",
    "/policy-field/renkei-a",
    "/instrument/renkei-kyoyaku",
    "/duty-type/bear-cost",
    "/ontology",
    "/shapes",
    "/catalog",
    "/void",
    "/download/",
    "/search?q=alert",
    "/sparql?query=SELECT*{?s%20?p%20?o}",
    "/sparql?query=CONSTRUCT{?s%20?p%20?o}WHERE{?s%20?p%20?o}",
    f"/search?q={_MARKUP}",
    f"/sparql?query={_MARKUP}",
    f"/report?iri={_MARKUP}",
    f"/doc/{_MARKUP}",
    f"/doc/municipality/990019?lang={_MARKUP}",
    f"/doc/municipality/990019?after={_MARKUP}",
    f"/?x={_MARKUP}",
]


def _spoilt(quad: Quad) -> Quad:
    """The same, with markup after every text."""
    value = quad.object
    if not isinstance(value, Literal) or value.datatype.value not in _STRINGS:
        return quad
    language = value.language
    words = Literal(value.value + _MARKUP, language=language) if language else Literal(value.value + _MARKUP)
    return Quad(quad.subject, quad.predicate, words, quad.graph_name)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    directory: Path = write_release(tmp_path_factory.mktemp("spoilt") / "release")
    store = Store(str(directory / "store"))
    quads = list(store)
    store.clear()
    store.extend(_spoilt(quad) for quad in quads)
    registry = NamedNode(f"{BASE}doc/registry")
    store.add(Quad(_CITY, FOAF["homepage"], _CODE, registry))
    store.add(Quad(_CITY, RDFS["seeAlso"], _CODE, registry))
    store.flush()
    del store
    restate(directory)
    manifest = directory / "manifest.json"
    text = manifest.read_text(encoding="utf-8").replace("連携協約（2022", "<script>alert(1)</script>（2022")
    manifest.write_text(text.replace("例示市", "例示<script>alert(1)</script>市"), encoding="utf-8")
    with serving(directory) as url, httpx.Client(base_url=url, headers={"Accept": "text/html"}, timeout=30) as client:
        yield client


@pytest.mark.parametrize("path", _PATHS)
def test_words_stay_words(spoilt: httpx.Client, path: str) -> None:
    page = spoilt.get(path)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.status_code in {200, 400, 404}
    tree = lxml_html.fromstring(page.text)
    blocks = tree.xpath("//script[@type='application/ld+json']")
    assert all(json.loads(block.text) and "<" not in block.text for block in blocks)
    code = "//script[not(@src) and not(@type='application/ld+json')]"
    assert tree.xpath(f"{code} | //img | //@*[starts-with(name(), 'on')]") == []
    addresses = tree.xpath("//@href | //@src | //@action | //@formaction")
    assert [address for address in addresses if address.strip().lower().startswith(("javascript:", "data:"))] == []
    assert "1337" not in page.text


def test_the_markup_is_there_to_be_seen(spoilt: httpx.Client) -> None:
    page = spoilt.get("/doc/municipality/990019")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "javascript:alert(1)" in page.text
