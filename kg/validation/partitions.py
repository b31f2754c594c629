"""One agreement with the context it names: what SHACL is given at a time.

Validating agreement by agreement gives the same results as validating everything at once, in constant memory and in
parallel, as long as each comes with the nodes its constraints look at: the bodies, laws, area and concepts that it
names by a property some shape has a path for, what those name so in turn, and the classes above theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kg.validation.shapes import property_paths
from kg.vocabulary import RDFS

#: The shared graph whose statements are about classes, not about things that agreements name.
_ONTOLOGY = "ontology"


@dataclass(frozen=True, slots=True)
class Partition:
    """An agreement's triples and its context's."""

    slug: str
    triples: tuple[Triple, ...]


def make_partitions(
    agreements: Mapping[str, Iterable[Quad]], shared: Mapping[str, Iterable[Quad]]
) -> tuple[Partition, ...]:
    """A partition for each agreement, in their order: :func:`each_partition`, all held."""
    return tuple(each_partition(agreements.items(), shared))


def each_partition(
    agreements: Iterable[tuple[str, Iterable[Quad]]], shared: Mapping[str, Iterable[Quad]]
) -> Iterator[Partition]:
    """A partition for each agreement, made when it is asked for.

    ``agreements`` are the quads of each by slug; ``shared`` those of the shared graphs by name
    (:func:`kg.graph.dataset.shared_graphs`).
    """
    described: dict[NamedNode, list[Triple]] = defaultdict(list)
    for name, quads in shared.items():
        if name != _ONTOLOGY:
            for quad in quads:
                if isinstance(quad.subject, NamedNode):
                    described[quad.subject].append(quad.triple)
    classes = [quad.triple for quad in shared[_ONTOLOGY] if _is_subclass_of(quad)]
    for slug, quads in agreements:
        own = [quad.triple for quad in quads]
        yield Partition(slug, (*own, *_context(own, described), *classes))


def _is_subclass_of(quad: Quad) -> bool:
    named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    return named and quad.predicate == RDFS["subClassOf"]


def _context(own: Iterable[Triple], described: Mapping[NamedNode, list[Triple]]) -> list[Triple]:
    """The description of every shared node that the triples reach."""
    context: list[Triple] = []
    reached: set[NamedNode] = set()
    waiting = list(_named(own))
    while waiting:
        node = waiting.pop()
        if node not in reached and node in described:
            reached.add(node)
            context += described[node]
            waiting += _named(described[node])
    return context


def _named(triples: Iterable[Triple]) -> Iterable[NamedNode]:
    paths = property_paths()
    return (triple.object for triple in triples if isinstance(triple.object, NamedNode) and triple.predicate in paths)
