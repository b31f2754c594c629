"""An agreement as Akoma Ntoso: by extension, by negotiation, in the links of its document and its page."""

from __future__ import annotations

import httpx
import pytest

from tests.web.release_fixture import AKOMA_NTOSO_BYTES, SLUG

_DOCUMENT = f"/doc/agreement/{SLUG}"
_TYPE = "application/akn+xml"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        (f"{_DOCUMENT}.akn.xml", "*/*"),
        (_DOCUMENT, _TYPE),
        (_DOCUMENT, f"{_TYPE}, text/turtle;q=0.5"),
        (f"{_DOCUMENT}?_mediatype=application/akn%2Bxml", "*/*"),
    ],
)
def test_the_xml_is_answered(client: httpx.Client, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, _TYPE, AKOMA_NTOSO_BYTES)
    assert answer.headers["etag"]
    assert 'rel="describes"' in answer.headers["link"]
    assert ("Accept" in answer.headers.get("vary", "")) == (".akn" not in path)


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/xml;q=0.9, */*;q=0.1", f"{_TYPE};q=0, */*"])
def test_who_does_not_ask_for_it_gets_rdf(client: httpx.Client, accept: str) -> None:
    answer = client.get(_DOCUMENT, headers={"Accept": accept})
    assert answer.status_code == 200
    assert not answer.headers["content-type"].startswith(_TYPE)


def test_document_and_page_link_to_it(client: httpx.Client) -> None:
    for accept in ("text/turtle", "text/html"):
        link = client.get(_DOCUMENT, headers={"Accept": accept}).headers["link"]
        assert f'{SLUG}.akn.xml>; rel="alternate"; type="{_TYPE}"' in link
    assert f'{SLUG}.akn.xml"' in client.get(_DOCUMENT, headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("path", ["/doc/agreement/no.akn.xml", "/doc/registry.akn.xml", f"{_DOCUMENT}/party/1.akn.xml"])
def test_nothing_else_is_xml(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/doc/registry", f"{_DOCUMENT}/party/1"])
def test_it_is_no_form_of_other_documents(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers={"Accept": _TYPE}).status_code == 406
    assert _TYPE not in client.get(path).headers["link"]
