"""MLCommons' loader of Croissant, with packages of its own that ``./dev test`` installs beside those of the tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_PACKAGES = _HERE / ".packages"
_COMPLETE = _PACKAGES / ".renkei-stamp"
_PROGRAM = _HERE / "loader_side" / "records.py"
_SECONDS = 300


def has_loader() -> bool:
    """Whether the packages are complete."""
    return _COMPLETE.exists()


def load(description: Path, files: Path) -> dict[str, Any]:
    """What the loader makes of a data set (see ``loader_side/records.py``)."""
    command = [sys.executable, "-W", "ignore", str(_PROGRAM), str(description), str(files)]
    environment = os.environ | {"PYTHONPATH": str(_PACKAGES)}
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=_SECONDS, check=False, env=environment, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr[-4000:]
    told: dict[str, Any] = json.loads(run.stdout)
    return told
