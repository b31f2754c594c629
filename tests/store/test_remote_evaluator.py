"""What becomes of an engine's answers: late, too long, broken off, refused, cut; and who the server says it is."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import EngineUnavailable, MalformedQuery, QueryError, QueryTimeout, QueryTooLarge
from kg.formats import RESULTS_JSON
from kg.store.guard import guard_query
from kg.store.limits import Limits
from kg.store.query import QueryRequest
from kg.store.remote.connection import Addresses, RemoteStore
from kg.store.remote.credentials import Credentials
from kg.store.remote.engine import VIRTUOSO, engine_named
from kg.store.remote.evaluator import RemoteEvaluator, RemoteRelease
from tests.running import PATIENCE_SECONDS

_QUERY = QueryRequest(query=guard_query("SELECT ?a { ?a ?b ?c }"), format=RESULTS_JSON, client="203.0.113.7")
_ONE_ROW = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"uri","value":"urn:x"}}]}}'
_JSON = {"Content-Type": RESULTS_JSON.media_type}

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class ScriptedEngine:
    """An engine that answers by a list, its last entry for ever; what it was asked is kept."""

    url: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)


def _says(status: int, body: bytes, headers: dict[str, str] = _JSON) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def _breaks_off(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", RESULTS_JSON.media_type)
    request.send_header("Content-Length", str(len(_ONE_ROW)))
    request.end_headers()
    request.wfile.write(_ONE_ROW[:20])


def _never_ends(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", RESULTS_JSON.media_type)
    request.end_headers()
    deadline = time.monotonic() + 2 * PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            request.wfile.write(b" ")
        except (BrokenPipeError, ConnectionResetError):
            return
        time.sleep(0.02)


@pytest.fixture
def engine() -> Iterator[ScriptedEngine]:
    with _engine() as running:
        yield running


@contextmanager
def _engine() -> Iterator[ScriptedEngine]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            script.asked.append(dict(self.headers))
            answer = script.answers.pop(0) if len(script.answers) > 1 else script.answers[0]
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        script = ScriptedEngine(f"http://127.0.0.1:{server.server_port}/query")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield script
        server.shutdown()
        thread.join()


def _ask(
    engine: ScriptedEngine, *, limits: Limits, credentials: Credentials | None = None, name: str = "generic"
) -> tuple[bytes | QueryError, RemoteEvaluator]:
    """The answer, or the error, and the evaluator it came from."""
    store = RemoteStore(
        addresses=Addresses(query=engine.url, update=engine.url),
        engine=engine_named(name),
        credentials=credentials or Credentials(),
    )
    release = RemoteRelease(store=store, graphs=("urn:g",), alone=True, datatypes={})

    async def ask() -> tuple[bytes | QueryError, RemoteEvaluator]:
        async with RemoteEvaluator(release, limits) as evaluator:
            try:
                return (await evaluator.evaluate(_QUERY)).body, evaluator
            except QueryError as error:
                return error, evaluator
            finally:
                assert (evaluator.running, evaluator.waiting) == (0, 0)

    return asyncio.run(ask())


_LIMITS = Limits(seconds=60)


def test_a_late_answer_is_a_timeout_that_names_the_limit(engine: ScriptedEngine) -> None:
    engine.answers = [_never_ends]
    started = time.monotonic()
    error, evaluator = _ask(engine, limits=replace(_LIMITS, seconds=0.5))
    assert isinstance(error, QueryTimeout)
    assert "0.5" in str(error)
    assert time.monotonic() - started < PATIENCE_SECONDS
    assert evaluator.counters.timed_out == 1


def test_an_answer_over_the_cap_is_not_read_to_its_end(engine: ScriptedEngine) -> None:
    engine.answers = [_says(200, _ONE_ROW + b" " * 10_000)]
    error, evaluator = _ask(engine, limits=replace(_LIMITS, result_bytes=5_000))
    assert isinstance(error, QueryTooLarge)
    assert evaluator.counters.refused == 1


@pytest.mark.parametrize(
    "answer",
    [_says(200, _ONE_ROW[:-3]), _says(200, b""), _says(200, b"<html>busy</html>", {"Content-Type": "text/html"})],
    ids=["broken off", "empty", "a page"],
)
def test_what_is_no_whole_answer_is_never_handed_on(engine: ScriptedEngine, answer: Answer) -> None:
    engine.answers = [answer]
    error, _ = _ask(engine, limits=_LIMITS)
    assert isinstance(error, QueryError)
    assert error.status == 500
    assert "cannot be read" in str(error)


def test_a_connection_that_breaks_is_tried_again(engine: ScriptedEngine) -> None:
    engine.answers = [_breaks_off, _says(200, _ONE_ROW)]
    body, evaluator = _ask(engine, limits=_LIMITS)
    assert isinstance(body, bytes)
    assert b"urn:x" in body
    assert len(engine.asked) == 2
    assert evaluator.counters.answered == 1


def test_a_busy_engine_is_asked_again_and_then_given_up(engine: ScriptedEngine) -> None:
    engine.answers = [_says(503, b"busy"), _says(503, b"busy"), _says(200, _ONE_ROW)]
    assert isinstance(_ask(engine, limits=_LIMITS)[0], bytes)
    engine.answers = [_says(503, b"busy")]
    error, evaluator = _ask(engine, limits=_LIMITS)
    assert isinstance(error, EngineUnavailable)
    assert error.status == 503
    assert "busy" in str(error)
    assert evaluator.counters.died == 1


@pytest.mark.parametrize(
    ("status", "kind", "http_status"),
    [(400, MalformedQuery, 400), (401, EngineUnavailable, 503), (403, EngineUnavailable, 503), (500, QueryError, 500)],
)
def test_a_refusal_says_what_the_engine_said(
    engine: ScriptedEngine, status: int, kind: type[QueryError], http_status: int
) -> None:
    engine.answers = [_says(status, b"line 1: a reason")]
    error, _ = _ask(engine, limits=_LIMITS)
    assert type(error) is kind
    assert error.status == http_status
    assert (str(status) in str(error)) or "a reason" in str(error)


def test_rows_that_the_engine_cut_are_an_error(engine: ScriptedEngine) -> None:
    engine.answers = [_says(200, _ONE_ROW, {**_JSON, "X-SPARQL-MaxRows": "10000"})]
    error, _ = _ask(engine, limits=_LIMITS, name=VIRTUOSO.name)
    assert isinstance(error, QueryError)
    assert "10000" in str(error)
    assert isinstance(_ask(engine, limits=_LIMITS)[0], bytes)  # a header that other engines do not have


def test_a_token_is_sent_as_bearer_and_nothing_without_one(engine: ScriptedEngine) -> None:
    engine.answers = [_says(200, _ONE_ROW)]
    assert isinstance(_ask(engine, limits=_LIMITS, credentials=Credentials(token="secret-token"))[0], bytes)  # noqa: S106
    assert isinstance(_ask(engine, limits=_LIMITS)[0], bytes)
    assert [asked.get("Authorization") for asked in engine.asked] == ["Bearer secret-token", None]
