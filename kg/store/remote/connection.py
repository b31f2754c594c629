"""A store in another process, spoken to over the SPARQL 1.1 protocols, one request after the other.

Requests that may be sent twice are: a few times, with growing pauses, where the network or a busy server fails them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from types import TracebackType
from typing import Any, Self

import httpx
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import EngineUnavailable, InputError
from kg.formats import N_TRIPLES, RESULTS_JSON, SPARQL_UPDATE_TYPE, TURTLE
from kg.store.remote.credentials import Credentials
from kg.store.remote.engine import DETECT, Engine, Loading, address, engine_named, engine_of
from kg.store.remote.terms import as_read, lines_of

_HERE = Path(__file__).parent
_CONNECT_SECONDS = 10.0
_GRAPHS_AT_A_TIME = 2_000
#: Seconds to wait before each further attempt.
_PAUSES = (0.5, 1.0, 2.0, 4.0)
_LONGEST_PAUSE = 30.0
_TRY_AGAIN = frozenset({429, 502, 503, 504})
_READ_AS = {N_TRIPLES.media_type: RdfFormat.N_TRIPLES, TURTLE.media_type: RdfFormat.TURTLE}
_ACCEPTED_GRAPHS = f"{N_TRIPLES.media_type}, {TURTLE.media_type};q=0.5"
_SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a store answers queries, takes updates and keeps graphs; ``graph_store`` where that protocol is used."""

    query: str
    update: str
    graph_store: str | None = None
    graph_reading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteStore:
    """A store and how it is spoken to. ``seconds`` bound one request."""

    addresses: Addresses
    engine: Engine
    credentials: Credentials = field(default_factory=Credentials)
    seconds: float = 300.0


def find_store(
    endpoint: str,
    *,
    engine: str = DETECT,
    credentials: Credentials | None = None,
    update: str | None = None,
    graph_store: str | None = None,
    seconds: float = 300.0,
) -> RemoteStore:
    """The store at a query endpoint: its engine as named or as it says, its other addresses as given or as usual.

    Raises InputError where nobody answers there and the engine had to be asked.
    """
    who = credentials or Credentials()
    found = _detected(endpoint, who) if engine == DETECT else engine_named(engine)
    usual = address(endpoint, found.graph_store) if found.loading is Loading.GRAPH_STORE else None
    store = graph_store or (None if update else usual)
    addresses = Addresses(
        query=endpoint,
        update=update or address(endpoint, found.update),
        graph_store=store,
        graph_reading=address(endpoint, found.graph_reading) if found.graph_reading else None,
    )
    return RemoteStore(addresses=addresses, engine=found, credentials=who, seconds=seconds)


def _detected(endpoint: str, credentials: Credentials) -> Engine:
    """The engine that the headers of an answer name."""
    try:
        answer = httpx.get(
            endpoint,
            params={"query": _text("any_triple.rq")},
            headers={"Accept": RESULTS_JSON.media_type},
            auth=credentials.auth(engine_named("generic")),
            timeout=_CONNECT_SECONDS,
        )
    except httpx.HTTPError as error:
        raise _no_answer(endpoint, error) from error
    return engine_of(answer.headers)


def _text(name: str, **values: str) -> str:
    return Template((_HERE / name).read_text(encoding="utf-8")).substitute(values)


