"""The published agreements and the bodies they name keep to the ontology."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from kg.identifiers import ONTOLOGY as NAMESPACE
from kg.vocabulary import OWL, RDF, RDFS, RENKEI
from tests.ontology.reading import AUTHORED, kinds, links, triples
from tests.ontology.reasoner import Reasoner, Verdict

_BUILT_IN = (OWL.iri, RDF.iri, RDFS.iri)


@pytest.mark.java
def test_agreements_and_their_bodies_are_consistent(agreement_ntriples: list[Path], reasoner: Reasoner) -> None:
    loaded = {cls for _, cls in links(triples(*agreement_ntriples), RDF["type"])}
    assert {
        RENKEI[name].value for name in ("Agreement", "Party", "Role", "Law", "Municipality", "Prefecture")
    } <= loaded
    assert reasoner.judge(*AUTHORED, *agreement_ntriples) == Verdict(consistent=True)


@pytest.mark.java
def test_contradiction_with_an_agreement_is_found(
    agreement_ntriples: list[Path], reasoner: Reasoner, tmp_path: Path
) -> None:
    """The same files with one body made its own prefecture: what passes above does not pass whatever happens."""
    bodies = sorted(body for _, body in links(triples(*agreement_ntriples), RENKEI["municipality"]))
    wrong = Triple(NamedNode(bodies[0]), RENKEI["prefecture"], NamedNode(bodies[0]))
    added = tmp_path / "added.nt"
    serialize([wrong], output=added, format=RdfFormat.N_TRIPLES)
    assert reasoner.judge(*AUTHORED, *agreement_ntriples, added) == Verdict(consistent=False)


def test_all_published_terms_are_declared(real_release: Path) -> None:
    """Properties and classes of the data set, the catalog and its statistics."""
    declared = kinds(triples(*AUTHORED))
    quads = list(parse(path=real_release / "renkei.nq", format=RdfFormat.N_QUADS))
    statements = [quad.triple for quad in quads if not _is_ontology(quad.graph_name)]
    statements += triples(real_release / "catalog.nt", real_release / "void.nt")
    used = {triple.predicate.value for triple in statements} | {cls for _, cls in links(statements, RDF["type"])}
    assert {term for term in used if not term.startswith(_BUILT_IN)} - set(declared) == set()
    assert {term for term in used if term.startswith(NAMESPACE)}


def _is_ontology(graph: object) -> bool:
    return isinstance(graph, NamedNode) and graph.value.endswith("doc/ontology")
