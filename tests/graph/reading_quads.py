"""Looking things up in quads."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocabulary import RDF


class Statements:
    """The statements of some quads, as the tests ask for them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = list(quads)

    def objects(self, subject: str, predicate: NamedNode) -> list[str]:
        """Lexical forms and IRIs, sorted."""
        return sorted(term.value for term in self.terms(subject, predicate))

    def terms(self, subject: str, predicate: NamedNode) -> list[NamedNode | Literal]:
        node = NamedNode(subject)
        return [
            quad.object
            for quad in self.quads
            if quad.subject == node and quad.predicate == predicate and isinstance(quad.object, NamedNode | Literal)
        ]

    def value(self, subject: str, predicate: NamedNode) -> str:
        (value,) = self.objects(subject, predicate)
        return value

    def instances(self, class_node: NamedNode) -> list[str]:
        """IRIs, sorted."""
        return sorted(
            quad.subject.value
            for quad in self.quads
            if quad.predicate == RDF["type"] and quad.object == class_node and isinstance(quad.subject, NamedNode)
        )
