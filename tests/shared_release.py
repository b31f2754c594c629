"""What takes long to make is made once for all worker processes of a test run."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder ``name`` of this test run, filled by ``make`` in the first process that asks for it.

    The others wait for it. What is in it is to be read only. Where ``make`` fails, the next that asks tries again.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each process has a folder of its own below that of the run
        folder = folder.parent
    made = folder / name
    with (folder / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = Path(factory.mktemp(name)) / "making"
            make(making)
            making.rename(made)
    return made
