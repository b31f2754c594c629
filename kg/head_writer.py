"""Write a document whose head has to be mended, without holding the document."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

#: More than any head takes: some thirty declarations of prefixes.
_HEAD_BYTES = 1 << 16


class HeadWriter:
    """A file that holds back its first bytes until the head is whole, and writes what ``mend`` makes of them.

    ``mend`` is given the head with what follows it up to 64 KiB. Call :meth:`close` at the end.
    """

    def __init__(self, file: IO[bytes], mend: Callable[[bytes], bytes]) -> None:
        self._file = file
        self._mend = mend
        self._head: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take the next bytes of the document."""
        if self._head is None:
            self._file.write(data)
        else:
            self._head += data
            if len(self._head) >= _HEAD_BYTES:
                self.close()
        return len(data)

    def flush(self) -> None:
        """Nothing is forced out before its time."""

    def close(self) -> None:
        """Write what is held back; the file itself stays open."""
        if self._head is not None:
            self._file.write(self._mend(self._head))
            self._head = None
