"""Who is next: quick jobs before slow ones, clients in turn.

Every query begins as a quick one, with a short slice of time. One that overruns it waits in the slow lane for another
run with its full time. So a look-up waits for slices only, never for a query that runs on.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass

from kg.store.query import QueryRequest

_REMEMBERED = 1024
_WEIGHT_OF_LAST = 0.3


@dataclass(slots=True, eq=False)
class Job:
    """A query on its way: how many seconds it may run, what becomes of it, the task that runs it."""

    request: QueryRequest
    seconds: float
    answer: asyncio.Future[bytes]
    slow: bool = False
    run: asyncio.Task[None] | None = None
    expiry: asyncio.TimerHandle | None = None


@dataclass(slots=True)
class MeanSeconds:
    """A moving mean of durations; begins with a guess."""

    value: float

    def add(self, seconds: float) -> None:
        """One more duration.

        >>> mean = MeanSeconds(1.0)
        >>> mean.add(2.0)
        >>> round(mean.value, 3)
        1.3
        """
        self.value += _WEIGHT_OF_LAST * (seconds - self.value)


class Lanes:
    """Jobs that wait: a quick lane with one queue per client, served in turn, and a slow lane, first in first out."""

    def __init__(self) -> None:
        self._quick: OrderedDict[str, deque[Job]] = OrderedDict()
        self._slow: deque[Job] = deque()

    def __len__(self) -> int:
        return self.quick + self.slow

    @property
    def quick(self) -> int:
        """Jobs in the quick lane."""
        return sum(map(len, self._quick.values()))

    @property
    def slow(self) -> int:
        """Jobs in the slow lane."""
        return len(self._slow)

    def waiting_of(self, client: str) -> int:
        """Jobs of a client, in both lanes."""
        return len(self._quick.get(client, ())) + sum(job.request.client == client for job in self._slow)

    def add(self, job: Job) -> None:
        """Queue a job in its lane."""
        if job.slow:
            self._slow.append(job)
        else:
            self._quick.setdefault(job.request.client, deque()).append(job)

    def remove(self, job: Job) -> bool:
        """Take a job out of its lane; whether it was there."""
        queue = self._slow if job.slow else self._quick.get(job.request.client, deque())
        if job not in queue:
            return False
        queue.remove(job)
        if not job.slow and not queue:
            del self._quick[job.request.client]
        return True

    def next(self, *, slow_too: bool) -> Job | None:
        """The job to run now, taken out of its lane; None where there is none."""
        if self._quick:
            client, queue = self._quick.popitem(last=False)
            job = queue.popleft()
            if queue:
                self._quick[client] = queue
            return job
        return self._slow.popleft() if slow_too and self._slow else None

    def drain(self) -> list[Job]:
        """Every job, taken out."""
        jobs = [job for queue in self._quick.values() for job in queue] + [*self._slow]
        self._quick.clear()
        self._slow.clear()
        return jobs


class SlowQueries:
    """Shapes of queries that overran their slice lately: they need not overrun it again."""

    def __init__(self) -> None:
        self._shapes: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, shape: str) -> bool:
        return shape in self._shapes

    def add(self, shape: str) -> None:
        """Remember a query."""
        self._shapes[shape] = None
        self._shapes.move_to_end(shape)
        if len(self._shapes) > _REMEMBERED:
            self._shapes.popitem(last=False)

    def discard(self, shape: str) -> None:
        """Forget a query that was quick after all."""
        self._shapes.pop(shape, None)
