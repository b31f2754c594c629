"""Every term of the ontology is described, promised names are kept, and code and ontology know the same terms."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from kg.identifiers import ONTOLOGY as NAMESPACE
from kg.vocabulary import DCTERMS, OWL, PREFIXES, RDFS, SKOS, Namespace
from tests.ontology.reading import (
    AUTHORED,
    DATA,
    EXTERNAL,
    ONTOLOGY,
    SCHEMES,
    kinds,
    languages,
    links,
    literals,
    triples,
)
from tests.ontology.use import named_terms, names_chosen_by_the_graph

IRI = NAMESPACE.removesuffix("#")
VANN = Namespace("http://purl.org/vocab/vann/")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _own_terms() -> dict[str, set[str]]:
    return {term: found for term, found in kinds(triples(ONTOLOGY)).items() if term.startswith(NAMESPACE)}


def test_ontology_declares_no_terms_of_others() -> None:
    assert set(kinds(triples(ONTOLOGY))) == set(_own_terms())


def test_every_term_has_label_and_definition_in_both_languages() -> None:
    statements = triples(ONTOLOGY)
    labels, definitions = literals(statements, RDFS["label"]), literals(statements, SKOS["definition"])
    incomplete = {
        term
        for term in _own_terms()
        if languages(labels.get(term, ())) != ["en", "ja"] or languages(definitions.get(term, ())) != ["en", "ja"]
    }
    assert incomplete == set()


def test_every_term_says_where_it_is_defined() -> None:
    assert links(triples(ONTOLOGY), RDFS["isDefinedBy"]) == {(term, IRI) for term in _own_terms()}


@pytest.mark.parametrize("row", _rows("contract-terms.csv"), ids=lambda row: row["term"])
def test_promised_term_exists(row: dict[str, str]) -> None:
    assert _own_terms()[NAMESPACE + row["term"]] == {OWL[row["kind"]].value}


@pytest.mark.parametrize("row", _rows("standard-terms.csv"), ids=lambda row: f"{row['term']}-{row['aligned_with']}")
def test_term_is_aligned_with_a_standard_one(row: dict[str, str]) -> None:
    statements = triples(ONTOLOGY)
    parents = links(statements, RDFS["subClassOf"]) | links(statements, RDFS["subPropertyOf"])
    assert (NAMESPACE + row["term"], row["aligned_with"]) in parents


def test_code_names_declared_terms_only() -> None:
    named = {term for term in named_terms() if term.startswith(NAMESPACE) and term != NAMESPACE}
    assert named - set(_own_terms()) == set()


def test_declared_terms_are_used_or_listed() -> None:
    """Listed terms carry a reason; one that is used after all leaves the list."""
    local = {term.removeprefix(NAMESPACE) for term in named_terms() if term.startswith(NAMESPACE)}
    in_schemes = {
        node.value.removeprefix(NAMESPACE)
        for triple in triples(*SCHEMES)
        for node in (triple.predicate, triple.object)
        if isinstance(node, NamedNode) and node.value.startswith(NAMESPACE)
    }
    used = local | in_schemes | names_chosen_by_the_graph()
    unused = {term.removeprefix(NAMESPACE) for term in _own_terms()} - used
    assert unused == {row["term"] for row in _rows("not-in-code.csv")}


def test_namespace_is_the_one_of_the_code() -> None:
    statements = triples(ONTOLOGY)
    prefix = [value.value for value in literals(statements, VANN["preferredNamespacePrefix"])[IRI]]
    namespace = [value.value for value in literals(statements, VANN["preferredNamespaceUri"])[IRI]]
    assert (prefix, namespace) == (["renkei"], [PREFIXES["renkei"]])


@pytest.mark.parametrize("path", AUTHORED, ids=lambda path: path.stem)
def test_prefixes_are_those_of_the_code(path: Path) -> None:
    parser = parse(path=path, format=RdfFormat.TURTLE)
    list(parser)
    different = {prefix: iri for prefix, iri in parser.prefixes.items() if PREFIXES.get(prefix, iri) != iri}
    assert parser.prefixes
    assert different == {}


def test_header_states_version_licence_and_title() -> None:
    statements = triples(ONTOLOGY)
    version = literals(statements, OWL["versionInfo"])[IRI][0].value
    assert (IRI, f"{IRI}/{version}") in links(statements, OWL["versionIRI"])
    assert (IRI, "http://creativecommons.org/licenses/by/4.0/") in links(statements, DCTERMS["license"])
    assert languages(literals(statements, DCTERMS["title"])[IRI]) == ["en", "ja"]


def test_the_version_has_a_note_of_its_changes_in_both_languages() -> None:
    statements = triples(ONTOLOGY)
    version = literals(statements, OWL["versionInfo"])[IRI][0].value
    notes = [note for note in literals(statements, SKOS["changeNote"])[IRI] if note.value.startswith(version)]
    assert languages(notes) == ["en", "ja"]


def test_no_statement_stands_twice() -> None:
    named = [triple for triple in triples(*AUTHORED) if "_:" not in str(triple)]
    assert len(named) == len(set(named))


def test_reading_is_deterministic() -> None:
    assert _canonical() == _canonical()


def _canonical() -> list[str]:
    dataset = Dataset(Quad(*triple) for triple in triples(ONTOLOGY, EXTERNAL))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)
