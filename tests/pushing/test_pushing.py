"""Pushing into a real Oxigraph server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.errors import InputError, ReleaseError
from kg.store.pushing import PushedState, SparqlTarget, push_release, release_graphs
from tests.engines.oxigraph import oxigraph_server

A = NamedNode("https://example.jp/doc/a")
B = NamedNode("https://example.jp/doc/b")
LABEL = NamedNode("https://example.jp/label")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server.query.removesuffix("/query")


@pytest.fixture(params=["update", "graph-store"])
def target(server: str, request: pytest.FixtureRequest) -> SparqlTarget:
    target = SparqlTarget(
        query_endpoint=f"{server}/query",
        update_endpoint=f"{server}/update",
        graph_store=f"{server}/store" if request.param == "graph-store" else None,
    )
    for graph in (A, B):
        target.drop(graph)
    return target


def _release(folder: Path, extra: tuple[Quad, ...] = ()) -> Path:
    folder.mkdir(exist_ok=True)
    blank = BlankNode()
    store = Store(str(folder / "store"))
    store.extend(
        [
            Quad(NamedNode(f"https://example.jp/id/{n}"), LABEL, Literal(f'第{n}条 # 「取組」\n"$x"', language="ja"), A)
            for n in range(100)
        ]
    )
    store.extend(
        [Quad(blank, LABEL, BlankNode(), B), Quad(NamedNode("https://example.jp/id/x"), LABEL, blank, B), *extra]
    )
    store.flush()
    return folder


def _states(release: Path, target: SparqlTarget) -> list[PushedState]:
    return [graph.state for graph in push_release(release, target, batch_size=1000)]


def test_a_first_push_loads_every_graph_and_a_second_finds_nothing_to_do(tmp_path: Path, target: SparqlTarget) -> None:
    release = _release(tmp_path)
    assert release_graphs(release) == [A.value, B.value]
    assert _states(release, target) == [PushedState.REPLACED, PushedState.REPLACED]
    assert (target.count(A), target.count(B)) == (100, 2)
    assert _states(release, target) == [PushedState.UNCHANGED, PushedState.UNCHANGED]


def test_only_what_differs_is_replaced(tmp_path: Path, target: SparqlTarget) -> None:
    release = _release(tmp_path)
    _states(release, target)
    target.insert(
        A, [next(iter(Store.read_only(str(release / "store")).quads_for_pattern(None, None, None, B))).triple]
    )
    assert _states(release, target) == [PushedState.REPLACED, PushedState.UNCHANGED]
    assert target.count(A) == 100


def test_same_count_with_other_words_is_a_difference(tmp_path: Path, target: SparqlTarget) -> None:
    _states(_release(tmp_path / "old", (Quad(A, LABEL, Literal("old"), B),)), target)
    new = _release(tmp_path / "new", (Quad(A, LABEL, Literal("new"), B),))
    assert _states(new, target) == [PushedState.UNCHANGED, PushedState.REPLACED]


def test_an_interrupted_push_leaves_the_old_graph_and_its_remains_do_no_harm(tmp_path: Path, server: str) -> None:
    target = SparqlTarget(query_endpoint=f"{server}/query", update_endpoint=f"{server}/update")
    target.drop(A)
    release = _release(tmp_path)
    triples = [quad.triple for quad in Store.read_only(str(release / "store")).quads_for_pattern(None, None, None, A)]
    old = triples[:3]
    target.insert(A, old)
    staged: list[NamedNode] = []

    class Interrupted(SparqlTarget):
        def replace(self, graph: NamedNode, *, staging: NamedNode) -> None:
            assert graph == A
            staged.append(staging)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(
            push_release(
                release, Interrupted(query_endpoint=target.query_endpoint, update_endpoint=target.update_endpoint)
            )
        )
    assert target.count(A) == 3
    assert target.count(staged[0]) == 100
    assert PushedState.DIFFERENT not in _states(release, target)
    assert (target.count(A), target.count(staged[0])) == (100, 0)


def test_a_store_that_keeps_something_else_is_reported(tmp_path: Path, server: str) -> None:
    class Lossy(SparqlTarget):
        def insert(self, graph: NamedNode, triples: object) -> None:
            """Lose everything."""

    target = Lossy(query_endpoint=f"{server}/query", update_endpoint=f"{server}/update")
    target.drop(A)
    pushed = next(push_release(_release(tmp_path), target))
    assert (pushed.state, pushed.triples, pushed.found) == (PushedState.DIFFERENT, 100, 0)


@pytest.mark.parametrize("path", ["/nothing-here", "/query"])
def test_an_endpoint_that_cannot_answer_is_an_input_error(tmp_path: Path, server: str, path: str) -> None:
    target = SparqlTarget(query_endpoint=f"{server}/query", update_endpoint=f"{server}{path}")
    SparqlTarget(query_endpoint=f"{server}/query", update_endpoint=f"{server}/update").drop(A)
    with pytest.raises(InputError, match=path):
        list(push_release(_release(tmp_path), target))


def test_nobody_there(tmp_path: Path) -> None:
    target = SparqlTarget(query_endpoint="http://127.0.0.1:9/query", update_endpoint="http://127.0.0.1:9/update")
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9"):
        list(push_release(_release(tmp_path), target))


def test_a_release_without_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="store"):
        release_graphs(tmp_path)
