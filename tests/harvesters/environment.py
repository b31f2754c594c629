"""CKAN with its harvesters, in an environment of its own that ``./dev test`` makes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
PYTHON = _HERE / ".venv" / "bin" / "python"
_COMPLETE = _HERE / ".venv" / ".renkei-stamp"
_PORTAL = _HERE / "ckan_side" / "portal.py"
_SECONDS = 500


def has_ckan() -> bool:
    """Whether the environment is complete."""
    return PYTHON.exists() and _COMPLETE.exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvested:
    """What a portal has after a job: packages by name; names of those deleted; all errors."""

    gathered: int
    packages: dict[str, dict[str, Any]]
    deleted: tuple[str, ...]
    errors: tuple[str, ...]


def harvest(harvester: str, jobs: Sequence[dict[str, object]]) -> list[Harvested]:
    """Have a new portal run jobs one after the other (see ``ckan_side/portal.py``)."""
    asked = json.dumps({"harvester": harvester, "jobs": list(jobs)})
    command = [str(PYTHON), "-W", "ignore", str(_PORTAL)]
    run = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=_SECONDS, check=False)
    assert run.returncode == 0, run.stderr[-4000:]
    return [
        Harvested(
            gathered=one["gathered"],
            packages={package["name"]: package for package in one["packages"]},
            deleted=tuple(one["deleted"]),
            errors=(*one["gather_errors"], *one["object_errors"]),
        )
        for one in json.loads(run.stdout)
    ]
