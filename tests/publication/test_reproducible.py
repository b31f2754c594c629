"""The same inputs and settings give the same bytes: other process, other hash seed, other folder, other day."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from kg.bundled import bundled

_SCRIPT = """
import sys
from pathlib import Path
from kg.publication import build_release
from tests.publication.conftest import SETTINGS
if __name__ == "__main__":
    outcome = build_release([Path(sys.argv[1])], out=Path(sys.argv[2]), settings=SETTINGS, jobs=int(sys.argv[3]))
    assert outcome.exit_code == 0
"""


def _built(out: Path, *, seed: str, jobs: int) -> dict[str, str]:
    """Hash of every file but the store's, by path, of a build in a new process."""
    command = [sys.executable, "-c", _SCRIPT, str(bundled("data", "agreements")), str(out), str(jobs)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    release = (out / "current").resolve()
    files = (path for path in release.rglob("*") if path.is_file() and path.parent.name != "store")
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    first = _built(tmp_path / "first", seed="1", jobs=1)
    second = _built(tmp_path / "elsewhere" / "second", seed="4242", jobs=2)
    assert len(first) > 50
    assert first == second
