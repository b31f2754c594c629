"""Worker processes that are played, in a time that is played too: what the dispatcher does is seen step by step."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from kg.errors import QueryError, ReleaseError
from kg.formats import RESULTS_JSON
from kg.store import dispatch
from kg.store.channel import Channel
from kg.store.confinement import Confinement
from kg.store.dispatch import Dispatcher
from kg.store.framing import Outcome, answer_head
from kg.store.graph_answers import Datatypes
from kg.store.guard import guard_query
from kg.store.limits import Limits, LongAnswers, WorkerKind
from kg.store.pieces import PIECE_BYTES
from kg.store.process import ProcessHandle, WorkerProcess
from kg.store.query import QueryRequest
from kg.store.runs import Job
from kg.store.streams import AnswerStream

QUERY = guard_query("ASK {}")
#: What the played system takes: from a worker to the server, to end a process, to start one.
_ON_ITS_WAY, _ENDS, _STARTS = 0.000_05, 0.004, 0.02
#: What passes in any case, as it does for any clock.
_TICK = 1e-9
#: Answers that a socket holds while the server does not read it.
_IN_SOCKET = 2


class PlayedTime(selectors.SelectSelector):
    """A selector that passes time instead of spending it. ``watch`` is called whenever nothing more happens at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.watch: Callable[[], None] = lambda: None

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready, nothing of which takes time."""
        ready = super().select(0)
        if timeout != 0:
            self.watch()
        if not ready and timeout is None:
            raise AssertionError("nothing will ever happen any more")
        if not ready:
            self.now += (timeout or 0.0) + _TICK
        return ready


class PlayedLoop(asyncio.SelectorEventLoop):
    """An event loop of played time."""

    def __init__(self, played: PlayedTime) -> None:
        self._played = played
        super().__init__(played)

    def time(self) -> float:
        """Seconds."""
        return self._played.now


@dataclass(frozen=True, slots=True)
class Plan:
    """What a query will do: ``seconds`` of the processor until it answers, or until each of so many ``pieces``; with
    ``dies`` it ends its process then. Those of a ``kind`` have one pattern.
    """

    seconds: float = 0.000_1
    pieces: int = 0
    dies: bool = False
    outcome: Outcome = Outcome.ANSWER
    kind: str = "look-up"

    @property
    def pattern(self) -> bytes:
        """As that of a query."""
        return self.kind.encode()

    @property
    def shape(self) -> bytes:
        """As that of a query: those of one take the same time."""
        return repr(self).encode()


@dataclass(slots=True, eq=False)
class Asked:
    """A query that was asked, and what came of it."""

    number: int
    plan: Plan
    outcomes: list[bytes | AnswerStream | QueryError] = field(default_factory=list)
    job: Job | None = None
    withdrawn: bool = False
    starts: int = 0
    spoilt: bool = False  # its process was ended from outside
    taken: list[bytes] = field(default_factory=list)
    cut: QueryError | None = None

    @property
    def outcome(self) -> bytes | AnswerStream | QueryError:
        """What came of it."""
        (outcome,) = self.outcomes
        return outcome


class PlayedProcess(asyncio.Transport):
    """A worker behind its channel: it evaluates one task after the other, and may have to wait to be read."""

    def __init__(self, asked: list[Asked], kind: WorkerKind) -> None:
        super().__init__()
        self.paused = self.ended = self.killed = False
        self.ended_at = 0.0
        self._asked = asked
        self._pieces = kind.long_answers is not LongAnswers.ELSEWHERE
        self._tasks: deque[Asked] = deque()
        self._steps: deque[tuple[float, bytes]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._began = self._used = 0.0
        self._in_socket: deque[bytes] = deque()
        self._closing = self._hung_up = False
        self.channel = Channel()
        self.channel.connection_made(self)

    def used(self) -> float:
        """Seconds of the processor."""
        return self._used + (0.0 if self._timer is None else time.monotonic() - self._began)

    def end(self) -> None:
        """The process ends; what it said already is still there to be read."""
        if self.ended:
            return
        self.ended, self.ended_at = True, time.monotonic()
        if self._timer is not None:
            self._used = self.used()
            self._timer.cancel()
            self._timer = None
        asyncio.get_running_loop().call_later(_ENDS, self._hang_up)

    # --- the server's side -------------------------------------------------------------------------------------------

    def write(self, data: Any) -> None:
        """One more task."""
        asked = self._asked[int.from_bytes(data)]
        assert not asked.withdrawn, "a query was begun for nobody"
        assert not self.killed, "a query was given to a process that the server had killed"
        asked.starts += 1
        asked.spoilt |= self.ended
        self._tasks.append(asked)
        self._go_on()

    def pause_reading(self) -> None:
        """The server reads nothing."""
        self.paused = True

    def resume_reading(self) -> None:
        """The server reads."""
        self.paused = False
        asyncio.get_running_loop().call_soon(self._deliver)

    def is_closing(self) -> bool:
        """Whether it is closed on one of its sides."""
        return self._closing

    def abort(self) -> None:
        """The server closes it, which ends the process."""
        self._closing = True
        self._in_socket.clear()
        self.end()

    # --- the process's side ------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self.ended or self._timer is not None or (len(self._in_socket) >= _IN_SOCKET and self.paused):
            return
        if not self._steps and self._tasks:
            self._steps.extend(self._steps_of(self._tasks.popleft()))
        if self._steps:
            seconds, _ = self._steps[0]
            self._began = time.monotonic()
            self._timer = asyncio.get_running_loop().call_later(seconds, self._step)

    def _steps_of(self, asked: Asked) -> list[tuple[float, bytes]]:
        plan, name = asked.plan, b"%d" % asked.number
        if plan.pieces and not self._pieces:
            return [(plan.seconds, answer_head(Outcome.LONG, 0))]
        piece = answer_head(Outcome.PIECE, PIECE_BYTES) + name.ljust(PIECE_BYTES)
        last = b"" if plan.dies else answer_head(plan.outcome, len(name)) + name
        return [*[(plan.seconds, piece)] * plan.pieces, (plan.seconds, last)]

    def _step(self) -> None:
        self._used = self.used()
        self._timer = None
        _, said = self._steps.popleft()
        if not said:
            self.end()
            return
        self._in_socket.append(said)
        asyncio.get_running_loop().call_later(_ON_ITS_WAY, self._deliver)
        self._go_on()

    def _deliver(self) -> None:
        if self.paused or self._closing:
            return
        if self._in_socket:
            said = b"".join(self._in_socket)
            self._in_socket.clear()
            self.channel.data_received(said)
            self._go_on()
        if self._hung_up and not self._in_socket:
            self._closing = True
            self.channel.connection_lost(None)

    def _hang_up(self) -> None:
        self._hung_up = True
        if self._closing:
            self.channel.connection_lost(None)
        else:
            self._deliver()


class PlayedHandle(ProcessHandle):
    """Ends a played process."""

    def __init__(self, process: PlayedProcess) -> None:
        self._process = process

    def kill(self) -> None:
        """End it."""
        self._process.killed = True
        self._process.end()

    def close(self) -> None:
        """It has ended."""


@dataclass(frozen=True, slots=True, eq=False)
class PlayedWorker(WorkerProcess):
    """A worker with a played process."""

    process: PlayedProcess

    def processor_seconds(self) -> float | None:
        """Those of the process."""
        return self.process.used()


class PlayedStaff:
    """As :class:`kg.store.staff.Staff`."""

    def __init__(
        self,
        asked: list[Asked],
        _store: Path,
        limits: Limits,
        *,
        datatypes: Datatypes,  # noqa: ARG002 -- that of the other
        on_ready: Callable[[WorkerProcess], None],
        on_end: Callable[[WorkerProcess], None],
        on_failure: Callable[[], None],  # noqa: ARG002 -- that of the other
    ) -> None:
        self.workers: set[PlayedWorker] = set()
        self.failure: ReleaseError | OSError | None = None
        self._asked, self._limits, self._on_ready, self._on_end = asked, limits, on_ready, on_end
        self._replaced: set[WorkerProcess] = set()
        self._closing = False

    def start(self) -> None:
        """Start all."""
        for kind, count in self._limits.kinds.items():
            for _ in range(count):
                self._start(kind)

    def replace(self, worker: WorkerProcess) -> None:
        """Kill one and start another, once."""
        worker.kill()
        if self._closing:
            return
        assert worker not in self._replaced, "a worker was replaced twice"
        self._replaced.add(worker)
        asyncio.get_running_loop().call_later(_STARTS, self._start, worker.kind)

    def close(self) -> None:
        """Kill all."""
        self._closing = True
        for worker in self.workers:
            worker.kill()

    def _start(self, kind: WorkerKind) -> None:
        if self._closing:
            return
        process = PlayedProcess(self._asked, kind)
        confinement = Confinement(calls=True, files=True)
        worker = PlayedWorker(len(self._replaced), PlayedHandle(process), kind, confinement, process.channel, process)
        self.workers.add(worker)
        worker.channel.when_closed(partial(self._gone, worker))
        worker.channel.when_closed(partial(self._on_end, worker))
        self._on_ready(worker)

    def _gone(self, worker: PlayedWorker) -> None:
        self.workers.discard(worker)


class Scene:
    """A dispatcher with played workers, and who asks."""

    def __init__(self, limits: Limits, asked: list[Asked], played: PlayedTime) -> None:
        self.limits = limits
        self.played = played
        self.on_stream: Callable[[Asked], None] = lambda _asked: None
        self.asked = asked
        self.dispatcher = Dispatcher(Path(), limits, datatypes={})
        self.staff = cast("PlayedStaff", self.dispatcher.staff)
        self.staff.start()

    def ask(self, plan: Plan, client: str = "192.0.2.1", seconds: float | None = None) -> Asked:
        """Ask a query. Raises why it is refused at once."""
        asked = Asked(len(self.asked), plan)
        self.asked.append(asked)
        query = replace(QUERY, shape=plan.shape, pattern=plan.pattern)
        request = QueryRequest(query=query, format=RESULTS_JSON, seconds=seconds)
        frame = asked.number.to_bytes(4)
        asked.job = self.dispatcher.submit(request, frame, partial(self._told, asked), client=client)
        return asked

    def _told(self, asked: Asked, outcome: bytes | AnswerStream | QueryError) -> None:
        asked.outcomes.append(outcome)
        if isinstance(outcome, AnswerStream):
            self.on_stream(asked)

    def withdraw(self, asked: Asked) -> None:
        """The client leaves."""
        asked.withdrawn = True
        assert asked.job is not None
        self.dispatcher.withdraw(asked.job)

    def known_as_short(self, plan: Plan) -> None:
        """As if many had been answered, with nothing else to do."""
        for _ in range(200):
            self.dispatcher._short.took(plan.pattern, plan.seconds)

    def known_as_long(self, plan: Plan) -> None:
        """As if it had turned out to be."""
        self.dispatcher._known_long.is_long(plan.shape)

    @staticmethod
    async def take(asked: Asked, pause: float = 0.0) -> None:
        """Take a long answer to its end, a piece each so many seconds."""
        assert isinstance(asked.outcome, AnswerStream)
        try:
            async for piece in asked.outcome:
                asked.taken.append(piece)
                await asyncio.sleep(pause)
        except QueryError as error:
            asked.cut = error


def play(act: Callable[[Scene], Coroutine[Any, Any, None]], monkeypatch: pytest.MonkeyPatch, **limits: Any) -> None:
    """Play a scene, with the limits of a server."""
    played = PlayedTime()
    asked: list[Asked] = []
    failures: list[BaseException] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: failures.append(context["exception"]))
        scene = Scene(Limits(**({"first_slice": 0.025} | limits)), asked, played)
        await act(scene)
        played.watch = lambda: None
        scene.dispatcher.close()
        await asyncio.sleep(1.0)

    with monkeypatch.context() as patched, asyncio.Runner(loop_factory=lambda: PlayedLoop(played)) as runner:
        patched.setattr(time, "monotonic", lambda: played.now)
        patched.setattr(dispatch, "Staff", partial(PlayedStaff, asked))
        runner.run(main())
    if failures:
        raise failures[0]
