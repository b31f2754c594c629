"""Answers as a worker writes them: short ones whole; of longer ones what is made already goes out in pieces.

A piece leaves as soon as it is full, so that neither the worker nor the server ever holds a long answer, and the client
has its beginning while the rest is made.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from kg.store.graph_answers import ResultTooLarge

#: An answer up to so many bytes is sent whole, with a length and an entity tag, and may be kept.
WHOLE_BYTES = 1024 * 1024
#: Bytes of a piece of a longer one.
PIECE_BYTES = 64 * 1024
#: A graph of more triples is a long answer, whatever it measures.
SORTED_TRIPLES = 10_000


class Pieces(io.BytesIO):
    """A file that an answer of at most ``cap`` bytes is written to.

    With ``send``, one longer than ``whole`` bytes is sent piece by piece. Writing more than the cap, or without
    ``send`` more than ``whole`` bytes, raises ResultTooLarge.
    """

    def __init__(self, cap: int, *, whole: int, send: Callable[[bytes], None] | None = None) -> None:
        super().__init__()
        self.sent = 0
        self.cap = cap
        self._send = send
        self.whole = self._most = whole
        self._held = bytearray()

    @property
    def is_short_only(self) -> bool:
        """Whether nothing is sent in pieces."""
        return self._send is None

    @property
    def room(self) -> int:
        """Bytes that an answer may have here."""
        return self.whole if self.is_short_only else self.cap

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # of other buffers, which nobody gives it
        """One more part of the answer."""
        self._held += data
        if self.sent + len(self._held) > self.cap:
            raise ResultTooLarge
        if len(self._held) > self._most:
            self._send_full()
        return len(data)

    def rest(self) -> bytes:
        """What has not been sent: all of a short answer, the end of a long one."""
        return bytes(self._held)

    def _send_full(self) -> None:
        if self._send is None:
            raise ResultTooLarge
        self._most = PIECE_BYTES
        end = len(self._held) - len(self._held) % PIECE_BYTES
        with memoryview(self._held) as held:
            for start in range(0, end, PIECE_BYTES):
                self._send(bytes(held[start : start + PIECE_BYTES]))
        del self._held[:end]
        self.sent += end
