"""Evaluation in worker processes: answers, data sets, deadlines, crashes, a full queue."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import (
    EngineUnavailable,
    MalformedQuery,
    Overloaded,
    QueryError,
    QueryTimeout,
    QueryTooLarge,
    ReleaseError,
)
from kg.formats import JSON_LD, RESULTS_CSV, RESULTS_JSON, RESULTS_TSV, RESULTS_XML, TURTLE, Format
from kg.store.guard import guard_query
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.vocabulary import PREFIXES
from tests.running import PATIENCE_SECONDS, wait_until
from tests.web.release_fixture import AGREEMENT, BASE, GRAPH, write_release

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_LONG = 10.0 * PATIENCE_SECONDS  # whoever waits for the end of it fails
HUNGRY = (
    "SELECT (STRLEN(CONCAT(?h, ?h)) AS ?n) { BIND('xxxxxxxxxxxxxxxx' AS ?a) "
    + " ".join(f"BIND(CONCAT({', '.join([f'?{a}'] * 16)}) AS ?{b})" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + " }"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release")) / "store"


def request(query: str, format_: Format = RESULTS_JSON, **more: Any) -> QueryRequest:
    return QueryRequest(query=guard_query(PROLOGUE + query), format=format_, **more)


def run(store: Path, use: Callable[[ProcessPoolEvaluator], Awaitable[None]], **limits: Any) -> None:
    async def main() -> None:
        async with ProcessPoolEvaluator(store, Limits(**({"seconds": 10.0, "workers": 1} | limits))) as pool:
            await use(pool)

    asyncio.run(main())


async def count(pool: ProcessPoolEvaluator, query: str, **more: tuple[str, ...]) -> int:
    answer = await pool.evaluate(request(query, RESULTS_JSON, **more))
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


def test_the_data_set(store: Path) -> None:
    everything = "SELECT (COUNT(*) AS ?n) { ?s a renkei:Municipality }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a renkei:Municipality } }"
    registry, laws = f"{BASE}doc/registry", f"{BASE}doc/laws"

    async def use(pool: ProcessPoolEvaluator) -> None:
        assert await count(pool, everything) == 2
        assert await count(pool, everything.replace("{", f"FROM <{laws}> {{", 1)) == 0
        assert await count(pool, everything.replace("{", f"FROM <{registry}> {{", 1)) == 2
        assert await count(pool, everything.replace("{", f"FROM <{laws}> {{", 1), default_graphs=(registry,)) == 2
        assert await count(pool, everything, default_graphs=(laws,)) == 0
        assert await count(pool, named) == 2
        assert await count(pool, named, named_graphs=(laws,)) == 0
        assert await count(pool, named, default_graphs=(registry,)) == 0
        assert await count(pool, everything, default_graphs=("file:///etc/passwd",)) == 0

    run(store, use)


def test_formats(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        select = f"SELECT ?l {{ <{AGREEMENT}> rdfs:label ?l FILTER(LANG(?l) = 'en') }}"
        csv = await pool.evaluate(request(select, RESULTS_CSV))
        assert csv.body == b"l\r\nAgreement between Aokawa-shi and Shirosato-cho (2022-04-01)\r\n"
        assert (await pool.evaluate(request(select, RESULTS_TSV))).body.startswith(b"?l\n")
        assert b"<sparql" in (await pool.evaluate(request(select, RESULTS_XML))).body
        assert json.loads((await pool.evaluate(request("ASK {}"))).body)["boolean"] is True
        turtle = await pool.evaluate(request(f"CONSTRUCT WHERE {{ <{AGREEMENT}> a ?t }}", TURTLE))
        assert turtle.body.decode().endswith(f"<{AGREEMENT}> a renkei:Agreement .\n")
        describe = await pool.evaluate(request(f"DESCRIBE <{AGREEMENT}>", JSON_LD))
        assert json.loads(describe.body)[0]["@id"] == AGREEMENT
        for query, format_ in (("ASK {}", RESULTS_CSV), ("ASK {}", TURTLE), ("DESCRIBE <http://e/>", RESULTS_JSON)):
            with pytest.raises(MalformedQuery):
                await pool.evaluate(request(query, format_))

    run(store, use)


def test_graphs_are_written_in_one_order(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        query = request(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}", TURTLE)
        bodies = {(await pool.evaluate(query)).body for _ in range(4)}
        assert len(bodies) == 1

    run(store, use, workers=2)


def test_substitutions_are_values_not_text(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        query = "SELECT ?iri ?label { ?iri rdfs:label ?label }"
        answer = await pool.evaluate(request(query, substitutions={"iri": NamedNode(AGREEMENT)}))
        assert len(json.loads(answer.body)["results"]["bindings"]) == 2
        hostile = Literal('" } DROP ALL #', language="ja")
        answer = await pool.evaluate(request(query, substitutions={"label": hostile}))
        assert json.loads(answer.body)["results"]["bindings"] == []

    run(store, use)


def test_a_syntax_error_names_the_place(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        with pytest.raises(MalformedQuery, match="1:"):
            await pool.evaluate(request("SELECT ?x WHERE { ?x }"))
        assert await count(pool, "SELECT (COUNT(*) AS ?n) { ?s a renkei:Agreement }") == 1

    run(store, use)


def test_a_runaway_query_is_killed_while_a_lookup_is_answered(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        runaway = asyncio.create_task(pool.evaluate(request(RUNAWAY, seconds=3.0)))
        await asyncio.sleep(0.1)
        assert await count(pool, "SELECT (COUNT(*) AS ?n) { ?s a renkei:Agreement }") == 1
        assert not runaway.done(), "the look-up waited for it"
        with pytest.raises(QueryTimeout, match="3 seconds"):
            await runaway
        assert pool.counters.timed_out == 1
        assert await asyncio.gather(*[count(pool, "SELECT (COUNT(*) AS ?n) { ?s a renkei:Law }") for _ in range(6)])

    run(store, use, workers=2)


def test_cancelling_ends_the_query(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        runaway = asyncio.create_task(pool.evaluate(request(RUNAWAY)))
        await asyncio.sleep(0.1)
        runaway.cancel()
        with pytest.raises(asyncio.CancelledError):
            await runaway
        counted = count(pool, "SELECT (COUNT(*) AS ?n) { ?s a renkei:Law }")
        assert await asyncio.wait_for(counted, PATIENCE_SECONDS) == 1

    run(store, use, seconds=_LONG)


@pytest.mark.parametrize("hostile", [HUNGRY, "ASK { FILTER(1" + "+1" * 9_900 + " > 0) }"], ids=["memory", "stack"])
def test_a_crashed_worker_is_replaced(store: Path, hostile: str) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        with pytest.raises(QueryError, match="more memory"):
            await pool.evaluate(request(hostile))
        assert await count(pool, "SELECT (COUNT(*) AS ?n) { ?s a renkei:Law }") == 1
        assert pool.counters.died == 1

    run(store, use, memory_mb=1024, seconds=30.0)


def test_a_full_queue_refuses(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        running = [asyncio.create_task(pool.evaluate(request(RUNAWAY))) for _ in range(2)]
        await until(lambda: pool.waiting == 1)
        with pytest.raises(Overloaded):
            await pool.evaluate(request("ASK {}"))
        outcomes = await asyncio.gather(*running, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} <= {QueryTimeout, Overloaded}

    run(store, use, seconds=1.0, queue=1)


def test_a_large_answer_is_refused(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        for query, format_ in (("SELECT * { ?s ?p ?o }", RESULTS_JSON), ("CONSTRUCT WHERE { ?s ?p ?o }", TURTLE)):
            with pytest.raises(QueryTooLarge, match="10000"):
                await pool.evaluate(request(query, format_))
        assert (await pool.evaluate(request("ASK {}"))).body

    run(store, use, result_bytes=10_000)


def test_no_worker_outlives_the_pool(store: Path) -> None:
    pids: list[int] = []

    async def use(pool: ProcessPoolEvaluator) -> None:
        pids.extend(worker.pid for worker in pool._dispatcher.staff.workers)

    run(store, use, workers=2)
    assert len(pids) == 2
    wait_until(lambda: not any(map(runs, pids)), "none of its workers runs any more")


async def until(holds: Callable[[], bool]) -> None:
    """Let others go on until it holds."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not holds():
            await asyncio.sleep(0.005)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    return True


