"""Documents kept in memory: whole graphs are asked for again and again, and a release never changes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Key = tuple[str, ...]


@dataclass(slots=True)
class _Making:
    """A document that is being made, and how many wait for it."""

    task: asyncio.Future[bytes]
    waiting: int = 0


class DocumentCache:
    """The documents used last, up to so many bytes. Each is made once, however many ask for it at a time."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._making: dict[Key, _Making] = {}
        self.hits = 0
        self.misses = 0

    @property
    def held_bytes(self) -> int:
        """Bytes of the documents that are kept."""
        return self._bytes

    async def get(self, key: Key, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """The document, made where it is not kept. Where all who wait for it are cancelled, its making is too."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            self.hits += 1
            return kept
        self.misses += 1
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = _Making(asyncio.ensure_future(make()))
        making.waiting += 1
        try:
            body = await asyncio.shield(making.task)
        finally:
            making.waiting -= 1
            if not making.waiting:
                making.task.cancel()
            if (making.task.done() or not making.waiting) and self._making.get(key) is making:
                del self._making[key]
        self._keep(key, body)
        return body

    def _keep(self, key: Key, body: bytes) -> None:
        if key in self._kept or len(body) > self._max_bytes:
            return
        self._kept[key] = body
        self._bytes += len(body)
        while self._bytes > self._max_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= len(dropped)
