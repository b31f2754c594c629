"""Literals that their datatype does not allow, such as ``"2019-13-45"^^xsd:date``.

SHACL says that what cannot be compared is a result (section 4.5.3); pySHACL raises TypeError instead. So it is given
stand-ins that it can compare: the same characters under a private language tag, which no ``sh:datatype``,
``sh:languageIn`` or comparison accepts. Results name the literal itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import rdflib

_TAG = "x-illform"


@dataclass(frozen=True, slots=True)
class Comparable:
    """A graph that pySHACL can validate, and what its stand-ins stand for."""

    graph: rdflib.Graph
    originals: Mapping[rdflib.term.Node, rdflib.Literal]

    def original(self, value: rdflib.term.Node) -> rdflib.term.Node:
        """The value itself, for a stand-in or any other node."""
        return self.originals.get(value, value)


def with_stand_ins(data: rdflib.Graph) -> Comparable:
    """A graph with stand-ins in the place of ill-formed literals; the graph itself where it has none."""
    ill_formed = {value for value in data.objects() if isinstance(value, rdflib.Literal) and value.ill_typed}
    if not ill_formed:
        return Comparable(data, {})
    ordered = sorted(ill_formed, key=lambda literal: literal.n3())
    stand_ins = {literal: rdflib.Literal(str(literal), lang=f"{_TAG}-{n}") for n, literal in enumerate(ordered)}
    graph = rdflib.Graph()
    for subject, predicate, value in data:
        stand_in = stand_ins.get(value) if isinstance(value, rdflib.Literal) else None
        graph.add((subject, predicate, value if stand_in is None else stand_in))
    return Comparable(graph, {stand_in: literal for literal, stand_in in stand_ins.items()})
