"""Who gets which worker, and who is told what when one ends: with played workers, so that nothing is left to chance."""

from __future__ import annotations

import asyncio

import pytest

from kg.errors import QueryTimeout
from kg.store.framing import Outcome
from kg.store.streams import AnswerStream
from tests.store.acting import Asked, Plan, Scene, play

LOOK_UP = Plan()
LONG = Plan(seconds=0.5, kind="long")
A, B, C = "192.0.2.1", "192.0.2.2", "192.0.2.3"


async def ended(*asked: Asked, within: float) -> None:
    """Each has its answer, in time."""
    await asyncio.sleep(within)
    assert [one.outcomes for one in asked] == [[b"%d" % one.number] for one in asked]


def test_what_is_long_shares_with_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its kind took before, and however many wait."""

    async def act(scene: Scene) -> None:
        scene.known_as_short(LOOK_UP)
        dear, large = scene.ask(Plan(seconds=2.0), A), scene.ask(Plan(pieces=2000, seconds=0.001), B)
        others = []
        for _ in range(2000):
            others.append(scene.ask(LOOK_UP, C))
            await asyncio.sleep(0.000_1)
            assert all(not job.long for runs in scene.dispatcher._shared for job in runs.jobs)
        for asked in (dear, large):
            assert asked.job is not None
            assert asked.job.runs is not None
            assert asked.job.runs.worker.kind == scene.limits.long_kind
        await ended(*others, within=0.1)
        await ended(dear, within=2.0)

    play(act, monkeypatch)


def test_slow_readers_keep_nobody_from_long_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        slow = [scene.ask(Plan(pieces=400, seconds=0.001, kind="slow"), client) for client in (A, B)]
        await asyncio.sleep(9.0)
        scene.known_as_long(LONG)
        for client in ("198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4"):
            asked = scene.ask(LONG, client)
            await ended(asked, within=1.0)
        taking = [asyncio.create_task(Scene.take(asked)) for asked in slow]
        await asyncio.gather(*taking)
        assert QueryTimeout in {type(asked.cut) for asked in slow}

    play(act, monkeypatch, seconds=10.0, workers=2)


def test_who_takes_a_little_now_and_then_keeps_others_half_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        scene.known_as_long(LONG)
        slow = [scene.ask(Plan(pieces=400, seconds=0.001, kind="slow"), client) for client in (A, B)]
        await asyncio.sleep(0.1)
        taking = [asyncio.create_task(Scene.take(asked, pause=0.3)) for asked in slow]
        asked = scene.ask(LONG, C)
        await asyncio.sleep(4.0)
        assert not asked.starts
        await ended(asked, within=2.5)
        await asyncio.gather(*taking)

    play(act, monkeypatch, seconds=10.0, workers=2)


def test_who_reads_slowly_but_reads_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hold ends whenever enough is taken; half of the time of the query bounds them all."""

    async def act(scene: Scene) -> None:
        steady = scene.ask(Plan(pieces=50, seconds=0.001, kind="steady"), A)
        await asyncio.sleep(0.5)
        taking = asyncio.create_task(Scene.take(steady, pause=0.1))
        scene.known_as_long(LONG)
        other = scene.ask(LONG, B)
        await taking
        assert (steady.cut, len(steady.taken)) == (None, 51)
        await ended(other, within=1.0)

    play(act, monkeypatch, seconds=10.0, workers=1)


def test_holding_counts_for_nobody_elses_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        alone = scene.ask(Plan(pieces=400, seconds=0.001, kind="slow"), A)
        await asyncio.sleep(300.0)
        assert isinstance(alone.outcome, AnswerStream)
        alone.outcome.close()
        await asyncio.sleep(1.0)
        scene.known_as_long(LONG)
        assert [scene.ask(LONG, client) for client in (B, C, "192.0.2.4", "192.0.2.5")]
        await asyncio.sleep(10.0)
        assert scene.dispatcher.counters.overloaded == 0

    play(act, monkeypatch, seconds=10.0, workers=1)


def test_a_dear_query_among_short_ones_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        scene.known_as_short(LOOK_UP)
        dear, behind = scene.ask(Plan(seconds=0.9), A), scene.ask(LOOK_UP, B)
        await asyncio.sleep(0.01)
        await ended(scene.ask(LOOK_UP, C), within=0.001)
        await ended(behind, within=0.05)
        await ended(dear, within=2.0)

    play(act, monkeypatch)


