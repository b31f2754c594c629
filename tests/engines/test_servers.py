"""The engines that the suites and the benchmarks start: each comes up, answers, and takes a graph from its user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from tests.engines.fuseki import fuseki_server
from tests.engines.oxigraph import oxigraph_server
from tests.engines.server import EngineServer
from tests.engines.virtuoso import run_sql, virtuoso_server

GRAPH = "https://example.jp/doc/a"
TURTLE = "<https://example.jp/id/a> <https://example.jp/label> 'い'@ja ."
ENGINES = [
    pytest.param(oxigraph_server, None, id="oxigraph"),
    pytest.param(virtuoso_server, httpx.DigestAuth, marks=pytest.mark.virtuoso, id="virtuoso"),
    pytest.param(fuseki_server, httpx.BasicAuth, marks=pytest.mark.fuseki, id="fuseki"),
]
Scheme = Callable[[str, str], httpx.Auth]


@pytest.mark.parametrize(("start", "scheme"), ENGINES)
def test_it_takes_a_graph_and_answers(
    tmp_path: Path, start: Callable[[Path], AbstractContextManager[EngineServer]], scheme: Scheme | None
) -> None:
    with start(tmp_path) as server:
        if scheme is not None:
            assert _put(server, None).status_code == 401
        assert _put(server, scheme(server.user, server.password) if scheme else None).is_success
        query = {"query": f"SELECT ?label {{ GRAPH <{GRAPH}> {{ ?s ?p ?label }} }}"}
        answer = httpx.get(server.query, params=query, headers={"Accept": "application/sparql-results+json"})
        assert [row["label"]["value"] for row in answer.json()["results"]["bindings"]] == ["い"]
        if server.engine == "virtuoso":
            assert "1 Rows." in run_sql(tmp_path, "SELECT 1")


def _put(server: EngineServer, auth: httpx.Auth | None) -> httpx.Response:
    return httpx.put(
        server.graph_store,
        params={"graph": GRAPH},
        content=TURTLE.encode(),
        headers={"Content-Type": "text/turtle"},
        auth=auth,
        timeout=60,
    )
