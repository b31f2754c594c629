"""Graphs as answers: the release's own datatypes, one order, every RDF syntax.

The engine keeps every integer type of XML Schema as ``xsd:integer``. The manifest says which properties have literals
of a narrower type, and a graph that is served says it again, so that it equals the files of the release.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, RdfFormat, Store, Triple, parse, serialize

from kg.rdf_xml import write_rdf_xml
from kg.turtle import with_sorted_prefixes
from kg.vocabulary import PREFIXES, RDF, XSD

#: A predicate, and what sorts before all others.
_TYPE, _BEFORE_ALL = f" {RDF['type']} ", " ! "
_TYPE_BYTES, _BEFORE_ALL_BYTES = _TYPE.encode(), _BEFORE_ALL.encode()

#: Datatype IRI by property IRI.
Datatypes = Mapping[str, str]


class ResultTooLarge(Exception):
    """The answer grew over the cap."""


class CappedBuffer(io.BytesIO):
    """A buffer that refuses to grow over a cap."""

    def __init__(self, cap: int) -> None:
        super().__init__()
        self._cap = cap

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._cap:
            raise ResultTooLarge
        return super().write(data)


def write_graph(triples: Iterable[Triple], syntax: RdfFormat, *, datatypes: Datatypes, cap: int) -> bytes:
    """The graph in a syntax. Raises ResultTooLarge over ``cap`` bytes.

    Sorted, because the engine's own order differs between processes and an ETag should not.
    """
    typed = (retyped(triple, datatypes) for triple in triples) if datatypes else triples
    by_order = {_reading_order(triple): triple for triple in typed}
    ordered = [by_order[key] for key in sorted(by_order)]
    if syntax == RdfFormat.RDF_XML:
        data = write_rdf_xml(ordered, prefixes=PREFIXES).data
        if len(data) > cap:
            raise ResultTooLarge
        return data
    return _written(ordered, syntax, cap)


def stream_graph(triples: Iterable[Triple], syntax: RdfFormat, out: IO[bytes], *, datatypes: Datatypes) -> None:
    """Write a graph that is too large to be sorted, in the engine's own order."""
    serialize((retyped(triple, datatypes) for triple in triples), out, format=syntax, prefixes=PREFIXES)


def write_lines(answer: QueryTriples, *, datatypes: Datatypes, cap: int) -> bytes:
    """What :func:`write_graph` gives in N-Triples, without a look at each triple where none has a narrower datatype."""
    buffer = CappedBuffer(cap)
    answer.serialize(buffer, RdfFormat.N_TRIPLES)
    data = buffer.getvalue()
    if any(iri.encode() in data for iri in datatypes):
        triples = (quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES, lenient=True))
        return write_graph(triples, RdfFormat.N_TRIPLES, datatypes=datatypes, cap=cap)
    lines = {line.replace(_TYPE_BYTES, _BEFORE_ALL_BYTES, 1): line for line in data.split(b"\n") if line}
    return b"".join([lines[key] + b"\n" for key in sorted(lines)])


def write_quads(quads: Iterable[Quad], syntax: RdfFormat, *, datatypes: Datatypes, cap: int) -> bytes:
    """Named graphs in a syntax that has them. Raises ResultTooLarge over ``cap`` bytes."""
    typed = {
        Quad(triple.subject, triple.predicate, triple.object, quad.graph_name)
        for quad in quads
        for triple in [retyped(quad.triple, datatypes)]
    }
    return _written(sorted(typed, key=lambda quad: (str(quad.graph_name), _reading_order(quad.triple))), syntax, cap)


def in_their_graphs(triples: Iterable[Triple], store: Store) -> Iterator[Quad]:
    """Each triple in the graphs of the store that hold it; one that the store does not hold is in no named graph."""
    for triple in triples:
        found = list(store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))
        yield from found or [Quad(triple.subject, triple.predicate, triple.object)]


def _written(statements: Sequence[Triple] | Sequence[Quad], syntax: RdfFormat, cap: int) -> bytes:
    buffer = CappedBuffer(cap)
    serialize(statements, buffer, format=syntax, prefixes=PREFIXES)
    data = buffer.getvalue()
    return with_sorted_prefixes(data) if syntax in (RdfFormat.TURTLE, RdfFormat.TRIG) else data


def retyped(triple: Triple, datatypes: Datatypes) -> Triple:
    """The triple with the datatype that the release gives to its property; negative numbers stay as they are.

    >>> from kg.vocabulary import OA
    >>> three = Triple(OA["hasSource"], OA["start"], Literal("3", datatype=XSD["integer"]))
    >>> retyped(three, {OA["start"].value: XSD["nonNegativeInteger"].value}).object.datatype.value
    'http://www.w3.org/2001/XMLSchema#nonNegativeInteger'
    """
    datatype = datatypes.get(triple.predicate.value)
    value = triple.object
    if datatype is None or not isinstance(value, Literal) or value.datatype != XSD["integer"]:
        return triple
    if not value.value.isdigit():
        return triple
    return Triple(triple.subject, triple.predicate, Literal(value.value, datatype=NamedNode(datatype)))


def _reading_order(triple: Triple) -> str:
    """What triples are sorted by: subject, predicate, object, but first of all what the subject is.

    The triple in N-Triples: no term that others follow is the beginning of another, so that it sorts term by term.

    >>> said = (RDF["type"], RDF["Bag"]), (RDF["first"], Literal("1"))
    >>> typed, first = (_reading_order(Triple(NamedNode("urn:a"), *each)) for each in said)
    >>> typed < first < _reading_order(Triple(NamedNode("urn:b"), *said[0]))
    True
    """
    return str(triple).replace(_TYPE, _BEFORE_ALL, 1)
