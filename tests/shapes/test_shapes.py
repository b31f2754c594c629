"""The shapes files themselves: well formed, spelt right, in both languages."""

from __future__ import annotations

from collections import defaultdict

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.validation.shapes import expected_absences, shape_files, shape_triples, shapes_graph, target_classes
from kg.vocabulary import RDF, RENKEI, SH, SKOS
from tests.shapes.shacl_vocabulary import shacl_terms

#: What SHACL Core has no place for.
_SPARQL_TERMS = {SH[name] for name in ("sparql", "select", "ask", "SPARQLTarget", "js", "rule")}


def test_shapes_conform_to_the_shapes_of_shapes() -> None:
    _, report, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes_graph(), meta_shacl=True)
    assert isinstance(report, rdflib.Graph), text


def test_every_shacl_term_exists() -> None:
    """sh:minCoutn would conform in silence, even under the shapes of shapes."""
    terms = {
        term.value
        for triple in shape_triples()
        for term in (triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(SH.iri)
    }
    assert terms - shacl_terms() == set()


def test_guard_knows_a_misspelt_term() -> None:
    assert SH["minCount"].value in shacl_terms()
    assert SH["minCoutn"].value not in shacl_terms()


def test_shapes_are_shacl_core() -> None:
    used = {term for triple in shape_triples() for term in (triple.predicate, triple.object)}
    assert used & _SPARQL_TERMS == set()


def test_every_shape_has_a_message_in_both_languages() -> None:
    languages: dict[str, list[str | None]] = defaultdict(list)
    for triple in shape_triples():
        if triple.predicate == SH["message"] and isinstance(triple.object, Literal):
            languages[str(triple.subject)].append(triple.object.language)
    shapes = {str(triple.subject) for triple in shape_triples() if triple.predicate == RDF["type"]}
    assert {shape: sorted(map(str, languages[shape])) for shape in shapes} == {shape: ["en", "ja"] for shape in shapes}


@pytest.mark.parametrize("path", shape_files(), ids=lambda path: path.stem)
def test_one_file_for_one_class(path: object) -> None:
    quads = list(parse(path=str(path), format=RdfFormat.TURTLE))
    targets = [quad for quad in quads if quad.predicate == SH["targetClass"]]
    shapes = {str(quad.subject) for quad in quads if quad.predicate == RDF["type"]}
    (target,) = targets
    owner = str(target.subject)[:-1]
    assert all(shape == f"{owner}>" or shape.startswith(f"{owner}-") for shape in shapes)


def test_every_property_shape_is_reached() -> None:
    """A property shape that no node shape names would never be evaluated."""
    property_shapes = {t.subject for t in shape_triples() if t.object == SH["PropertyShape"]}
    reached = {t.object for t in shape_triples() if t.predicate == SH["property"]}
    assert property_shapes == reached


def test_one_shape_for_each_class() -> None:
    classes = list(target_classes().values())
    assert len(classes) == len(set(classes)) == len(shape_files())
    assert {RENKEI["Agreement"].value, RENKEI["Span"].value, SKOS["Concept"].value} <= set(classes)


def test_classes_expected_to_be_absent_have_a_shape_and_a_reason() -> None:
    for absence in expected_absences():
        assert absence.class_iri in target_classes().values()
        assert absence.reason
        assert absence.reason_ja
