"""Worker processes that take turns: two classes, bounded lanes, a hard deadline, replacement of what died.

A query goes from step to step by calls, not by tasks that wait for each other: many take a fraction of a millisecond.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import QueryError, ReleaseError
from kg.store.clients import UNKNOWN_SECONDS, Takings, client_of
from kg.store.forwarder import Forwarder, ForwardingLimits
from kg.store.framing import Outcome, task_of
from kg.store.graph_answers import Datatypes
from kg.store.lanes import Done, Job, Lane, LongQueries, MeanSeconds
from kg.store.limits import Counters, Limits, WorkerKind
from kg.store.process import Nursery, WorkerProcess, refusal_of
from kg.store.query import QueryAnswer, QueryRequest
from kg.store.refusals import (
    UNCONFINED,
    UNCONFINED_JA,
    closed,
    exhausted,
    not_confined,
    overloaded,
    timed_out,
    too_many,
    unavailable,
)
from kg.store.runs import Run

_log = logging.getLogger(__name__)
_RESTART_PAUSE_SECONDS = 1.0
#: An overrun costs its client so many seconds more than it took: the process has to be replaced.
_OVERRUN_SECONDS = 5.0


class ProcessPoolEvaluator:
    """Evaluates in worker processes over one store directory. An async context manager.

    ``datatypes`` are those of :mod:`kg.store.graph_answers`; ``union_default_graph`` and ``base_iri`` those of
    :func:`kg.store.framing.task_of`. A release has named graphs only and is always asked as their union. ``forwarding``
    bounds what other services are asked for.
    """

    def __init__(
        self,
        store: Path,
        limits: Limits,
        *,
        datatypes: Datatypes | None = None,
        union_default_graph: bool = True,
        base_iri: str | None = None,
        forwarding: ForwardingLimits | None = None,
    ) -> None:
        self.counters = Counters()
        self._limits = limits
        self._quick_kind, self._long_kind, self._kept = limits.quick_kind, limits.long_kind, limits.kept_workers
        self._union = union_default_graph
        self._base_iri = base_iri
        self._forwarder = Forwarder(forwarding or ForwardingLimits())
        # One for each kind: what a worker shares with the process that it was forked from is locked while it ends,
        # and one that steps back for others takes its time.
        self._nurseries = {
            kind: Nursery(store, result_bytes=limits.result_bytes, datatypes=datatypes or {}) for kind in limits.kinds
        }
        self._idle: dict[WorkerKind, list[WorkerProcess]] = {kind: [] for kind in limits.kinds}
        self._workers: set[WorkerProcess] = set()
        self._takings = Takings(time.monotonic)
        self._quick = Lane(self._takings.of)
        self._long = Lane(self._takings.of)
        self._known_long = LongQueries()
        self._quick_seconds = MeanSeconds(0.0)
        self._long_seconds = MeanSeconds(limits.seconds / 2)
        self._tasks: set[asyncio.Task[None]] = set()
        self._failure: ReleaseError | OSError | None = None
        self._closing = False

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return len(self._quick) + len(self._long)

    @property
    def confined(self) -> bool:
        """Whether every worker is kept from the network and from writing (:mod:`kg.store.confinement`)."""
        return all(worker.confinement.calls for worker in self._workers)

    @property
    def running(self) -> int:
        """Worker processes that run."""
        return len(self._workers)

    async def __aenter__(self) -> Self:
        starts = [self._start(kind) for kind, count in self._limits.kinds.items() for _ in range(count)]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
        failure = next((outcome for outcome in outcomes if isinstance(outcome, BaseException)), None)
        if failure is not None:
            await self._end()
            raise failure
        if not self.confined:
            _log.warning("%s / %s", UNCONFINED, UNCONFINED_JA)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._end()

    def close(self) -> None:
        """Kill every worker and refuse what runs or waits; nothing is evaluated any more."""
        self._closing = True
        for worker in self._workers:
            worker.kill()
        self._refuse_all(closed())

    async def _end(self) -> None:
        self.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.gone() for worker in self._workers))
        self._workers.clear()
        await asyncio.gather(*(nursery.end() for nursery in self._nurseries.values()))
        await self._forwarder.close()

    async def evaluate(self, request: QueryRequest) -> QueryAnswer:
        """Evaluate a query (see :class:`kg.store.query.Evaluator`). Cancelling ends the query's process."""
        services: tuple[bytes | None, ...] = ()
        if request.query.calls:
            if not self.confined:
                raise not_confined()
            services = await self._forwarder.answers_to(request.query.calls)
        answered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        def done(outcome: bytes | QueryError) -> None:
            if answered.done():
                return
            if isinstance(outcome, QueryError):
                answered.set_exception(outcome)
            else:
                answered.set_result(outcome)

        job = self.submit(request, done, services=services)
        try:
            return QueryAnswer(request.format, await answered)
        except asyncio.CancelledError:
            self.withdraw(job)
            raise

    def submit(self, request: QueryRequest, done: Done, *, services: tuple[bytes | None, ...] = ()) -> Job:
        """Have a query evaluated; ``done`` gets what comes of it, later. ``services`` are the answers to its calls.

        Raises why it is refused, where that is clear at once.
        """
        seconds = min(request.seconds or self._limits.seconds, self._limits.seconds)
        job = Job(request, client_of(request.client), seconds, done, services)
        job.long = self._limits.first_slice is not None and request.query.shape in self._known_long
        self._place(job)
        return job

    def withdraw(self, job: Job) -> None:
        """Nobody wants the answer any more. Where the query runs, its process ends."""
        _, lane = self._place_of(job)
        lane.remove(job)
        self._wait_no_more(job)
        if job.run is not None:
            job.run.worker.forget()
            self._note(job, job.run, answered=False)
            self._replace(job.run.worker)
            job.run = None

    # --- waiting for a worker ----------------------------------------------------------------------------------------

    def _place(self, job: Job) -> None:
        """Run a job, or let it wait behind those that come before it. Raises why it cannot."""
        if self._closing:
            raise closed()
        if self._failure is not None and not self._workers:
            raise unavailable(self._failure)
        kind, lane = self._place_of(job)
        if self._idle[kind] and not lane and self._takings.of(job.client) < self._bound(kind):
            self._run(self._idle[kind].pop(), job)
            return
        self._make_room(job, lane)
        lane.add(job)
        job.expiry = asyncio.get_running_loop().call_later(self._limits.seconds, self._expire, job)

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
        job.done(self._overloaded())

    def _wait_no_more(self, job: Job) -> None:
        if job.expiry is not None:
            job.expiry.cancel()
            job.expiry = None

    def _overloaded(self) -> QueryError:
        self.counters.overloaded += 1
        return overloaded(self.waiting)

    def _dispatch(self) -> None:
        """Give idle workers to those who are next."""
        if self._closing:
            return
        for kind, lane in ((self._long_kind, self._long), (self._quick_kind, self._quick)):
            while lane and self._idle[kind] and (job := lane.next(below=self._bound(kind))) is not None:
                self._wait_no_more(job)
                self._run(self._idle[kind].pop(), job)

    # --- running -----------------------------------------------------------------------------------------------------

    def _run(self, worker: WorkerProcess, job: Job) -> None:
        job.run = Run(worker, self._slice_of(job), job.seconds, may_go_on=self._may_go_on)
        task = task_of(
            job.request,
            seconds=job.seconds,
            union_default_graph=self._union,
            base_iri=self._base_iri,
            services=job.services,
        )
        job.run.begin()
        worker.ask(task, partial(self._answered, job, job.run))

    def _answered(self, job: Job, run: Run, outcome: Outcome | None, payload: bytes) -> None:
        """A worker says what became of a job; no outcome where it has ended."""
        job.run = None
        taken = self._note(job, run, answered=outcome is not None)
        if outcome is None:
            self._replace(run.worker)
            self._ended_early(job, run)
            return
        self._give_back(run.worker)
        if outcome is not Outcome.ANSWER:
            self.counters.refused += 1
            job.done(refusal_of(outcome, payload))
            return
        if self._limits.first_slice is not None and taken < self._limits.first_slice:
            self._known_long.was_quick(job.request.query.shape)
        self.counters.answered += 1
        job.done(payload)

    def _note(self, job: Job, run: Run, *, answered: bool) -> float:
        """A run has ended: what it took counts for its lane and its client."""
        taken = run.end()
        (self._long_seconds if job.long else self._quick_seconds).add(taken)
        self._takings.add(job.client, taken if answered else taken + _OVERRUN_SECONDS)
        return taken

    def _slice_of(self, job: Job) -> float | None:
        """After how many seconds the job has to give way to others; None where it may run on."""
        return None if job.long else self._limits.first_slice

    def _may_go_on(self) -> bool:
        """Whether nobody needs the process of a quick query that has run for its slice."""
        return not self._quick and len(self._idle[self._quick_kind]) >= self._kept

    def _ended_early(self, job: Job, run: Run) -> None:
        """The process of a job has ended: let it run again as a long one, or say why it has no answer."""
        try:
            self._run_again(job, run)
        except QueryError as error:
            job.done(error)

    def _run_again(self, job: Job, run: Run) -> None:
        if self._closing:
            raise closed()
        if run.out_of_time:
            self.counters.timed_out += 1
            self._remember_long(job)
            raise timed_out(job.seconds, job.request.query.text)
        if not run.overran:
            self.counters.died += 1
        if job.long or self._limits.first_slice is None:
            raise exhausted(self._limits.memory_mb, job.request.query.text)
        self._remember_long(job)
        self.counters.deferred += 1
        job.long = True
        self._place(job)

    def _remember_long(self, job: Job) -> None:
        if self._limits.first_slice is not None:
            self._known_long.overran(job.request.query.shape)

    def _give_back(self, worker: WorkerProcess) -> None:
        self._idle[worker.kind].append(worker)
        self._dispatch()

    def _refuse_all(self, error: QueryError) -> None:
        for job in (*self._quick.drain(), *self._long.drain()):
            self._wait_no_more(job)
            job.done(error)

    # --- starting and replacing workers ------------------------------------------------------------------------------

    async def _start(self, kind: WorkerKind) -> None:
        worker = await self._nurseries[kind].start_worker(kind)
        self._workers.add(worker)
        self._failure = None
        worker.channel.when_closed(partial(self._replace_if_idle, worker))
        self._give_back(worker)

    def _replace_if_idle(self, worker: WorkerProcess) -> None:
        """Replace a worker that has ended while it had nothing to do, for reasons of its own."""
        if worker in self._idle[worker.kind] and not self._closing:
            _log.error("worker process %d ended while idle", worker.pid)
            self._idle[worker.kind].remove(worker)
            self.counters.died += 1
            self._replace(worker)

    def _replace(self, worker: WorkerProcess) -> None:
        """Kill a worker and start another: a quick one at once, a long one once the memory of the old one is free."""
        worker.kill()
        if self._closing:
            return
        if worker.kind.background:
            self._begin(self._end_and_start(worker))
        else:
            self._begin(self._gone(worker))
            self._begin(self._start_another(worker.kind))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end_and_start(self, worker: WorkerProcess) -> None:
        await self._gone(worker)
        await self._start_another(worker.kind)

    async def _gone(self, worker: WorkerProcess) -> None:
        await worker.gone()
        self._workers.discard(worker)
        self._refuse_where_none_runs()

    async def _start_another(self, kind: WorkerKind) -> None:
        while not self._closing:
            try:
                await self._start(kind)
            except (ReleaseError, OSError) as error:
                _log.error("no new worker process: %s", error)
                self._failure = error
                self._refuse_where_none_runs()
                await asyncio.sleep(_RESTART_PAUSE_SECONDS)
            else:
                return

    def _refuse_where_none_runs(self) -> None:
        if self._failure is not None and not self._workers:
            self._refuse_all(unavailable(self._failure))
