"""RDF terms between pyoxigraph, which reads and writes, and rdflib, which pySHACL validates."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_STRING = str(rdflib.XSD.string)


def to_rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """A graph in memory with these triples. A triple as a term is not RDF 1.1 and raises TypeError."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_to_rdflib(triple.subject), _to_rdflib(triple.predicate), _to_rdflib(triple.object)))
    return graph


def _to_rdflib(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Node:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal():
            return _to_rdflib_literal(term)
    raise TypeError(f"{term}: found a triple, expected an IRI, a blank node or a literal")


def _to_rdflib_literal(literal: Literal) -> rdflib.Literal:
    """A literal, its characters untouched.

    rdflib tells ``"a"`` and ``"a"^^xsd:string`` apart, which are one term, and reads the plain form.
    """
    if literal.language:
        return rdflib.Literal(literal.value, lang=literal.language)
    datatype = literal.datatype.value
    if datatype == _STRING:
        return rdflib.Literal(literal.value)
    return rdflib.Literal(literal.value, datatype=rdflib.URIRef(datatype), normalize=False)


def to_n_triples(term: rdflib.term.Node) -> str:
    """A term in N-Triples syntax.

    >>> to_n_triples(rdflib.Literal("甲", lang="ja")), to_n_triples(rdflib.URIRef("https://example.jp/"))
    ('"甲"@ja', '<https://example.jp/>')
    """
    if isinstance(term, rdflib.Literal):
        if term.language:
            return str(Literal(str(term), language=term.language))
        return str(Literal(str(term), datatype=NamedNode(str(term.datatype or _STRING))))
    return str(BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term)))
