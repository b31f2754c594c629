"""The server's end of a worker's channel: frames out, frames in, and that the worker has ended."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

from kg.store.framing import LENGTH_BYTES, frame_length


class ChannelClosed(Exception):
    """The other side has closed the channel."""


class Channel(asyncio.Protocol):
    """A stream of frames (:mod:`kg.store.framing`) over a socket. One reader at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._needed = LENGTH_BYTES
        self._reader: asyncio.Future[None] | None = None
        self._closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def over(cls, end: socket.socket) -> Channel:
        """A channel over a connected socket, which it closes when the other side does."""
        end.setblocking(False)
        _, channel = await asyncio.get_running_loop().create_unix_connection(cls, sock=end)
        return channel

    @property
    def is_closed(self) -> bool:
        """Whether the other side is known to have closed it."""
        return self._closed.done()

    def write(self, frame: bytes) -> None:
        """Send a frame; it waits in memory until the other side reads it."""
        if self._transport is not None:
            self._transport.write(frame)

    async def read(self) -> bytes:
        """The next frame. Raises ChannelClosed where none comes any more."""
        length = frame_length(await self._exactly(LENGTH_BYTES))
        return await self._exactly(length)

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

    async def _exactly(self, length: int) -> bytes:
        while len(self._buffer) < length:
            if self.is_closed:
                raise ChannelClosed
            self._needed = length
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        if len(self._buffer) == length:
            taken, self._buffer = self._buffer, bytearray()
            return bytes(taken)
        taken = self._buffer[:length]
        del self._buffer[:length]
        return bytes(taken)

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        self._transport = cast("asyncio.Transport", transport)  # of a stream socket; uvloop's are no subclasses

    def data_received(self, data: bytes) -> None:
        """Called by the loop."""
        self._buffer += data
        if len(self._buffer) >= self._needed:
            self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- however it ended, it has ended
        """Called by the loop."""
        if not self._closed.done():
            self._closed.set_result(None)
        self._wake()
