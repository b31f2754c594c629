"""Behind a reverse proxy with a path prefix: one that takes the prefix off, and one that leaves it on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from lxml import html as lxml_html

from tests.web.conftest import serving
from tests.web.release_fixture import SLUG, write_release

BASE = "https://data.city.example.jp/open/renkei/"
PREFIX = "/open/renkei"
_HOPS = {"connection", "transfer-encoding", "host", "content-length", "date"}


@contextmanager
def proxy(target: str, *, strips: bool) -> Iterator[str]:
    """A reverse proxy that knows the site below the prefix only, as nginx with or without a path in proxy_pass."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith(f"{PREFIX}/"):
                self.send_error(418)
                return
            length = int(self.headers.get("content-length") or 0)
            path = self.path.removeprefix(PREFIX) if strips else self.path
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOPS}
            body = self.rfile.read(length)
            with httpx.stream(self.command, target + path, headers=headers, content=body) as answer:
                sent = b"".join(answer.iter_raw())
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in _HOPS:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_POST = do_GET  # noqa: N815 -- named by the library

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- named by the library
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory: Path = tmp_path_factory.mktemp("prefixed") / "release"
    with serving(write_release(directory, base=BASE)) as url:
        yield url


@pytest.fixture(scope="module", params=[True, False], ids=["prefix taken off", "prefix left on"])
def site(request: pytest.FixtureRequest, target: str) -> Iterator[httpx.Client]:
    with proxy(target, strips=request.param) as url, httpx.Client(base_url=url, follow_redirects=True) as client:
        yield client


@pytest.fixture(scope="module")
def answered(site: httpx.Client) -> set[httpx.URL]:
    """Links of this site that were followed and answered already."""
    del site
    return set()


def test_iris_dereference_below_the_prefix(site: httpx.Client) -> None:
    answer = site.get(f"id/agreement/{SLUG}/party/1", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.url.path == f"{PREFIX}/doc/agreement/{SLUG}/party/1"
    assert f"{BASE}id/agreement/{SLUG}/party/1" in answer.text or "party\\/1" in answer.text
    assert site.get("policy-field").url.path == f"{PREFIX}/policy-field/"
    assert site.get(".well-known/void").url.path == f"{PREFIX}/void"
    assert site.get("ontology/0.1.0.ttl").url.path == f"{PREFIX}/ontology.ttl"


PAGES = ["", f"doc/agreement/{SLUG}", "sparql", "policy-field/", "shapes", "catalog", "search?q=x"]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_leads_below_the_prefix(site: httpx.Client, answered: set[httpx.URL], path: str) -> None:
    page = site.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    tree = lxml_html.fromstring(page.text)
    links = {page.url.join(link) for link in tree.xpath("//a/@href | //link[@rel!='describes']/@href | //script/@src")}
    own = {link for link in links if link.host == "127.0.0.1"}
    assert own
    for link in sorted(own, key=str)[:25]:
        assert link.path.startswith(f"{PREFIX}/"), link
        if link not in answered:  # every page has the links of the menu
            assert site.get(link).status_code == 200, link
            answered.add(link)


def test_the_endpoint_below_the_prefix(site: httpx.Client) -> None:
    assert site.post("sparql", data={"query": "ASK {}"}).json()["boolean"] is True
    described = site.get("sparql", headers={"Accept": "application/n-triples"}).text
    assert f"<{BASE}sparql> <http://www.w3.org/ns/sparql-service-description#endpoint> <{BASE}sparql>" in described
    assert site.get("graph-store?default").status_code == 200
    assert site.get("nothing").status_code == 404


def test_only_the_whole_prefix_is_taken_off(target: str) -> None:
    for path in (f"{PREFIX}x/catalog", "/open/catalog", f"{PREFIX}{PREFIX}/catalog", "/open/renkei%2Fcatalog"):
        assert httpx.get(target + path).status_code == 404
    assert httpx.get(f"{target}{PREFIX}/catalog").status_code == 200
