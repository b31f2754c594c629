"""Plain requests go straight to a worker; whoever asks cannot tell, because the general way gives the same bytes.

A request that comes in two pieces goes the general way.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, quote_plus, urlsplit

import httpx
import pytest

from kg.web.plain_requests import read_head, read_plain_request
from tests.running import PATIENCE_SECONDS, wait_until
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, GRAPH

LABELS = f"SELECT ?l {{ <{AGREEMENT}> <http://www.w3.org/2000/01/rdf-schema#label> ?l }} ORDER BY ?l"
EVERYTHING = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
GRAPH_OF = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
JAPANESE = "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(STR(?o), '青川市')) } ORDER BY ?s"
PATH = "SELECT DISTINCT ?s { ?s <urn:p>/<urn:q>* <urn:c> } ORDER BY ?s"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_BETWEEN_PIECES_SECONDS = 0.05
_LONGER_THAN_ANYBODY_WAITS = 10.0 * PATIENCE_SECONDS


def got(query: str, *fields: str, more: str = "") -> bytes:
    return _request(f"GET /sparql?query={quote(query)}{more}", fields)


def posted(body: str, media_type: str, *fields: str) -> bytes:
    data = body.encode()
    return _request("POST /sparql", (*fields, f"Content-Type: {media_type}", f"Content-Length: {len(data)}")) + data


def _request(line: str, fields: Sequence[str]) -> bytes:
    return "\r\n".join([f"{line} HTTP/1.1", "Host: example.jp", *fields, "", ""]).encode()


PLAIN = {
    "no Accept": got(LABELS),
    "json": got(LABELS, "Accept: application/sparql-results+json"),
    "xml": got(LABELS, "Accept: application/sparql-results+xml, */*;q=0.1"),
    "csv": got(LABELS, "ACCEPT:text/csv   "),
    "tsv by name": got(LABELS, more="&format=tsv"),
    "spaces as plus": _request(f"GET /sparql?query={quote_plus(LABELS)}", ["Accept: text/csv"]),
    "gzip": got(EVERYTHING, "Accept-Encoding: gzip, deflate, br"),
    "no gzip": got(EVERYTHING, "Accept-Encoding: gzip;q=0"),
    "ask": got("ASK {}", "Accept: */*"),
    "japanese": got(JAPANESE, "User-Agent: 1", "Accept-Language: ja", "Origin: https://a.example"),
    "turtle": got(GRAPH_OF, "Accept: text/turtle"),
    "ntriples": got(GRAPH_OF, "Accept: application/n-triples", "Accept-Encoding: gzip"),
    "json-ld": got(f"DESCRIBE <{AGREEMENT}>", "Accept: application/ld+json"),
    "trig": got(GRAPH_OF, "Accept: application/trig"),
    "rdf/xml": got(f"DESCRIBE <{AGREEMENT}>", "Accept: application/rdf+xml"),
    "path": got(PATH, "Accept: text/csv"),
    "graphs": got("SELECT ?s { ?s a ?t } ORDER BY ?s", more=f"&default-graph-uri={quote(GRAPH)}"),
    "named graphs": got("SELECT ?s { GRAPH ?g { ?s a ?t } } ORDER BY ?s", more=f"&named-graph-uri={quote(GRAPH)}"),
    "own time": got(LABELS, more="&timeout=3"),
    "empty parameters": got(LABELS, more="&&format=&unknown=%20&x"),
    "kept alive": got(LABELS, "Connection: keep-alive"),
    "form": posted(f"query={quote_plus(LABELS)}&format=csv", "application/x-www-form-urlencoded"),
    "direct": posted(LABELS, "application/sparql-query; charset=UTF-8", "Accept: text/csv"),
}
REFUSED_BY_THE_ENGINE = {
    "syntax": got("SELECT ?x WHERE { ?x }"),
    "syntax for a reader": got("SELECT ?x WHERE { ?x }", "Accept: application/problem+json;q=0.5, text/html;q=0.1"),
    "function": got("SELECT (<urn:no-such-function>(1) AS ?x) {}", "Accept-Language: ja"),
    "time": got(RUNAWAY, more="&timeout=0.2"),
}
GENERAL = {
    "page": got(LABELS, "Accept: text/html"),
    "no query": _request("GET /sparql", ["Accept: text/turtle"]),
    "no query but a question mark": _request("GET /sparql?", ["Accept: text/turtle"]),
    "two queries": got(LABELS, more="&query=ASK%20%7B%7D"),
    "update": _request("GET /sparql?update=x", []),
    "not UTF-8": _request("GET /sparql?query=%FF", []),
    "bad escape": _request("GET /sparql?query=ASK%20%7B%7", []),
    "bad time": got(LABELS, more="&timeout=soon"),
    "bad graph": got(LABELS, more="&default-graph-uri=nothing"),
    "nothing acceptable": got(LABELS, "Accept: image/png"),
    "service": got("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    "deep": got("ASK { FILTER" + "(" * 200 + "1" + ")" * 200 + " }"),
    "head": got(LABELS).replace(b"GET", b"HEAD", 1),
    "options": got(LABELS).replace(b"GET", b"OPTIONS", 1),
    "unchanged": got(LABELS, "If-None-Match: *"),
    "dated": got(LABELS, "If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT"),
    "no host": got(LABELS).replace(b"Host: example.jp\r\n", b""),
    "two hosts": got(LABELS, "Host: example.org"),
    "two Accepts": got(LABELS, "Accept: text/csv", "Accept: text/html"),
    "old version": got(LABELS, "Connection: keep-alive").replace(b"HTTP/1.1", b"HTTP/1.0"),
    "closing": got(LABELS, "Connection: close"),
    "compressed": posted(LABELS, "application/sparql-query", "Content-Encoding: gzip"),
    "unknown type": posted(LABELS, "text/plain"),
    "latin": posted(LABELS, "application/sparql-query; charset=latin-1"),
    "posted update": posted("CLEAR ALL", "application/sparql-update"),
    "other path": got(LABELS).replace(b"/sparql", b"/sparql/", 1),
    "long": got(LABELS + " " * 3000),
}


@pytest.fixture(scope="module", params=[0, 16], ids=["keeping none", "keeping"])
def url(request: pytest.FixtureRequest, release_directory: Path) -> Iterator[str]:
    with serving(release_directory, answer_cache_mb=request.param, query_timeout=_LONGER_THAN_ANYBODY_WAITS) as url:
        yield url


class Connection:
    """A connection of a client, and what came of it that nobody has read."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._socket = socket.create_connection((address.hostname, address.port), timeout=PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._data = b""

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self._socket.sendall(piece)
            time.sleep(_BETWEEN_PIECES_SECONDS)

    def receive(self, *, bodiless: bool = False) -> tuple[bytes, bytes]:
        """Head and body of the next answer; the head without its date."""
        while b"\r\n\r\n" not in self._data:
            self._read()
        head, _, self._data = self._data.partition(b"\r\n\r\n")
        stated = re.search(rb"content-length: (\d+)", head)
        length = int(stated[1]) if stated and not bodiless else 0
        while len(self._data) < length:
            self._read()
        body, self._data = self._data[:length], self._data[length:]
        assert re.search(rb"\r\ndate: [^\r]+ GMT", head)
        return re.sub(rb"\r\ndate: [^\r]+", b"", head), body

    def _read(self) -> None:
        self._data += self._socket.recv(1 << 20) or pytest.fail("closed")


