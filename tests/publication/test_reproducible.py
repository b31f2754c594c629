"""The same inputs and settings give the same bytes: other process, other hash seed, other folder, other day."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from kg.bundled import bundled
from kg.publication import CURRENT
from tests.publication.conftest import BuiltRelease

_SCRIPT = """
import sys
from pathlib import Path
from kg.publication import build_release
from tests.publication.conftest import SETTINGS
if __name__ == "__main__":
    outcome = build_release([Path(sys.argv[1])], out=Path(sys.argv[2]), settings=SETTINGS, jobs=int(sys.argv[3]))
    assert outcome.exit_code == 0
"""


def _hashes(out: Path) -> dict[str, str]:
    """Hash of every file of the live release but the store's, by path."""
    release = (out / CURRENT).resolve()
    files = (path for path in release.rglob("*") if path.is_file() and path.parent.name != "store")
    return {path.relative_to(release.parent).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_builds_are_byte_identical(release: BuiltRelease, tmp_path: Path) -> None:
    """One is that of all tests, built by a process with a seed of its own and by itself; the other by two processes."""
    command = [sys.executable, "-c", _SCRIPT, str(bundled("data", "agreements")), str(tmp_path / "elsewhere"), "2"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "4242"})
    first, second = _hashes(release.directory.parent), _hashes(tmp_path / "elsewhere")
    assert len(first) > 50
    assert first == second
