"""Evaluates queries at an engine in another process: the same promises as :mod:`kg.store.pool`, another machine's work.

A query has a deadline, after which the connection is closed (and the engine told beforehand, where it listens), a cap
on its answer, a bound on how many run at a time and how many wait. The engine is believed in nothing: what it answers
is read and written again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from types import TracebackType
from typing import Self

import httpx
from pyoxigraph import BlankNode, NamedNode, Quad, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from kg.errors import EngineUnavailable, ForbiddenQuery, MalformedQuery, QueryError
from kg.formats import DATASET_FORMATS, RESULTS_JSON
from kg.store.graph_answers import Datatypes
from kg.store.limits import Counters, Limits
from kg.store.query import QueryAnswer, QueryRequest
from kg.store.refusals import timed_out
from kg.store.remote.answers import (
    accepted_for,
    broken,
    read_graph,
    too_large,
    written_graph,
    written_quads,
    written_results,
)
from kg.store.remote.connection import RemoteStore
from kg.store.remote.dataset import Parameters, dataset_parameters
from kg.store.remote.engine import Engine
from kg.store.remote.substitution import substituted
from kg.store.remote.terms import as_sent, restored
from kg.store.remote.turns import Turns
from kg.store.tokens import read_tokens

_CONNECT_SECONDS = 5.0
_ATTEMPTS = 3
_PAUSE_SECONDS = 0.2
_TRIPLES_AT_A_TIME = 500
_BUSY = frozenset({429, 502, 503, 504})
_SHOWN = 400
_TRIPLE = ("subject", "property", "value")
_GRAPHS_OF = Template(Path(__file__).with_name("graphs_of.rq").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRelease:
    """A release in a store: its graphs, whether the store has no others, the datatypes of its properties."""

    store: RemoteStore
    graphs: tuple[str, ...]
    alone: bool
    datatypes: Datatypes


@dataclass(frozen=True, slots=True)
class _Said:
    """What the engine answered."""

    body: bytes
    media_type: str


class RemoteEvaluator:
    """Evaluates at an engine (:class:`kg.store.query.Evaluator`). An async context manager.

    ``base_iri`` is what relative IRIs of queries are resolved against.
    """

    def __init__(self, release: RemoteRelease, limits: Limits, *, base_iri: str | None = None) -> None:
        self.counters = Counters()
        self._release = release
        self._limits = limits
        self._base_iri = base_iri
        self._turns = Turns(limits)
        engine = release.store.engine
        self._client = httpx.AsyncClient(
            auth=release.store.credentials.auth(engine),
            timeout=httpx.Timeout(limits.seconds + _CONNECT_SECONDS, connect=_CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=limits.workers, max_keepalive_connections=limits.workers),
            follow_redirects=False,
            trust_env=False,
        )

    @property
    def running(self) -> int:
        """Queries that the engine is evaluating."""
        return self._turns.running

    @property
    def waiting(self) -> int:
        """Queries that wait for their turn."""
        return self._turns.waiting

    @property
    def confined(self) -> bool:
        """No query runs on this machine."""
        return True

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
        await self._client.aclose()

    def close(self) -> None:
        """Refuse who waits; what runs ends with its connection."""
        self._turns.close()

    async def evaluate(self, request: QueryRequest) -> QueryAnswer:
        """Evaluate a query (see :class:`kg.store.query.Evaluator`). Cancelling closes the connection."""
        refuse_own_functions(request.query.text, self._release.store.engine)
        seconds = min(request.seconds or self._limits.seconds, self._limits.seconds)
        try:
            async with self._turns.turn(request.client), asyncio.timeout(seconds):
                body = await self._answer(request, seconds)
        except TimeoutError as error:
            self.counters.timed_out += 1
            raise timed_out(seconds, request.query.text) from error
        except QueryError as error:
            self._count(error)
            raise
        self.counters.answered += 1
        return QueryAnswer(request.format, body)

    def _count(self, error: QueryError) -> None:
        if isinstance(error, EngineUnavailable):
            self.counters.died += 1
        elif error.status in {429, 503}:
            self.counters.overloaded += 1
        else:
            self.counters.refused += 1

    async def _answer(self, request: QueryRequest, seconds: float) -> bytes:
        engine, cap = self._release.store.engine, self._limits.result_bytes
        said = await self._ask(self._text_of(request), accepted_for(request.query), self._dataset(request), seconds)
        if not request.query.form.gives_graph:
            return await asyncio.to_thread(
                written_results, said.body, request.query, request.format, engine=engine, cap=cap
            )
        triples = await asyncio.to_thread(read_graph, said.body, said.media_type, engine=engine)
        datatypes = self._release.datatypes
        if request.in_graphs and request.format in DATASET_FORMATS:
            quads = await self._in_their_graphs(triples, seconds)
            return await asyncio.to_thread(written_quads, quads, request.format, datatypes=datatypes, cap=cap)
        return await asyncio.to_thread(written_graph, triples, request.format, datatypes=datatypes, cap=cap)

    def _text_of(self, request: QueryRequest) -> str:
        text = substituted(request.query.text, request.substitutions)
        return f"BASE <{self._base_iri}>\n{text}" if self._base_iri else text

    def _dataset(self, request: QueryRequest) -> Parameters:
        release = self._release
        return dataset_parameters(request, release.store.engine, release.graphs, alone=release.alone)

    async def _in_their_graphs(self, triples: Sequence[Triple], seconds: float) -> list[Quad]:
        """Each triple in the graphs of the store that hold it; one with a blank node or in none, in no named graph."""
        ground = [triple for triple in triples if _is_ground(triple)]
        quads: list[Quad] = []
        for start in range(0, len(ground), _TRIPLES_AT_A_TIME):
            quads += await self._graphs_of(ground[start : start + _TRIPLES_AT_A_TIME], seconds)
        placed = {quad.triple for quad in quads}
        return [*quads, *(Quad(*triple) for triple in triples if triple not in placed)]

    async def _graphs_of(self, triples: Sequence[Triple], seconds: float) -> Iterator[Quad]:
        engine = self._release.store.engine
        rows = " ".join(f"({' '.join(map(str, as_sent(triple, engine)))})" for triple in triples)
        said = await self._ask(_GRAPHS_OF.substitute(triples=rows), RESULTS_JSON.media_type, [], seconds)
        try:
            results = parse_query_results(restored(said.body, engine), format=QueryResultsFormat.JSON)
            assert isinstance(results, QuerySolutions)  # noqa: S101 -- a SELECT
            found = {tuple(str(row[name]) for name in _TRIPLE): row["graph"] for row in results}
        except (SyntaxError, ValueError) as error:
            raise broken(error) from error
        graphs = ((triple, found.get(tuple(map(str, triple)))) for triple in triples)
        return (
            Quad(triple.subject, triple.predicate, triple.object, graph)
            for triple, graph in graphs
            if isinstance(graph, NamedNode)
        )

    async def _ask(self, query: str, accept: str, dataset: Parameters, seconds: float) -> _Said:
        """The engine's answer to a query, asked again where it is busy or the connection fails. Raises QueryError."""
        fields: dict[str, str | list[str]] = {"query": query}
        for name, value in (*dataset, *self._deadline(seconds)):
            fields[name] = [*fields.get(name, ()), value]
        until = time.monotonic() + seconds
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return await self._post(fields, accept)
            except EngineUnavailable:
                if attempt == _ATTEMPTS or time.monotonic() + _PAUSE_SECONDS * attempt > until:
                    raise
            await asyncio.sleep(_PAUSE_SECONDS * attempt)
        raise AssertionError("the last attempt returns or raises")

    def _deadline(self, seconds: float) -> Parameters:
        parameter = self._release.store.engine.timeout_parameter
        return [(parameter[0], f"{max(1, round(seconds))}{parameter[1]}")] if parameter else []

    async def _post(self, fields: dict[str, str | list[str]], accept: str) -> _Said:
        """As a form, which every engine takes."""
        store = self._release.store
        try:
            async with self._client.stream(
                "POST", store.addresses.query, data=fields, headers={"Accept": accept}
            ) as answer:
                body = await self._read(answer)
        except httpx.TransportError as error:
            raise _no_answer(error) from error
        if not answer.is_success:
            raise _refusal(answer.status_code, body)
        if store.engine.cut_header and store.engine.cut_header in answer.headers:
            rows = answer.headers[store.engine.cut_header]
            raise _cut(rows)
        return _Said(body, answer.headers.get("content-type", "").partition(";")[0].strip())

    async def _read(self, answer: httpx.Response) -> bytes:
        body = bytearray()
        async for chunk in answer.aiter_bytes():
            body += chunk
            if len(body) > self._limits.result_bytes:
                raise too_large(self._limits.result_bytes)
        return bytes(body)


