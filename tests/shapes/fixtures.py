"""The conforming data set and the cases that each break one constraint of it.

``cases/{shape}/{property}.{parameter}.ru`` is a SPARQL update of ``base.ttl`` after which the constraint
``sh:{parameter}`` of the property shape ``{shape}-{property}`` must fail, and no other; ``node.{parameter}.ru`` is one
of the node shape. rdflib runs the updates: Oxigraph's store turns every kind of integer into xsd:integer.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import rdflib

from kg.vocabulary import PREFIXES, SH

Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]

FOLDER = Path(__file__).parent
SHAPES = "https://w3id.org/renkei/shapes#"

_BASE = "BASE <http://localhost:8000/id/>\n"


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """A constraint: the shape that states it and the SHACL parameter that it is."""

    shape: str
    parameter: str

    @property
    def component(self) -> str:
        """The constraint component of a parameter of SHACL Core (SHACL section 4)."""
        return SH[f"{self.parameter[0].upper()}{self.parameter[1:]}ConstraintComponent"].value


@dataclass(frozen=True, slots=True)
class Case:
    """An update and the constraint that it breaks."""

    path: Path

    @property
    def id(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def constraint(self) -> Constraint:
        name, parameter = self.path.stem.split(".")
        shape = self.path.parent.name
        return Constraint(f"{SHAPES}{shape}" if name == "node" else f"{SHAPES}{shape}-{name}", parameter)

    @contextmanager
    def applied(self) -> Iterator[tuple[rdflib.Graph, set[Triple]]]:
        """The base data set after the update, until it is taken back, and the triples that came and went."""
        graph, base = _graph_of_cases(), base_triples()
        try:
            graph.update(_BASE + self.path.read_text(encoding="utf-8"), initNs=PREFIXES)
            yield graph, {*graph} ^ base
        finally:
            now = {*graph}
            for triple in now - base:
                graph.remove(triple)
            for triple in base - now:
                graph.add(triple)


def cases() -> list[Case]:
    return [Case(path) for path in sorted((FOLDER / "cases").glob("*/*.ru"))]


def base_graph() -> rdflib.Graph:
    """The conforming data set, as a graph of its own."""
    graph = rdflib.Graph()
    for triple in base_triples():
        graph.add(triple)
    return graph


@functools.cache
def base_triples() -> frozenset[Triple]:
    """The conforming data set."""
    return frozenset(rdflib.Graph().parse(FOLDER / "base.ttl"))


@functools.cache
def _graph_of_cases() -> rdflib.Graph:
    """One for all cases, as a copy takes longer than an update."""
    return base_graph()
