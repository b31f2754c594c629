"""A real SPARQL 1.1 store in its own process."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

_PROGRAM = Path(sys.executable).with_name("oxigraph")
_PATIENCE_SECONDS = 20


@contextmanager
def oxigraph_server() -> Iterator[str]:
    """Base URL of an empty store that lives as long as the block."""
    url = f"http://127.0.0.1:{_free_port()}"
    process = subprocess.Popen([_PROGRAM, "serve", "--bind", url.removeprefix("http://")], stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"{url}/query", params={"query": "ASK {}"}).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(f"{url} did not come up")
