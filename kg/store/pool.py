"""Worker processes that take turns: bounded lanes, a hard deadline, replacement of what died."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import (
    EngineUnavailable,
    Overloaded,
    QueryError,
    QueryExhausted,
    QueryTimeout,
    ReleaseError,
    TooManyQueries,
)
from kg.store.framing import task_of
from kg.store.graph_answers import Datatypes
from kg.store.lanes import Job, Lanes, MeanSeconds, SlowQueries
from kg.store.limits import Counters, Limits
from kg.store.process import WorkerDied, WorkerProcess, start_worker
from kg.store.query import QueryAnswer, QueryRequest

_log = logging.getLogger(__name__)
_RESTART_PAUSE_SECONDS = 1.0
#: The first slice is divided by this while others wait.
_HASTE = 4


class ProcessPoolEvaluator:
    """Evaluates in worker processes over one store directory. An async context manager.

    ``datatypes`` are those of :mod:`kg.store.graph_answers`; ``union_default_graph`` and ``base_iri`` those of
    :func:`kg.store.framing.task_of`. A release has named graphs only and is always asked as their union.
    """

    def __init__(
        self,
        store: Path,
        limits: Limits,
        *,
        datatypes: Datatypes | None = None,
        union_default_graph: bool = True,
        base_iri: str | None = None,
    ) -> None:
        self.counters = Counters()
        self._store = store
        self._limits = limits
        self._datatypes = datatypes or {}
        self._union = union_default_graph
        self._base_iri = base_iri
        self._idle: list[WorkerProcess] = []
        self._workers: set[WorkerProcess] = set()
        self._lanes = Lanes()
        self._known_slow = SlowQueries()
        self._slow_running = 0
        self._quick_seconds = MeanSeconds(0.0)
        self._slow_seconds = MeanSeconds(limits.seconds / 2)
        self._tasks: set[asyncio.Task[None]] = set()
        self._failure: ReleaseError | OSError | None = None
        self._closing = False

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return len(self._lanes)

    async def __aenter__(self) -> Self:
        starts = [self._start() for _ in range(self._limits.workers)]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
        failure = next((outcome for outcome in outcomes if isinstance(outcome, BaseException)), None)
        if failure is not None:
            await self._end()
            raise failure
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
        self._refuse_all(_closed())

    async def _end(self) -> None:
        self.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))
        self._workers.clear()

    async def evaluate(self, request: QueryRequest) -> QueryAnswer:
        """Evaluate a query (see :class:`kg.store.query.Evaluator`). Cancelling ends the query's process."""
        seconds = min(request.seconds or self._limits.seconds, self._limits.seconds)
        job = Job(request, seconds, asyncio.get_running_loop().create_future())
        job.slow = self._limits.first_slice is not None and request.query.shape in self._known_slow
        self._queue(job)
        try:
            body = await job.answer
        finally:
            self._leave(job)
        self.counters.answered += 1
        return QueryAnswer(request.format, body)

    def _queue(self, job: Job) -> None:
        """Queue a job, or raise why it cannot be answered in time."""
        if self._closing:
            raise _closed()
        if self._failure is not None and not self._workers:
            raise _unavailable(self._failure)
        if not self._can_run(job) and self._expected_wait(job) > self._limits.seconds:
            raise self._overloaded()
        if not self._can_run(job) and len(self._lanes) >= self._limits.queue:
            raise self._overloaded()
        client = job.request.client
        if client and not job.slow and self._lanes.waiting_of(client) >= self._limits.client_queue:
            self.counters.overloaded += 1
            raise _too_many(self._limits.client_queue)
        self._lanes.add(job)
        job.expiry = asyncio.get_running_loop().call_later(self._limits.seconds, self._expire, job)
        self._dispatch()

    def _can_run(self, job: Job) -> bool:
        free = len(self._idle) > self._lanes.quick
        return free and (not job.slow or (self._slow_running < self._limits.slow_workers and not self._lanes.slow))

    def _expected_wait(self, job: Job) -> float:
        if job.slow:
            return (self._lanes.slow + 1) * self._slow_seconds.value / self._limits.slow_workers
        return self._lanes.quick * self._quick_seconds.value / self._limits.workers

    def _expire(self, job: Job) -> None:
        if self._lanes.remove(job) and not job.answer.done():
            job.answer.set_exception(self._overloaded())

    def _leave(self, job: Job) -> None:
        """The one who asked no longer waits."""
        self._lanes.remove(job)
        if job.expiry is not None:
            job.expiry.cancel()
        if job.run is not None:
            job.run.cancel()

    def _dispatch(self) -> None:
        """Give idle workers what is next."""
        while self._idle and not self._closing:
            job = self._lanes.next(slow_too=self._slow_running < self._limits.slow_workers)
            if job is None:
                return
            if job.expiry is not None:
                job.expiry.cancel()
            self._slow_running += job.slow
            job.run = asyncio.create_task(self._run(self._idle.pop(), job))

    async def _run(self, worker: WorkerProcess, job: Job) -> None:
        seconds = self._slice_of(job)
        started = time.monotonic()
        slow = job.slow
        answered = False
        try:
            async with asyncio.timeout(seconds):
                task = task_of(job.request, seconds=seconds, union_default_graph=self._union, base_iri=self._base_iri)
                body = await worker.ask(task)
            answered = True
            _settle(job, body)
        except QueryError as error:
            answered = True
            self.counters.refused += 1
            _settle(job, error)
        except TimeoutError:
            self._overran(job, seconds)
        except WorkerDied:
            self.counters.died += 1
            _settle(job, _closed() if self._closing else _exhausted())
        finally:
            self._slow_running -= slow
            taken = time.monotonic() - started
            (self._slow_seconds if slow else self._quick_seconds).add(taken)
            if answered:
                self._idle.append(worker)
                self._remember_quick(job, taken)
            else:
                self._replace(worker)
            job.run = None
            self._dispatch()

    def _slice_of(self, job: Job) -> float:
        """How long the job may run this time."""
        first = self._limits.first_slice
        if job.slow or first is None:
            return job.seconds
        return min(job.seconds, first / _HASTE if self._lanes.quick else first)

    def _overran(self, job: Job, seconds: float) -> None:
        if self._limits.first_slice is not None:
            self._known_slow.add(job.request.query.shape)
        if job.slow or seconds >= job.seconds:
            self.counters.timed_out += 1
            _settle(job, _timed_out(job.seconds))
            return
        job.slow = True
        self.counters.deferred += 1
        try:
            self._queue(job)
        except QueryError as error:
            _settle(job, error)

    def _remember_quick(self, job: Job, taken: float) -> None:
        first = self._limits.first_slice
        if job.slow and first is not None and taken < first / _HASTE:
            self._known_slow.discard(job.request.query.shape)

    def _overloaded(self) -> Overloaded:
        self.counters.overloaded += 1
        return Overloaded(
            "service: too many queries are waiting; try again later",
            "混み合っています。しばらくしてからお試しください",
        )

    def _refuse_all(self, error: QueryError) -> None:
        for job in self._lanes.drain():
            _settle(job, error)

    async def _start(self) -> None:
        limits = self._limits
        worker = await start_worker(
            self._store, memory_mb=limits.memory_mb, result_bytes=limits.result_bytes, datatypes=self._datatypes
        )
        self._workers.add(worker)
        self._failure = None
        self._idle.append(worker)
        self._begin(self._replace_if_idle(worker))
        self._dispatch()

    def _replace(self, worker: WorkerProcess) -> None:
        worker.kill()
        if not self._closing:
            self._begin(self._end_and_start(worker))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace_if_idle(self, worker: WorkerProcess) -> None:
        """Wait until a worker ends. One that does so while it has nothing to do, ended for reasons of its own."""
        await worker.process.wait()
        if worker in self._idle and not self._closing:
            _log.error("worker process %d ended while idle", worker.process.pid)
            self._idle.remove(worker)
            self.counters.died += 1
            self._replace(worker)

    async def _end_and_start(self, worker: WorkerProcess) -> None:
        await worker.end()
        self._workers.discard(worker)
        while not self._closing:
            try:
                await self._start()
            except (ReleaseError, OSError) as error:
                _log.error("no new worker process: %s", error)
                self._failure = error
                if not self._workers:
                    self._refuse_all(_unavailable(error))
                await asyncio.sleep(_RESTART_PAUSE_SECONDS)
            else:
                return


