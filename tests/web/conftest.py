"""A real server process over the example release."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.running import PATIENCE_SECONDS, free_port
from tests.web.release_fixture import write_release

SERVE_PROGRAM = """
import json
import sys
from pathlib import Path
from kg.settings import Settings
from kg.web import serve
directory, port, settings = sys.argv[1:]
serve(Path(directory), Settings(**json.loads(settings)), host="127.0.0.1", port=int(port))
"""


def serve_command(directory: Path, port: int, **settings: object) -> list[str]:
    """The command that serves a release with these settings."""
    return [sys.executable, "-c", SERVE_PROGRAM, str(directory), str(port), json.dumps(settings)]


@contextmanager
def serving(directory: Path, *, port: int | None = None, **settings: object) -> Iterator[str]:
    """Serve a release from a process of its own; gives the URL without a slash at its end."""
    with process_over(directory, stderr=None, port=port, **settings) as (_, url):
        yield url


@contextmanager
def process_over(
    directory: Path, *, stderr: int | None = subprocess.PIPE, port: int | None = None, **settings: object
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server process and its URL; told to end at the end where it still runs."""
    port = port or free_port()
    with subprocess.Popen(serve_command(directory, port, **settings), stderr=stderr) as process:
        try:
            yield process, await_started(process, f"http://127.0.0.1:{port}")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE_SECONDS)


def await_started(process: subprocess.Popen[bytes], url: str) -> str:
    """Wait until the server answers; its URL."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return url
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def release_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def portal(real_release: Path) -> Iterator[httpx.Client]:
    """A browser at the release of the agreements of the repository."""
    with serving(real_release) as url, httpx.Client(base_url=url, headers={"Accept": "text/html"}) as client:
        yield client


@pytest.fixture(scope="session")
def server(release_directory: Path) -> Iterator[str]:
    """It ends no query for the time it takes, however busy the machine, unless asked to."""
    with serving(release_directory, query_timeout=10 * PATIENCE_SECONDS) as url:
        yield url


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """A client that follows no redirects and asks as programs do."""
    with httpx.Client(base_url=server, headers={"Accept": "*/*"}) as client:
        yield client


@pytest.fixture
def browser(server: str) -> Iterator[httpx.Client]:
    """A client that asks as browsers do."""
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
    headers = {"Accept": accept, "Accept-Language": "ja,en-US;q=0.7,en;q=0.3"}
    with httpx.Client(base_url=server, headers=headers) as client:
        yield client
