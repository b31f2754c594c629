"""Every answer, whatever its status, forbids what our pages do not need; and they need nothing from elsewhere."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html as lxml_html

from tests.web.release_fixture import SLUG

_EXPECTED = {
    "content-security-policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "renkei-release": "example",
}
#: Method, path and the status of its answer: one of each kind.
_ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/sparql?query=ASK{}", 200),
    ("GET", f"/doc/agreement/{SLUG}.ttl", 200),
    ("GET", "/download/renkei.nt", 200),
    ("GET", "/static/style.css", 200),
    ("HEAD", "/catalog", 200),
    ("GET", "/readyz", 200),
    ("GET", "/metrics", 200),
    ("GET", "/openapi.json", 200),
    ("OPTIONS", "/sparql", 204),
    ("GET", f"/id/agreement/{SLUG}", 303),
    ("GET", "/policy-field", 308),
    ("GET", "/sparql?query=nonsense", 400),
    ("POST", "/sparql?update=x", 415),
    ("GET", "/nothing", 404),
    ("DELETE", "/catalog", 405),
    ("GET", "/doc/agreement/990019-990035-20180401", 410),
]
_PAGES = [
    "/",
    f"/doc/agreement/{SLUG}",
    "/sparql",
    "/sparql?query=SELECT*{?s%20?p%20?o}LIMIT%203",
    "/search?q=a",
    "/nothing",
]


@pytest.mark.parametrize(("method", "path", "status"), _ANSWERS)
def test_every_kind_of_answer(client: httpx.Client, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in _EXPECTED} == _EXPECTED
    assert "server" not in answer.headers


def test_an_answer_that_is_known(client: httpx.Client) -> None:
    etag = client.get("/catalog").headers["etag"]
    answer = client.get("/catalog", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert {name: answer.headers.get(name) for name in _EXPECTED} == _EXPECTED


@pytest.mark.parametrize("path", _PAGES)
def test_pages_have_no_code_and_no_style_in_them_and_nothing_from_elsewhere(browser: httpx.Client, path: str) -> None:
    tree = lxml_html.fromstring(browser.get(path).text)
    code = "//script[not(@src) and not(@type='application/ld+json')]"  # JSON-LD is a data block, which is not run
    assert tree.xpath(f"{code} | //style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("//iframe | //object | //embed | //base") == []
    loaded = tree.xpath("//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //source/@src")
    assert loaded
    assert [address for address in loaded if re.match(r"[a-z]+:|//", address)] == []


def test_the_stylesheet_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    style = client.get("/static/style.css").text
    assert re.findall(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//", style) == []
