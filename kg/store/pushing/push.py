"""Each graph of a release is compared with the target's, replaced where it differs, and compared again.

New content is gathered in a staging graph first and takes the old graph's place in one request, so a push that is
interrupted leaves every graph whole, and the next one carries on where it stopped. Batches are bounded in bytes;
triples with blank nodes travel together, since a label means something within one request only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Store, Triple

from kg.errors import ReleaseError
from kg.store.pushing.target import SparqlTarget

#: Most characters of N-Triples in one request.
BATCH_SIZE = 1_000_000

_STAGING = "urn:renkei:staging:"


class PushedState(StrEnum):
    """What became of a graph."""

    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class PushedGraph:
    """One graph of the release; ``found`` is how many triples the target holds in it after the push."""

    graph: str
    triples: int
    found: int
    state: PushedState


def release_graphs(release: Path) -> list[str]:
    """Names of the graphs in a release, sorted. Raises ReleaseError where its store cannot be opened."""
    return sorted(graph.value for graph in _open(release).named_graphs() if isinstance(graph, NamedNode))


def push_release(release: Path, target: SparqlTarget, *, batch_size: int = BATCH_SIZE) -> Iterator[PushedGraph]:
    """Push graph after graph, yielding each when it is done. Raises InputError where the target does not answer."""
    store = _open(release)
    for name in release_graphs(release):
        graph = NamedNode(name)
        yield _push(
            graph, [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)], target, batch_size
        )


def _open(release: Path) -> Store:
    try:
        return Store.read_only(str(release / "store"))
    except OSError as error:
        raise ReleaseError(
            f"{release / 'store'}: {error}; expected the query store of a release",
            f"{release / 'store'}: 公開版のクエリストアとして開けません（{error}）",
        ) from error


def _push(graph: NamedNode, triples: list[Triple], target: SparqlTarget, batch_size: int) -> PushedGraph:
    state = PushedState.UNCHANGED
    if not _holds(target, graph, triples):
        if target.graph_store is None:
            _replace(graph, triples, target, batch_size)
        else:
            target.put(graph, triples)
        state = PushedState.REPLACED if _holds(target, graph, triples) else PushedState.DIFFERENT
    return PushedGraph(graph=graph.value, triples=len(triples), found=target.count(graph), state=state)


def _holds(target: SparqlTarget, graph: NamedNode, triples: list[Triple]) -> bool:
    """Whether the target's graph is the same graph: as many triples, and the same up to names of blank nodes."""
    return target.count(graph) == len(triples) and _canonical(target.read(graph)) == _canonical(triples)


def _canonical(triples: Iterable[Triple]) -> Dataset:
    dataset = Dataset(Quad(*triple) for triple in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _replace(graph: NamedNode, triples: list[Triple], target: SparqlTarget, batch_size: int) -> None:
    staging = NamedNode(_STAGING + hashlib.sha256(graph.value.encode()).hexdigest())
    target.drop(staging)
    for batch in _batches(triples, batch_size):
        target.insert(staging, batch)
    target.replace(graph, staging=staging)


def _batches(triples: list[Triple], size: int) -> Iterator[list[Triple]]:
    """Triples in bounded lots; all those with blank nodes in one."""
    with_blank_nodes = [triple for triple in triples if any(isinstance(term, BlankNode) for term in triple)]
    if with_blank_nodes:
        yield with_blank_nodes
    batch: list[Triple] = []
    length = 0
    for triple in triples:
        if any(isinstance(term, BlankNode) for term in triple):
            continue
        batch.append(triple)
        length += len(str(triple))
        if length >= size:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
