"""Terms of other vocabularies: whatever the ontology and the code use is declared locally, with labels."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.identifiers import ONTOLOGY as NAMESPACE
from kg.identifiers import SCHEMES as SCHEME_BASE
from kg.vocabulary import OWL, PREFIXES, RDF, RDFS, SD, SH, XSD
from tests.ontology.reading import AUTHORED, DATA, EXTERNAL, kinds, languages, literals, triples
from tests.ontology.use import named_terms

#: Nothing to declare: defined by the OWL 2 and SHACL specifications themselves, or (SD) used by the endpoint's
#: description of itself only, which is not part of the data.
_BUILT_IN = (OWL.iri, RDF.iri, RDFS.iri, XSD.iri, SH.iri, SD.iri)
_OUTSIDE_NAMESPACES = {"http://purl.org/vocab/vann/"} | {
    iri for iri in PREFIXES.values() if not iri.startswith((NAMESPACE, SCHEME_BASE, *_BUILT_IN))
}


def _declared() -> set[str]:
    return set(kinds(triples(EXTERNAL)))


def _outside(terms: set[str]) -> set[str]:
    return {term for term in terms if term.startswith(tuple(_OUTSIDE_NAMESPACES)) and term not in _OUTSIDE_NAMESPACES}


def _mentioned() -> set[str]:
    """Terms of outside vocabularies anywhere in the authored files and the example data."""
    return _outside(
        {
            node.value
            for triple in triples(*AUTHORED, DATA / "conforming.ttl")
            for node in (triple.subject, triple.predicate, triple.object)
            if isinstance(node, NamedNode)
        }
    )


def test_everything_used_is_declared() -> None:
    assert _mentioned() - _declared() == set()


def test_everything_the_code_names_is_declared() -> None:
    assert _outside(set(named_terms())) - _declared() == set()


def test_everything_declared_is_used() -> None:
    declarations = {
        triple.subject.value
        for triple in triples(EXTERNAL)
        if triple.predicate == RDF["type"] and isinstance(triple.subject, NamedNode)
    }
    elsewhere = {
        node.value
        for path in (*AUTHORED, DATA / "conforming.ttl")
        for triple in triples(path)
        for node in (triple.predicate, triple.object, *([] if path == EXTERNAL else [triple.subject]))
        if isinstance(node, NamedNode)
    }
    assert declarations - elsewhere - named_terms() - {XSD["date"].value} == set()


def test_every_declaration_has_labels_in_both_languages() -> None:
    labels = literals(triples(EXTERNAL), RDFS["label"])
    assert {term for term in _declared() if languages(labels.get(term, ())) != ["en", "ja"]} == set()


def test_only_terms_of_others_are_declared() -> None:
    own = {term for term in _declared() if term.startswith((NAMESPACE, SCHEME_BASE))}
    assert own == set()
