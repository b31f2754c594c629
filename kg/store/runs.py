"""One run of a query in a worker: the clock that ends it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from kg.store.process import WorkerProcess

#: A process that got less of the processor than this part of its slice was kept waiting by others, and goes on.
_SHARE_OF_SLICE = 0.5
_MOST_SLICES = 10


@dataclass(slots=True, eq=False)
class Run:
    """A worker at work. It is killed after ``seconds``, or after its ``slice`` where it may not go on."""

    worker: WorkerProcess
    slice: float | None
    seconds: float
    may_go_on: Callable[[], bool]
    overran: bool = False
    out_of_time: bool = False
    _started: float = 0.0
    _used_before: float | None = None
    _slices: int = 0
    _timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Start the clock."""
        self._started = time.monotonic()
        loop = asyncio.get_running_loop()
        if self.slice is None or self.slice >= self.seconds:
            self._timer = loop.call_later(self.seconds, self._out_of_time)
        else:
            self._used_before = self.worker.processor_seconds()
            self._timer = loop.call_later(self.slice, self._slice_over)

    def end(self) -> float:
        """Stop the clock; how many seconds it ran."""
        if self._timer is not None:
            self._timer.cancel()
        return time.monotonic() - self._started

    def _slice_over(self) -> None:
        assert self.slice is not None  # noqa: S101 -- only set where there is one
        self._slices += 1
        left = self.seconds - (time.monotonic() - self._started)
        if left <= 0:
            self._out_of_time()
        elif self._slices < _MOST_SLICES and (self._was_kept_waiting() or self.may_go_on()):
            self._timer = asyncio.get_running_loop().call_later(min(self.slice, left), self._slice_over)
        else:
            self.overran = True
            self.worker.kill()

    def _was_kept_waiting(self) -> bool:
        used = self.worker.processor_seconds()
        if used is None or self._used_before is None or self.slice is None:
            return False
        return used - self._used_before < self.slice * _SHARE_OF_SLICE

    def _out_of_time(self) -> None:
        self.out_of_time = True
        self.worker.kill()
