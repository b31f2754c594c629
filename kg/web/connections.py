"""Connections of clients that do nothing: slow heads, answers that nobody takes, more connections than allowed.

Uvicorn closes idle connections between requests; what it waits for without end is bounded here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

#: Bytes of an answer that a client has to take in its time, else it is taken for gone.
_LEAST_TAKEN = 16 * 1024
#: Bytes of a request's head, queries in addresses included.
MAX_HEAD_BYTES = 64 * 1024
_SWEEP_SECONDS = 1.0


class Patience(asyncio.Protocol):
    """Mixed into uvicorn's protocols, of which it knows what is declared here: notes when a client last did what was
    waited for, in the loop's time.
    """

    transport: Any
    cycle: Any
    loop: asyncio.AbstractEventLoop
    moved_at = 0.0
    _left = 0
    _head_bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.moved_at = self.loop.time()

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._moved()
        elif self.awaits_head:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES:
                self.transport.abort()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._moved()

    @property
    def awaits_head(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def look(self, now: float) -> float:
        """Seconds for which the client has kept the server waiting."""
        left = self.transport.get_write_buffer_size()
        if left:
            if not self._left or left <= self._left - _LEAST_TAKEN:
                self._moved()
                self._left = left
        elif not self.awaits_head or self._left:
            self._moved()
        return now - self.moved_at

    def _moved(self) -> None:
        self.moved_at = self.loop.time()
        self._left = 0
        self._head_bytes = 0


async def sweep(connections: Iterable[Any], *, seconds: float, at_most: int) -> None:
    """Close connections that keep the server waiting for too long, and the longest-waiting of too many.

    Runs until it is cancelled.
    """
    while True:
        await asyncio.sleep(_SWEEP_SECONDS)
        now = asyncio.get_running_loop().time()
        looked = [(one.look(now), one) for one in connections if isinstance(one, Patience)]
        stalled = [one for waited, one in looked if waited > seconds]
        idle = sorted((waited, number) for number, (waited, one) in enumerate(looked) if one.awaits_head)
        spare = max(0, len(looked) - len(stalled) - at_most)
        for one in (*stalled, *(looked[number][1] for _, number in reversed(idle[len(idle) - spare :]))):
            one.transport.abort()
