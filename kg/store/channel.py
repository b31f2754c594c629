"""The server's end of a worker's channel: tasks out, answers in, and that the worker has ended."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from typing import cast

from kg.store.framing import HEAD_BYTES, Outcome, read_answer_head

#: Gets outcome and payload of an answer, before that its pieces; None where none comes any more.
Receiver = Callable[[Outcome | None, bytes], None]


class Channel(asyncio.Protocol):
    """A stream of answers (:mod:`kg.store.framing`) over a socket, each for one receiver, in the order of the tasks."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._expected = HEAD_BYTES
        self._draining = False
        self._receivers: deque[Receiver] = deque()
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

    def receive(self, receiver: Receiver) -> None:
        """Who gets the next answer after those that are awaited already."""
        self._receivers.append(receiver)
        if self._closed.done():
            asyncio.get_running_loop().call_soon(self._give_up)

    def forget(self) -> None:
        """Nobody gets what is still answered."""
        self._receivers.clear()

    def hold(self, held: bool) -> None:
        """Read nothing meanwhile, so that the other side has to wait; or go on."""
        if self._transport is None or self._transport.is_closing():
            return
        if held and not self._draining:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()

    def drain(self) -> None:
        """Read to the end, whoever would have the other side wait: it has been killed, and holds nothing but what it
        said.
        """
        self._draining = True
        self.hold(False)

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

    def _give_up(self) -> None:
        while self._receivers:
            self._receivers.popleft()(None, b"")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = cast("asyncio.Transport", transport)  # of a stream socket; uvloop's are no subclasses

    def data_received(self, data: bytes) -> None:
        """Called by the loop. An answer that came in one piece, as most do, is copied once."""
        if self._buffer:
            self._buffer += data
            if len(self._buffer) < self._expected:
                return
            data, self._buffer = bytes(self._buffer), bytearray()
        try:
            rest = self._read(data)
        except (ValueError, IndexError):  # a worker that says such things, or more than it was asked, is none any more
            self.close()
        else:
            self._buffer += rest

    def _read(self, data: bytes) -> bytes:
        """Give the answers that are complete; what is left. Raises ValueError or IndexError."""
        at, size = 0, len(data)
        self._expected = HEAD_BYTES
        while size - at >= HEAD_BYTES:
            outcome, length = read_answer_head(data, at)
            end = at + HEAD_BYTES + length
            if end > size:
                self._expected = end - at
                break
            payload = data[at + HEAD_BYTES : end]
            at = end
            receiver = self._receivers[0] if outcome is Outcome.PIECE else self._receivers.popleft()
            receiver(outcome, payload)
        return data[at:]

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- however it ended, it has ended
        """Called by the loop."""
        if not self._closed.done():
            self._closed.set_result(None)
        self._give_up()