def test_a_missing_store_is_said(tmp_path: Path) -> None:
    async def use(_pool: ProcessPoolEvaluator) -> None:
        raise AssertionError

    with pytest.raises(ReleaseError, match="could not open"):
        run(tmp_path / "nothing", use)


def test_lookups_are_answered_beside_runaways(store: Path) -> None:
    """Twenty by one client are there while most of the others run or wait: none waits until one is over."""
    look_up = request("ASK { ?s a renkei:Agreement }", client="192.0.2.1")

    async def use(pool: ProcessPoolEvaluator) -> None:
        texts = [RUNAWAY.replace("?n", f"?n) (MAX({number}) AS ?m") for number in range(20)]
        runaways = [asyncio.create_task(pool.evaluate(request(text))) for text in texts]
        await until(lambda: pool.waiting > 10)
        for _ in range(20):
            assert json.loads((await pool.evaluate(look_up)).body)["boolean"]
        assert sum(task.done() for task in runaways) < 10
        outcomes = await asyncio.gather(*runaways, return_exceptions=True)
        assert {type(outcome) for outcome in outcomes} <= {QueryTimeout, Overloaded}
        assert pool.counters.deferred > 2

    run(store, use, workers=2, seconds=3.0, first_slice=0.1)


def test_clients_take_turns(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        greedy = [asyncio.create_task(pool.evaluate(request(RUNAWAY, seconds=0.3, client="a"))) for _ in range(6)]
        await until(lambda: pool.waiting > 2)
        before = sum(task.done() for task in greedy)
        await pool.evaluate(request("ASK {}", client="b"))
        after = sum(task.done() for task in greedy)
        assert after - before <= 2 < len(greedy) - before, "it waited for most of the other client's"
        await asyncio.gather(*greedy, return_exceptions=True)

    run(store, use, workers=1)


def test_a_slow_query_gets_its_full_time(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.runs._MOST_SECONDS", 0.1)
    slow = (
        "SELECT (COUNT(*) AS ?n) { VALUES ?x { 1 2 } ?a ?b ?c . ?d ?e ?f"
        " FILTER(STRLEN(SHA512(CONCAT(STR(?a), STR(?f)))) > 0) }"
    )

    async def use(pool: ProcessPoolEvaluator) -> None:
        assert await count(pool, slow) > 0
        assert pool.counters.deferred == 1
        assert await count(pool, slow) > 0
        assert pool.counters.deferred == 1, "known to be slow by now"

    run(store, use, workers=2, seconds=_LONG, first_slice=0.05)


def test_a_pool_without_workers_says_so_at_once(store: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(store, tmp_path / "store")

    async def use(pool: ProcessPoolEvaluator) -> None:
        assert (await pool.evaluate(request("ASK {}"))).body
        shutil.rmtree(copy)
        with pytest.raises(QueryTimeout):
            await pool.evaluate(request(RUNAWAY, seconds=0.2))
        with pytest.raises(EngineUnavailable, match="could not open"):
            await pool.evaluate(request("ASK {}"))
        taken = []
        for _ in range(50):  # a process that is started takes longer than that each time
            started = time.perf_counter()
            with pytest.raises(EngineUnavailable, match="could not open"):
                await pool.evaluate(request("ASK {}"))
            taken.append(time.perf_counter() - started)
        assert min(taken) < 0.1

    run(copy, use)


def test_closing_ends_what_runs_and_waits(store: Path) -> None:
    async def use(pool: ProcessPoolEvaluator) -> None:
        running = [asyncio.create_task(pool.evaluate(request(RUNAWAY))) for _ in range(3)]
        await until(lambda: pool.waiting == 2)
        pool.close()
        outcomes = await asyncio.wait_for(asyncio.gather(*running, return_exceptions=True), PATIENCE_SECONDS)
        assert {type(outcome) for outcome in outcomes} == {EngineUnavailable}

    run(store, use, seconds=_LONG)
