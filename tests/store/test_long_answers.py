"""Long answers come in pieces: begun before they are whole, held back for slow clients, never held as a whole."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import QueryError, QueryTimeout, QueryTooLarge
from kg.formats import N_TRIPLES, RESULTS_CSV, RESULTS_JSON, TURTLE, Format
from kg.store.guard import guard_query
from kg.store.limits import Limits
from kg.store.pieces import PIECE_BYTES, SORTED_TRIPLES, WHOLE_BYTES, Pieces
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.streams import AnswerStream
from tests.web.release_fixture import write_release

#: Each solution with each: more than any limit of bytes here.
PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
GRAPH = "CONSTRUCT { ?s ?p ?id } { ?s ?p ?o . ?x ?y ?z BIND(UUID() AS ?id) } LIMIT 15000"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release")) / "store"


def run(store: Path, use: Callable[[ProcessPoolEvaluator], Awaitable[None]], **limits: Any) -> None:
    async def main() -> None:
        given = {"seconds": 20.0, "workers": 1, "first_slice": 0.025} | limits
        async with ProcessPoolEvaluator(store, Limits(**given)) as pool:
            await use(pool)

    asyncio.run(main())


def request(query: str, format_: Format = RESULTS_JSON, **more: Any) -> QueryRequest:
    return QueryRequest(query=guard_query(query), format=format_, **more)


async def begun(pool: ProcessPoolEvaluator, query: str, format_: Format = RESULTS_JSON, **more: Any) -> AnswerStream:
    answer = await pool.answer(request(query, format_, **more))
    assert isinstance(answer, AnswerStream)
    return answer


async def take(stream: AnswerStream, pieces: list[bytes]) -> None:
    """Take what comes, until it ends or breaks off."""
    async for piece in stream:
        pieces.append(piece)


@pytest.mark.parametrize(
    ("query", "format_"),
    [
        (PRODUCT, RESULTS_JSON),
        (PRODUCT, RESULTS_CSV),
        (GRAPH.replace("LIMIT 15000", ""), TURTLE),
        (GRAPH.replace("LIMIT 15000", ""), N_TRIPLES),
    ],
)
def test_the_beginning_is_there_before_the_last_row_is_made(store: Path, query: str, format_: Format) -> None:
    """There is no last row: the answer grows over its cap, which is said after its beginning has been taken."""

    async def use(pool: ProcessPoolEvaluator) -> None:
        stream = await begun(pool, query, format_)
        taken: list[bytes] = []
        with pytest.raises(QueryTooLarge):
            await take(stream, taken)
        assert {len(piece) for piece in taken} == {PIECE_BYTES}
        assert WHOLE_BYTES < sum(map(len, taken)) <= 3_000_000
        assert (await pool.evaluate(request("ASK {}"))).body

    run(store, use, result_bytes=3_000_000)


@pytest.mark.parametrize("format_", [RESULTS_JSON, RESULTS_CSV])
def test_the_pieces_are_the_answer(store: Path, format_: Format) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        pieces = [piece async for piece in await begun(pool, MANY, format_)]
        assert len(pieces) > WHOLE_BYTES // PIECE_BYTES
        body = b"".join(pieces)
        if format_ is RESULTS_JSON:
            assert len(json.loads(body)["results"]["bindings"]) == 20_000
        else:
            assert len([*csv.reader(io.StringIO(body.decode(), newline=""))]) == 20_001
        assert (await pool.evaluate(request(MANY, format_))).body == body

    run(store, use)


def test_a_long_graph_has_every_triple(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        body = b"".join([piece async for piece in await begun(pool, GRAPH, TURTLE)])
        assert len(set(parse(body, format=RdfFormat.TURTLE))) == 15_000 > SORTED_TRIPLES

    run(store, use)


def test_what_waits_for_a_slow_client_is_bounded(store: Path) -> None:
    """And its worker waits for as long as nobody else needs it, also over its time."""

    async def taken(pool: ProcessPoolEvaluator, seconds: float) -> tuple[int, int]:
        """How much waited at most for a client that pauses for longer than the query may take, and how much came."""
        stream = await begun(pool, MANY, seconds=seconds)
        most, size = 0, len(await anext(stream))
        while not stream.held:
            await asyncio.sleep(0.01)
        await asyncio.sleep(seconds + 0.2)
        async for piece in stream:
            most = max(most, stream.waiting_bytes)
            size += len(piece)
        return most, size

    async def use(pool: ProcessPoolEvaluator) -> None:
        try:
            most, size = await taken(pool, 1.0)
        except QueryTimeout:  # on a busy machine it takes more without a pause
            most, size = await taken(pool, 20.0)
        assert most < 1024 * 1024 < 4 * 1024 * 1024 < size

    run(store, use)


def test_a_slow_client_gives_way_once_its_time_is_over(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        stream = await begun(pool, PRODUCT, seconds=1.5, client="192.0.2.1")
        other = asyncio.create_task(pool.answer(request(MANY, client="192.0.2.2")))
        assert isinstance(await other, AnswerStream)
        with pytest.raises(QueryTimeout):
            await take(stream, [])
        other.result().close()  # type: ignore[union-attr]  # a stream, see above

    run(store, use)


def test_who_leaves_frees_the_worker(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        (await begun(pool, PRODUCT)).close()
        second = await begun(pool, MANY)
        assert sum([len(piece) async for piece in second]) > WHOLE_BYTES

    run(store, use)


def test_a_worker_that_ends_breaks_the_answer_off(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        stream = await begun(pool, PRODUCT)
        for worker in pool._dispatcher.staff.workers:
            worker.kill()
        with pytest.raises(QueryError):
            await take(stream, [])

    run(store, use)


def test_short_answers_are_whole() -> None:
    sent: list[bytes] = []
    out = Pieces(100 * PIECE_BYTES, whole=1000, send=sent.append)
    out.write(b"x" * 1000)
    assert (sent, out.rest()) == ([], b"x" * 1000)
    out.write(b"y" * PIECE_BYTES)
    assert [len(piece) for piece in sent] == [PIECE_BYTES]
    assert b"".join([*sent, out.rest()]) == b"x" * 1000 + b"y" * PIECE_BYTES
