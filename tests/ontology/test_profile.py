"""The ontology is OWL 2 DL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocabulary import GEO, OWL, RDF, RDFS, XSD
from tests.ontology.reading import AUTHORED, DATA, EXTERNAL, ONTOLOGY, SCHEMES, kinds, languages, literals, triples
from tests.ontology.reasoner import Reasoner

#: Datatypes of the OWL 2 datatype map (OWL 2 Structural Specification, section 4), as far as XML Schema and RDF go.
_NUMBERS = "decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte"
_UNSIGNED = "unsignedLong unsignedInt unsignedShort unsignedByte double float"
_OTHERS = "string normalizedString token language Name NCName NMTOKEN boolean hexBinary base64Binary anyURI dateTime"
DATATYPE_MAP = {XSD[name].value for name in f"{_NUMBERS} {_UNSIGNED} {_OTHERS} dateTimeStamp".split()} | {
    OWL["real"].value,
    OWL["rational"].value,
    RDF["PlainLiteral"].value,
    RDF["XMLLiteral"].value,
    RDF["langString"].value,  # how RDF 1.1 writes the tagged strings of rdf:PlainLiteral
    RDFS["Literal"].value,
}
OUTSIDE_THE_MAP = {XSD["date"].value, GEO["wktLiteral"].value}

_CONSTRUCTS = {
    term.value
    for term in (
        OWL["Restriction"],
        OWL["Class"],
        RDFS["Datatype"],
        OWL["AllDisjointClasses"],
        OWL["AllDifferent"],
    )
}
_OUTSIDE = sorted((DATA / "outside-profile").glob("*.ttl"))


@pytest.mark.java
def test_ontology_and_schemes_are_owl_2_dl(reasoner: Reasoner) -> None:
    assert reasoner.judge(*AUTHORED).violations == ()


@pytest.mark.java
@pytest.mark.parametrize("case", _OUTSIDE, ids=lambda path: path.stem)
def test_what_is_not_owl_2_dl_is_found(case: Path, reasoner: Reasoner) -> None:
    expected = re.search(r"^# expected: (\w+)$", case.read_text(encoding="utf-8"), re.MULTILINE)
    assert expected is not None
    found = reasoner.judge(ONTOLOGY, EXTERNAL, case).violations
    assert expected[1] in {violation.partition(":")[0] for violation in found}


def test_every_term_is_of_one_kind() -> None:
    declared = kinds(triples(*AUTHORED))
    assert {term: found for term, found in declared.items() if len(found) != 1} == {}


def test_datatypes_outside_the_owl_2_map_are_the_two_named_as_such() -> None:
    used = _datatypes(triples(*AUTHORED, DATA / "conforming.ttl"))
    assert used - DATATYPE_MAP == OUTSIDE_THE_MAP


def test_datatypes_outside_the_owl_2_map_say_so() -> None:
    statements = triples(EXTERNAL)
    declared = {term for term, found in kinds(statements).items() if RDFS["Datatype"].value in found}
    comments = literals(statements, RDFS["comment"])
    assert declared == OUTSIDE_THE_MAP
    assert {languages(comments[term]) == ["en", "ja"] for term in declared} == {True}


def _datatypes(statements: list[Triple]) -> set[str]:
    found = {triple.object.datatype.value for triple in statements if isinstance(triple.object, Literal)}
    nodes = (node for triple in statements for node in (triple.subject, triple.object))
    return found | {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(XSD.iri)}


def test_blank_nodes_are_only_owl_constructs() -> None:
    statements = triples(ONTOLOGY)
    constructs = {
        triple.subject
        for triple in statements
        if triple.predicate == RDF["type"]
        and isinstance(triple.object, NamedNode)
        and triple.object.value in _CONSTRUCTS
    }
    lists = {triple.subject for triple in statements if triple.predicate == RDF["first"]}
    facets = {triple.subject for triple in statements if triple.predicate.value.startswith(XSD.iri)}
    blank = {node for triple in statements for node in (triple.subject, triple.object) if isinstance(node, BlankNode)}
    assert blank <= constructs | lists | facets


@pytest.mark.parametrize("path", [EXTERNAL, *SCHEMES], ids=lambda path: path.stem)
def test_other_files_hold_no_blank_nodes(path: Path) -> None:
    nodes = {node for triple in triples(path) for node in (triple.subject, triple.object)}
    assert not any(isinstance(node, BlankNode) for node in nodes)


def test_nothing_is_imported() -> None:
    assert OWL["imports"] not in {triple.predicate for triple in triples(*AUTHORED)}
