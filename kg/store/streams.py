"""A long answer on its way through the server: pieces from a worker, taken by a client at its own pace."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Self

from kg.errors import QueryError

#: Bytes that wait for a client before its worker has to wait, too; and those at which the worker goes on.
_MOST_WAITING_BYTES = 512 * 1024
_FEW_WAITING_BYTES = 128 * 1024


class AnswerStream:
    """The pieces of one answer, an asynchronous iterator. Raises QueryError where the answer breaks off.

    ``hold`` makes the worker wait or go on; ``leave`` says that nobody takes the rest.
    """

    def __init__(self, hold: Callable[[bool], None], leave: Callable[[], None]) -> None:
        self.held = False
        self._held_since = 0.0
        self._held_seconds = 0.0
        self._hold = hold
        self._leave = leave
        self._pieces: deque[bytes] = deque()
        self._bytes = 0
        self._ended = False
        self._failure: QueryError | None = None
        self._news = asyncio.Event()

    @property
    def waiting_bytes(self) -> int:
        """Bytes that wait for the client."""
        return self._bytes

    def held_seconds(self) -> float:
        """For how long the worker has had to wait for the client."""
        return self._held_seconds + self.hold_seconds()

    def hold_seconds(self) -> float:
        """For how long it has had to wait by now, without having been let go on."""
        return time.monotonic() - self._held_since if self.held else 0.0

    def feed(self, piece: bytes) -> None:
        """One more piece is there."""
        self._pieces.append(piece)
        self._bytes += len(piece)
        self._news.set()
        if self._bytes >= _MOST_WAITING_BYTES and not self.held:
            self._let_wait(True)

    def end(self, failure: QueryError | None = None, *, last: bytes = b"") -> None:
        """No more comes after ``last``, because that was all or because something failed. Nothing waits for the client
        any more: the worker may be at another answer.
        """
        if self.held:
            self._let_wait(False)
        self._ended, self._failure = True, failure
        if last:
            self._pieces.append(last)
            self._bytes += len(last)
        self._news.set()

    def close(self) -> None:
        """Nobody takes the rest."""
        self._pieces.clear()
        if not self._ended:
            self.end()
            self._leave()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        while not self._pieces:
            if self._failure is not None:
                raise self._failure
            if self._ended:
                raise StopAsyncIteration
            self._news.clear()
            await self._news.wait()
        piece = self._pieces.popleft()
        self._bytes -= len(piece)
        if self.held and self._bytes <= _FEW_WAITING_BYTES:
            self._let_wait(False)
        return piece

    def _let_wait(self, held: bool) -> None:
        if held:
            self._held_since = time.monotonic()
        else:
            self._held_seconds = self.held_seconds()
        self.held = held
        self._hold(held)