class Connection:
    """Requests to a :class:`RemoteStore`. A context manager. ``pause`` waits; tests need not.

    Every method raises EngineUnavailable where nobody answers or the server is too busy, InputError where it refuses.
    """

    def __init__(self, store: RemoteStore, *, pause: Callable[[float], None] = time.sleep) -> None:
        self.store = store
        self._pause = pause
        self._client = httpx.Client(
            auth=store.credentials.auth(store.engine),
            timeout=httpx.Timeout(store.seconds, connect=min(_CONNECT_SECONDS, store.seconds)),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._client.close()

    def graph_sizes(self) -> dict[str, int]:
        """Every named graph of the store that has triples, and how many."""
        sizes: dict[str, int] = {}
        after = ""
        while True:
            rows = self.select("graph_sizes.rq", after=str(Literal(after)), limit=str(_GRAPHS_AT_A_TIME))
            sizes |= {row["graph"]: int(row["triples"]) for row in rows if "graph" in row}
            if len(rows) < _GRAPHS_AT_A_TIME:
                return sizes
            after = rows[-1]["graph"]

    def select(self, name: str, **terms: str) -> list[dict[str, str]]:
        """The solutions of one of our queries; its places are filled with terms written by the RDF library."""
        answer = self._ask(_text(name, **terms), RESULTS_JSON.media_type)
        try:
            rows = json.loads(answer.content)["results"]["bindings"]
            return [{variable: value["value"] for variable, value in row.items()} for row in rows]
        except (ValueError, KeyError, TypeError) as error:
            raise _not_sparql(self.store.addresses.query, answer) from error

    def read(self, graph: NamedNode) -> list[Triple]:
        """Every triple of a graph, as it was pushed."""
        reading = self.store.addresses.graph_reading or self.store.addresses.graph_store
        if reading is None:
            answer = self._ask(_text("read_graph.rq", graph=str(graph)), _ACCEPTED_GRAPHS)
        else:
            answer = self._send(
                "GET",
                reading,
                params={"graph": graph.value},
                headers={"Accept": _ACCEPTED_GRAPHS},
                missing_is_empty=True,
            )
        if answer.status_code == httpx.codes.NOT_FOUND:
            return []
        syntax = _READ_AS.get(answer.headers.get("content-type", "").partition(";")[0].strip())
        if syntax is None:
            raise _not_sparql(str(answer.request.url), answer)
        try:
            return [as_read(quad.triple, self.store.engine) for quad in parse(answer.content, format=syntax)]
        except (SyntaxError, ValueError) as error:
            raise _not_sparql(str(answer.request.url), answer) from error

    def drop(self, graph: NamedNode) -> None:
        """Remove a graph; one that does not exist is no error."""
        self._update(_text("drop_graph.ru", graph=str(graph)), again=True)

    def put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Replace a graph by triples that fit in one request."""
        if self.store.addresses.graph_store is None:
            dropped = _text("drop_graph.ru", graph=str(graph)).rstrip()
            self._update(f"{dropped} ;\n{self._insertion(graph, triples)}", again=True)
        else:
            self._to_graph_store("PUT", graph, triples, again=True)

    def add(self, graph: NamedNode, triples: Iterable[Triple], *, again: bool) -> None:
        """Add triples that fit in one request. ``again``: it does no harm to send them twice."""
        if self.store.addresses.graph_store is None:
            self._update(self._insertion(graph, triples), again=again)
        else:
            self._to_graph_store("POST", graph, triples, again=again)

    def move(self, source: NamedNode, target: NamedNode) -> None:
        """Put a graph in the place of another, in one request."""
        self._update(_text("move_graph.ru", staging=str(source), graph=str(target)), again=False)

    def _insertion(self, graph: NamedNode, triples: Iterable[Triple]) -> str:
        return _text("insert_triples.ru", graph=str(graph), triples=lines_of(triples, self.store.engine).decode())

    def _to_graph_store(self, method: str, graph: NamedNode, triples: Iterable[Triple], *, again: bool) -> None:
        self._send(
            method,
            self.store.addresses.graph_store or "",
            params={"graph": graph.value},
            content=lines_of(triples, self.store.engine),
            headers={"Content-Type": N_TRIPLES.media_type},
            again=again,
        )

    def _ask(self, query: str, accept: str) -> httpx.Response:
        """As a form: Virtuoso 7.2 never answers a query that is the body itself."""
        return self._send("POST", self.store.addresses.query, data={"query": query}, headers={"Accept": accept})

    def _update(self, text: str, *, again: bool) -> None:
        self._send(
            "POST",
            self.store.addresses.update,
            content=text.encode(),
            headers={"Content-Type": SPARQL_UPDATE_TYPE},
            again=again,
        )

    def _send(
        self, method: str, url: str, *, again: bool = True, missing_is_empty: bool = False, **request: Any
    ) -> httpx.Response:
        """One request, sent again where that may help."""
        for pause in (*_PAUSES, None) if again else (None,):
            wait: float
            try:
                answer = self._client.request(method, url, **request)
            except httpx.TransportError as error:
                if pause is None:
                    raise _no_answer(url, error) from error
                wait = pause
            else:
                if answer.is_success or (missing_is_empty and answer.status_code == httpx.codes.NOT_FOUND):
                    return answer
                if pause is None or answer.status_code not in _TRY_AGAIN:
                    raise _refused(url, answer)
                wait = _asked_pause(answer, pause)
            self._pause(wait)
        raise AssertionError("the last attempt returns or raises")


def _asked_pause(answer: httpx.Response, pause: float) -> float:
    """How long the server asks to wait, within bounds."""
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_PAUSE) if asked.isdigit() else pause


def _no_answer(url: str, error: Exception) -> EngineUnavailable:
    said = str(error) or type(error).__name__
    return EngineUnavailable(
        f"{url}: {said}; expected a SPARQL 1.1 endpoint that answers",
        f"{url}: SPARQL 1.1 エンドポイントとして応答しません（{said}）",
    )


def _refused(url: str, answer: httpx.Response) -> InputError | EngineUnavailable:
    said = " ".join(answer.text.split())[:_SHOWN]
    status = f"{answer.status_code} {answer.reason_phrase}".strip()
    if answer.status_code in _TRY_AGAIN:
        return EngineUnavailable(
            f"{url}: the server answers {status} again and again: {said}",
            f"{url}: サーバーが {status} を返し続けています: {said}",
        )
    if answer.status_code in {401, 403}:
        return InputError(
            f"{url}: {status}; expected RENKEI_STORE_USER and RENKEI_STORE_PASSWORD, or RENKEI_STORE_TOKEN, of one who"
            " may do this",
            f"{url}: {status}。権限のある利用者を RENKEI_STORE_USER と RENKEI_STORE_PASSWORD、または"
            " RENKEI_STORE_TOKEN で指定してください",
        )
    return InputError(
        f"{url}: {status}: {said}; expected a SPARQL 1.1 endpoint that answers",
        f"{url}: SPARQL 1.1 エンドポイントとして応答しません（{status}: {said}）",
    )


def _not_sparql(url: str, answer: httpx.Response) -> InputError:
    found = answer.headers.get("content-type", "no Content-Type")
    return InputError(
        f"{url}: found an answer that cannot be read ({found}), expected one of SPARQL 1.1",
        f"{url}: 応答（{found}）を SPARQL 1.1 の応答として読めません",
    )
