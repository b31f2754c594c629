"""Clients that keep a connection without asking, sending or taking: others are answered, and they are cut off."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.running import PATIENCE_SECONDS, wait_until
from tests.web.conftest import serving

_SECONDS = 3.0
_MOST = 40
_NONE_BUT_THIS = "renkei_http_requests_running 1.0"


@pytest.fixture(scope="module")
def impatient(release_directory: Path) -> Iterator[str]:
    """A server that gives clients three seconds and forty connections, and queries all their time."""
    with serving(
        release_directory, client_seconds=_SECONDS, max_connections=_MOST, query_timeout=10 * PATIENCE_SECONDS
    ) as url:
        yield url


def _connect(url: str) -> socket.socket:
    place = urlsplit(url)
    assert place.hostname
    assert place.port
    return socket.create_connection((place.hostname, place.port), timeout=PATIENCE_SECONDS)


def _takes(connection: socket.socket, data: bytes) -> bool:
    """Whether the other side still takes what is sent, a fifth of a second later."""
    try:
        connection.sendall(data)
    except (BrokenPipeError, ConnectionResetError):
        return False
    time.sleep(0.2)
    return True


def _ended(connection: socket.socket) -> bytes:
    """What comes until the other side ends the connection."""
    got = b""
    try:
        while part := connection.recv(65536):
            got += part
    except ConnectionResetError:
        pass
    return got


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_head_that_does_not_come(impatient: str, sent: bytes) -> None:
    with _connect(impatient) as connection:
        connection.sendall(sent)
        started = time.monotonic()
        assert _ended(connection) == b""
        assert time.monotonic() - started > _SECONDS - 0.5


def test_a_head_that_comes_byte_by_byte(impatient: str) -> None:
    with _connect(impatient) as connection:
        wait_until(lambda: not _takes(connection, b"G"), "it is cut off")


def test_the_head_of_a_second_request(impatient: str) -> None:
    with _connect(impatient) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        time.sleep(0.2)
        connection.recv(65536)
        connection.sendall(b"GET /healthz HT")
        assert _ended(connection) == b""


def test_a_body_that_does_not_come(impatient: str) -> None:
    with _connect(impatient) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 9\r\n\r\nASK"
        )
        answer = _ended(connection)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"application/problem+json" in answer


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(30_000)) + b"\r\n",
    ],
    ids=["address", "value", "many"],
)
def test_a_huge_head(impatient: str, head: bytes) -> None:
    with _connect(impatient) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(head)
        answer = _ended(connection)
        assert not answer or answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 414 ", b"HTTP/1.1 431 "))
    assert httpx.get(f"{impatient}/healthz").status_code == 200


def test_an_answer_that_nobody_takes(impatient: str, server: str) -> None:
    """A large answer to a client that does not read: the connection is cut, so nothing is held for it."""
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"
    with _connect(impatient) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        path = str(httpx.QueryParams(query=query))
        connection.sendall(f"GET /sparql?{path} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        whole = len(httpx.get(f"{server}/sparql?{path}", headers={"Accept": "text/csv"}).content)
        assert whole > 5_000_000
        wait_until(lambda: _NONE_BUT_THIS in httpx.get(f"{impatient}/metrics").text, "the answer is given up")
        connection.sendall(b"x")  # to a connection that is closed at the other end, which makes it say so
        time.sleep(0.5)
        assert len(_ended(connection)) < whole


def test_a_slow_reader_is_served_to_the_end(impatient: str, server: str) -> None:
    query = str(httpx.QueryParams(query="SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"))
    whole = httpx.get(f"{server}/sparql?{query}", headers={"Accept": "text/csv"}).content
    with _connect(impatient) as connection:
        connection.sendall(
            f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\nConnection: close\r\n\r\n".encode()
        )
        response = HTTPResponse(connection)  # the answer may come in chunks
        response.begin()
        started, got = time.monotonic(), b""
        while part := response.read(len(whole) // 20):
            got += part
            time.sleep(0.2)
    assert time.monotonic() - started > _SECONDS
    assert got == whole


def test_more_connections_than_allowed(impatient: str) -> None:
    """Those that ask nothing make room; who asks is answered meanwhile."""
    idle = [_connect(impatient) for _ in range(3 * _MOST)]
    try:
        for _ in range(10):
            assert httpx.get(f"{impatient}/healthz").status_code == 200
        for connection in idle[: 2 * _MOST]:
            assert _ended(connection) == b""
    finally:
        for connection in idle:
            connection.close()


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
            b"415",
        ),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nContent-Length: 5\r\n\r\nASK {}", b"400"),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", b"501"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-A: a\rX-Evil: b\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n X-Evil: a\r\nConnection: close\r\n\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nX Y: a\r\nHost: x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Nul: a\x00b\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nAccept: text/html\r\n\r\n", b"400"),
        (b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"400"),
        (b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
    ],
)
def test_requests_that_two_could_read_differently(impatient: str, request_: bytes, status: bytes) -> None:
    """One answer, and what follows is not taken for a request (RFC 9112 sections 5.2, 6.1 and 6.3)."""
    with _connect(impatient) as connection:
        connection.sendall(request_)
        answer = _ended(connection)
    statuses = [line.split()[1] for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    assert statuses in ([status], [b"400"]), answer[:200]
    assert b"X-Evil" not in answer
