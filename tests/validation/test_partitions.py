"""An agreement with the context it names."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.vocabulary import RDF, RENKEI, SKOS
from tests.graph.published import IRIS, shipped
from tests.validation.faults import partitions_of


def test_context_is_what_the_agreement_names_and_no_more() -> None:
    asahikawa = next(part for part in partitions_of(shipped()) if part.slug.startswith("012041"))
    subjects = {triple.subject for triple in asahikawa.triples}
    assert NamedNode(IRIS.municipality("014591")) in subjects
    assert NamedNode(IRIS.prefecture("010006")) in subjects
    assert NamedNode(IRIS.area("012041")) in subjects
    assert NamedNode(IRIS.municipality("011002")) not in subjects
    assert NamedNode(IRIS.area("011002")) not in subjects


_FIELDS = {RENKEI["policyField"], RENKEI["inferredPolicyField"]}


def test_a_concept_brings_those_above_it_and_not_its_whole_scheme() -> None:
    for part, graph in zip(partitions_of(shipped()), shipped().agreements, strict=True):
        used = {quad.object for quad in graph.quads if quad.predicate in _FIELDS}
        fields = {t.subject for t in part.triples if t.predicate == RDF["type"] and t.object == RENKEI["PolicyField"]}
        broader = {t.object for t in part.triples if t.predicate == SKOS["broader"] and t.subject in fields}
        assert fields == used | broader
        assert NamedNode("https://w3id.org/renkei/policy-field/teiju-a") not in fields


def test_no_triple_twice() -> None:
    for part in partitions_of(shipped()):
        assert len(part.triples) == len(set(part.triples))
