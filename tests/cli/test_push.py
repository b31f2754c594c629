"""``renkei push`` through the installed command, into a real Oxigraph server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.engines.oxigraph import oxigraph_server
from tests.running import run_renkei


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server.query.removesuffix("/query")


def _counts(store: str) -> dict[str, int]:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    answer = httpx.post(
        f"{store}/query", data={"query": query}, headers={"Accept": "application/sparql-results+json"}, timeout=60
    )
    return {row["g"]["value"]: int(row["n"]["value"]) for row in answer.json()["results"]["bindings"]}


def test_a_release_arrives_and_is_not_sent_twice(real_release: Path, store: str) -> None:
    first = run_renkei("push", f"{store}/query", "--release", real_release)
    assert first.returncode == 0, first.stderr
    assert _counts(store) == json.loads((real_release / "manifest.json").read_text("utf-8"))["counts"]["graphs"]
    assert "replaced, verified" in first.stdout
    second = run_renkei("push", f"{store}/query", "--release", real_release)
    assert second.returncode == 0
    assert "replaced" not in second.stdout


def test_nobody_there_ends_with_2(real_release: Path) -> None:
    done = run_renkei("push", "http://127.0.0.1:9/query", "--release", real_release)
    assert (done.returncode, done.stdout) == (2, "")
    assert "127.0.0.1:9" in done.stderr


def test_what_is_no_endpoint_ends_with_2(real_release: Path) -> None:
    assert run_renkei("push", "localhost", "--release", real_release).returncode == 2


def test_a_store_that_does_not_answer_queries_ends_with_2(real_release: Path, store: str) -> None:
    done = run_renkei("push", f"{store}/nothing", "--release", real_release)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{store}/nothing" in done.stderr