def refuse_own_functions(query: str, engine: Engine) -> None:
    """Raise ForbiddenQuery where a query calls what only that engine has, outside of the data.

    >>> from kg.store.remote.engine import VIRTUOSO
    >>> refuse_own_functions("ASK { FILTER(?bif = 'bif:x') }", VIRTUOSO)
    >>> refuse_own_functions("SELECT (bif:sys_stat('st_dbms_ver') AS ?v) {}", VIRTUOSO)
    Traceback (most recent call last):
    kg.errors.ForbiddenQuery: query: bif:sys_stat is refused; functions of one engine are not offered here
    """
    if not any(start in query.lower() for start in engine.own_functions):
        return
    for token in read_tokens(query):
        if token.kind in {"name", "iri"} and token.text.lstrip("<").lower().startswith(engine.own_functions):
            raise ForbiddenQuery(
                f"query: {token.text} is refused; functions of one engine are not offered here",
                f"{token.text} は使えません。特定のエンジンだけの関数は提供していません",
            )


def _is_ground(triple: Triple) -> bool:
    return not any(isinstance(term, BlankNode | Triple) for term in (triple.subject, triple.object))


def _no_answer(error: Exception) -> EngineUnavailable:
    said = str(error) or type(error).__name__
    return EngineUnavailable(
        f"service: the query engine does not answer ({said})", f"クエリエンジンが応答しません（{said}）"
    )


def _refusal(status: int, body: bytes) -> QueryError:
    said = " ".join(body.decode(errors="replace").split())[:_SHOWN]
    if status in {401, 403}:
        return EngineUnavailable(
            f"service: the query engine refuses this server ({status})",
            f"クエリエンジンがこのサーバーを受け付けません（{status}）",
        )
    if status in _BUSY:
        return EngineUnavailable(
            f"service: the query engine answers {status}: {said}", f"クエリエンジンの応答が {status} です: {said}"
        )
    if status == httpx.codes.BAD_REQUEST:
        return MalformedQuery(f"query: {said}", f"クエリを解釈できません: {said}")
    return QueryError(
        f"query: the engine could not answer ({status}): {said}", f"クエリの評価に失敗しました（{status}）: {said}"
    )


def _cut(rows: str) -> QueryError:
    return QueryError(
        f"query: the engine cuts answers at {rows} rows; add LIMIT",
        f"エンジンが回答を {rows} 行で打ち切ります。LIMIT を付けてください",
    )
