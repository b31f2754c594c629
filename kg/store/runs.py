"""One run of a query in a worker: the clock that ends it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from kg.store.process import WorkerProcess

#: A run gives way after so many seconds, whatever it used of them.
_MOST_SECONDS = 1.0
_SHORTEST_PAUSE_SECONDS = 0.005


@dataclass(slots=True, eq=False)
class Run:
    """A worker at work. It is killed after ``seconds``, or once it used its ``slice`` where it may not go on.

    A slice is processor time where the system tells it: a process that others keep from running has not had its turn.
    """

    worker: WorkerProcess
    slice: float | None
    seconds: float
    may_go_on: Callable[[], bool]
    overran: bool = False
    out_of_time: bool = False
    _started: float = 0.0
    _used_before: float | None = None
    _timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Start the clock."""
        self._started = time.monotonic()
        loop = asyncio.get_running_loop()
        if self.slice is None or self.slice >= self.seconds:
            self._timer = loop.call_later(self.seconds, self._out_of_time)
        else:
            self._used_before = self.worker.processor_seconds()
            self._timer = loop.call_later(self.slice, self._look)

    def end(self) -> float:
        """Stop the clock; how many seconds it ran."""
        if self._timer is not None:
            self._timer.cancel()
        return time.monotonic() - self._started

    def _look(self) -> None:
        """Whether it is time to give way; if not, when to look again."""
        assert self.slice is not None  # noqa: S101 -- only set where there is one
        taken = time.monotonic() - self._started
        due = self.slice - self._used(taken)
        if taken >= self.seconds:
            self._out_of_time()
        elif taken >= _MOST_SECONDS or (due <= 0 and not self.may_go_on()):
            self.overran = True
            self.worker.kill()
        else:
            pause = min(max(due, _SHORTEST_PAUSE_SECONDS), self.seconds - taken)
            self._timer = asyncio.get_running_loop().call_later(pause, self._look)

    def _used(self, taken: float) -> float:
        now = self.worker.processor_seconds()
        return taken if now is None or self._used_before is None else now - self._used_before

    def _out_of_time(self) -> None:
        self.out_of_time = True
        self.worker.kill()
