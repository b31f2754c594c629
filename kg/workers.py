"""Worker processes that end with the process that started them, even when that one is killed."""

from __future__ import annotations

import ctypes
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

_PR_SET_PDEATHSIG = 1
#: How much is sent to a pool before the first of it is done: enough to keep any machine's processors busy.
_AHEAD = 64

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def worker_pool(processes: int) -> ProcessPoolExecutor:
    """A pool of fresh processes: nothing is inherited by fork, so threads and locks of the caller do not matter."""
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def map_in_order(
    pool: ProcessPoolExecutor, function: Callable[[_Item], _Result], items: Iterable[_Item]
) -> Iterator[_Result]:
    """The results in the order of the items, as ``pool.map`` gives them; but items are taken only a few ahead."""
    waiting: deque[Future[_Result]] = deque()
    for item in items:
        waiting.append(pool.submit(function, item))
        if len(waiting) > _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(sentinel: int) -> None:
    """A worker waits for work on a queue that it holds open itself: it would never notice that nobody sends any."""
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def end_with_parent(parent: int) -> None:
    """Let the system kill this process when ``parent``, the id of the process that started it, ends. Linux only.

    Elsewhere a worker ends when its input does, or with its query's alarm.
    """
    if not sys.platform.startswith("linux"):
        return
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(0)