def asked(url: str, *pieces: bytes) -> tuple[bytes, bytes]:
    with Connection(url) as connection:
        connection.send(*pieces)
        return connection.receive(bodiless=pieces[0].startswith(b"HEAD"))


@pytest.mark.parametrize(
    "raw", [*PLAIN.values(), *REFUSED_BY_THE_ENGINE.values()], ids=[*PLAIN, *REFUSED_BY_THE_ENGINE]
)
def test_plain_requests_get_what_the_general_way_gives(url: str, raw: bytes) -> None:
    assert read_plain_request(raw) is not None
    quick, general = asked(url, raw), asked(url, raw[:9], raw[9:])
    assert quick == general
    assert quick[0].startswith(b"HTTP/1.1 200 OK\r\n") == (raw in PLAIN.values())
    assert b"renkei-release: example" in quick[0]
    assert asked(url, raw) == quick, "also once more"


@pytest.mark.parametrize("raw", GENERAL.values(), ids=GENERAL)
def test_all_others_are_left_to_the_general_way(url: str, raw: bytes) -> None:
    assert asked(url, raw) == asked(url, raw[:9], raw[9:])


@pytest.mark.parametrize(
    "fields",
    [
        b"Host: a\r\n\r\nX",
        b"Host: a\r\n folded\r\n\r\n",
        b"Host: a\nAccept: b\r\n\r\n",
        b"Host : a\r\n\r\n",
        b"Host: a\r\nX: \x00\r\n\r\n",
        b"Host: a\r\nX: \xff\r\n\r\n",
        b"Host: a\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"Host: a\r\nContent-Length: +1\r\n\r\n",
        b"Host: a\r\nConnection: keep-alive, upgrade\r\n\r\n",
        b"Host: a\r\nExpect: 100-continue\r\n\r\n",
        b"Host: a\r\n",
    ],
)
def test_heads_that_may_be_read_in_two_ways_are_not_read(fields: bytes) -> None:
    assert read_head(fields) is None


