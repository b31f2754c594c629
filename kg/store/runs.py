"""What a worker is at: queries it was given, which it evaluates one after another, and the clock that ends it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto, unique

from kg.errors import QueryError
from kg.store.process import WorkerProcess
from kg.store.query import QueryRequest
from kg.store.streams import AnswerStream

#: A run gives way after so many seconds, whatever it used of them.
_MOST_SECONDS = 1.0
_SHORTEST_PAUSE_SECONDS = 0.005
#: Short queries may wait for each other in a worker for about so many seconds, and for one that used no more than that.
_SHARED_SECONDS = 0.002
_PROMPT_SECONDS = 0.005
#: How often it is looked whether somebody needs a worker whose client takes its answer slowly.
_CLIENTS_PAUSE_SECONDS = 0.5
#: How long a client that others wait for may let a worker wait before it takes more of its answer.
_MOST_SECONDS_OF_HOLD = 2.0
#: How long an answer may take its client in any case.
_MOST_SECONDS_OF_CLIENTS = 600.0

#: Gets the serialized answer, or its pieces if it is long, or why there is none; called once.
Done = Callable[[bytes | AnswerStream | QueryError], None]


@unique
class Ending(Enum):
    """Why a worker ends while it is at a query: its slice or its time is over, its client lets others wait, or it ended
    of itself.
    """

    OVERRAN = auto()
    OUT_OF_TIME = auto()
    HELD = auto()
    DIED = auto()


@dataclass(slots=True, eq=False)
class Job:
    """A query on its way: whose it is, how many seconds it may run, who gets its answer, what a worker is sent, its
    lane; the runs that it is among, or when it stops waiting for that. ``expected``: seconds that such queries took
    lately, None where that is not known to be little. ``stream``: its answer, once that turns out to be long.
    ``left``: nobody wants its answer any more.
    """

    request: QueryRequest
    client: str
    seconds: float
    done: Done
    frame: bytes = b""
    long: bool = False
    expected: float | None = None
    runs: Runs | None = None
    stream: AnswerStream | None = None
    expiry: asyncio.TimerHandle | None = None
    left: bool = False

    def defer(self) -> None:
        """It is a long one from now on, which shares with nobody."""
        self.long, self.expected = True, None

    def held_seconds(self) -> float:
        """For how long a worker has had to wait for the client."""
        return 0.0 if self.stream is None else self.stream.held_seconds()

    def end(self, outcome: bytes | QueryError) -> None:
        """Say what became of it: at once, or at the end of an answer in pieces."""
        if self.left:
            return
        if self.stream is None:
            self.done(outcome)
        elif isinstance(outcome, bytes):
            self.stream.end(last=outcome)
        else:
            self.stream.end(outcome)


@dataclass(slots=True, eq=False)
class Runs:
    """A worker and the queries that it has been given, in their order; it evaluates the first.

    It is killed once the first has run for its seconds, not counting those in which it waits for a client to take a
    long answer; where such waits keep others waiting, they may take half of those seconds again. And once the first has
    used its ``slice`` where it may not go on. A slice is processor time where the system tells it: a process that
    others keep from running has not had its turn.

    ``expected``: seconds that all of them are expected to take. ``condemned``: the query that the worker was killed
    for, and why; what the worker has said by then still counts, so that by the time it has ended it may be at another.
    """

    worker: WorkerProcess
    slice: float | None
    may_go_on: Callable[[], bool]
    jobs: deque[Job] = field(default_factory=deque)
    expected: float = 0.0
    condemned: tuple[Job, Ending] | None = None
    _started: float = 0.0
    _used_before: float | None = None
    _timer: asyncio.TimerHandle | None = None
    _due: float = 0.0

    def add(self, job: Job) -> None:
        """One more query; the clock starts where it is the first."""
        job.runs = self
        self.jobs.append(job)
        self.expected += job.expected or 0.0
        if len(self.jobs) == 1:
            self._used_before = self.worker.processor_seconds() if self.slice is not None else None
            self._start()

    def has_room_for(self, expected: float) -> bool:
        """Whether a short query would be answered soon behind the others, the first of which is no dear one."""
        if self.condemned is not None or self.expected + expected > _SHARED_SECONDS:
            return False
        wall = time.monotonic() - self._started  # which passes as well while an answer waits to be read
        return wall <= _PROMPT_SECONDS or self._used(wall)[0] <= _PROMPT_SECONDS

    def ending_of_first(self) -> Ending | None:
        """Why the worker has ended, where the first is to blame; None where another is."""
        guilty, ending = self.condemned or (self.jobs[0], Ending.DIED)
        return ending if guilty is self.jobs[0] else None

    def end_first(self) -> tuple[float, float]:
        """The first query has ended: for how many seconds it ran, and how many it used of the processor."""
        job = self.jobs.popleft()
        job.runs = None
        taken = time.monotonic() - self._started
        used, now = self._used(taken)
        if self.jobs:
            self.expected -= job.expected or 0.0
            self._used_before = now
            self._start()
        else:
            self.expected = 0.0
        return taken, used

    def end_all(self) -> list[Job]:
        """The worker is no more: the queries that are left."""
        left = [*self.jobs]
        self.jobs.clear()
        for job in left:
            job.runs = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return left

    def _start(self) -> None:
        """Start the clock for the first. A timer that is set already and comes no later looks at it, too."""
        self._started = time.monotonic()
        seconds = self.jobs[0].seconds
        self._look_in(seconds if self.slice is None else min(self.slice, seconds))

    def _look_in(self, seconds: float) -> None:
        due = time.monotonic() + seconds
        if self._timer is not None:
            if self._due <= due:
                return
            self._timer.cancel()
        self._due = due
        self._timer = asyncio.get_running_loop().call_later(seconds, self.look)

    def look(self) -> None:
        """Whether it is time to give way; if not, when to look again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self.jobs or self.condemned is not None:
            return
        judged = self._judge(self.jobs[0])
        if isinstance(judged, Ending):
            self.condemned = self.jobs[0], judged
            self.worker.kill()
        else:
            self._look_in(judged)

    def _judge(self, job: Job) -> Ending | float:
        """Why the first has to end, or in how many seconds that is to be looked at again."""
        wall = time.monotonic() - self._started
        taken = wall - job.held_seconds()
        left = job.seconds - taken
        if left <= 0:
            return Ending.OUT_OF_TIME
        if job.stream is not None:
            if job.stream.held and not self._may_wait(job.stream, wall, job.seconds):
                return Ending.HELD
            return min(_CLIENTS_PAUSE_SECONDS, left)
        if self.slice is None or self.slice >= job.seconds:
            return left
        due = self.slice - self._used(taken)[0]
        if taken >= _MOST_SECONDS or (due <= 0 and not self._may_overrun(job)):
            return Ending.OVERRAN
        return min(max(due, _SHORTEST_PAUSE_SECONDS), left)

    def _may_overrun(self, job: Job) -> bool:
        """Whether nobody is the worse for it where the first runs on after its slice, and somebody the better."""
        return len(self.jobs) == 1 and not job.left and self.may_go_on()

    def _may_wait(self, stream: AnswerStream, wall: float, seconds: float) -> bool:
        """Whether the worker may go on to wait for a client that takes its answer slowly. Where others wait, the client
        has to take some of it every now and then, and all its waits are bounded, so that those others have their turn.
        """
        if self.may_go_on():
            return wall < _MOST_SECONDS_OF_CLIENTS
        return stream.held_seconds() < seconds / 2 and stream.hold_seconds() < _MOST_SECONDS_OF_HOLD

    def _used(self, taken: float) -> tuple[float, float | None]:
        """Processor time of the first so far, and of the worker in all; where there is no clock, the time it took."""
        now = None if self._used_before is None else self.worker.processor_seconds()
        return (taken, None) if now is None or self._used_before is None else (now - self._used_before, now)
