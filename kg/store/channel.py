"""The server's end of a worker's channel: tasks out, answers in, and that the worker has ended."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

from kg.store.framing import HEAD_BYTES, Outcome, read_answer_head

#: Gets outcome and payload of an answer; None where none comes any more.
Receiver = Callable[[Outcome | None, bytes], None]


class Channel(asyncio.Protocol):
    """A stream of answers (:mod:`kg.store.framing`) over a socket, each for one receiver."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._expected = HEAD_BYTES
        self._receiver: Receiver | None = None
        self._closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def over(cls, end: socket.socket) -> Channel:
        """A channel over a connected socket, which it closes when the other side does."""
        end.setblocking(False)
        _, channel = await asyncio.get_running_loop().create_unix_connection(cls, sock=end)
        return channel

    def ask(self, frame: bytes, receiver: Receiver) -> None:
        """Send a task; it waits in memory until the other side reads it. The receiver gets what is answered."""
        self.receive(receiver)
        if self._transport is not None:
            self._transport.write(frame)

    def receive(self, receiver: Receiver | None) -> None:
        """Who gets the next answer; with None, nobody."""
        self._receiver = receiver
        if receiver is not None and self._closed.done():
            asyncio.get_running_loop().call_soon(self._give, None, b"")

    async def closed(self) -> None:
        """Wait until the other side has closed it."""
        await asyncio.shield(self._closed)

    def when_closed(self, act: Callable[[], None]) -> None:
        """Act once the other side has closed it."""
        self._closed.add_done_callback(lambda _: act())

    def close(self) -> None:
        """Close it from this side."""
        if self._transport is not None:
            self._transport.abort()

    def _give(self, outcome: Outcome | None, payload: bytes) -> None:
        receiver, self._receiver = self._receiver, None
        if receiver is not None:
            receiver(outcome, payload)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = cast("asyncio.Transport", transport)  # of a stream socket; uvloop's are no subclasses

    def data_received(self, data: bytes) -> None:
        """Called by the loop. An answer that came in one piece, as most do, is copied once."""
        try:
            if not self._buffer and len(data) >= HEAD_BYTES:
                outcome, length = read_answer_head(data)
                if len(data) == HEAD_BYTES + length:
                    self._give(outcome, data[HEAD_BYTES:])
                    return
            self._collect(data)
        except ValueError:  # a worker that says such things is none any more
            self.close()

    def _collect(self, data: bytes) -> None:
        """One piece of an answer. What goes on after its end is never given: the clock of the query ends it."""
        self._buffer += data
        if len(self._buffer) < self._expected:
            return
        outcome, length = read_answer_head(self._buffer)
        self._expected = HEAD_BYTES + length
        if len(self._buffer) != self._expected:
            return
        with memoryview(self._buffer) as whole:
            payload = bytes(whole[HEAD_BYTES:])
        self._buffer = bytearray()
        self._expected = HEAD_BYTES
        self._give(outcome, payload)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- however it ended, it has ended
        """Called by the loop."""
        if not self._closed.done():
            self._closed.set_result(None)
        self._give(None, b"")
