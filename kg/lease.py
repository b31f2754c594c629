"""A folder that somebody works with says so by a lock, so that nobody removes it meanwhile.

The system frees the lock when the process ends, however it ends. Record locks of fcntl would not do: they need write
access, which a server has not. Who removes a folder takes the lock for itself first, as ``flock --exclusive
--nonblock FOLDER rm -r FOLDER`` does.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_log = logging.getLogger(__name__)


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Keep a folder from being removed. Raises BlockingIOError where it is about to be.

    File systems without such locks (some network shares) keep nothing from being removed.
    """
    with _opened(folder) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError as error:
            _log.warning("%s: cannot be locked (%s); do not remove it while it is served", folder, error)
        yield


@contextmanager
def to_be_removed(folder: Path) -> Iterator[bool]:
    """Whether a folder can be removed meanwhile: nobody keeps it, and nobody can take it. False where that cannot be
    told, too.
    """
    with _opened(folder) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
