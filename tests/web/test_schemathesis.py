"""Made-up requests to every operation of ``/openapi.json``: no 5xx, and nothing that the description does not say.

Each run makes some hundreds. ``RENKEI_API_CASES=300 .venv/bin/pytest tests/web/test_schemathesis.py`` makes some ten
thousand, in about ten minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_CASES = os.environ.get("RENKEI_API_CASES", "5")
_CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def test_made_up_requests(server: str, tmp_path: Path) -> None:
    command: list[str | Path] = [
        Path(sys.executable).with_name("schemathesis"),
        *("run", f"{server}/openapi.json", "--checks", _CHECKS, "--phases", "coverage,fuzzing"),
        *("--max-examples", _CASES, "--seed", "1", "--continue-on-failure", "--no-color", "--warnings", "off"),
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1500, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Tested: " in done.stdout
