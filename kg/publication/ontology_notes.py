"""What a release can say of each term of the ontology: an example from its data, the shapes that look at it.

It stands in a graph of its own, ``doc/ontology-notes``, as the ontology itself is published as authored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import string
from kg.graph.ordering import quads_of
from kg.identifiers import ONTOLOGY, Iris
from kg.validation.shapes import shape_triples
from kg.vocabulary import PREFIXES, RDF, RDFS, SH, SKOS

#: Name of the graph and of its files.
ONTOLOGY_NOTES = "ontology-notes"
_LONGEST_VALUE = 120


def ontology_notes_quads(quads: Iterable[Quad], *, iris: Iris) -> list[Quad]:
    """The graph. ``quads`` is the whole data set, sorted: the first statement that uses a term is its example."""
    triples = [*_example_triples(quads, iris), *_shape_links()]
    return quads_of(triples, graph=iris.document(ONTOLOGY_NOTES))


def _example_triples(quads: Iterable[Quad], iris: Iris) -> Iterator[Triple]:
    ontology = NamedNode(iris.document("ontology"))
    first: dict[NamedNode, Quad] = {}
    for quad in quads:
        if quad.graph_name == ontology or not isinstance(quad.subject, NamedNode):
            continue
        term = quad.object if quad.predicate == RDF["type"] else quad.predicate
        if isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY):
            first.setdefault(term, quad)
    for term, quad in sorted(first.items(), key=lambda pair: pair[0].value):
        yield Triple(term, SKOS["example"], string(_turtle(quad)))


def _turtle(quad: Quad) -> str:
    """A statement as Turtle with our prefixes; a long text is cut."""
    predicate = "a" if quad.predicate == RDF["type"] else _named(quad.predicate)
    return f"{_named(quad.subject)} {predicate} {_named(quad.object)} ."


def _named(term: object) -> str:
    if isinstance(term, Literal):
        value = term.value if len(term.value) <= _LONGEST_VALUE else f"{term.value[:_LONGEST_VALUE]}…"
        return str(Literal(value, language=term.language) if term.language else Literal(value, datatype=term.datatype))
    assert isinstance(term, NamedNode)  # noqa: S101 # the data has no blank nodes
    for prefix, namespace in PREFIXES.items():
        local = term.value.removeprefix(namespace)
        if local != term.value and local.replace("-", "").isalnum():
            return f"{prefix}:{local}"
    return str(term)


def _shape_links() -> Iterator[Triple]:
    """From each term to the shapes that target it or look at its values."""
    for triple in shape_triples():
        if (
            triple.predicate in (SH["targetClass"], SH["path"])
            and isinstance(triple.subject, NamedNode)
            and isinstance(triple.object, NamedNode)
            and triple.object.value.startswith(ONTOLOGY)
        ):
            yield Triple(triple.object, RDFS["seeAlso"], triple.subject)
