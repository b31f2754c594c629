"""The built wheel, installed where there is no checkout, builds a release from the bundled agreements and serves it."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

from kg.bundled import bundled
from tests.running import environment, renkei_server, run_renkei

pytestmark = pytest.mark.wheel

ROOT = bundled()
BUNDLED_FOLDERS = ("ontology", "shapes", "data")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(command, check=True, capture_output=True, env=environment())
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``renkei`` in a new environment that has the wheel, and the dependencies of this one.

    A path file adds the folder of the dependencies; path files inside that folder, such as the one of an editable
    install, are not followed.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--python", python]
    install = [*pip, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, capture_output=True, env=environment())
    where = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    (Path(where.stdout.strip()) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin" / "renkei"


@pytest.mark.git
def test_the_wheel_carries_every_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert set(_tracked("kg")) <= names
    assert {f"kg/resources/{path}" for path in _tracked(*BUNDLED_FOLDERS)} <= names


def _tracked(*folders: str) -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z", *folders], cwd=ROOT, check=True, capture_output=True, text=True)
    return listing.stdout.strip("\0").split("\0")


def test_nothing_comes_from_the_checkout(program: Path, tmp_path: Path) -> None:
    python = program.with_name("python")
    code = "import kg, kg.bundled; print(kg.__file__); print(kg.bundled.bundled())"
    answer = subprocess.run(
        [python, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True, env=environment()
    )
    assert all(Path(line).is_relative_to(program.parents[1]) for line in answer.stdout.splitlines())


def test_it_builds_and_serves(program: Path, tmp_path: Path) -> None:
    built = run_renkei("build", cwd=tmp_path, program=program)
    assert built.returncode == 0, built.stderr
    assert "bundled" in built.stderr
    with renkei_server(tmp_path / "build" / "current", cwd=tmp_path, program=program) as url:
        assert httpx.get(url, headers={"Accept": "text/html"}).status_code == 200
        answer = httpx.get(f"{url}/sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert answer.json()["boolean"] is True
