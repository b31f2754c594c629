"""Turns at an engine: so many requests at a time, a bounded queue, clients that lately took least first."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.errors import QueryError
from kg.store.clients import Takings, client_of
from kg.store.limits import Limits
from kg.store.refusals import closed, overloaded, too_many

_Place = asyncio.Future[None]


class Turns:
    """Lets ``limits.workers`` requests through at a time. Waiting ends after the seconds that a query may take."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = limits.workers
        self._takings = Takings(time.monotonic)
        self._queues: OrderedDict[str, deque[_Place]] = OrderedDict()
        self._closing = False

    @property
    def running(self) -> int:
        """Requests whose turn it is."""
        return self._limits.workers - self._free

    @property
    def waiting(self) -> int:
        """Requests that wait for their turn."""
        return sum(map(len, self._queues.values()))

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """The block runs when it is the turn of the client at that address.

        Raises Overloaded, TooManyQueries, or EngineUnavailable when the server ends.
        """
        client = client_of(address)
        await self._begin(client)
        started = time.monotonic()
        try:
            yield
        finally:
            self._takings.add(client, time.monotonic() - started)
            self._free += 1
            self._next()

    def close(self) -> None:
        """Refuse whoever waits, and who comes."""
        self._closing = True
        for queue in self._queues.values():
            for place in queue:
                _refuse(place, closed())
        self._queues.clear()

    async def _begin(self, client: str) -> None:
        if self._closing:
            raise closed()
        if self._free and not self._queues:
            self._free -= 1
            return
        if client and len(self._queues.get(client, ())) >= self._limits.client_queue:
            raise too_many(self._limits.client_queue)
        if self.waiting >= self._limits.queue:
            raise overloaded(self.waiting)
        await self._wait(client)

    async def _wait(self, client: str) -> None:
        loop = asyncio.get_running_loop()
        place: _Place = loop.create_future()
        queue = self._queues.setdefault(client, deque())
        queue.append(place)
        expiry = loop.call_later(self._limits.seconds, lambda: _refuse(place, overloaded(self.waiting)))
        try:
            await place
        except (asyncio.CancelledError, QueryError):
            if place.done() and not place.cancelled() and place.exception() is None:  # let through, and gone
                self._free += 1
                self._next()
            raise
        finally:
            expiry.cancel()
            self._leave(client, place)

    def _leave(self, client: str, place: _Place) -> None:
        queue = self._queues.get(client)
        if queue is not None and place in queue:
            queue.remove(place)
            if not queue:
                del self._queues[client]

    def _next(self) -> None:
        """Let through who is next: the client that took least, of equals the one that waited longest."""
        while self._free and self._queues:
            client = min(self._queues, key=self._takings.of)
            queue = self._queues.pop(client)
            place = queue.popleft()
            if queue:
                self._queues[client] = queue
            if not place.done():
                self._free -= 1
                place.set_result(None)


def _refuse(place: _Place, error: QueryError) -> None:
    if not place.done():
        place.set_exception(error)
