"""Whenever a build is killed, the release before it is served whole, and the next build cleans up and succeeds."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.live_times import LIVE_TIMES, live_times
from kg.publication import CURRENT, read_manifest, verify_release
from kg.publication.release import locked
from tests.publication.small_build import LATE_POINTS, POINTS, bare_build
from tests.running import wait_until
from tests.small_agreements import SAPPORO_IWAMIZAWA, write_agreement


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two short agreements: a build is killed between its steps, whatever it is about."""
    folder = tmp_path_factory.mktemp("sources")
    return write_agreement(folder), write_agreement(folder, name="second.txt", text=SAPPORO_IWAMIZAWA)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, files: tuple[Path, Path]) -> Path:
    """An output folder whose live release holds one agreement."""
    out = tmp_path_factory.mktemp("served")
    assert bare_build(files[0], out=out).exit_code == 0
    return out


def _copy(served: Path, to: Path) -> Path:
    return Path(shutil.copytree(served, to / "build", symlinks=True))


def _killed(files: tuple[Path, Path], out: Path, point: str) -> None:
    command = [sys.executable, "-m", "tests.publication.small_build", str(out), point, *map(str, files)]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def _live(out: Path) -> str:
    """The id of the live release, after a look at every byte of it."""
    return verify_release(out / CURRENT).id


@pytest.mark.parametrize("point", POINTS)
def test_the_old_release_stays_live(served: Path, files: tuple[Path, Path], tmp_path: Path, point: str) -> None:
    out = _copy(served, tmp_path)
    old = _live(out)
    _killed(files, out, point)
    assert _live(out) == old
    outcome = bare_build(*files, out=out)
    assert outcome.exit_code == 0
    assert _live(out) == outcome.release_id != old
    assert read_manifest(out / CURRENT).previous == old
    assert sorted(path.name for path in (out / "releases").iterdir()) == sorted([old, outcome.release_id, LIVE_TIMES])
    assert [each.release for each in live_times(out / "releases")] == [old, outcome.release_id]
    assert sorted(path.name for path in out.iterdir()) == [".lock", "current", "releases"]


@pytest.mark.parametrize("point", LATE_POINTS)
def test_after_the_switch_the_new_release_is_live(
    served: Path, files: tuple[Path, Path], tmp_path: Path, point: str
) -> None:
    out = _copy(served, tmp_path)
    old = _live(out)
    _killed(files, out, point)
    assert read_manifest(out / CURRENT).previous == old
    assert bare_build(*files, out=out).reused


def test_killed_at_any_time(served: Path, files: tuple[Path, Path], tmp_path: Path) -> None:
    """From outside, by the clock: at whatever place the build then is, what is live is whole."""
    out = _copy(served, tmp_path)
    command = [sys.executable, "-m", "tests.publication.small_build", str(out), "never", *map(str, files)]
    for delays in ((0.4, 0.2, 0.1, 0.05), (0.9, 0.45, 0.2, 0.1)):  # less where it has ended by itself
        assert any(_killed_after(delay, command) for delay in delays)
        _live(out)
    with locked(out):
        pass


def _killed_after(delay: float, command: list[str]) -> bool:
    """Whether it still ran after so many seconds, and was killed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"building\n"
        time.sleep(delay)
        process.kill()
    return process.returncode == -signal.SIGKILL


_POOL_SCRIPT = """
import os, sys, time
from kg.workers import worker_pool
if __name__ == "__main__":
    with worker_pool(2) as pool:
        print(*{f.result() for f in [pool.submit(os.getpid) for _ in range(8)]}, flush=True)
        pool.submit(time.sleep, 600)
        time.sleep(600)
"""


def test_workers_end_with_a_killed_build(tmp_path: Path) -> None:
    script = tmp_path / "pool.py"
    script.write_text(_POOL_SCRIPT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(pid) for pid in process.stdout.readline().split()]
        assert workers
        process.kill()
    wait_until(lambda: not any(map(_is_running, workers)), "no worker outlives its build")


def _is_running(pid: int) -> bool:
    """Whether a process runs; one that ended but was not yet reaped by init counts as ended."""
    try:
        os.kill(pid, 0)
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except (ProcessLookupError, FileNotFoundError):
        return False
