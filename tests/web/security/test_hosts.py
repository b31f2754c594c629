"""What a client claims of the host, the scheme and the path changes no answer: no cache keeps a wrong one.

Answers depend on the address and on what ``Vary`` names, so two requests that differ elsewhere get the same bytes.
"""

from __future__ import annotations

import re

import httpx
import pytest

from tests.web.release_fixture import SLUG

_CLAIMS = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Server": "evil.example",
    "X-Host": "evil.example",
    "X-Original-URL": "/evil",
    "X-Rewrite-URL": "/evil",
    "X-HTTP-Method-Override": "DELETE",
    "Forwarded": "for=203.0.113.9;host=evil.example;proto=gopher",
    "Origin": "https://evil.example",
    "Referer": "https://evil.example/",
    "Cookie": "lang=en; session=evil",
    "User-Agent": "<script>evil</script>",
    "Authorization": "Basic ZXZpbDpldmls",
    "DNT": "1",
}
_PATHS = [
    "/",
    "/catalog",
    f"/id/agreement/{SLUG}",
    f"/doc/agreement/{SLUG}",
    f"/doc/agreement/{SLUG}.html",
    "/doc/municipality/990019",
    "/policy-field",
    "/policy-field/",
    "/sparql",
    "/sparql?query=SELECT*{?s%20?p%20?o}LIMIT%203",
    "/search?q=a",
    "/report",
    "/download/",
    "/.well-known/void",
    "/nothing",
    "/openapi.json",
]
_CHANGING = {"date"}


def _answer(client: httpx.Client, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    answer = client.get(path, headers={"Accept": "text/html, */*;q=0.1", **headers})
    kept = {name: value for name, value in answer.headers.items() if name not in _CHANGING}
    return answer.status_code, kept, answer.content


@pytest.mark.parametrize("path", _PATHS)
def test_claims_change_nothing(client: httpx.Client, path: str) -> None:
    plain = _answer(client, path, {})
    assert b"evil" not in plain[2]
    for name, value in _CLAIMS.items():
        assert _answer(client, path, {name: value}) == plain, name
    assert _answer(client, path, _CLAIMS) == plain


@pytest.mark.parametrize("path", _PATHS)
def test_what_changes_an_answer_is_named_by_vary(client: httpx.Client, path: str) -> None:
    """Each header of negotiation either changes nothing or stands in Vary, of both answers."""
    for name, value in {
        "Accept": "text/turtle",
        "Accept-Language": "en",
        "Accept-Profile": "<http://www.w3.org/ns/dx/connegp/altr>",
        "Accept-Encoding": "identity",
    }.items():
        plain, other = (client.get(path, headers={"Accept-Encoding": "gzip", **asked}) for asked in ({}, {name: value}))
        if (plain.status_code, plain.content) == (other.status_code, other.content):
            continue
        for answer in (plain, other):
            named = re.split(r",\s*", answer.headers.get("vary", "").lower())
            assert name.lower() in named, (name, answer.headers.get("vary"))


@pytest.mark.parametrize(
    "target",
    [
        "/%0d%0aX-Evil:%20yes",
        "/id/agreement/%0d%0aX-Evil:%20yes",
        "/doc/x%0aSet-Cookie:%20a=b",
        "/policy-field?x=%0d%0aX-Evil:%20yes",
        f"/id/agreement/{SLUG}?x=%0d%0aX-Evil:%20yes",
        "/search?q=%0d%0aX-Evil:%20yes&lang=%0d%0a",
        "/sparql?query=ASK{}&format=%0d%0aX-Evil:%20yes",
        "/doc/municipality/990019?after=%0d%0aX-Evil:%20yes&_profile=%0d%0a&_mediatype=%0d%0a",
    ],
)
def test_addresses_add_no_headers(client: httpx.Client, target: str) -> None:
    answer = client.get(target)
    assert answer.status_code < 500
    assert not {"x-evil", "set-cookie"} & set(answer.headers)


@pytest.mark.parametrize(
    "target",
    [
        "/download/../manifest.json",
        "/download/..%2f..%2fetc%2fpasswd",
        "/download/%2e%2e/%2e%2e/etc/passwd",
        "/download//etc/passwd",
        "/download/store/CURRENT",
        "/download/./manifest.json",
        "/download/manifest.json%00.txt",
        "/static/../site.py",
        "/static/..%2fsite.py",
        "/static/%2e%2e/site.py",
        "/static//etc/passwd",
        "/doc/agreement/../../../../etc/passwd",
        f"/doc/agreement/{SLUG}/../../../manifest.json",
        "/doc/..%5c..%5cmanifest.json",
        "/catalog.%2e%2e%2fmanifest",
        "//evil.example/%2e%2e",
        "/policy-field//evil.example",
    ],
)
def test_paths_lead_to_nothing_else(server: str, target: str) -> None:
    """Sent as they are: a client library would tidy them."""
    url = httpx.URL(server)
    request = httpx.Request("GET", server, extensions={"target": target.encode()})
    with httpx.Client() as client:
        answer = client.send(request)
    assert answer.status_code in {307, 308, 400, 404}, url
    assert "root:" not in answer.text
    assert "evil" not in answer.headers.get("location", "")
