"""Who is next: clients that lately took least, and of one client its queries in their order.

A query begins in the quick lane. One that overran its slice there waits in the long lane for another run with its full
time. So a look-up waits for slices only, never for a query that runs on.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import QueryError
from kg.store.query import QueryRequest
from kg.store.runs import Run

_REMEMBERED = 1024
_WEIGHT_OF_LAST = 0.3

#: What a client has lately taken, in seconds.
Taken = Callable[[str], float]
#: Gets the serialized answer, or why there is none; called once.
Done = Callable[[bytes | QueryError], None]


@dataclass(slots=True, eq=False)
class Job:
    """A query on its way: whose it is, how many seconds it may run, who gets its answer, what other services answered
    to its calls, its lane; its run, or when it stops waiting for one.
    """

    request: QueryRequest
    client: str
    seconds: float
    done: Done
    services: tuple[bytes | None, ...] = ()
    long: bool = False
    run: Run | None = None
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


class Lane:
    """Jobs that wait, in one queue per client."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._queues: OrderedDict[str, deque[Job]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def __iter__(self) -> Iterator[Job]:
        return (job for queue in self._queues.values() for job in queue)

    def waiting_of(self, client: str) -> int:
        """Jobs of a client."""
        return len(self._queues.get(client, ()))

    def ahead_of(self, client: str) -> int:
        """Jobs that would be served before one more of a client."""
        taken = self._taken(client)
        return sum(len(queue) for other, queue in self._queues.items() if self._taken(other) <= taken)

    def add(self, job: Job) -> None:
        """Queue a job."""
        self._queues.setdefault(job.client, deque()).append(job)

    def remove(self, job: Job) -> bool:
        """Take a job out; whether it was there."""
        queue = self._queues.get(job.client, deque())
        if job not in queue:
            return False
        queue.remove(job)
        if not queue:
            del self._queues[job.client]
        return True

    def next(self, *, below: float = math.inf) -> Job | None:
        """The job to run now, taken out; None where there is none, or none of a client that took less than that.

        Clients that took the same take turns.
        """
        if not self._queues:
            return None
        client = min(self._queues, key=self._taken)
        if self._taken(client) >= below:
            return None
        queue = self._queues.pop(client)
        job = queue.popleft()
        if queue:
            self._queues[client] = queue
        return job

    def last(self) -> Job | None:
        """The job that would be served after all others; it stays."""
        if not self._queues:
            return None
        return self._queues[max(self._queues, key=self._taken)][-1]

    def drain(self) -> list[Job]:
        """Every job, taken out."""
        jobs = [*self]
        self._queues.clear()
        return jobs


class LongQueries:
    """Shapes of queries that overran their slice lately: they need not overrun it again.

    One that was quick the last time is let off once: its process may have been kept from running, or just begun.
    """

    def __init__(self) -> None:
        self._long: OrderedDict[str, None] = OrderedDict()
        self._quick: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, shape: str) -> bool:
        return shape in self._long

    def overran(self, shape: str) -> None:
        """A query took longer than its slice."""
        if shape in self._quick:
            del self._quick[shape]
        else:
            _remember(self._long, shape)

    def was_quick(self, shape: str) -> None:
        """A query took less than a slice."""
        self._long.pop(shape, None)
        _remember(self._quick, shape)


def _remember(shapes: OrderedDict[str, None], shape: str) -> None:
    shapes[shape] = None
    shapes.move_to_end(shape)
    if len(shapes) > _REMEMBERED:
        shapes.popitem(last=False)
