"""``renkei serve`` through the installed command."""

from __future__ import annotations

import signal
import socket
import subprocess
from pathlib import Path

import httpx

from tests.running import PATIENCE_SECONDS, RENKEI, environment, free_port, renkei_server, run_renkei, wait_until_up


def test_a_release_answers(real_release: Path) -> None:
    with renkei_server(real_release) as url:
        answer = httpx.get(f"{url}/sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert (answer.status_code, answer.json()["boolean"]) == (200, True)


def test_it_says_where_and_ends_well_with_an_interrupt(real_release: Path) -> None:
    port = free_port()
    command: list[str | Path] = [RENKEI, "serve", "--release", real_release, "--port", str(port)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until_up(f"http://127.0.0.1:{port}/healthz", process)
    process.send_signal(signal.SIGINT)
    output, remarks = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, output) == (0, "")
    assert f"http://127.0.0.1:{port}/" in remarks
    assert f"--base-iri http://localhost:{port}/" in remarks
    assert "Traceback" not in remarks


def test_a_port_in_use_ends_with_2(real_release: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_renkei("serve", "--release", real_release, "--port", port)
    assert done.returncode == 2
    assert port in done.stderr


def test_a_release_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    done = run_renkei("serve", cwd=tmp_path)
    assert done.returncode == 2
    assert "renkei build" in done.stderr


def test_a_damaged_release_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    assert run_renkei("serve", "--release", tmp_path).returncode == 1