def test_bodies_end_where_they_say() -> None:
    whole = posted(LABELS, "application/sparql-query")
    assert read_plain_request(whole) is not None
    assert read_plain_request(whole + b"x") is None
    assert read_plain_request(whole[:-1]) is None
    assert read_plain_request(got(LABELS) + got(LABELS)) is None


def test_what_comes_while_a_query_runs_is_answered_after_it(url: str) -> None:
    with Connection(url) as connection:
        connection.send(got(RUNAWAY, more="&timeout=0.4"), PLAIN["csv"], PLAIN["turtle"][:30])
        assert connection.receive()[0].startswith(b"HTTP/1.1 503 ")
        assert connection.receive() == asked(url, PLAIN["csv"])
        connection.send(PLAIN["turtle"][30:])
        assert connection.receive() == asked(url, PLAIN["turtle"])
        connection.send(PLAIN["json"] + PLAIN["xml"] + PLAIN["json"])
        assert [connection.receive() for _ in range(3)] == [asked(url, PLAIN[name]) for name in ("json", "xml", "json")]


def test_a_client_that_goes_away_ends_its_query(url: str) -> None:
    before = counted(url, 'method="GET",route="/sparql",status="499"')
    with Connection(url) as connection:
        connection.send(got(RUNAWAY))
        await_running(url, 1)
    await_running(url, 0)
    assert counted(url, 'method="GET",route="/sparql",status="499"') == before + 1


def test_the_same_question_is_evaluated_once_at_a_time(release_directory: Path) -> None:
    """Each client gets its answer, also where the one that asked first has gone; the query ends with the last."""
    with serving(release_directory, answer_cache_mb=16, query_timeout=_LONGER_THAN_ANYBODY_WAITS) as url:
        asking = got(RUNAWAY, more="&timeout=3")
        with Connection(url) as first, Connection(url) as second, Connection(url) as other:
            first.send(asking)
            second.send(got(f"{RUNAWAY} # the same", more="&timeout=3"))
            other.send(got(RUNAWAY, more="&timeout=3.1"))
            await_running(url, 3)
            answers = [connection.receive() for connection in (first, second, other)]
        assert answers[0] == answers[1] != answers[2]
        assert timed_out(url) == 2
        with Connection(url) as second:
            with Connection(url) as first:
                first.send(asking)
                second.send(asking)
                await_running(url, 2)
            assert second.receive() == answers[0]
        assert timed_out(url) == 3
        with Connection(url) as first, Connection(url) as second:
            first.send(got(RUNAWAY))
            second.send(got(RUNAWAY))
            await_running(url, 2)
        await_running(url, 0)
        assert counted(url, 'method="GET",route="/sparql",status="499"') == 3


def await_running(url: str, count: int) -> None:
    """Until so many requests are being answered, besides the one that asks for this."""
    wait_until(lambda: counted(url, "", name="running") == count + 1, f"{count} requests are being answered")


def timed_out(url: str) -> int:
    found = re.search(
        r'renkei_queries_total{outcome="timed_out",pool="endpoint"} (\d+)', httpx.get(f"{url}/metrics").text
    )
    return int(found[1]) if found else 0


def counted(url: str, labels: str, *, name: str = "requests_total") -> float:
    series = f"renkei_http_{name}" if name != "running" else "renkei_http_requests_running"
    line = f"{series}{{{labels}}} " if labels else f"{series} "
    found = re.search(rf"^{re.escape(line)}(\S+)", httpx.get(f"{url}/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0
