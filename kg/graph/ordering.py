"""From triples to the quads of one named graph, in an order that depends on nothing but their terms."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.vocabulary import RDF

_TYPE = RDF["type"].value


def quads_of(triples: Iterable[Triple], *, graph: str) -> list[Quad]:
    """The triples as sorted quads of the graph with that IRI, each once.

    Sorted by subject, predicate (``rdf:type`` first) and object, so that one subject's statements stand together.
    """
    name = NamedNode(graph)
    ordered = sorted(set(triples), key=_sort_key)
    return [Quad(triple.subject, triple.predicate, triple.object, name) for triple in ordered]


def _sort_key(triple: Triple) -> tuple[str, str, str]:
    predicate = triple.predicate.value
    return _term_key(triple.subject), "" if predicate == _TYPE else predicate, _term_key(triple.object)


def _term_key(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A sort key of a term: IRIs by their characters, everything else as in N-Triples."""
    return term.value if isinstance(term, NamedNode) else str(term)
