"""Two folders change names in one step: renameat2 of Linux, which Python does not offer."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: What file systems and other C libraries answer that do not know the exchange.
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def exchange(first: Path, second: Path) -> None:
    """Exchange the names of two existing paths of one file system.

    Where the system cannot do it in one step, ``second`` has no name for a moment; it never has a wrong content.
    Raises OSError where a path is missing.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        _exchange_in_steps(first, second)
        return
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return
    code = ctypes.get_errno()
    if code not in _UNSUPPORTED:
        raise OSError(code, os.strerror(code), str(second))
    _exchange_in_steps(first, second)


def _exchange_in_steps(first: Path, second: Path) -> None:
    aside = first.with_name(f"{first.name}-aside")
    second.rename(aside)
    first.rename(second)
    aside.rename(first)
