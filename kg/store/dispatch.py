"""Jobs and the workers that take them: two classes, bounded lanes, a hard deadline, replacement of what died.

A query goes from step to step by calls, not by tasks that wait for each other: many take a fraction of a millisecond.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from functools import partial
from pathlib import Path

from kg.errors import QueryError
from kg.store.clients import UNKNOWN_SECONDS, Takings, client_of
from kg.store.framing import Outcome
from kg.store.graph_answers import Datatypes
from kg.store.lanes import Lane, LongQueries, MeanSeconds, ShortQueries
from kg.store.limits import Counters, Limits, WorkerKind
from kg.store.process import WorkerProcess, refusal_of
from kg.store.query import QueryRequest
from kg.store.refusals import closed, exhausted, overloaded, taken_too_slowly, timed_out, too_many, unavailable
from kg.store.runs import Done, Ending, Job, Runs
from kg.store.staff import Staff
from kg.store.streams import AnswerStream

_log = logging.getLogger(__name__)
#: An overrun costs its client so many seconds more than it took: the process has to be replaced.
_OVERRUN_SECONDS = 5.0


class Dispatcher:
    """Gives jobs to workers over one store directory, in their turn."""

    def __init__(self, store: Path, limits: Limits, *, datatypes: Datatypes) -> None:
        self.counters = Counters()
        self.staff = Staff(
            store,
            limits,
            datatypes=datatypes,
            on_ready=self._add,
            on_end=self._replace_if_idle,
            on_failure=self._refuse_where_none_runs,
        )
        self._limits = limits
        self._quick_kind, self._long_kind, self._kept = limits.quick_kind, limits.long_kind, limits.kept_workers
        self._idle: dict[WorkerKind, list[Runs]] = {kind: [] for kind in limits.kinds}
        self._takings = Takings(time.monotonic)
        self._quick = Lane(self._takings.of)
        self._long = Lane(self._takings.of)
        self._known_long = LongQueries()
        self._short = ShortQueries()
        #: Workers that are at short queries only.
        self._shared: dict[Runs, None] = {}
        #: Workers that are at long answers, which they may have to wait to be rid of.
        self._streaming: dict[Runs, None] = {}
        self._quick_seconds = MeanSeconds(0.0)
        self._long_seconds = MeanSeconds(0.0)  # nobody is refused by a guess
        self._closing = False

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return len(self._quick) + len(self._long)

    def close(self) -> None:
        """Kill every worker and refuse what runs or waits; nothing is evaluated any more."""
        self._closing = True
        self.staff.close()
        self._refuse_all(closed())

    def seconds_of(self, request: QueryRequest) -> float:
        """For how many seconds a request may run."""
        return min(request.seconds or self._limits.seconds, self._limits.seconds)

    def submit(self, request: QueryRequest, frame: bytes, done: Done, *, client: str) -> Job:
        """Have a query evaluated; ``done`` gets what comes of it, later. ``frame`` is that of the request.

        Raises why it is refused, where that is clear at once.
        """
        job = Job(request, client_of(client), self.seconds_of(request), done, frame)
        if self._limits.first_slice is not None:
            if request.query.shape in self._known_long:
                job.defer()
            else:
                job.expected = self._short.expected(request.query.pattern)
        self._place(job)
        return job

    def withdraw(self, job: Job) -> None:
        """Nobody wants the answer any more. Where the query runs, its process ends."""
        job.left = True
        _, lane = self._place_of(job)
        lane.remove(job)
        self._wait_no_more(job)
        if job.runs is not None and job.runs.jobs[0] is job:
            self._lose(job.runs)

    # --- waiting for a worker ----------------------------------------------------------------------------------------

    def _place(self, job: Job) -> None:
        """Run a job, or let it wait behind those that come before it. Raises why it cannot."""
        if self._closing:
            raise closed()
        if self.staff.failure is not None and not self.staff.workers:
            raise unavailable(self.staff.failure)
        kind, lane = self._place_of(job)
        runs = None if lane and lane.ahead_of(job.client) else self._runs_for(job, kind)
        if runs is not None:
            self._run(runs, job)
            return
        self._make_room(job, lane)
        lane.add(job)
        self._let_wait(job)
        if job.long:
            self._look_at_held()

    def _place_of(self, job: Job) -> tuple[WorkerKind, Lane]:
        if job.long:
            return self._long_kind, self._long
        return self._quick_kind, self._quick

    def _bound(self, kind: WorkerKind) -> float:
        """What a client has to have taken less than to get an idle worker: some are kept for those known as frugal."""
        kept = kind is self._quick_kind and len(self._idle[kind]) <= self._kept
        return UNKNOWN_SECONDS if kept else math.inf

    def _make_room(self, job: Job, lane: Lane) -> None:
        """Refuse a job that cannot be answered in time, or another in its favour."""
        if self._expected_wait(job) > self._limits.seconds:
            raise self._overloaded()
        if not job.long and lane.waiting_of(job.client) >= self._limits.client_queue and job.client:
            self.counters.overloaded += 1
            raise too_many(self._limits.client_queue)
        if self.waiting < self._limits.queue:
            return
        last = self._long.last() or self._quick.last()
        if last is None or self._takings.of(last.client) <= self._takings.of(job.client):
            raise self._overloaded()
        self._expire(last)

    def _expected_wait(self, job: Job) -> float:
        if job.long:
            return (self._long.ahead_of(job.client) + 1) * self._long_seconds.value / self._limits.workers
        workers = self._limits.kinds[self._quick_kind]
        return self._quick.ahead_of(job.client) * self._quick_seconds.value / workers

    def _expire(self, job: Job) -> None:
        """Refuse a job that waits."""
        _, lane = self._place_of(job)
        lane.remove(job)
        self._wait_no_more(job)
        job.end(self._overloaded())

    def _let_wait(self, job: Job) -> None:
        job.expiry = asyncio.get_running_loop().call_later(self._limits.seconds, self._expire, job)

    def _wait_no_more(self, job: Job) -> None:
        if job.expiry is not None:
            job.expiry.cancel()
            job.expiry = None

    def _overloaded(self) -> QueryError:
        self.counters.overloaded += 1
        return overloaded(self.waiting)

    def _dispatch(self) -> None:
        """Give workers that have room to those who are next."""
        if self._closing:
            return
        for kind, lane in ((self._long_kind, self._long), (self._quick_kind, self._quick)):
            while (job := lane.first()) is not None and (runs := self._runs_for(job, kind)) is not None:
                lane.take(job)
                self._wait_no_more(job)
                self._run(runs, job)

    def _runs_for(self, job: Job, kind: WorkerKind) -> Runs | None:
        """A worker that has room for a job: one that is at short queries for another such, else an idle one."""
        if job.expected is not None and not job.long:
            for runs in self._shared:
                if runs.has_room_for(job.expected):
                    return runs
        idle = self._idle[kind]
        return idle.pop() if idle and self._takings.of(job.client) < self._bound(kind) else None

    def _look_at_held(self) -> None:
        """Somebody waits for a worker, and some workers may wait for slow clients: as many as are needed give way."""
        for runs in self._streaming:
            if sum(each.condemned is not None for each in self._streaming) < len(self._long):
                runs.look()

    # --- running -----------------------------------------------------------------------------------------------------

    def _run(self, runs: Runs, job: Job) -> None:
        if not runs.jobs and job.expected is not None:
            self._shared[runs] = None
        runs.add(job)
        runs.worker.ask(job.frame, partial(self._answered, job, runs))

    def _answered(self, job: Job, runs: Runs, outcome: Outcome | None, payload: bytes) -> None:
        """A worker says what became of a job; no outcome where it has ended."""
        if outcome is None:
            self._lose(runs)
            return
        if outcome is Outcome.PIECE:
            self._feed(job, runs, payload)
            return
        taken, used = self._note(job, runs, answered=True)
        if outcome in (Outcome.ANSWER, Outcome.LONG):  # a refusal says nothing of what an answer takes
            self._note_short(job, used)
        if not runs.jobs:
            self._rest(runs)
        self._dispatch()
        if outcome is Outcome.LONG:
            self._run_as_long(job)
            return
        if outcome is not Outcome.ANSWER:
            self.counters.refused += 1
            job.end(refusal_of(outcome, payload))
            return
        if self._limits.first_slice is not None and taken < self._limits.first_slice and job.stream is None:
            self._known_long.was_quick(job.request.query.shape)
        self.counters.answered += 1
        job.end(payload)

    def _rest(self, runs: Runs) -> None:
        """A worker has answered all that it was given. One that was killed meanwhile does not wait for more."""
        self._forget(runs)
        if runs.condemned is None:
            self._idle[runs.worker.kind].append(runs)
        else:
            self.staff.replace(runs.worker)

    def _forget(self, runs: Runs) -> None:
        """A worker is at nothing any more."""
        self._shared.pop(runs, None)
        self._streaming.pop(runs, None)

    def _feed(self, job: Job, runs: Runs, piece: bytes) -> None:
        """A piece of a long answer; with the first, it is one."""
        if job.stream is None:
            job.stream = AnswerStream(runs.worker.channel.hold, partial(self.withdraw, job))
            self._streaming[runs] = None
            job.stream.feed(piece)
            job.done(job.stream)
        else:
            job.stream.feed(piece)

    def _note(self, job: Job, runs: Runs, *, answered: bool) -> tuple[float, float]:
        """The first of the runs of a worker has ended: what it took counts for its lane and its client, what its client
        took for the client only.
        """
        taken, used = runs.end_first()
        seconds = min(taken - job.held_seconds(), self._limits.seconds)
        (self._long_seconds if job.long else self._quick_seconds).add(seconds)
        self._takings.add(job.client, taken if answered else taken + _OVERRUN_SECONDS)
        return taken, used

    def _may_go_on(self) -> bool:
        """Whether nobody needs the process of a quick query that has run for its slice."""
        return not self._quick and len(self._idle[self._quick_kind]) >= self._kept

    def _nobody_waits_long(self) -> bool:
        return not self._long

    def _lose(self, runs: Runs) -> None:
        """A worker has ended, or has to. The query that is to blame may run again as a long one, or has no answer; what
        the worker had been given beside that comes first again.
        """
        runs.worker.forget()
        self._forget(runs)
        self.staff.replace(runs.worker)
        job, ending = runs.jobs[0], runs.ending_of_first()
        if ending is not None:
            _, used = self._note(job, runs, answered=False)
            self._note_short(job, used)
        for other in reversed(runs.end_all()):
            self._put_back(other)
        if ending is not None and not job.left:
            self._ended_early(job, ending)
        self._dispatch()

    def _put_back(self, job: Job) -> None:
        """A job that was to wait in a worker for another waits for one of its own, unless nobody wants it any more."""
        if job.left:
            return
        if self._closing:
            job.end(closed())
            return
        job.expected = None
        self._quick.put_back(job)
        self._let_wait(job)

    def _note_short(self, job: Job, used: float) -> None:
        """What a query used says whether others of its kind may share a worker."""
        if self._limits.first_slice is not None and not job.long:
            self._short.took(job.request.query.pattern, used)

    def _ended_early(self, job: Job, ending: Ending) -> None:
        """The process of a job has ended: let it run again as a long one, or say why it has no answer."""
        try:
            self._run_again(job, ending)
        except QueryError as error:
            job.end(error)

    def _run_again(self, job: Job, ending: Ending) -> None:
        if self._closing:
            raise closed()
        if ending is Ending.HELD:
            self.counters.timed_out += 1
            raise taken_too_slowly()
        if ending is Ending.OUT_OF_TIME:
            self.counters.timed_out += 1
            self._remember_long(job)
            raise timed_out(job.seconds, job.request.query.text)
        if ending is Ending.DIED:
            self.counters.died += 1
        if job.long or self._limits.first_slice is None:
            raise exhausted(self._limits.memory_mb, job.request.query.text)
        self._remember_long(job)
        self.counters.deferred += 1
        job.defer()
        self._place(job)

    def _run_as_long(self, job: Job) -> None:
        """The answer turned out to be a long one, which is made in pieces by a process for long queries."""
        self._known_long.is_long(job.request.query.shape)
        if job.left:
            return
        job.defer()
        try:
            self._place(job)
        except QueryError as error:
            job.end(error)

    def _remember_long(self, job: Job) -> None:
        """A query took its slice, unless its client let it have less."""
        if self._limits.first_slice is not None and job.seconds >= self._limits.first_slice:
            self._known_long.overran(job.request.query.shape)

    def _refuse_all(self, error: QueryError) -> None:
        for job in (*self._quick.drain(), *self._long.drain()):
            self._wait_no_more(job)
            job.end(error)

    # --- workers that come and go ------------------------------------------------------------------------------------

    def _add(self, worker: WorkerProcess) -> None:
        slice_ = self._limits.first_slice if worker.kind == self._quick_kind else None
        may_go_on = self._may_go_on if slice_ is not None else self._nobody_waits_long
        self._idle[worker.kind].append(Runs(worker, slice_, may_go_on))
        self._dispatch()

    def _replace_if_idle(self, worker: WorkerProcess) -> None:
        """Replace a worker that has ended while it had nothing to do, for reasons of its own."""
        idle = next((runs for runs in self._idle[worker.kind] if runs.worker is worker), None)
        if idle is not None and not self._closing:
            _log.error("worker process %d ended while idle", worker.pid)
            self._idle[worker.kind].remove(idle)
            self.counters.died += 1
            self.staff.replace(worker)

    def _refuse_where_none_runs(self) -> None:
        if self.staff.failure is not None:
            self._refuse_all(unavailable(self.staff.failure))
