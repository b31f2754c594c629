"""What holds at every moment, whatever is asked, left, read slowly or killed: random scenes with played workers."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from functools import partial
from random import Random

import pytest

from kg.errors import (
    EngineUnavailable,
    MalformedQuery,
    Overloaded,
    QueryError,
    QueryExhausted,
    QueryTimeout,
    TooManyQueries,
)
from kg.store.framing import Outcome
from kg.store.runs import Runs
from kg.store.streams import AnswerStream
from tests.store.acting import Asked, Plan, PlayedProcess, PlayedWorker, Scene, play

SCENES = 24
_ACTS = 150
_SLICE = 0.025
#: Most queries that one process is given at once, as many as are expected to take 2 ms.
_SHARING = 40
_PLANS = (
    *[Plan(kind=kind, seconds=seconds) for kind in "ab" for seconds in (0.000_05, 0.000_2)] * 6,
    Plan(kind="a", seconds=0.6),
    Plan(kind="a", seconds=0.01),
    Plan(kind="b", dies=True),
    Plan(kind="b", pieces=12, seconds=0.000_5),
    Plan(kind="c", outcome=Outcome.MALFORMED),
    Plan(kind="d", seconds=0.02),
    Plan(kind="e", seconds=1.5),
    Plan(kind="f", seconds=5.0),
    Plan(kind="g", pieces=4, seconds=0.000_5),
    Plan(kind="h", pieces=40, seconds=0.004),
    Plan(kind="i", pieces=60, seconds=0.1),
    Plan(kind="j", pieces=8, seconds=0.000_001),
    Plan(kind="k", pieces=100, seconds=0.001),
)
_PAUSES = (0.0, 0.0, 0.0, 0.000_05, 0.000_3, 0.005, 0.03, 0.4, 2.0)
#: How clients take long answers: seconds between pieces, and after how many pieces they leave.
_READERS = ((0.0, 1000), (0.0, 3), (0.05, 1000), (0.7, 1000), (30.0, 1), (0.0, 0))


class Watch:
    """Looks at a scene in every moment in which nothing happens."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._dispatcher = scene.dispatcher
        self._unsettled: list[Asked] = []
        self._seen = 0

    def look(self) -> None:
        """Raise AssertionError where something does not hold."""
        dispatcher, limits = self._dispatcher, self._scene.limits
        waiting = [*dispatcher._quick, *dispatcher._long]
        assert len(waiting) == len(set(waiting)) <= limits.queue + _SHARING * limits.kinds[limits.quick_kind]
        self._unsettled += self._scene.asked[self._seen :]
        self._seen = len(self._scene.asked)
        for asked in self._unsettled:
            self._look_at(asked, asked.job in waiting)
        self._unsettled = [asked for asked in self._unsettled if asked.job in waiting or _is_given(asked)]
        for runs in {asked.job.runs for asked in self._unsettled if asked.job is not None}:
            if runs is not None:
                self._look_at_runs(runs)
        self._look_at_idle()

    def look_back(self) -> None:
        """Raise AssertionError where something did not hold in the end."""
        self._unsettled = self._scene.asked
        self.look()
        guiltless = {asked.plan.shape for asked in self._scene.asked if _is_quick(asked.plan)}
        guilty = {asked.plan.shape for asked in self._scene.asked if asked.spoilt}
        assert not any(shape in self._dispatcher._known_long for shape in guiltless - guilty)

    def _look_at(self, asked: Asked, waits: bool) -> None:
        job = asked.job
        if job is None:  # refused when it was asked
            assert (asked.outcomes, asked.starts) == ([], 0)
            return
        given = job.runs is not None
        assert waits == (job.expiry is not None)
        assert not (waits and given)
        assert not (waits and job.left)
        assert job.runs is None or job in job.runs.jobs
        if asked.withdrawn:
            assert not asked.outcomes
            return
        if not asked.outcomes:
            assert waits or given, "nobody is at it any more"
            return
        outcome = asked.outcome
        if isinstance(outcome, AnswerStream):
            assert asked.plan.pieces
        else:
            assert not waits
            assert not given
            self._look_at_outcome(asked, outcome)

    def _look_at_outcome(self, asked: Asked, outcome: bytes | QueryError) -> None:
        plan, job = asked.plan, asked.job
        assert job is not None
        match outcome:
            case bytes():
                assert (outcome, plan.outcome) == (b"%d" % asked.number, Outcome.ANSWER)
            case QueryTimeout():
                assert plan.dies or asked.spoilt or _takes_all(plan, job.seconds)
            case QueryExhausted():
                assert plan.dies or asked.spoilt
            case MalformedQuery():
                assert plan.outcome is Outcome.MALFORMED
            case _:
                assert isinstance(outcome, Overloaded | TooManyQueries)

    def _look_at_runs(self, runs: Runs) -> None:
        quick = runs.worker.kind == self._scene.limits.quick_kind
        assert len(runs.jobs) <= (_SHARING if quick else 1)
        assert all(job.long != quick for job in runs.jobs)
        assert runs.expected >= 0.0
        assert all(runs not in idle for idle in self._dispatcher._idle.values())
        process = self._process_of(runs)
        if process.killed:
            assert time.monotonic() - process.ended_at < 0.01, "it is not noticed that a process has ended"
        elif len(runs.jobs) > 1:
            assert all(job.expected is not None for job in runs.jobs)
            assert runs._used(time.monotonic() - runs._started)[0] < _SLICE + 0.01, "a dear query holds others up"

    def _process_of(self, runs: Runs) -> PlayedProcess:
        assert isinstance(runs.worker, PlayedWorker)
        return runs.worker.process

    def _look_at_idle(self) -> None:
        dispatcher, limits = self._dispatcher, self._scene.limits
        for idle in dispatcher._idle.values():
            for runs in idle:
                process = self._process_of(runs)
                assert (len(runs.jobs), runs.condemned, process.paused, process.killed) == (0, None, False, False)
        assert not (dispatcher._long and dispatcher._idle[limits.long_kind])
        first = dispatcher._quick.first()
        if first is not None and dispatcher._idle[limits.quick_kind]:  # what a client took fades while it waits
            assert dispatcher._takings.of(first.client) * 1.1 >= dispatcher._bound(dispatcher._quick_kind)


