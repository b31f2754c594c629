"""Run the installed program, as a user does."""

from __future__ import annotations

import itertools
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

RENKEI = Path(sys.executable).with_name("renkei")

#: What a test waits at most for something that happens at once on an idle machine: nothing where it passes.
PATIENCE_SECONDS = 120


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
    """A port that nobody listens on, and that nobody is given until the server that is started now listens on it.

    It is none of those that the system gives to clients and to servers that ask for any, where there are others. Each
    worker process of pytest-xdist has its own, and gives none out twice.
    """
    for port in _PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            given: int = probe.getsockname()[1]
            return given
    raise OSError("no port of 127.0.0.1 is free")


def _free_ports() -> Iterator[int]:
    """Ports below those that the system gives, in stripes by worker process; then 0, any that the system gives."""
    ports = range(_FIRST_PORT + _worker_number(), _first_given_by_the_system(), _STRIPES)
    yield from random.sample(ports, len(ports))
    yield from itertools.repeat(0, 100)


def _worker_number() -> int:
    found = re.fullmatch(r"gw(\d+)", os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
    return int(found[1]) % _STRIPES if found else 0


def _first_given_by_the_system() -> int:
    """From /proc, where it stands (ip(7), ip_local_port_range)."""
    try:
        return int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii").split()[0])
    except OSError:
        return _FIRST_PORT


_FIRST_PORT = 12_000  # above those that browsers refuse to ask
_STRIPES = 32
_PORTS = _free_ports()


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Ask again and again until it holds. Raises TimeoutError, which says what did not come about."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not so after {PATIENCE_SECONDS} seconds: {what}")
        time.sleep(0.02)


def wait_until_up(url: str, process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Wait until that URL answers. Raises TimeoutError where the process ends or takes too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(url).raise_for_status()
        except (httpx.TransportError, httpx.HTTPStatusError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{url} did not answer")
