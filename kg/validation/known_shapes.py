"""The bundled shapes as pySHACL works with them, read once in each process.

pySHACL looks each shape up in the shapes graph again for every focus node, which took most of the time of a validation,
and looks for focus nodes of those shapes too that only say how the values of others are looked at.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Container, Iterator, Sequence

import pyshacl.shape
import rdflib
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph

from kg.validation.shapes import shapes_graph

Node = rdflib.term.Node


class KnownShapes(ShapesGraph):
    """A shapes graph that does not change, and so gives each answer to a question only once."""

    def __init__(self, graph: rdflib.Graph) -> None:
        super().__init__(graph)
        self._said_of: dict[Node, list[tuple[Node, Node]]] = {}
        self._values: dict[tuple[Node, Node], list[Node]] = {}
        self.targeted = [shape for shape in super().shapes if any(map(any, shape.target()))]

    @property
    def shapes(self) -> Sequence[Shape]:
        """The shapes that have targets (SHACL section 2.1.3): no other has focus nodes of its own."""
        return self.targeted

    def only(self, chosen: Container[Node]) -> KnownShapes:
        """The same shapes, of which only the chosen ones are asked for results."""
        fewer = copy.copy(self)
        fewer.targeted = [shape for shape in self.targeted if shape.node in chosen]
        return fewer

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