def _is_given(asked: Asked) -> bool:
    return asked.job is not None and asked.job.runs is not None


def _is_quick(plan: Plan) -> bool:
    return plan.seconds < _SLICE and not plan.pieces and not plan.dies


def _takes_all(plan: Plan, seconds: float) -> bool:
    """Whether a query takes so many seconds, with its answer on its way."""
    return plan.seconds * (plan.pieces + 1) + 0.000_1 > seconds


async def _read(asked: Asked, random: Random) -> None:
    """Take a long answer as it comes, in some way."""
    pause, most = random.choice(_READERS)
    stream = asked.outcome
    assert isinstance(stream, AnswerStream)
    while len(asked.taken) < most:
        try:
            piece = await anext(stream, None)
        except QueryError as error:
            _look_at_cut(asked, error, pause)
            return
        if piece is None:
            assert len(asked.taken) == asked.plan.pieces + 1
            return
        assert piece.rstrip() == b"%d" % asked.number
        asked.taken.append(piece)
        await asyncio.sleep(pause)
    stream.close()


def _look_at_cut(asked: Asked, error: QueryError, pause: float) -> None:
    if isinstance(error, QueryTimeout):
        assert asked.job is not None
        assert pause > 0 or _takes_all(asked.plan, asked.job.seconds)
    else:
        assert isinstance(error, EngineUnavailable) or asked.spoilt


def _act(scene: Scene, random: Random) -> None:
    """Something happens."""
    unsettled = [asked for asked in scene.asked if asked.job is not None and not asked.outcomes and not asked.withdrawn]
    match random.randrange(20):
        case 0 | 1 if unsettled:
            for asked in random.sample(unsettled, min(len(unsettled), 3)):
                if not asked.outcomes:
                    scene.withdraw(asked)
        case 2:
            _end_one(scene, random)
        case 3 | 4:
            for _ in range(random.randrange(30)):
                _ask(scene, random.choice(_PLANS[:28]), random)
        case _:
            _ask(scene, random.choice(_PLANS), random)


def _end_one(scene: Scene, random: Random) -> None:
    """The system ends a process."""
    worker = random.choice(sorted(scene.staff.workers, key=lambda each: each.pid))
    for asked in scene.asked:
        if asked.job is not None and asked.job.runs is not None and asked.job.runs.worker is worker:
            asked.spoilt = True
    worker.process.end()


def _ask(scene: Scene, plan: Plan, random: Random) -> None:
    client = f"192.0.2.{random.randrange(6)}"
    with suppress(Overloaded, TooManyQueries):
        scene.ask(plan, client, seconds=random.choice((None, None, None, random.uniform(0.002, 0.05), 0.3)))


async def _close(scene: Scene) -> None:
    """The server ends while much is going on."""
    scene.played.watch = lambda: None
    scene.dispatcher.close()
    await asyncio.sleep(0.1)
    _all_have_their_answer(scene)
    assert scene.dispatcher.waiting == 0
    assert not any(asked.job.runs for asked in scene.asked if asked.job is not None)
    with pytest.raises(EngineUnavailable):
        scene.ask(_PLANS[0])


def _all_have_their_answer(scene: Scene) -> None:
    """And only one."""
    for asked in scene.asked:
        assert len(asked.outcomes) == (asked.job is not None and not asked.withdrawn)


async def _scene(scene: Scene, seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- repeatable
    watch = Watch(scene)
    scene.played.watch = watch.look
    for kind in "ab":
        scene.known_as_short(Plan(kind=kind))
    reading: list[asyncio.Task[None]] = []
    scene.on_stream = lambda asked: reading.append(asyncio.create_task(_read(asked, random)))
    for _ in range(_ACTS):
        _act(scene, random)
        await asyncio.sleep(random.choice(_PAUSES))
    if seed % 4 == 0:
        await _close(scene)
        return
    await asyncio.sleep(30.0)
    await asyncio.gather(*reading)
    await asyncio.sleep(1.0)
    watch.look_back()
    _all_have_their_answer(scene)
    dispatcher = scene.dispatcher
    assert {kind: len(idle) for kind, idle in dispatcher._idle.items()} == scene.limits.kinds
    assert (dispatcher._shared, dispatcher._streaming, dispatcher.waiting) == ({}, {}, 0)


@pytest.mark.parametrize("seeds", [range(begin, begin + SCENES // 4) for begin in range(0, SCENES, SCENES // 4)])
def test_nobody_gets_what_is_anothers(seeds: range, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in seeds:
        play(partial(_scene, seed=seed), monkeypatch, seconds=3.0, queue=16)
