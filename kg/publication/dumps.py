"""Quads to bytes: every RDF syntax we publish, from one order and one prefix table.

The same quads give the same bytes whatever order they come in. The syntaxes of one graph drop the names of graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import IO, Protocol, cast

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
from kg.head_writer import HeadWriter
from kg.publication.json_ld import stream_json_ld
from kg.rdf_xml import stream_rdf_xml, xml_carries_triple
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


class Content(Protocol):
    """What a dump is written from: sorted quads and the union of their graphs by subject, both to be read again."""

    @property
    def quads(self) -> Iterable[Quad]:
        """Sorted as :func:`sorted_quads` sorts."""

    @property
    def triples(self) -> Iterable[Triple]:
        """Each once, by subject."""


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


def dump_content(content: Content, syntax: Format) -> bytes:
    """:func:`dump_quads` of what may be wanted in other syntaxes too."""
    buffer = BytesIO()
    write_dump(content, syntax, buffer)
    return buffer.getvalue()


def write_dump(content: Content, syntax: Format, file: IO[bytes]) -> None:
    """Write a dump while its statements are read.

    RDF/XML leaves out what XML cannot carry and says so (:mod:`kg.rdf_xml`).
    """
    if syntax is JSON_LD:
        file.writelines(stream_json_ld(content.triples))
    elif syntax is RDF_XML:
        left_out = sum(not xml_carries_triple(triple) for triple in content.triples)
        stream_rdf_xml(filter(xml_carries_triple, content.triples), file, prefixes=PREFIXES, left_out=left_out)
    elif isinstance(syntax.engine, RdfFormat):
        said: Iterable[Quad] | Iterable[Triple] = content.quads if syntax in DATASET_FORMATS else content.triples
        writer = HeadWriter(file, with_sorted_prefixes if syntax in (TURTLE, TRIG) else bytes)
        serialize(said, cast("IO[bytes]", writer), format=syntax.engine, prefixes=PREFIXES)
        writer.close()
    else:
        raise TypeError(f"{syntax.name}: expected an RDF syntax")
