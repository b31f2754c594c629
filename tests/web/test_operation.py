"""Readiness is the truth, the server ends when told to, and nothing outlives it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.running import PATIENCE_SECONDS, free_port, wait_until
from tests.web.conftest import process_over
from tests.web.processes import runs, workers_of
from tests.web.release_fixture import write_release

RENKEI = Path(sys.executable).with_name("renkei")
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
_LONG = 10 * PATIENCE_SECONDS  # seconds; whoever waits for the end of them fails


def ask_in_background(url: str) -> list[threading.Thread]:
    def ask() -> None:
        with suppress(httpx.TransportError):
            httpx.get(f"{url}/sparql", params={"query": RUNAWAY})

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    await_running(url, 3)
    return threads


def await_running(url: str, count: int) -> None:
    """Wait until so many requests are being answered, besides the one that asks."""
    wanted = f"renkei_http_requests_running {count + 1}.0"
    wait_until(lambda: wanted in httpx.get(f"{url}/metrics").text, wanted)


def takes_no_more(url: str) -> bool:
    """Whether it has been told to end, and knows it."""
    try:
        return httpx.get(f"{url}/readyz").status_code == 503
    except httpx.TransportError:
        return True


@pytest.mark.parametrize("told", [[signal.SIGINT], [signal.SIGTERM, signal.SIGTERM], [signal.SIGTERM, signal.SIGINT]])
def test_it_ends_at_once_and_well(release_directory: Path, told: list[signal.Signals]) -> None:
    with process_over(release_directory, query_timeout=_LONG, drain_seconds=_LONG) as (process, url):
        workers = workers_of(process)
        threads = ask_in_background(url)
        for one in told:
            process.send_signal(one)
            wait_until(lambda: takes_no_more(url), "it has the signal")
        assert process.wait(timeout=PATIENCE_SECONDS) == 0, "it waited for queries, or for the end of the draining"
        assert process.stderr is not None
        assert process.stderr.read() == b""
        for thread in threads:
            thread.join()
    assert len(workers) == 12
    assert not any(runs(pid) for pid in workers)


def test_it_ends_in_order(release_directory: Path) -> None:
    """Told to end, it answers what it has begun, and says meanwhile that it takes no more."""
    with (
        process_over(release_directory, query_timeout=6, drain_delay_seconds=5, drain_seconds=_LONG) as (process, url),
        httpx.Client(base_url=url) as client,
    ):
        answers: list[httpx.Response] = []
        asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{url}/sparql", params={"query": RUNAWAY})))
        asking.start()
        await_running(url, 1)
        assert client.get("/readyz").json()["release"] == "example"
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: client.get("/readyz").status_code == 503, "it says that it ends")
        ready = client.get("/readyz")
        assert (ready.status_code, ready.headers["connection"]) == (503, "close")
        assert client.get("/healthz").status_code == 200
        assert httpx.get(f"{url}/catalog.ttl").status_code == 200
        asking.join()
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
    assert [answer.status_code for answer in answers] == [503]
    assert "ended after 6 seconds" in answers[0].json()["detail"]


def test_queries_that_outlast_the_draining_are_ended(release_directory: Path) -> None:
    with process_over(release_directory, query_timeout=_LONG, drain_seconds=1) as (process, url):
        answers: list[httpx.Response] = []
        asking = threading.Thread(target=lambda: answers.append(httpx.get(f"{url}/sparql", params={"query": RUNAWAY})))
        asking.start()
        await_running(url, 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        asking.join()
    assert [answer.status_code for answer in answers] == [503]
    assert "ending" in answers[0].json()["detail"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system has no such signal")
def test_workers_die_with_a_killed_server(release_directory: Path) -> None:
    with process_over(release_directory, query_timeout=_LONG) as (process, url):
        threads = ask_in_background(url)
        workers = workers_of(process)
        process.kill()
        process.wait()
        assert workers
        wait_until(lambda: not any(runs(pid) for pid in workers), "no worker runs any more")
        for thread in threads:
            thread.join()


def test_readiness_names_a_file_that_is_gone(tmp_path: Path) -> None:
    directory = write_release(tmp_path)
    with process_over(directory) as (_, url):
        assert httpx.get(f"{url}/readyz").status_code == 200
        (directory / "renkei.ttl").unlink()
        answer = httpx.get(f"{url}/readyz")
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert "renkei.ttl" in answer.json()["detail"]


def test_readiness_says_that_no_worker_can_be_started(tmp_path: Path) -> None:
    directory = write_release(tmp_path)
    with process_over(directory, store_memory_mb=0, query_timeout=_LONG) as (process, url):
        for table in (directory / "store").glob("*.sst"):
            table.unlink()
        (directory / "store" / "CURRENT").write_text("nothing\n", encoding="ascii")
        for pid in workers_of(process):
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: httpx.get(f"{url}/readyz").status_code == 503, "it is not ready")
        answer = httpx.get(f"{url}/sparql", params={"query": "ASK {}"})  # waits for less than the time of a query
        assert answer.status_code == 503
        assert "could not open the query store" in answer.json()["detail"]
        assert httpx.get(f"{url}/healthz").status_code == 200
        process.terminate()
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        assert process.stderr is not None
        assert b"no new worker process" in process.stderr.read()


@pytest.mark.parametrize("damage", ["cut", "deleted"])
def test_a_store_that_does_not_open_is_said_before_it_listens(real_release: Path, tmp_path: Path, damage: str) -> None:
    directory = shutil.copytree(real_release, tmp_path / "release")
    for table in (directory / "store").glob("*.sst"):
        if damage == "cut":
            os.truncate(table, table.stat().st_size // 2)
        else:
            table.unlink()
    command: list[str | Path] = [RENKEI, "serve", "--release", directory, "--port", str(free_port())]
    done = _run(command)
    assert done.returncode == 1, done.stderr
    assert "could not open the query store" in done.stderr
    assert "Serving" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    command: list[str | Path] = [RENKEI, "serve", "--release", tmp_path]
    done = _run(command)
    assert done.returncode == 2
    assert "manifest.json" in done.stderr


def test_the_address_is_said_once_it_answers(release_directory: Path) -> None:
    port = free_port()
    command: list[str | Path] = [RENKEI, "serve", "--release", release_directory, "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=_english()) as process:
        assert process.stderr is not None
        assert process.stderr.readline()
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS):
            pass
        process.terminate()
        assert process.wait(timeout=PATIENCE_SECONDS) == 0


def _run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False, env=_english()
    )


def _english() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RENKEI_", "LC_"))}
    return {**kept, "LANG": "C.UTF-8", "COLUMNS": "300"}
