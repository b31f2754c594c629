"""Who is next: clients that lately took least, and of one client its queries in their order.

A query begins in the quick lane. One that overran its slice there waits in the long lane for another run with its full
time. So a look-up waits for slices only, never for a query that runs on.
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.store.runs import Job

_REMEMBERED = 1024
#: Of what workers take for several queries in a row, the first gets most and the others little.
_WEIGHT_OF_SHORT = 1 / 16
#: A query that takes less may share a worker with others.
_SHORT_SECONDS = 0.000_3
#: What is expected of any query, whatever others seemed to take: it bounds how many wait for each other.
_LEAST_SECONDS = 0.000_05

#: What a client has lately taken, in seconds.
Taken = Callable[[str], float]


@dataclass(slots=True)
class MeanSeconds:
    """A moving mean of durations; begins with a guess. ``weight`` is that of the last one."""

    value: float
    weight: float = 0.3

    def add(self, seconds: float) -> None:
        """One more duration.

        >>> mean = MeanSeconds(1.0)
        >>> mean.add(2.0)
        >>> round(mean.value, 3)
        1.3
        """
        self.value += self.weight * (seconds - self.value)


class Lane:
    """Jobs that wait, in one queue per client."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._queues: OrderedDict[str, deque[Job]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def __bool__(self) -> bool:
        return bool(self._queues)

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

    def first(self, *, below: float = math.inf) -> Job | None:
        """The job to run now; None where there is none, or none of a client that took less than that. It stays."""
        if not self._queues:
            return None
        client = min(self._queues, key=self._taken)
        return None if self._taken(client) >= below else self._queues[client][0]

    def take(self, job: Job) -> None:
        """Take a job out that is the first of its client. Clients that took the same take turns."""
        queue = self._queues.pop(job.client)
        queue.remove(job)
        if queue:
            self._queues[job.client] = queue

    def put_back(self, job: Job) -> None:
        """Queue a job before the others of its client: it had its turn, and lost it by no fault of its own."""
        self._queues.setdefault(job.client, deque()).appendleft(job)

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
        self._long: OrderedDict[bytes, None] = OrderedDict()
        self._quick: OrderedDict[bytes, None] = OrderedDict()

    def __contains__(self, shape: bytes) -> bool:
        return shape in self._long

    def overran(self, shape: bytes) -> None:
        """A query took longer than its slice."""
        if shape in self._quick:
            del self._quick[shape]
        else:
            _remember(self._long, shape)

    def is_long(self, shape: bytes) -> None:
        """A query is one for certain, whatever it took."""
        _remember(self._long, shape)

    def was_quick(self, shape: bytes) -> None:
        """A query took less than a slice."""
        self._long.pop(shape, None)
        _remember(self._quick, shape)


class ShortQueries:
    """Kinds of queries by what they take, known for those that take little: to wake another process for one would take
    as long as to let it wait for another such.
    """

    def __init__(self) -> None:
        self._means: OrderedDict[bytes, MeanSeconds] = OrderedDict()

    def expected(self, pattern: bytes) -> float | None:
        """Seconds that queries of the pattern took lately; None where that is more, or not known."""
        mean = self._means.get(pattern)
        return None if mean is None or mean.value > _SHORT_SECONDS else max(mean.value, _LEAST_SECONDS)

    def took(self, pattern: bytes, seconds: float) -> None:
        """One of the pattern took so many seconds."""
        mean = self._means.get(pattern)
        if mean is not None:
            mean.add(seconds)
            self._means.move_to_end(pattern)
            return
        self._means[pattern] = MeanSeconds(seconds, _WEIGHT_OF_SHORT)
        if len(self._means) > _REMEMBERED:
            self._means.popitem(last=False)


def _remember(shapes: OrderedDict[bytes, None], shape: bytes) -> None:
    shapes[shape] = None
    shapes.move_to_end(shape)
    if len(shapes) > _REMEMBERED:
        shapes.popitem(last=False)
