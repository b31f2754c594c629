"""The worker processes of a pool: started, replaced when they end, ended with it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path

from kg.errors import ReleaseError
from kg.store.graph_answers import Datatypes
from kg.store.limits import Limits, WorkerKind
from kg.store.process import Nursery, WorkerProcess

_log = logging.getLogger(__name__)
_RESTART_PAUSE_SECONDS = 1.0

#: Told of a worker: that it is ready, or that it has ended.
Told = Callable[[WorkerProcess], None]


class Staff:
    """As many workers of each kind as the limits say. ``failure`` is why the last one could not be started."""

    def __init__(
        self,
        store: Path,
        limits: Limits,
        *,
        datatypes: Datatypes,
        on_ready: Told,
        on_end: Told,
        on_failure: Callable[[], None],
    ) -> None:
        self.workers: set[WorkerProcess] = set()
        self.failure: ReleaseError | OSError | None = None
        # One for each kind: what a worker shares with the process that it was forked from is locked while it ends,
        # and one that steps back for others takes its time.
        self._nurseries = {
            kind: Nursery(store, result_bytes=limits.result_bytes, datatypes=datatypes) for kind in limits.kinds
        }
        self._counts = limits.kinds
        self._on_ready = on_ready
        self._on_end = on_end
        self._on_failure = on_failure
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def confined(self) -> bool:
        """Whether every worker is kept from the network and from writing (:mod:`kg.store.confinement`)."""
        return all(worker.confinement.calls for worker in self.workers)

    async def start(self) -> None:
        """Start all. Raises ReleaseError or OSError where one cannot be, with the others still running."""
        starts = [self._start(kind) for kind, count in self._counts.items() for _ in range(count)]
        outcomes = await asyncio.gather(*starts, return_exceptions=True)
        failure = next((outcome for outcome in outcomes if isinstance(outcome, BaseException)), None)
        if failure is not None:
            raise failure

    def close(self) -> None:
        """Kill all; none is started any more."""
        self._closing = True
        for worker in self.workers:
            worker.kill()

    async def end(self) -> None:
        """Wait until all have ended, once they are killed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.gone() for worker in self.workers))
        self.workers.clear()
        await asyncio.gather(*(nursery.end() for nursery in self._nurseries.values()))

    def replace(self, worker: WorkerProcess) -> None:
        """Kill a worker and start another: a quick one at once, a long one once the memory of the old one is free."""
        worker.kill()
        if self._closing:
            return
        if worker.kind.background:
            self._begin(self._end_and_start(worker))
        else:
            self._begin(self._gone(worker))
            self._begin(self._start_another(worker.kind))

    async def _start(self, kind: WorkerKind) -> None:
        worker = await self._nurseries[kind].start_worker(kind)
        self.workers.add(worker)
        self.failure = None
        worker.channel.when_closed(partial(self._on_end, worker))
        self._on_ready(worker)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end_and_start(self, worker: WorkerProcess) -> None:
        await self._gone(worker)
        await self._start_another(worker.kind)

    async def _gone(self, worker: WorkerProcess) -> None:
        await worker.gone()
        self.workers.discard(worker)
        self._say_if_none_runs()

    async def _start_another(self, kind: WorkerKind) -> None:
        while not self._closing:
            try:
                await self._start(kind)
            except (ReleaseError, OSError) as error:
                _log.error("no new worker process: %s", error)
                self.failure = error
                self._say_if_none_runs()
                await asyncio.sleep(_RESTART_PAUSE_SECONDS)
            else:
                return

    def _say_if_none_runs(self) -> None:
        if self.failure is not None and not self.workers:
            self._on_failure()
