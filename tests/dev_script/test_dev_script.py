"""``./dev`` on machines that lack something, played by stand-ins for the system's programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg.bundled import bundled

ROOT = bundled()
VERBS = ("serve", "test", "build", "lint", "format", "approve", "lock", "registry", "help")
_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"

#: A Python whose venv module is missing until apt-get has been called, and which stops before anything is downloaded.
_PYTHON = """#!/bin/sh
case "$*" in
  *"import venv, ensurepip"*) [ -e "$STATE/apt" ] ;;
  *"-m venv"*) echo "would make a venv" >&2; exit 7 ;;
  *) exec "$REAL_PYTHON" "$@" ;;
esac
"""
_APT_GET = """#!/bin/sh
echo "$@" >>"$STATE/apt"
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A copy of what ``./dev`` needs, and a folder of programs that comes first in PATH."""
    for name in ("dev", "pyproject.toml", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    _program(tmp_path, "python3", _PYTHON)
    _program(tmp_path, "apt-get", _APT_GET)
    _program(tmp_path, "sudo", "#!/bin/sh\nexit 1\n")
    return tmp_path


def _program(machine: Path, name: str, text: str) -> None:
    path = machine / "bin" / name
    path.write_text(text)
    path.chmod(0o755)


def _dev(machine: Path, *arguments: str, user: int = 0, **extra: str) -> subprocess.CompletedProcess[str]:
    _program(machine, "id", f"#!/bin/sh\necho {user}\n")
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHON", "CI"}}
    path = f"{machine / 'bin'}:{os.environ['PATH']}"
    env = {**kept, "PATH": path, "STATE": str(machine), "REAL_PYTHON": sys.executable, **extra}
    return subprocess.run(["./dev", *arguments], cwd=machine, env=env, capture_output=True, text=True, check=False)


def test_the_venv_module_is_installed_where_that_is_allowed(machine: Path) -> None:
    done = _dev(machine, "build")
    assert (done.returncode, "would make a venv" in done.stderr) == (7, True), done.stderr
    assert f"python{_VERSION}-venv" in (machine / "apt").read_text()


def test_otherwise_what_is_missing_is_said(machine: Path) -> None:
    done = _dev(machine, "build", user=1000)
    assert done.returncode == 2
    assert f"install python{_VERSION}-venv" in done.stderr
    assert not (machine / "apt").exists()


def test_sudo_that_asks_nothing_will_do(machine: Path) -> None:
    _program(machine, "sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    assert _dev(machine, "build", user=1000).returncode == 7


def test_an_old_python_is_refused(machine: Path) -> None:
    _program(machine, "old", "#!/bin/sh\nexit 1\n")
    done = _dev(machine, "build", PYTHON=str(machine / "bin" / "old"))
    assert done.returncode == 2
    assert "3.11" in done.stderr


def test_the_named_python_is_used(machine: Path) -> None:
    _program(machine, "mine", _PYTHON.replace("would make", "mine would make"))
    (machine / "apt").touch()
    assert "mine would make a venv" in _dev(machine, "build", PYTHON=str(machine / "bin" / "mine")).stderr


_SERVE = """set -- help; source ./dev >/dev/null
environment() { :; }
VENV=stand-in
dev_serve "${ARGUMENTS[@]}"
"""


@pytest.mark.parametrize(
    ("arguments", "extra", "base"),
    [
        ("", {}, "http://localhost:8000/"),
        ("--port 9000", {}, "http://localhost:9000/"),
        ("--host ::1 --port=9001", {}, "http://localhost:9001/"),
        ("--port 9000", {"RENKEI_BASE_IRI": "https://data.example.jp/"}, "https://data.example.jp/"),
    ],
)
def test_the_iris_follow_the_port(machine: Path, arguments: str, extra: dict[str, str], base: str) -> None:
    (machine / "stand-in" / "bin").mkdir(parents=True)
    program = machine / "stand-in" / "bin" / "renkei"
    program.write_text('#!/bin/sh\necho "$1 $RENKEI_BASE_IRI"\n')
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RENKEI_")}
    command = ["bash", "-c", f"ARGUMENTS=({arguments}); {_SERVE}"]
    done = subprocess.run(command, cwd=machine, env={**kept, **extra}, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-2] == f"build {base}"
    assert done.stdout.splitlines()[-1].startswith("serve")


def test_ci_approves_nothing(machine: Path) -> None:
    done = _dev(machine, "approve", CI="true")
    assert done.returncode == 2
    assert "CI" in done.stderr


def test_help_lists_every_verb(machine: Path) -> None:
    listed = re.findall(r"^ *\./dev (\w+)", _dev(machine, "help").stdout, re.MULTILINE)
    assert tuple(listed) == VERBS


def test_a_verb_that_is_none(machine: Path) -> None:
    assert _dev(machine, "nonsense").returncode == 2


def test_ci_calls_the_test_command_and_nothing_else() -> None:
    lines = [
        line for line in (ROOT / ".ci" / "run").read_text().splitlines() if not line.startswith(("#", "set ", "cd "))
    ]
    assert lines == ["exec ./dev test"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned_with_a_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text()
    pinned = re.findall(r"^[a-z0-9._-]+==\S+.*(?:\\\n +--hash=sha256:[0-9a-f]{64} ?)+", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE))
    assert "://" not in text


def test_the_pins_cover_what_the_project_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needed = project["project"]["dependencies"] + project["dependency-groups"]["install"]
    assert _unmet(needed, "requirements.txt") == []
    assert _unmet(needed + project["project"]["optional-dependencies"]["test"], "requirements-test.txt") == []


def _unmet(needed: list[str], name: str) -> list[str]:
    """Requirements that no pin satisfies."""
    pins = dict(re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", (ROOT / name).read_text(), re.MULTILINE))
    requirements = map(Requirement, needed)
    return [str(r) for r in requirements if pins.get(canonicalize_name(r.name), "") not in r.specifier]
