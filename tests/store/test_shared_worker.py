"""Short queries wait for each other in one worker, and none is the worse for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kg.errors import EngineUnavailable
from kg.formats import RESULTS_JSON
from kg.store.guard import guard_query
from kg.store.lanes import ShortQueries
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryAnswer, QueryRequest
from kg.store.runs import Runs
from tests.running import PATIENCE_SECONDS
from tests.web.release_fixture import write_release

MANY = 12


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release")) / "store"


def run(store: Path, use: Callable[[ProcessPoolEvaluator], Awaitable[None]]) -> None:
    async def main() -> None:
        async with ProcessPoolEvaluator(store, Limits(seconds=100.0, workers=1, first_slice=50.0)) as pool:
            for _ in range(3):
                await pool.evaluate(look_up(0))
            pattern = look_up(0).query.pattern
            for _ in range(200):  # as if the machine had nothing else to do
                pool._dispatcher._short.took(pattern, 0.000_05)
            await use(pool)

    asyncio.run(main())


def look_up(number: int) -> QueryRequest:
    """One of a kind: they differ in what is looked up."""
    query = f'SELECT ?p ("{number}" AS ?n) {{ <urn:thing:{number}> ?p ?o }} LIMIT {number + 1}'
    return QueryRequest(query=guard_query(query), format=RESULTS_JSON, client="192.0.2.1")


async def at_once(pool: ProcessPoolEvaluator) -> tuple[list[asyncio.Task[QueryAnswer]], list[Runs]]:
    """Many look-ups, begun at once; who is at them."""
    asked = [asyncio.create_task(pool.evaluate(look_up(number))) for number in range(MANY)]
    await asyncio.sleep(0)
    return asked, list(pool._dispatcher._shared)


def test_patterns_leave_out_what_is_looked_up() -> None:
    assert look_up(1).query.pattern == look_up(23).query.pattern
    other = guard_query("SELECT ?p ?n { ?s ?p ?n } LIMIT 1").pattern
    assert other not in {look_up(1).query.pattern, guard_query("SELECT ?p ?n { ?s ?p ?p } LIMIT 1").pattern}


def test_what_took_long_once_is_not_short() -> None:
    short = ShortQueries()
    assert short.expected(b"a") is None
    for seconds in (0.000_1, 0.000_1):
        short.took(b"a", seconds)
    assert short.expected(b"a") == pytest.approx(0.000_1)
    short.took(b"a", 0.025)
    assert short.expected(b"a") is None


def test_short_queries_share_a_worker(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        asked, shared = await at_once(pool)
        assert [len(runs.jobs) for runs in shared] == [MANY]
        answers = [await one for one in asked]
        assert [answer.body.count(b'"vars":["p","n"]') for answer in answers] == [1] * MANY
        assert not pool._dispatcher._shared
        assert pool.counters.died == pool.counters.deferred == 0

    run(store, use)


def test_those_behind_one_that_ends_its_worker_are_answered(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        asked, shared = await at_once(pool)
        shared[0].worker.kill()
        assert len([await one for one in asked]) == MANY
        assert pool.counters.answered == MANY + 3
        assert pool.waiting == 0

    run(store, use)


def test_who_leaves_takes_none_along(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        asked, _ = await at_once(pool)
        for one in (asked[0], asked[5]):
            one.cancel()
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert [number for number, outcome in enumerate(outcomes) if not isinstance(outcome, QueryAnswer)] == [0, 5]

    run(store, use)


def test_closing_tells_all_who_share(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        asked, _ = await at_once(pool)
        pool.close()
        outcomes = await asyncio.wait_for(asyncio.gather(*asked, return_exceptions=True), PATIENCE_SECONDS)
        assert {type(outcome) for outcome in outcomes} <= {EngineUnavailable, QueryAnswer}

    run(store, use)
