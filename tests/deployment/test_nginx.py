"""Two copies of the server behind nginx, by the configuration of the documentation: one may end, no request is lost."""

from __future__ import annotations

import itertools
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.running import RENKEI, environment, free_port, wait_until_up
from tests.system_needs import nginx_path

CONFIGURATION = Path(__file__).parents[2] / "docs" / "deployment" / "nginx.conf"
_ADDRESSES = ("127.0.0.1:8001", "127.0.0.1:8002", "127.0.0.1:8080")
_MAIN = """\
user root;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/renkei.conf;
}}
"""
_CLIENTS = 6
_ALL_ANSWERED = {*itertools.product(("GET", "POST", "document"), [200])}
#: What becomes of an answer whose beginning the client has when the copy that gives it is killed: it breaks off, and
#: the client sees that. Each client waits for one answer at a time.
_BROKEN_OFF = "peer closed connection without sending complete message body"
_DOCUMENT = "doc/agreement/012041-014591-20220112"


@dataclass
class Load:
    """Clients that ask without a pause; what they were answered, by kind of request and status."""

    url: str
    answers: Counter[tuple[str, int | str]] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        numbers = itertools.count()
        clients = [threading.Thread(target=self._ask, args=(numbers,)) for _ in range(_CLIENTS)]
        for client in clients:
            client.start()
        try:
            yield
        finally:
            self.stop.set()
            for client in clients:
                client.join()

    def _ask(self, numbers: Iterator[int]) -> None:
        with httpx.Client(base_url=self.url, timeout=60) as client:
            while not self.stop.is_set():
                number = next(numbers)  # another query each time, so that it is evaluated
                query = f"SELECT (COUNT(*) AS ?n{number}) {{ ?s ?p {number} }}"
                kind = ("GET", "POST", "document")[number % 3]
                try:
                    answer = self._request(client, kind, query)
                    whole = bool(answer.content) and answer.is_success
                    self.answers[kind, answer.status_code if whole else f"{answer.status_code} broken"] += 1
                except httpx.HTTPError as error:
                    self.answers[kind, repr(error)] += 1

    @staticmethod
    def _request(client: httpx.Client, kind: str, query: str) -> httpx.Response:
        if kind == "GET":
            return client.get("/sparql", params={"query": query})
        if kind == "POST":
            return client.post("/sparql", data={"query": query})
        return client.get(_DOCUMENT, headers={"Accept": "text/turtle"})

    def wait_for_more(self, count: int) -> None:
        """Until so many more requests have been answered."""
        wanted, until = self.answers.total() + count, time.monotonic() + 180
        while self.answers.total() < wanted:
            assert time.monotonic() < until, self.answers
            time.sleep(0.05)


@contextmanager
def _copy(release: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    command: list[str | Path] = [
        RENKEI,
        "serve",
        "--release",
        release,
        "--port",
        str(port),
        "--trusted-proxies",
        "127.0.0.1",
    ]
    process = subprocess.Popen(
        [*command, "--query-timeout", "60"],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(f"http://127.0.0.1:{port}/readyz", process)
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def _nginx(folder: Path, *ports: int) -> Iterator[str]:
    text = CONFIGURATION.read_text(encoding="utf-8")
    for address, port in zip(_ADDRESSES, ports, strict=True):
        assert text.count(address) == 1
        text = text.replace(address, f"127.0.0.1:{port}")
    (folder / "renkei.conf").write_text(text, encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(folder=folder), encoding="utf-8")
    program = nginx_path()
    assert program
    process = subprocess.Popen([program, "-p", folder, "-c", main, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        wait_until_up(f"http://127.0.0.1:{ports[-1]}/healthz", process)
        yield f"http://127.0.0.1:{ports[-1]}"
    finally:
        process.terminate()
        process.wait()


@pytest.mark.nginx
def test_no_request_is_lost_when_a_copy_ends_or_is_killed(real_release: Path, tmp_path: Path) -> None:
    ports = free_port(), free_port(), free_port()
    with ExitStack() as stack:
        first = stack.enter_context(_copy(real_release, ports[0]))
        second = stack.enter_context(_copy(real_release, ports[1]))
        load = Load(stack.enter_context(_nginx(tmp_path, *ports)))
        with load.running():
            load.wait_for_more(30)
            first.send_signal(signal.SIGTERM)
            assert first.wait(60) == 0
            load.wait_for_more(30)
            stack.enter_context(_copy(real_release, ports[0]))
            load.wait_for_more(30)
            assert {*load.answers} == _ALL_ANSWERED, load.answers
            second.send_signal(signal.SIGKILL)
            assert second.wait(60) == -signal.SIGKILL
            load.wait_for_more(30)
    assert {*load.answers} >= _ALL_ANSWERED, load.answers
    broken = {what: count for what, count in load.answers.items() if what not in _ALL_ANSWERED}
    assert all(_BROKEN_OFF in str(outcome) for _, outcome in broken), load.answers
    assert sum(broken.values()) <= _CLIENTS, load.answers
