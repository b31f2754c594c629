"""Quads to bytes: every RDF syntax we publish, from one order and one prefix table.

The same quads give the same bytes whatever order they come in. The syntaxes of one graph drop the names of graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from kg.formats import DATASET_FORMATS, JSON_LD, RDF_XML, TRIG, TURTLE, Format
from kg.publication.json_ld import write_json_ld
from kg.rdf_xml import write_rdf_xml
from kg.turtle import with_sorted_prefixes
from kg.vocabulary import PREFIXES, RDF

_RDF_TYPE = RDF["type"].value


def sorted_quads(quads: Iterable[Quad]) -> list[Quad]:
    """Quads by graph, subject, predicate (``rdf:type`` first) and object, without repetitions.

    Blank nodes, which only the ontology has, are renamed to their canonical labels (RDFC-1.0) first.
    """
    distinct = set(quads)
    if any(isinstance(term, BlankNode) for quad in distinct for term in (quad.subject, quad.object)):
        dataset = Dataset(distinct)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        distinct = set(dataset)
    return sorted(distinct, key=_quad_key)


def _quad_key(quad: Quad) -> tuple[str, str, str, str]:
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), "" if predicate == _RDF_TYPE else predicate, str(quad.object))


@dataclass(frozen=True)
class DumpContent:
    """Sorted quads, and what every dump of them needs: put together once for all syntaxes."""

    quads: Sequence[Quad]

    @cached_property
    def triples(self) -> list[Triple]:
        """The union of the graphs, by subject, so that what several graphs say of one thing stands together."""
        by_subject = sorted(self.quads, key=lambda quad: _quad_key(quad)[1:])
        return list(dict.fromkeys(quad.triple for quad in by_subject))


def dump_quads(quads: Sequence[Quad], syntax: Format) -> bytes:
    """Sorted quads in one of :data:`kg.formats.RDF_FORMATS` or :data:`kg.formats.DATASET_FORMATS`."""
    return dump_content(DumpContent(quads), syntax)


def dump_content(content: DumpContent, syntax: Format) -> bytes:
    """:func:`dump_quads` of what may be wanted in other syntaxes too.

    RDF/XML leaves out what XML cannot carry and says so (:mod:`kg.rdf_xml`).
    """
    if syntax is JSON_LD:
        return write_json_ld(content.triples)
    if syntax is RDF_XML:
        return write_rdf_xml(content.triples, prefixes=PREFIXES).data
    if not isinstance(syntax.engine, RdfFormat):
        raise TypeError(f"{syntax.name}: expected an RDF syntax")
    said: Sequence[Quad] | Sequence[Triple] = content.quads if syntax in DATASET_FORMATS else content.triples
    serialized = serialize(said, format=syntax.engine, prefixes=PREFIXES) or b""
    return with_sorted_prefixes(serialized) if syntax in (TURTLE, TRIG) else serialized
