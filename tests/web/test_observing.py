"""Requests are counted and, where the operator wants it, logged: what was asked and how it went, never by whom."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.running import PATIENCE_SECONDS
from tests.web.conftest import process_over
from tests.web.release_fixture import SLUG

_QUERY = "ASK { <urn:secret-of-the-query> ?p ?o }"
_HEADERS = {
    "User-Agent": "agent-7",
    "X-Forwarded-For": "203.0.113.9",
    "Referer": "https://from.example/",
    "Cookie": "c=1",
}
_PERSONAL = re.compile(r"127\.0\.0\.1|203\.0\.113|agent-7|from\.example|secret-word")


def _requests(url: str) -> None:
    with httpx.Client(base_url=url, headers=_HEADERS) as client:
        client.get("/sparql", params={"query": _QUERY})
        client.post("/sparql", data={"query": _QUERY})
        client.get(f"/doc/agreement/{SLUG}.ttl")
        client.get("/search", params={"q": "secret-word"})
        client.get("/nothing/secret-word")
        client.delete("/")


def _lines(release: Path, *, log_format: str = "text", log_requests: str = "no") -> tuple[list[str], str]:
    """What is logged of the requests, and what is counted."""
    settings: dict[str, Any] = {"trusted_proxies": "127.0.0.1", "log_format": log_format, "log_requests": log_requests}
    with process_over(release, stderr=subprocess.PIPE, **settings) as (process, url):
        _requests(url)
        counted = httpx.get(f"{url}/metrics").text
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)
        assert process.stderr is not None
        return process.stderr.read().decode().splitlines(), counted


@pytest.mark.parametrize("log_requests", ["yes", "queries"])
def test_requests_in_json(release_directory: Path, log_requests: str) -> None:
    lines, counted = _lines(release_directory, log_format="json", log_requests=log_requests)
    assert not _PERSONAL.search("\n".join(lines))
    said: list[dict[str, Any]] = [json.loads(line) for line in lines]
    mine = [one for one in said if one["route"] not in {"/healthz", "/metrics"}]
    assert [(one["method"], one["route"], one["status"]) for one in mine] == [
        ("GET", "/sparql", 200),
        ("POST", "/sparql", 200),
        ("GET", "/doc/{path:path}", 200),
        ("GET", "/search", 200),
        ("GET", "none", 404),
        ("DELETE", "/", 405),
    ]
    for one in said:
        assert one.keys() - {"query"} == {
            *("time", "level", "logger", "message", "event", "release"),
            *("method", "route", "path", "status", "seconds", "bytes"),
        }
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", one["time"])
        assert (one["event"], one["release"], one["bytes"] > 0) == ("request", "example", True)
    queries = [one["query"] for one in said if "query" in one]
    assert queries == ([_QUERY] * 2 if log_requests == "queries" else [])
    assert 'renkei_http_requests_total{method="POST",route="/sparql",status="200"} 1.0' in counted
    assert 'renkei_http_requests_total{method="GET",route="none",status="404"} 1.0' in counted
    assert 'renkei_http_requests_total{method="other",route="/",status="405"} 1.0' in counted
    assert 'renkei_http_request_duration_seconds_count{route="/doc/{path:path}"} 1.0' in counted


def test_nothing_is_logged_of_requests_unless_wanted(release_directory: Path) -> None:
    lines, _ = _lines(release_directory)
    assert lines == []
