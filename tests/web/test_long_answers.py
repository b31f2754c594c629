"""Long answers over HTTP: in chunks while they are made, without an entity tag, cut where they break off."""

from __future__ import annotations

import json
import socket
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from kg.store.pieces import WHOLE_BYTES
from tests.running import PATIENCE_SECONDS
from tests.web.conftest import process_over

MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_MORE_AND_MORE = (1, 8, 60)  # seconds: where a machine is busy, answers begin late
RESULTS = {"Accept": "application/sparql-results+json"}


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_long_answer(client: httpx.Client, method: str, coding: str) -> None:
    """Twice, by both ways to an answer: a client that names its coding otherwise goes the general way."""
    given = {"params" if method == "GET" else "data": {"query": MANY}}
    for more in ({}, {"Prefer": "x", "Expect": ""}):
        headers = {**RESULTS, "Accept-Encoding": coding, **more}
        answer = client.request(method, "/sparql", headers=headers, **given)  # type: ignore[arg-type]  # one of two
        assert (answer.status_code, answer.headers["renkei-release"]) == (200, "example")
        assert answer.headers["transfer-encoding"] == "chunked"
        assert answer.headers["content-type"] == RESULTS["Accept"]
        assert answer.headers.get("content-encoding", "identity") == coding
        assert "last-modified" in answer.headers
        assert not {"etag", "content-length"} & answer.headers.keys()
        assert len(answer.content) > WHOLE_BYTES
        assert len(answer.json()["results"]["bindings"]) == 20_000


def test_head_and_conditions(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": MANY}, headers=RESULTS)
    assert (head.status_code, head.content) == (200, b"")
    since = {**RESULTS, "If-Modified-Since": head.headers["last-modified"]}
    known = client.get("/sparql", params={"query": MANY}, headers=since)
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize("tags", ["", '"a",', 'W/, "b"'])
def test_an_empty_tag_is_that_of_no_answer(client: httpx.Client, tags: str) -> None:
    answer = client.head("/sparql", params={"query": MANY}, headers={**RESULTS, "If-None-Match": tags})
    assert answer.status_code == 200


def test_an_old_client_gets_a_whole_answer(server: str) -> None:
    """Chunks came with HTTP/1.1 (RFC 9112 section 7.1)."""
    where = urlsplit(server)
    with closing(socket.create_connection((where.hostname, where.port), timeout=PATIENCE_SECONDS)) as connection:
        asked = f"GET /sparql?query={quote(MANY)} HTTP/1.0\r\nHost: x\r\nAccept: {RESULTS['Accept']}\r\n\r\n"
        connection.sendall(asked.encode())
        received = bytearray()
        while piece := connection.recv(1 << 16):
            received += piece
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    assert b"transfer-encoding" not in head.lower()
    assert f"content-length: {len(body)}".encode() in head.lower()
    assert len(json.loads(body)["results"]["bindings"]) == 20_000


def test_an_answer_that_breaks_off_has_no_last_chunk(client: httpx.Client, server: str) -> None:
    """And the server answers on."""
    tries = (_until_it_ends(server, seconds) for seconds in _MORE_AND_MORE)
    received = next(one for one in tries if b" 503 " not in one[:20])
    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"transfer-encoding: chunked\r\n" in received[:2000].lower()
    assert not received.endswith(b"0\r\n\r\n")
    assert any(_breaks_off(client, seconds) for seconds in _MORE_AND_MORE)
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def _breaks_off(client: httpx.Client, seconds: int) -> bool:
    """Whether an answer without end was begun in that time."""
    try:
        answer = client.get("/sparql", params={"query": PRODUCT, "timeout": seconds}, headers=RESULTS)
    except httpx.RemoteProtocolError:
        return True
    assert answer.status_code == 503
    return False


def _until_it_ends(server: str, seconds: int) -> bytes:
    """What comes of an answer without end, as it comes."""
    where = urlsplit(server)
    asked = f"GET /sparql?timeout={seconds}&query={quote(PRODUCT)} HTTP/1.1"
    with closing(socket.create_connection((where.hostname, where.port), timeout=PATIENCE_SECONDS)) as connection:
        connection.sendall(f"{asked}\r\nHost: x\r\nAccept: {RESULTS['Accept']}\r\n\r\n".encode())
        received = bytearray()
        while piece := connection.recv(1 << 16):
            received += piece
            if received.startswith(b"HTTP/1.1 503 "):  # and the connection stays open
                break
    return bytes(received)


def test_the_server_does_not_grow_with_what_it_sends(release_directory: Path) -> None:
    """Of an answer that is taken slowly, most has not been made yet: its worker waits."""
    with process_over(release_directory, stderr=None, query_timeout=1000) as (process, url):
        status = Path(f"/proc/{process.pid}/status")
        if not status.exists():
            pytest.skip("the system does not say what a process holds")
        with httpx.Client(base_url=url, headers={**RESULTS, "Accept-Encoding": "identity"}, timeout=60) as client:
            client.get("/sparql", params={"query": "ASK {}"})
            before = _resident_kib(status)
            with client.stream("GET", "/sparql", params={"query": PRODUCT}) as answer:
                chunks = answer.iter_raw()
                taken = sum(len(next(chunks)) for _ in range(20))
                time.sleep(0.5)
                assert _resident_kib(status) - before < 16 * 1024
                while taken < 32 * 1024 * 1024:
                    taken += len(next(chunks))
                assert _resident_kib(status) - before < 16 * 1024
            assert json.loads(client.get("/sparql", params={"query": "ASK {}"}).content)["boolean"] is True


def _resident_kib(status: Path) -> int:
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])
