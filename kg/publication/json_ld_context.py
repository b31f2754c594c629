"""The JSON-LD context of everything we publish: prefixes, our own terms from the ontology, a few common ones.

The context is written into every JSON-LD file (a remote one would be fetched by each reader) and once more as
``context.jsonld``. Own terms take their short name from the ontology and their kind from ranges and shapes; a value
that does not fit the kind is written under the property's prefixed name instead, so nothing is ever coerced wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.bundled import bundled
from kg.identifiers import ONTOLOGY, SCHEMES
from kg.vocabulary import DCTERMS, FOAF, OA, OWL, PREFIXES, RDF, RDFS, RENKEI, SH, SKOS, XSD

#: What a term's values are: IRIs, language-tagged strings, plain strings, or literals of the datatype named by its IRI.
IRI_VALUES = "@id"
LANGUAGE_VALUES = "@language"
PLAIN_VALUES = XSD["string"].value

#: Short names for properties of other vocabularies.
_COMMON_TERMS: tuple[tuple[str, NamedNode, str], ...] = (
    ("label", RDFS["label"], LANGUAGE_VALUES),
    ("seeAlso", RDFS["seeAlso"], IRI_VALUES),
    ("title", DCTERMS["title"], LANGUAGE_VALUES),
    ("identifier", DCTERMS["identifier"], PLAIN_VALUES),
    ("prefLabel", SKOS["prefLabel"], LANGUAGE_VALUES),
    ("altLabel", SKOS["altLabel"], LANGUAGE_VALUES),
    ("hiddenLabel", SKOS["hiddenLabel"], LANGUAGE_VALUES),
    ("definition", SKOS["definition"], LANGUAGE_VALUES),
    ("broader", SKOS["broader"], IRI_VALUES),
    ("inScheme", SKOS["inScheme"], IRI_VALUES),
    ("homepage", FOAF["homepage"], IRI_VALUES),
    ("start", OA["start"], XSD["nonNegativeInteger"].value),
    ("end", OA["end"], XSD["nonNegativeInteger"].value),
    ("exact", OA["exact"], PLAIN_VALUES),
    ("hasSource", OA["hasSource"], IRI_VALUES),
)


@dataclass(frozen=True, slots=True)
class TermDefinition:
    """A short name, the property it stands for (prefixed) and the kind of its values."""

    name: str
    property: str
    kind: str

    def to_json(self) -> str | dict[str, str]:
        """The definition as it stands in a ``@context``."""
        if self.kind == PLAIN_VALUES:
            return self.property
        if self.kind == LANGUAGE_VALUES:
            return {"@id": self.property, "@container": "@language"}
        return {"@id": self.property, "@type": compact_iri(self.kind)}


@dataclass(frozen=True, slots=True)
class Context:
    """Terms by the IRI of their property, and short names of classes by the IRI of the class."""

    terms: Mapping[str, TermDefinition]
    classes: Mapping[str, str]

    def to_json(self) -> dict[str, str | dict[str, str]]:
        """The value of ``@context``."""
        named: dict[str, str | dict[str, str]] = {term.name: term.to_json() for term in self.terms.values()}
        named |= {name: compact_iri(iri) for iri, name in self.classes.items()}
        return {**_CONTEXT_PREFIXES, **dict(sorted(named.items()))}


def compact_iri(iri: str) -> str:
    """The prefixed form of an IRI where one of our prefixes fits and the rest is a plain name, else the IRI.

    >>> compact_iri("http://purl.org/dc/terms/title")
    'dcterms:title'
    >>> compact_iri("https://example.jp/a")
    'https://example.jp/a'
    """
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIX_OF.get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix and iri[end:] else iri


#: Concepts are written as full IRIs, and two of their prefixes are also names of properties: those prefixes stay out.
_CONTEXT_PREFIXES = {
    prefix: namespace
    for prefix, namespace in PREFIXES.items()
    if namespace == ONTOLOGY or not namespace.startswith(SCHEMES)
}
_PREFIX_OF = {namespace: prefix for prefix, namespace in _CONTEXT_PREFIXES.items()}


def context_from(ontology_files: Iterable[Path], shape_files: Iterable[Path]) -> Context:
    """The context for an ontology and its shapes in Turtle files.

    Own terms win over common ones of the same short name. OWL 2 DL has one range, rdf:PlainLiteral, for strings with
    and without a language; the shapes say which of the two a property has.
    """
    types, ranges = _declarations(ontology_files)
    ranges |= dict.fromkeys(_plain_strings(shape_files), PLAIN_VALUES)
    terms = {name: (node.value, kind) for name, node, kind in _COMMON_TERMS}
    classes = {}
    for iri, kinds in sorted(types.items()):
        name = iri.removeprefix(RENKEI.iri)
        if kinds & _PROPERTY_TYPES:
            terms[name] = (iri, _value_kind(kinds, ranges.get(iri)))
        elif OWL["Class"].value in kinds:
            classes[iri] = name
    by_property = {iri: TermDefinition(name, compact_iri(iri), kind) for name, (iri, kind) in terms.items()}
    return Context(terms=MappingProxyType(by_property), classes=MappingProxyType(classes))


@cache
def publication_context() -> Context:
    """The context of the bundled ontology."""
    return context_from(sorted(bundled("ontology").glob("*.ttl")), sorted(bundled("shapes").glob("*.ttl")))


_LANGUAGE_RANGES = {RDF["langString"].value, RDF["PlainLiteral"].value}
_PROPERTY_TYPES = {OWL[name].value for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}


def _declarations(files: Iterable[Path]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Types and ranges of the terms of our namespace."""
    types: dict[str, set[str]] = {}
    ranges: dict[str, str] = {}
    for subject, predicate, value in _links(files):
        if not subject.startswith(RENKEI.iri):
            continue
        if predicate == RDF["type"]:
            types.setdefault(subject, set()).add(value)
        elif predicate == RDFS["range"]:
            ranges[subject] = value
    return types, ranges


def _plain_strings(files: Iterable[Path]) -> set[str]:
    """The properties whose values the shapes want to be strings without language."""
    links = list(_links(files))
    plain = {subject for subject, predicate, value in links if (predicate, value) == (SH["datatype"], PLAIN_VALUES)}
    return {value for subject, predicate, value in links if predicate == SH["path"] and subject in plain}


def _links(files: Iterable[Path]) -> Iterator[tuple[str, NamedNode, str]]:
    """Subject, property and object of every statement between two IRIs."""
    for file in files:
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject.value, quad.predicate, quad.object.value


def _value_kind(kinds: set[str], declared_range: str | None) -> str:
    if OWL["ObjectProperty"].value in kinds:
        return IRI_VALUES
    if declared_range in _LANGUAGE_RANGES:
        return LANGUAGE_VALUES
    if declared_range is not None and declared_range.startswith(XSD.iri):
        return declared_range
    return PLAIN_VALUES