def test_nobody_is_told_of_anothers_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer of the first was on its way when its time was over."""

    async def act(scene: Scene) -> None:
        scene.known_as_short(LOOK_UP)
        first, behind = scene.ask(Plan(seconds=0.019_98), A, seconds=0.02), scene.ask(LOOK_UP, B)
        await ended(first, behind, within=0.1)
        assert (behind.starts, scene.dispatcher.counters.timed_out, scene.dispatcher.counters.deferred) == (2, 0, 0)

    play(act, monkeypatch)


def test_no_worker_is_idle_that_was_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        first = scene.ask(Plan(seconds=0.019_98), A, seconds=0.02)
        await asyncio.sleep(0.020_05)
        next_ = scene.ask(LOOK_UP, B)
        await ended(first, next_, within=0.1)
        assert (next_.starts, scene.dispatcher.counters.died) == (1, 0)
        assert len(scene.staff.workers) == sum(scene.limits.kinds.values())

    play(act, monkeypatch)


def test_nobody_is_given_a_worker_that_was_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        scene.known_as_short(LOOK_UP)
        scene.ask(Plan(seconds=0.9), A, seconds=0.003)
        await asyncio.sleep(0.003_5)
        await ended(scene.ask(LOOK_UP, B), within=0.001)

    play(act, monkeypatch)


def test_who_asks_for_less_time_makes_nothing_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client may let a query have less than a slice; it is still a short one for others."""

    async def act(scene: Scene) -> None:
        for _ in range(3):
            cut = scene.ask(LOOK_UP, A, seconds=0.000_05)
            await asyncio.sleep(0.1)
            assert isinstance(cut.outcome, QueryTimeout)
        assert LOOK_UP.shape not in scene.dispatcher._known_long

    play(act, monkeypatch)


@pytest.mark.parametrize("behind", [LOOK_UP, Plan(pieces=3)], ids=["short", "long"])
def test_nothing_runs_again_for_who_left(monkeypatch: pytest.MonkeyPatch, behind: Plan) -> None:
    async def act(scene: Scene) -> None:
        scene.known_as_short(LOOK_UP)
        first, gone = scene.ask(Plan(dies=behind is LOOK_UP), A), scene.ask(behind, B)
        scene.withdraw(gone)
        await asyncio.sleep(1.0)
        assert len(first.outcomes) == 1
        assert (gone.outcomes, gone.starts) == ([], 1)

    play(act, monkeypatch)


def test_nobody_waits_for_what_nobody_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    """A query that was left before it was the first has its slice, and no more."""

    async def act(scene: Scene) -> None:
        scene.known_as_short(LOOK_UP)
        scene.ask(LOOK_UP, A)
        gone = scene.ask(Plan(seconds=0.9), B)
        scene.withdraw(gone)
        await asyncio.sleep(0.1)
        assert scene.dispatcher.counters.deferred == 0
        assert all(not worker.process.used() > 0.05 for worker in scene.staff.workers)

    play(act, monkeypatch)


def test_a_long_answer_that_came_quickly_stays_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def act(scene: Scene) -> None:
        starts = []
        for _ in range(2):
            asked = scene.ask(Plan(pieces=3, seconds=0.001), A)
            await asyncio.sleep(0.1)
            await Scene.take(asked)
            starts.append(asked.starts)
        assert starts == [2, 1]

    play(act, monkeypatch)


def test_a_refusal_does_not_make_a_kind_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dear query that is asked for in a form that it does not have is refused at once."""

    async def act(scene: Scene) -> None:
        for outcome in (Outcome.MALFORMED, Outcome.FAILED, Outcome.TOO_LARGE, Outcome.BAD_SERVICE):
            for _ in range(20):
                scene.ask(Plan(outcome=outcome, kind=outcome.name), A)
                await asyncio.sleep(0.01)
            assert scene.dispatcher._short.expected(outcome.name.encode()) is None

    play(act, monkeypatch)


def test_a_worker_goes_on_after_an_answer_that_was_held_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight pieces are as much as waits for a client; the last came with them."""

    async def act(scene: Scene) -> None:
        held = scene.ask(Plan(pieces=8, seconds=0.000_001, kind="long"), A)
        await asyncio.sleep(1.0)
        assert isinstance(held.outcome, AnswerStream)
        scene.known_as_long(LONG)
        await ended(scene.ask(LONG, B), within=1.0)
        await Scene.take(held)
        assert (len(held.taken), held.cut) == (9, None)

    play(act, monkeypatch, workers=1)


def test_a_worker_that_was_ended_is_replaced_whatever_its_client_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it had said by then is more than waits for a client, who takes nothing of it."""

    async def act(scene: Scene) -> None:
        cut = scene.ask(Plan(pieces=100, seconds=0.001), A, seconds=0.008_02)
        await asyncio.sleep(1.0)
        scene.known_as_long(LONG)
        await ended(scene.ask(LONG, B), within=1.0)
        await Scene.take(cut)
        assert (len(cut.taken), type(cut.cut)) == (8, QueryTimeout)

    play(act, monkeypatch, workers=1)


def test_a_frugal_client_does_not_wait_behind_a_greedy_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are kept for frugal clients are there for them, whoever waits."""

    async def act(scene: Scene) -> None:
        for client, seconds in ((A, 20.0), (B, 0.01)):
            scene.dispatcher._takings.add(client, seconds)
        greedy = [scene.ask(Plan(seconds=0.02), A) for _ in range(8)]
        assert scene.dispatcher.waiting == 4
        await ended(scene.ask(LOOK_UP, B), within=0.001)
        await ended(*greedy, within=0.2)

    play(act, monkeypatch)
