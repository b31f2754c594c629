"""Which shapes can say anything else of a changed graph than they said before.

What a shape finds follows from the answers to what it looks up in the data graph, as pySHACL has no other way to know
the data. So where no change is an answer to anything that a shape looked up, it finds what it found before.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator

import rdflib
from rdflib.plugins.stores.memory import Memory

from kg.validation.known_shapes import KnownShapes, known_shapes
from kg.validation.running import validation_results
from tests.shapes.fixtures import Triple, base_triples

Node = rdflib.term.Node
#: What is looked up: None stands for anything.
Pattern = tuple[Node | None, Node | None, Node | None]


class _Watched(Memory):
    """A store of triples that notes what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Pattern] = []

    # rdflib annotates its stores more narrowly than it calls them: a place that stands for anything is None, and its
    # iterator's type is not exported. What is asked and answered is unchanged, only noted.
    def triples(self, triple: Pattern, context: object = None) -> Iterator[object]:  # type: ignore[override] # see above
        self.asked.append(triple)
        return super().triples(triple, context)  # type: ignore[arg-type] # see above


@functools.cache
def asked_of_base() -> dict[Node, frozenset[Pattern]]:
    """For each shape with targets what it looks up in the conforming data set, where it finds nothing."""
    store = _Watched()
    graph = rdflib.Graph(store=store)
    for triple in base_triples():
        graph.add(triple)
    asked: dict[Node, frozenset[Pattern]] = {}
    for shape in known_shapes().shapes:
        store.asked.clear()
        assert validation_results(graph, shapes=known_shapes().only({shape.node})) == ()
        store.asked.remove((None, None, None))  # once for literals that nobody can compare, not by the shape
        asked[shape.node] = frozenset(store.asked)
    return asked


def concerned_shapes(changed: Iterable[Triple]) -> KnownShapes:
    """The shapes that looked anything up to which a triple that came or went is an answer."""
    patterns = {pattern for triple in changed for pattern in itertools.product(*((term, None) for term in triple))}
    return known_shapes().only({shape for shape, asked in asked_of_base().items() if asked & patterns})
