"""What a worker is at: queries it was given, which it evaluates one after another, and the clock that ends it."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.errors import QueryError
from kg.store.process import WorkerProcess
from kg.store.query import QueryRequest
from kg.store.streams import AnswerStream

#: A run gives way after so many seconds, whatever it used of them.
_MOST_SECONDS = 1.0
_SHORTEST_PAUSE_SECONDS = 0.005
#: How often it is looked whether somebody needs a worker whose client takes its answer slowly.
_CLIENTS_PAUSE_SECONDS = 0.5
#: How long an answer may take its client in any case.
_MOST_SECONDS_OF_CLIENTS = 600.0

#: Gets the serialized answer, or its pieces if it is long, or why there is none; called once.
Done = Callable[[bytes | AnswerStream | QueryError], None]


@dataclass(slots=True, eq=False)
class Job:
    """A query on its way: whose it is, how many seconds it may run, who gets its answer, what a worker is sent, its
    lane; the runs that it is among, or when it stops waiting for that. ``expected``: seconds that such queries took
    lately, None where that is not known to be little. ``stream``: its answer, once that turns out to be long.
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


@dataclass(slots=True, eq=False)
class Runs:
    """A worker and the queries that it has been given, in their order; it evaluates the first.

    It is killed once the first has run for its seconds, not counting those in which it waits for a client to take a
    long answer; counting them, where such a wait keeps others waiting. And once the first has used its ``slice`` where
    it may not go on. A slice is processor time where the system tells it: a process that others keep from running has
    not had its turn.
    ``expected``: seconds that all of them are expected to take.
    """

    worker: WorkerProcess
    slice: float | None
    may_go_on: Callable[[], bool]
    jobs: deque[Job] = field(default_factory=deque)
    expected: float = 0.0
    overran: bool = False
    out_of_time: bool = False
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
        self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

    def _look(self) -> None:
        """Whether it is time to give way; if not, when to look again."""
        self._timer = None
        if not self.jobs:
            return
        seconds = self.jobs[0].seconds
        wall = time.monotonic() - self._started
        stream = self.jobs[0].stream
        taken = wall if stream is None else wall - stream.held_seconds()
        if taken >= seconds or (stream is not None and stream.held and not self._may_wait(wall)):
            self.out_of_time = True
            self.worker.kill()
        elif stream is not None:
            self._look_in(min(_CLIENTS_PAUSE_SECONDS, seconds - taken))
        elif self.slice is None or self.slice >= seconds:
            self._look_in(seconds - taken)
        else:
            due = self.slice - self._used(taken)[0]
            if taken >= _MOST_SECONDS or (due <= 0 and not self.may_go_on()):
                self.overran = True
                self.worker.kill()
            else:
                self._look_in(min(max(due, _SHORTEST_PAUSE_SECONDS), seconds - taken))

    def _may_wait(self, wall: float) -> bool:
        """Whether the worker may go on to wait for a client that takes its answer slowly."""
        return wall < self.jobs[0].seconds or (wall < _MOST_SECONDS_OF_CLIENTS and self.may_go_on())

    def _used(self, taken: float) -> tuple[float, float | None]:
        """Processor time of the first so far, and of the worker in all; where there is no clock, the time it took."""
        now = None if self._used_before is None else self.worker.processor_seconds()
        return (taken, None) if now is None or self._used_before is None else (now - self._used_before, now)
