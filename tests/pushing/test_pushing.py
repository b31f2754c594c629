"""Pushing into a real Oxigraph server, over both protocols; tests/engines pushes a real release into every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.errors import EngineUnavailable, InputError, ReleaseError
from kg.identifiers import Iris
from kg.store.pushing import Cargo, PushedState, push
from kg.store.remote.connection import Addresses, Connection, RemoteStore, find_store
from kg.store.remote.engine import OXIGRAPH
from kg.vocabulary import OA
from tests.engines.oxigraph import oxigraph_server
from tests.engines.server import EngineServer

IRIS = Iris("https://example.jp/")
A, B, SEAL = (NamedNode(IRIS.document(name)) for name in ("a", "b", "catalog"))
OLD = NamedNode(IRIS.document("agreement/withdrawn"))
FOREIGN = NamedNode("https://example.org/doc/a")
LABEL = NamedNode("https://example.jp/label")
UNCHANGED, REPLACED, REMOVED = PushedState.UNCHANGED, PushedState.REPLACED, PushedState.REMOVED


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineServer]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(params=["update", "graph-store", "update in pieces", "graph-store in pieces"])
def target(server: EngineServer, request: pytest.FixtureRequest) -> Iterator[Connection]:
    way, _, pieces = request.param.partition(" ")
    store = find_store(server.query, update=server.update if way == "update" else None)
    assert (store.engine, store.addresses.graph_store is None) == (OXIGRAPH, way == "update")
    if pieces:
        store = replace(store, engine=replace(store.engine, piece=2000))
    with Connection(store) as connection:
        for graph in connection.graph_sizes():
            connection.drop(NamedNode(graph))
        yield connection


def _cargo(folder: Path, *extra: Quad) -> Cargo:
    folder.mkdir(exist_ok=True)
    blank = BlankNode()
    store = Store(str(folder / "store"))
    store.extend(
        [
            Quad(NamedNode(f"https://example.jp/id/{n}"), LABEL, Literal(f'第{n}条 # 「取組」\n"$x"', language="ja"), A)
            for n in range(100)
        ]
    )
    store.extend([Quad(blank, LABEL, BlankNode(), B), Quad(NamedNode("https://example.jp/id/x"), LABEL, blank, B)])
    store.extend([Quad(SEAL, LABEL, Literal("seal"), SEAL), *extra])
    store.flush()
    return Cargo(store=folder / "store", iris=IRIS, datatypes={})


def _states(cargo: Cargo, target: Connection) -> dict[str, PushedState]:
    return {graph.graph: graph.state for graph in push(cargo, target)}


def test_a_first_push_loads_every_graph_and_a_second_finds_nothing_to_do(tmp_path: Path, target: Connection) -> None:
    cargo = _cargo(tmp_path)
    assert cargo.graphs() == [A.value, B.value, SEAL.value]
    assert [*_states(cargo, target).values()] == [REPLACED] * 3
    assert target.graph_sizes() == {A.value: 100, B.value: 2, SEAL.value: 1}
    assert [*_states(cargo, target).values()] == [UNCHANGED] * 3


def test_a_damaged_graph_is_repaired_and_nothing_else_is_sent(tmp_path: Path, target: Connection) -> None:
    cargo = _cargo(tmp_path)
    _states(cargo, target)
    lost = cargo.triples(A.value)[0]
    target.put(A, [*cargo.triples(A.value)[1:], Triple(lost.subject, lost.predicate, Literal("damaged"))])
    assert _states(cargo, target) == {A.value: REPLACED, B.value: UNCHANGED, SEAL.value: REPLACED}
    assert lost in target.read(A)


def test_graphs_of_an_earlier_release_go_and_those_of_others_stay(tmp_path: Path, target: Connection) -> None:
    for graph in (OLD, FOREIGN, NamedNode(_cargo(tmp_path / "x").staging(A.value))):
        target.put(graph, [Triple(A, LABEL, Literal("old"))])
    cargo = _cargo(tmp_path)
    states = _states(cargo, target)
    assert states[OLD.value] is REMOVED
    assert [*states][-1] == SEAL.value
    assert target.graph_sizes() == {A.value: 100, B.value: 2, SEAL.value: 1, FOREIGN.value: 1}


def test_an_interrupted_push_leaves_no_seal_and_the_next_goes_on(tmp_path: Path, target: Connection) -> None:
    _states(_cargo(tmp_path / "old", Quad(A, LABEL, Literal("old"), A), Quad(A, LABEL, Literal("old"), OLD)), target)
    cargo = _cargo(tmp_path / "new", Quad(A, LABEL, Literal("new"), B))
    work = push(cargo, target)
    assert next(work).graph == A.value
    sizes = target.graph_sizes()
    assert SEAL.value not in sizes
    assert (sizes[A.value], sizes[OLD.value]) == (100, 1)
    expected = {A.value: UNCHANGED, B.value: REPLACED, OLD.value: REMOVED, SEAL.value: REPLACED}
    assert _states(cargo, target) == expected


def test_same_count_with_other_words_is_a_difference(tmp_path: Path, target: Connection) -> None:
    _states(_cargo(tmp_path / "old", Quad(A, LABEL, Literal("old"), B)), target)
    states = _states(_cargo(tmp_path / "new", Quad(A, LABEL, Literal("new"), B)), target)
    assert states == {A.value: UNCHANGED, B.value: REPLACED, SEAL.value: REPLACED}


def test_an_integer_type_that_the_store_folds_is_no_difference(tmp_path: Path, target: Connection) -> None:
    narrow = NamedNode("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
    cargo = replace(_cargo(tmp_path, Quad(A, OA["start"], Literal(3), B)), datatypes={OA["start"].value: narrow.value})
    assert Triple(A, OA["start"], Literal("3", datatype=narrow)) in cargo.triples(B.value)
    _states(cargo, target)
    assert [*_states(cargo, target).values()] == [UNCHANGED] * 3


class _Lossy(Connection):
    """Loses what is put into one graph."""

    def put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        super().put(graph, [] if graph == B else triples)


def test_a_store_that_keeps_something_else_gets_no_seal(tmp_path: Path, server: EngineServer) -> None:
    with _Lossy(find_store(server.query)) as target:
        for graph in target.graph_sizes():
            target.drop(NamedNode(graph))
        target.put(OLD, [Triple(A, LABEL, Literal("old"))])
        pushed = [*push(_cargo(tmp_path), target)]
        assert [(graph.state, graph.found) for graph in pushed] == [(REPLACED, 100), (PushedState.DIFFERENT, 0)]
        assert target.graph_sizes() == {A.value: 100, OLD.value: 1}


@pytest.mark.parametrize("path", ["/nothing-here", "/query"])
def test_an_endpoint_that_cannot_answer_is_an_input_error(tmp_path: Path, server: EngineServer, path: str) -> None:
    other = server.update.removesuffix("/update") + path
    store = RemoteStore(addresses=Addresses(query=server.query, update=other), engine=OXIGRAPH)
    with Connection(find_store(server.query)) as target:
        target.drop(A)
    with Connection(store) as target, pytest.raises(InputError, match=path):
        list(push(_cargo(tmp_path), target))


def test_nobody_there() -> None:
    pauses: list[float] = []
    store = RemoteStore(
        addresses=Addresses(query="http://127.0.0.1:9/q", update="http://127.0.0.1:9/u"), engine=OXIGRAPH
    )
    with Connection(store, pause=pauses.append) as target, pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:9"):
        target.graph_sizes()
    assert pauses == [0.5, 1.0, 2.0, 4.0]
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:9"):
        find_store("http://127.0.0.1:9/q")


def test_a_release_without_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="store"):
        Cargo(store=tmp_path / "store", iris=IRIS, datatypes={}).graphs()
