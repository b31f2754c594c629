"""Run the installed program, as a user does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

RENKEI = Path(sys.executable).with_name("renkei")
_PATIENCE_SECONDS = 90


def run_renkei(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, program: Path = RENKEI
) -> subprocess.CompletedProcess[str]:
    """One command with its output; messages are in English unless ``env`` says otherwise."""
    return subprocess.run(
        [program, *arguments],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the tests without our own variables, in an English locale."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RENKEI_", "LC_", "PYTHON"))}
    return {**kept, "LANG": "C.UTF-8", **(extra or {})}


@contextmanager
def renkei_server(
    release: Path,
    *options: str,
    cwd: Path | None = None,
    program: Path = RENKEI,
    env: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """``renkei serve`` in a process of its own; its base URL."""
    port = free_port()
    command: list[str | Path] = [program, "serve", "--release", release, "--port", str(port), *options]
    process = subprocess.Popen(
        command, cwd=cwd, env=environment(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(f"{url}/healthz", process)
        yield url
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_up(url: str, process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Wait until that URL answers. Raises TimeoutError where the process ends or takes too long."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(url).raise_for_status()
        except (httpx.TransportError, httpx.HTTPStatusError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{url} did not answer")
