"""Worker processes that take turns: a bounded queue, a hard deadline, replacement of what died."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import Overloaded, QueryError, QueryTimeout, ReleaseError
from kg.settings import Settings
from kg.store.framing import Task, task_of
from kg.store.graph_answers import Datatypes
from kg.store.process import WorkerDied, WorkerProcess, start_worker
from kg.store.query import QueryAnswer, QueryRequest

_RESTART_PAUSE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What evaluation may take: seconds and MiB per query, processes, queries that wait, bytes of one answer."""

    seconds: float = 10.0
    workers: int = 2
    memory_mb: int = 2048
    queue: int = 64
    result_bytes: int = 64 * 1024 * 1024

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings state."""
        return cls(
            seconds=settings.query_timeout,
            workers=settings.query_workers,
            memory_mb=settings.query_memory_mb,
            queue=settings.query_queue,
        )


@dataclass(slots=True)
class Counters:
    """What happened since the start."""

    answered: int = 0
    refused: int = 0
    timed_out: int = 0
    died: int = 0
    overloaded: int = 0


class ProcessPoolEvaluator:
    """Evaluates in worker processes over one store directory. An async context manager.

    ``datatypes`` are those of :mod:`kg.store.graph_answers`.
    """

    def __init__(self, store: Path, limits: Limits, *, datatypes: Datatypes | None = None) -> None:
        self.counters = Counters()
        self._store = store
        self._limits = limits
        self._datatypes = datatypes or {}
        self._idle: asyncio.Queue[WorkerProcess] = asyncio.Queue()
        self._workers: set[WorkerProcess] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closing = False

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return self._waiting

    async def __aenter__(self) -> Self:
        for _ in range(self._limits.workers):
            await self._start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._closing = True
        await asyncio.gather(*self._replacing)
        await asyncio.gather(*(worker.end() for worker in self._workers))
        self._workers.clear()

    async def evaluate(self, request: QueryRequest) -> QueryAnswer:
        """Evaluate a query (see :class:`kg.store.query.Evaluator`). Cancelling ends the query's process."""
        seconds = min(request.seconds or self._limits.seconds, self._limits.seconds)
        worker = await self._take()
        body = await self._ask(worker, task_of(request, seconds=seconds))
        self.counters.answered += 1
        return QueryAnswer(request.format, body)

    async def _take(self) -> WorkerProcess:
        """An idle worker, after waiting no longer than a query may run."""
        if self._idle.empty() and self._waiting >= self._limits.queue:
            raise self._overloaded()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await self._idle.get()
        except TimeoutError as error:
            raise self._overloaded() from error
        finally:
            self._waiting -= 1

    async def _ask(self, worker: WorkerProcess, task: Task) -> bytes:
        try:
            async with asyncio.timeout(task.seconds):
                body = await worker.ask(task)
        except QueryError:
            self.counters.refused += 1
            self._idle.put_nowait(worker)
            raise
        except TimeoutError as error:
            self.counters.timed_out += 1
            self._replace(worker)
            raise QueryTimeout(
                f"query: ended after {task.seconds:g} seconds",
                f"クエリを {task.seconds:g} 秒で打ち切りました",
            ) from error
        except WorkerDied as error:
            self.counters.died += 1
            self._replace(worker)
            raise QueryError(
                "query: the engine ran out of memory or stack and was restarted; narrow the query",
                "クエリの評価中にメモリ等が尽き、評価プロセスを再起動しました。条件を絞ってください",
            ) from error
        except asyncio.CancelledError:
            self._replace(worker)
            raise
        self._idle.put_nowait(worker)
        return body

    def _overloaded(self) -> Overloaded:
        self.counters.overloaded += 1
        return Overloaded(
            "service: too many queries are waiting; try again later",
            "混み合っています。しばらくしてからお試しください",
        )

    async def _start(self) -> None:
        limits = self._limits
        worker = await start_worker(
            self._store, memory_mb=limits.memory_mb, result_bytes=limits.result_bytes, datatypes=self._datatypes
        )
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    def _replace(self, worker: WorkerProcess) -> None:
        task = asyncio.create_task(self._end_and_start(worker))
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _end_and_start(self, worker: WorkerProcess) -> None:
        self._workers.discard(worker)
        await worker.end()
        while not self._closing:
            try:
                await self._start()
            except (ReleaseError, OSError):
                await asyncio.sleep(_RESTART_PAUSE_SECONDS)
            else:
                return
