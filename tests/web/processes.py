"""The processes of a server."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The ids of its worker processes, which are children of its children."""
    return [worker for nursery in children_of(process.pid) for worker in children_of(nursery)]


def children_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def runs(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]
    return state != "Z"