def _settle(job: Job, outcome: bytes | QueryError) -> None:
    if job.answer.done():
        return
    if isinstance(outcome, QueryError):
        job.answer.set_exception(outcome)
    else:
        job.answer.set_result(outcome)


def _too_many(waiting: int) -> TooManyQueries:
    return TooManyQueries(
        f"service: {waiting} of your queries are waiting; send the next when one is answered",
        f"あなたのクエリが {waiting} 個待っています。どれかの答えが返ってから次を送ってください",
    )


def _timed_out(seconds: float) -> QueryTimeout:
    return QueryTimeout(f"query: ended after {seconds:g} seconds", f"クエリを {seconds:g} 秒で打ち切りました")


def _exhausted() -> QueryExhausted:
    return QueryExhausted(
        "query: the query needs more memory than allowed; narrow it",
        "クエリの評価に許される量を超えるメモリが必要です。条件を絞ってください",
    )


def _unavailable(reason: ReleaseError | OSError) -> EngineUnavailable:
    message_ja = reason.message_ja if isinstance(reason, ReleaseError) else str(reason)
    return EngineUnavailable(
        f"service: no query process runs: {reason}", f"クエリを評価するプロセスが動いていません（{message_ja}）"
    )


def _closed() -> EngineUnavailable:
    return EngineUnavailable("service: the server is ending", "サーバーを終了しています")
