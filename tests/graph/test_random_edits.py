"""Whatever is read can be mapped and validated: a damaged text may not conform, but it never breaks the line."""

from __future__ import annotations

from hypothesis import given, settings
from pyoxigraph import Literal, RdfFormat, parse, serialize

from kg.extraction import report_on
from kg.graph import agreement_graphs, shared_graphs
from kg.model.agreement import SourceMetadata
from kg.registries.municipalities import load_municipalities
from kg.validation import make_partitions, validate_agreements
from kg.vocabulary import OA
from tests.drafting.test_lossless import edited_texts, source_of
from tests.graph.published import IRIS, shipped

REGISTRY = load_municipalities()


@settings(max_examples=60, deadline=None)
@given(edited_texts())
def test_damaged_texts_are_mapped(text: str) -> None:
    report = report_on(source_of(text), SourceMetadata())
    for graph in agreement_graphs([report], iris=IRIS, registry=REGISTRY):
        exact = [quad.object for quad in graph.quads if quad.predicate == OA["exact"]]
        assert all(isinstance(quoted, Literal) and quoted.value in text for quoted in exact)
        written = serialize(graph.quads, format=RdfFormat.N_QUADS)
        assert written is not None
        assert set(parse(written, format=RdfFormat.N_QUADS)) == set(graph.quads)


@settings(max_examples=15, deadline=None)
@given(edited_texts())
def test_damaged_texts_are_validated(text: str) -> None:
    report = report_on(source_of(text), SourceMetadata())
    graphs = agreement_graphs([report], iris=IRIS, registry=REGISTRY)
    shared = shared_graphs(graphs, iris=IRIS, registry=REGISTRY) if graphs else shipped().shared
    partitions = make_partitions({graph.slug: graph.quads for graph in graphs}, shared)
    assert [result.slug for result in validate_agreements(partitions, jobs=1)] == [graph.slug for graph in graphs]
