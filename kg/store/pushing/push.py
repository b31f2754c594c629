"""Each graph of a release is compared with the store's, replaced where it differs, and compared again.

The catalog's graph is the seal: it holds the SHA-256 of every file of the release, so it says which release the store
has. It is taken away before the first change and comes last, when everything else has been found right and the graphs
of earlier releases are gone. A push that ends in between leaves a store that nobody can take for whole; the next push
finds what is already right and goes on from there. Graphs of others are never touched.

A graph that fits in one request is replaced by it. A larger one is gathered in a staging graph, in bounded pieces, and
takes the old one's place in one request. Triples with blank nodes travel together, since a label means something
within one request only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Store, Triple

from kg.errors import EngineUnavailable, ReleaseError
from kg.identifiers import Iris, short_hash
from kg.store.graph_answers import Datatypes, retyped
from kg.store.release import Release
from kg.store.remote.connection import Connection
from kg.store.remote.terms import comparable

_STAGING = "urn:renkei:staging:"
#: How often a graph is sent before it is given up.
_ATTEMPTS = 3


class PushedState(StrEnum):
    """What became of a graph."""

    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REMOVED = "removed"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedGraph:
    """One graph; ``found`` is how many triples the store holds in it after the push."""

    graph: str
    triples: int
    found: int
    state: PushedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """What is pushed: the graphs of a store, with the datatypes of :mod:`kg.store.graph_answers`.

    ``iris`` tell which graphs of the target are the publisher's own, and which one is the seal.
    """

    store: Path
    iris: Iris
    datatypes: Datatypes

    @property
    def seal(self) -> str:
        """The graph that comes last."""
        return self.iris.document("catalog")

    def graphs(self) -> list[str]:
        """Names of the graphs, sorted, the seal last. Raises ReleaseError where the store cannot be opened."""
        names = {graph.value for graph in self._open().named_graphs() if isinstance(graph, NamedNode)}
        return [*sorted(names - {self.seal}), *sorted(names & {self.seal})]

    def triples(self, graph: str) -> list[Triple]:
        """The triples of a graph."""
        found = self._open().quads_for_pattern(None, None, None, NamedNode(graph))
        return [retyped(quad.triple, self.datatypes) for quad in found]

    def is_ours(self, graph: str) -> bool:
        """Whether a graph of the target has a name that only this publisher gives."""
        return graph.startswith((self.iris.document(""), self.staging("")))

    def staging(self, graph: str) -> str:
        """Where a graph is gathered."""
        return f"{_STAGING}{short_hash(self.iris.base)}:{short_hash(graph, digits=64) if graph else ''}"

    def _open(self) -> Store:
        try:
            return Store.read_only(str(self.store))
        except OSError as error:
            raise ReleaseError(
                f"{self.store}: {error}; expected the query store of a release",
                f"{self.store}: 公開版のクエリストアとして開けません（{error}）",
            ) from error


def cargo_of(release: Release) -> Cargo:
    """Everything in a release's query store."""
    return Cargo(store=release.store, iris=release.iris, datatypes=release.manifest.datatypes)


def push(cargo: Cargo, target: Connection) -> Iterator[PushedGraph]:
    """Push graph after graph, yielding each when it is done, then those that were removed, the seal last.

    Where a graph differs after the push, nothing is removed and the seal stays away. Raises EngineUnavailable or
    InputError where the store does not answer or refuses.
    """
    work = _Push(cargo, target, target.graph_sizes())
    *graphs, last = cargo.graphs() or [""]
    right = True
    for graph in graphs:
        done = work.bring(graph)
        right &= done.state is not PushedState.DIFFERENT
        yield done
    if not right:
        return
    for graph in sorted(work.left_over([*graphs, last])):
        yield work.remove(graph)
    if last:
        yield work.bring(last)


class _Push:
    """One push: what the store held at its beginning, and whether the seal has been taken away."""

    def __init__(self, cargo: Cargo, target: Connection, sizes: dict[str, int]) -> None:
        self._cargo = cargo
        self._target = target
        self._sizes = sizes
        self._sealed = cargo.seal in sizes

    def left_over(self, graphs: Iterable[str]) -> set[str]:
        """Graphs of ours that the store held and the release does not."""
        return {graph for graph in self._sizes if self._cargo.is_ours(graph)} - set(graphs)

    def bring(self, name: str) -> PushedGraph:
        """Make a graph of the target the same as ours."""
        graph, triples = NamedNode(name), self._cargo.triples(name)
        state = PushedState.UNCHANGED
        found = self._target.read(graph) if self._sizes.get(name) == len(triples) else None
        if found is None or not _same(found, triples):
            self._break_seal()
            found = self._replaced(graph, triples)
            state = PushedState.REPLACED if _same(found, triples) else PushedState.DIFFERENT
        return PushedGraph(graph=name, triples=len(triples), found=len(found), state=state)

    def remove(self, name: str) -> PushedGraph:
        """Remove a graph of the target."""
        self._break_seal()
        self._target.drop(NamedNode(name))
        found = len(self._target.read(NamedNode(name)))
        state = PushedState.DIFFERENT if found else PushedState.REMOVED
        return PushedGraph(graph=name, triples=0, found=found, state=state)

    def _break_seal(self) -> None:
        if self._sealed:
            self._target.drop(NamedNode(self._cargo.seal))
            self._sealed = False

    def _replaced(self, graph: NamedNode, triples: list[Triple]) -> list[Triple]:
        """What the target holds after the graph was sent, more than once where that was in vain."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                self._send(graph, triples)
                found = self._target.read(graph)
            except EngineUnavailable:
                if attempt == _ATTEMPTS:
                    raise
            else:
                if attempt == _ATTEMPTS or _same(found, triples):
                    return found
        raise AssertionError("the last attempt returns or raises")

    def _send(self, graph: NamedNode, triples: list[Triple]) -> None:
        pieces = list(_pieces(triples, self._target.store.engine.piece))
        if len(pieces) == 1:
            self._target.put(graph, triples)
            return
        staging = NamedNode(self._cargo.staging(graph.value))
        self._target.drop(staging)
        for piece in pieces:
            self._target.add(staging, piece, again=not _has_blank_nodes(piece))
        self._target.move(staging, graph)


def _same(found: list[Triple], expected: list[Triple]) -> bool:
    """Whether it is the same graph: the same up to names of blank nodes and to integer types."""
    if len(found) != len(expected):
        return False
    if not _has_blank_nodes(expected):
        return {*map(comparable, found)} == {*map(comparable, expected)}
    return _canonical(found) == _canonical(expected)


def _canonical(triples: Iterable[Triple]) -> Dataset:
    dataset = Dataset(Quad(*comparable(triple)) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _has_blank_nodes(triples: Iterable[Triple]) -> bool:
    return any(map(_has_blank_node, triples))


def _has_blank_node(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _pieces(triples: list[Triple], size: int) -> Iterator[list[Triple]]:
    """Triples in lots of so many bytes; all those with blank nodes in the first."""
    piece = [triple for triple in triples if _has_blank_node(triple)]
    length = sum(map(_length, piece))
    for triple in triples:
        if _has_blank_node(triple):
            continue
        if piece and length + _length(triple) > size:
            yield piece
            piece, length = [], 0
        piece.append(triple)
        length += _length(triple)
    yield piece


def _length(triple: Triple) -> int:
    """How many bytes a triple is as a line of N-Triples."""
    return len(str(triple).encode()) + 3
