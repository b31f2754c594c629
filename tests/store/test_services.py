"""SERVICE: who may be asked, what is sent, what may come back, and how it is joined."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs

import httpx
import pytest

from kg.errors import ForbiddenQuery, ServiceFailed
from kg.formats import RESULTS_JSON
from kg.store.forwarder import ForwardingLimits
from kg.store.guard import guard_query
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from tests.running import PATIENCE_SECONDS, renkei_server
from tests.web.release_fixture import AGREEMENT, write_release

JSON = RESULTS_JSON.media_type
IRI = {"type": "uri", "value": AGREEMENT}


def solutions(*rows: dict[str, Any]) -> bytes:
    names = sorted({name for row in rows for name in row})
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


class OtherService(BaseHTTPRequestHandler):
    """Answers by its path, in good ways and in bad."""

    asked: ClassVar[list[tuple[str, str]]] = []
    good = solutions({"s": IRI, "n": {"type": "literal", "value": 'a "b" \\ }', "xml:lang": "en"}})

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, parse_qs(sent)["query"][0]))
        getattr(self, f"_{self.path.strip('/')}")()

    def do_GET(self) -> None:
        self.asked.append((self.path, "GET"))
        self._good()

    def _send(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        named = {"Content-Type": JSON, "Content-Length": str(len(body))}
        for name, value in (named | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _good(self) -> None:
        self._send(self.good)

    def _redirect(self) -> None:
        self._send(b"", status=302, Location=f"http://{self.headers['Host']}/target")

    def _error(self) -> None:
        self._send(self.good, status=500)

    def _html(self) -> None:
        self._send(b"<html></html>", Content_Type="text/html")

    def _compressed(self) -> None:
        self._send(b"\x1f\x8b", Content_Encoding="gzip")

    def _broken(self) -> None:
        self._send(b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type"')

    def _boolean(self) -> None:
        self._send(b'{"head": {}, "boolean": true}')

    def _blank(self) -> None:
        self._send(solutions({"s": {"type": "bnode", "value": "b"}}))

    def _injection(self) -> None:
        self._send(solutions({"s": {"type": "uri", "value": "http://a/> } } SELECT * { ?s ?p ?o"}}))

    def _stranger(self) -> None:
        self._send(solutions({"s": IRI, "label": {"type": "literal", "value": "not asked for"}}))

    def _empty(self) -> None:
        self._send(b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}')

    def _many(self) -> None:
        self._send(solutions(*[{"s": {"type": "uri", "value": f"urn:{number}"}} for number in range(5_000)]))

    def _slow(self) -> None:
        self._trickle(b" ", pause=0.1)

    def _endless(self) -> None:
        self._trickle(b" " * 65_536, pause=0)

    def _trickle(self, piece: bytes, *, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        until = time.monotonic() + 2 * PATIENCE_SECONDS
        try:
            while time.monotonic() < until:
                self.wfile.write(piece)
                time.sleep(pause)
        except ConnectionError:
            return

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def other() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), OtherService) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release")) / "store"


def ask(store: Path, query: str, *services: str, seconds: float = PATIENCE_SECONDS) -> list[dict[str, Any]]:
    async def main() -> bytes:
        limits = Limits(seconds=2 * PATIENCE_SECONDS, workers=1)
        forwarding = ForwardingLimits(seconds=seconds, answer_bytes=1_000_000)
        async with ProcessPoolEvaluator(store, limits, forwarding=forwarding) as pool:
            wanted = QueryRequest(query=guard_query(query, services=services), format=RESULTS_JSON)
            return (await pool.evaluate(wanted)).body

    found: list[dict[str, Any]] = json.loads(asyncio.run(main()))["results"]["bindings"]
    return found


def test_a_part_is_asked_of_the_service_and_joined(store: Path, other: str) -> None:
    OtherService.asked.clear()
    query = (
        f"PREFIX a: <urn:a#> SELECT * {{ ?s a ?type . OPTIONAL {{ SERVICE <{other}/good> {{ ?s a:b ?n }} }}"
        " FILTER(BOUND(?n)) }"
    )
    (row,) = ask(store, query, f"{other}/good")
    assert list(row) == ["s", "type", "n"]
    assert row["s"] == IRI
    assert row["n"] == {"type": "literal", "value": 'a "b" \\ }', "xml:lang": "en"}
    assert OtherService.asked == [("/good", "PREFIX a: <urn:a#> SELECT * { ?s a:b ?n }")]


def test_two_services_many_solutions_and_none(store: Path, other: str) -> None:
    count = "SELECT (COUNT(*) AS ?n) {{ SERVICE <{0}/{1}> {{ ?s ?p ?o }} SERVICE SILENT <{0}/{2}> {{ ?s ?q ?o }} }}"
    listed = [f"{other}/{path}" for path in ("many", "good", "empty", "error")]
    for first, second, expected in (
        ("many", "many", 5000),
        ("many", "good", 0),
        ("many", "empty", 0),
        ("many", "error", 5000),
    ):
        (row,) = ask(store, count.format(other, first, second), *listed)
        assert row["n"]["value"] == str(expected)


def test_a_service_binds_no_other_variables(store: Path, other: str) -> None:
    query = f"SELECT ?label {{ SERVICE <{other}/stranger> {{ ?s ?p ?o }} OPTIONAL {{ ?s <urn:none> ?label }} }}"
    assert ask(store, query, f"{other}/stranger") == [{}]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("redirect", "status 302"),
        ("error", "status 500"),
        ("html", "found text/html"),
        ("compressed", "gzip"),
        ("broken", "no SPARQL results"),
        ("boolean", "boolean"),
        ("blank", "blank nodes"),
        ("injection", "no SPARQL results|expected an IRI"),
        ("slow", "within 3 seconds"),
        ("endless", "over 1000000 bytes"),
    ],
)
def test_a_bad_answer_is_said(store: Path, other: str, path: str, message: str) -> None:
    OtherService.asked.clear()
    started = time.perf_counter()
    seconds = 3.0 if path == "slow" else PATIENCE_SECONDS
    with pytest.raises(ServiceFailed, match=message) as failure:
        ask(store, f"SELECT * {{ SERVICE <{other}/{path}> {{ ?s ?p ?o }} }}", f"{other}/{path}", seconds=seconds)
    assert failure.value.message_ja
    assert time.perf_counter() - started < PATIENCE_SECONDS
    assert [asked for asked, _ in OtherService.asked] == [f"/{path}"], "nothing else is asked"


def test_a_service_that_does_not_listen(store: Path) -> None:
    endpoint = "http://127.0.0.1:1/sparql"
    with pytest.raises(ServiceFailed, match="not reached"):
        ask(store, f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}", endpoint)
    assert ask(store, f"SELECT * {{ SERVICE SILENT <{endpoint}> {{ ?s ?p ?o }} }}", endpoint) == [{}]


def test_without_a_filter_every_service_is_refused_and_that_is_said(
    store: Path, other: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    OtherService.asked.clear()
    monkeypatch.setattr(ProcessPoolEvaluator, "confined", property(lambda _: False))
    for silent in ("", "SILENT"):
        with pytest.raises(ForbiddenQuery, match="no filter"):
            ask(store, f"SELECT * {{ SERVICE {silent} <{other}/good> {{ ?s ?p ?o }} }}", f"{other}/good")
    assert OtherService.asked == []
    assert "no filter" in caplog.text
    assert "隔離" in caplog.text


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://b/> { ?s ?p ?o } }",
        "ASK { SERVICE <http://a/x> { ?s ?p ?o } }",
        "ASK { SERVICE ?a { ?s ?p ?o } }",
        "PREFIX a: <http://a/> ASK { SERVICE a: { ?s ?p ?o } }",
        "ASK { SERVICE <http://a/> { ?s ?p ?o SERVICE <http://a/> { ?s ?p ?o } } }",
        "ASK { SERVICE <http://a/> { SERVICE <http://b/> { ?s ?p ?o } } }",
        "ASK { SERVICE:x <http://a/> { ?s ?p ?o } }",
        "ASK { FILTER(trueSERVICE <http://a/> { ?s ?p ?o }",
        "ASK { SERVICE <http://a/> ?s }",
        "ASK { SERVICE <http://a/> { ?s ?p ?o ",
        "ASK { SERVICE",
        "ASK { ?s a:b.c.SERVICE<http://b/> { ?s ?p ?o } SERVICE <http://a/> { } }",
        "ASK { " + "SERVICE <http://a/> { ?s ?p ?o } " * 5 + "}",
    ],
)
def test_what_is_not_plainly_a_listed_service_is_refused(query: str) -> None:
    with pytest.raises(ForbiddenQuery) as refusal:
        guard_query(query, services=["http://a/"])
    assert "SERVICE" in refusal.value.message
    assert refusal.value.message_ja
    with pytest.raises(ForbiddenQuery, match="VALUES"):
        guard_query(query)


def test_the_server_takes_the_list_from_its_settings(store: Path, other: str) -> None:
    listed, unlisted = f"{other}/good", f"{other}/many"
    with renkei_server(store.parent, env={"RENKEI_SERVICE_ENDPOINTS": f"http://b.example/ {listed}"}) as url:
        for endpoint, status in ((listed, 200), (unlisted, 403), (f"{listed}#x", 403)):
            query = f"SELECT ?s {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"
            answer = httpx.get(f"{url}/sparql", params={"query": query})
            assert answer.status_code == status
        assert listed in answer.json()["detail_ja"]
