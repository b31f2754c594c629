"""Requests that are answered by their bytes get what the ordinary way gave them."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest

from tests.running import PATIENCE_SECONDS
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT

LABELS = f"SELECT ?l {{ <{AGREEMENT}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }} ORDER BY ?l"
HEADERS = "Host: example.jp\r\nAccept: text/csv\r\n"


@pytest.fixture(scope="module")
def url(release_directory: Path) -> Iterator[str]:
    with serving(release_directory) as url:
        yield url


@pytest.fixture
def connection(url: str) -> Iterator[socket.socket]:
    with _connected(url) as connection:
        yield connection


def _connected(url: str) -> socket.socket:
    address = urlsplit(url)
    return socket.create_connection((address.hostname, address.port), timeout=PATIENCE_SECONDS)


def get(method: str = "GET", extra: str = "", **parameters: str) -> bytes:
    return f"{method} /sparql?{urlencode({'query': LABELS, **parameters})} HTTP/1.1\r\n{HEADERS}{extra}\r\n".encode()


def post(body: str) -> bytes:
    typed = f"Content-Type: application/sparql-query\r\nContent-Length: {len(body.encode())}\r\n"
    return f"POST /sparql HTTP/1.1\r\n{HEADERS}{typed}\r\n{body}".encode()


def answer(connection: socket.socket, *, bodiless: bool = False) -> tuple[bytes, bytes]:
    """Head and body of the next answer."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or pytest.fail("closed")
    head, _, body = received.partition(b"\r\n\r\n")
    stated = re.search(rb"content-length: (\d+)", head)
    while stated and not bodiless and len(body) < int(stated[1]):
        body += connection.recv(65536)
    return head, body


def undated(head: bytes) -> bytes:
    assert re.search(rb"\r\ndate: [^\r]+ GMT\r\n", head)
    return re.sub(rb"\r\ndate: [^\r]+", b"", head)


def requests_counted(url: str, method: str, status: int) -> float:
    line = f'renkei_http_requests_total{{method="{method}",route="/sparql",status="{status}"}} '
    found = re.search(rf"^{re.escape(line)}(\S+)", httpx.get(f"{url}/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize("extra", ["", "Accept-Encoding: gzip\r\n", "Origin: https://example.org\r\n"])
def test_the_same_bytes_get_the_same_answer(url: str, connection: socket.socket, extra: str) -> None:
    before = requests_counted(url, "GET", 200)
    answers = []
    for _ in range(4):
        connection.sendall(get(extra=extra, format="csv"))
        answers.append(answer(connection))
    assert answers[0][0].startswith(b"HTTP/1.1 200 OK\r\n")
    assert {(undated(head), body) for head, body in answers} == {(undated(answers[0][0]), answers[0][1])}
    assert b"access-control-allow-origin: *" in answers[0][0]
    assert b"renkei-release: example" in answers[0][0]
    assert requests_counted(url, "GET", 200) == before + 4


def test_heads_posts_and_what_the_client_knows(url: str, connection: socket.socket) -> None:
    connection.sendall(get())
    head, body = answer(connection)
    tag = re.search(rb"etag: ([^\r]+)", head)
    assert tag is not None
    for _ in range(3):
        connection.sendall(get("HEAD"))
        assert undated(answer(connection, bodiless=True)[0]) == undated(head)
        connection.sendall(post(LABELS))
        posted, same = answer(connection)
        assert (undated(posted), same) == (undated(head), body)
        connection.sendall(get(extra=f"If-None-Match: {tag[1].decode()}\r\n"))
        unchanged, nothing = answer(connection)
        assert (unchanged.split(b"\r\n")[0], nothing) == (b"HTTP/1.1 304 Not Modified", b"")
    with _connected(url) as other:
        other.sendall(get())
        assert answer(other)[1] == body


def test_requests_in_pieces_and_in_a_row(connection: socket.socket) -> None:
    connection.sendall(get())
    _, body = answer(connection)
    whole = get()
    for cut in (1, 20, len(whole) - 1):
        connection.sendall(whole[:cut])
        connection.sendall(whole[cut:])
        assert answer(connection)[1] == body
    connection.sendall(get() + get())
    received = b""
    while received.count(b"HTTP/1.1 200 OK") < 2 or not received.endswith(body):
        received += connection.recv(65536) or pytest.fail("closed")
    assert received.count(body) == 2
    inner = post(get().decode())
    connection.sendall(inner[: -len(get())])
    connection.sendall(get())  # the bytes of a request, but the body of another
    assert answer(connection)[0].startswith(b"HTTP/1.1 400 ")


def test_a_connection_that_is_to_be_closed_is(url: str) -> None:
    for _ in range(3):
        with _connected(url) as connection:
            connection.sendall(get(extra="Connection: close\r\n"))
            head, _ = answer(connection)
            assert b"connection: close" in head
            assert connection.recv(1) == b""


def test_what_is_not_kept_is_not_given_again(url: str, connection: socket.socket) -> None:
    bodies = set()
    for _ in range(3):
        connection.sendall(get(query="SELECT (STRUUID() AS ?u) {}"))
        bodies.add(answer(connection)[1])
    assert len(bodies) == 3
    refused = set()
    for _ in range(3):
        connection.sendall(get(query="SELECT ?s { ?s"))
        refused.add(answer(connection)[0].split(b"\r\n")[0])
    assert refused == {b"HTTP/1.1 400 Bad Request"}
    assert requests_counted(url, "GET", 400) >= 3
