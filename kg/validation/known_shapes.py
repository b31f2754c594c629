"""The bundled shapes as pySHACL works with them, read once in each process.

pySHACL looks each shape up in the shapes graph again for every focus node, which took most of the time of a validation.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pyshacl.shape
import rdflib
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.shapes_graph import ShapesGraph

from kg.validation.shapes import shapes_graph

Node = rdflib.term.Node


class KnownShapes(ShapesGraph):
    """A shapes graph that does not change, and so gives each answer to a question only once."""

    def __init__(self, graph: rdflib.Graph) -> None:
        super().__init__(graph)
        self._said_of: dict[Node, list[tuple[Node, Node]]] = {}
        self._values: dict[tuple[Node, Node], list[Node]] = {}

    def predicate_objects(self, s: Node) -> Iterator[tuple[Node, Node]]:
        """What is said of a node."""
        if s not in self._said_of:
            self._said_of[s] = list(self.graph.predicate_objects(s))
        return iter(self._said_of[s])

    def objects(self, s: Node, p: Node) -> Iterator[Node]:
        """The values of a property of a node."""
        if (s, p) not in self._values:
            self._values[s, p] = list(self.graph.objects(s, p))
        return iter(self._values[s, p])


@functools.cache
def known_shapes() -> KnownShapes:
    """The shapes. One process uses one for all its agreements."""
    # Where pySHACL looks for parameters and for what checks them; it puts a list there, which it searches from its
    # beginning, and classes, of which it makes an object for each focus node. An object keeps nothing of a graph.
    made_once = {component: functools.cache(component) for component in CONSTRAINT_PARAMETERS_MAP.values()}
    parameters = {name: made_once[component] for name, component in CONSTRAINT_PARAMETERS_MAP.items()}
    vars(pyshacl.shape)["CONSTRAINT_PARAMS"] = (frozenset(ALL_CONSTRAINT_PARAMETERS), parameters)
    return KnownShapes(shapes_graph())
