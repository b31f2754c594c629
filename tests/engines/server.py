"""A SPARQL engine in a process of its own, whichever it is."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.running import PATIENCE_SECONDS

_END_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineServer:
    """Where a running engine is asked, changed and given graphs, and who may change it. ``engine`` is its name."""

    engine: str
    query: str
    update: str
    graph_store: str
    process: int
    user: str = ""
    password: str = ""


@contextmanager
def running(
    command: Sequence[str | Path],
    *,
    asked_at: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[int]:
    """Run a server until the block ends; its process id, once it answers queries at ``asked_at``.

    What it prints is in ``server.log`` of the folder. Raises TimeoutError, with the end of that, where it does not
    come up within ``patience`` seconds.
    """
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_up(asked_at, process, log, patience)
        yield process.pid
    finally:
        _end(process)


def _wait_until_up(asked_at: str, process: subprocess.Popen[bytes], log: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(asked_at, params={"query": "ASK { ?s ?p ?o }"}).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"{asked_at} did not come up: {log.read_text(errors='replace')[-2000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
