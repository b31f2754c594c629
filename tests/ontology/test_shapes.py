"""The shapes look at every class and every property of the ontology that data may use."""

from __future__ import annotations

import csv

from kg.identifiers import ONTOLOGY as NAMESPACE
from kg.validation.shapes import property_paths, target_classes
from kg.vocabulary import OWL, RDFS
from tests.ontology.reading import DATA, EXTERNAL, ONTOLOGY, kinds, links, triples

_PROPERTIES = {OWL[f"{kind}Property"].value for kind in ("Object", "Datatype", "Annotation")}


def _listed() -> set[str]:
    """Terms without a shape, each with the reason."""
    with (DATA / "without-shape.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["reason"] for row in rows)
    return {row["term"] for row in rows}


def _own(wanted: set[str]) -> set[str]:
    return {
        term.removeprefix(NAMESPACE)
        for term, found in kinds(triples(ONTOLOGY)).items()
        if term.startswith(NAMESPACE) and found & wanted
    }


def _with_shape() -> set[str]:
    """The classes that a shape targets, themselves or as a class above them, which SHACL's targets include."""
    above = links(triples(ONTOLOGY, EXTERNAL), RDFS["subClassOf"])
    covered = set(target_classes().values())
    while grown := {below for below, cls in above if cls in covered} - covered:
        covered |= grown
    return {cls.removeprefix(NAMESPACE) for cls in covered if cls.startswith(NAMESPACE)}


def test_every_class_has_a_shape_or_a_reason() -> None:
    assert _own({OWL["Class"].value}) - _with_shape() == _listed() & _own({OWL["Class"].value})


def test_every_property_has_a_shape_or_a_reason() -> None:
    paths = {path.value.removeprefix(NAMESPACE) for path in property_paths()}
    assert _own(_PROPERTIES) - paths == _listed() & _own(_PROPERTIES)


def test_reasons_are_given_for_terms_that_exist() -> None:
    assert _listed() <= _own(_PROPERTIES | {OWL["Class"].value})


def test_shapes_name_only_terms_that_exist() -> None:
    named = {iri for iri in target_classes().values() if iri.startswith(NAMESPACE)}
    named |= {path.value for path in property_paths() if path.value.startswith(NAMESPACE)}
    assert {iri.removeprefix(NAMESPACE) for iri in named} <= _own(_PROPERTIES | {OWL["Class"].value})
