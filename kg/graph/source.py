"""The source document in the graph: its hash, where it came from and under which terms."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.literals import integer, japanese, stated, string
from kg.graph.scope import Scope
from kg.model.agreement import Report
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI, XSD


def source_triples(scope: Scope, report: Report) -> Iterator[Triple]:
    """The document an agreement was read from. What the sidecar does not say is absent.

    Terms and notes are in the sidecar's own language, so they carry no language tag.
    """
    source, metadata = report.source, report.metadata
    node = scope.part("source")
    yield Triple(scope.agreement, RENKEI["source"], node)
    yield Triple(node, RDF["type"], RENKEI["SourceDocument"])
    yield Triple(node, RDFS["label"], japanese(metadata.title) if metadata.title else string(source.name))
    yield Triple(node, RENKEI["sha256"], string(source.sha256))
    yield Triple(node, RENKEI["fileName"], string(source.name))
    yield Triple(node, DCTERMS["format"], string(source.media_type))
    yield Triple(node, RENKEI["characters"], integer(len(source.text)))
    yield from stated(node, DCTERMS["rights"], string(metadata.terms))
    yield from stated(node, RENKEI["retrievalNote"], string(metadata.retrieval_note))
    yield from stated(node, RENKEI["retrievedOn"], Literal(metadata.retrieved_on, datatype=XSD["date"]))
    if metadata.terms_url:
        yield Triple(node, RENKEI["termsUrl"], NamedNode(metadata.terms_url))
    if metadata.retrieved_from:
        yield Triple(node, DCTERMS["source"], NamedNode(metadata.retrieved_from))
