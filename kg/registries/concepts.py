"""Concept schemes as the reader needs them: ``ontology/{scheme}.ttl``.

The Turtle files are the source of truth; what is read here are the labels and the hierarchy of their concepts.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.bundled import bundled
from kg.errors import InputError
from kg.identifiers import parse_concept_iri, scheme_iri
from kg.vocabulary import RDF, SKOS

_Statements = dict[str, list[NamedNode | Literal]]

_LANGUAGES = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its language tag."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A concept of a scheme.

    ``labels`` are the preferred ones, one a language; ``alternative_labels`` are other names; ``hidden_labels`` are
    wordings that only serve matching. ``broader`` is the slug of the concept above, None at the top. ``notation`` is
    the code as printed.
    """

    scheme: str
    slug: str
    labels: tuple[Label, ...]
    alternative_labels: tuple[Label, ...]
    hidden_labels: tuple[Label, ...]
    broader: str | None
    notation: str | None

    def label(self, language: str) -> str:
        """The preferred label in a language. Raises KeyError where there is none."""
        for label in self.labels:
            if label.language == language:
                return label.text
        raise KeyError(language)


@functools.cache
def load_concepts(scheme: str) -> tuple[Concept, ...]:
    """The concepts of a scheme that travels with the package, in the order of their slugs."""
    return read_concepts(bundled("ontology", f"{scheme}.ttl"), scheme)


def read_concepts(path: Path, scheme: str) -> tuple[Concept, ...]:
    """The concepts of a scheme from a Turtle file, in the order of their slugs.

    Raises InputError where the file cannot be read, holds no concept of the scheme, or holds one without a preferred
    label in Japanese and English, with two in one language, or with two concepts above it.
    """
    statements: dict[str, _Statements] = defaultdict(lambda: defaultdict(list))
    for quad in _quads(path):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            statements[quad.subject.value][quad.predicate.value].append(quad.object)
    iris = [
        iri
        for iri, stated in statements.items()
        if iri.startswith(scheme_iri(scheme)) and SKOS["Concept"] in stated.get(RDF["type"].value, ())
    ]
    if not iris:
        raise InputError(
            f"{path}: found no skos:Concept, expected concepts under {scheme_iri(scheme)}",
            f"{path}: {scheme_iri(scheme)} の概念（skos:Concept）がありません",
        )
    return tuple(_concept(path, iri, statements[iri]) for iri in sorted(iris))


def _quads(path: Path) -> Iterator[Quad]:
    try:
        yield from parse(path.read_bytes(), format=RdfFormat.TURTLE)
    except (OSError, SyntaxError) as error:
        raise InputError(
            f"{path}: found {error}, expected a Turtle file",
            f"{path}: Turtleとして読めません（{error}）",
        ) from error


def _concept(path: Path, iri: str, stated: _Statements) -> Concept:
    scheme, slug = parse_concept_iri(iri)
    labels = _labels(stated, "prefLabel")
    languages = [label.language for label in labels]
    if len(set(languages)) < len(languages) or not set(_LANGUAGES) <= set(languages):
        raise _error(path, iri, "skos:prefLabel", languages, "one in each of ja and en")
    return Concept(
        scheme=scheme,
        slug=slug,
        labels=labels,
        alternative_labels=_labels(stated, "altLabel"),
        hidden_labels=_labels(stated, "hiddenLabel"),
        broader=_broader(path, iri, stated),
        notation=next((node.value for node in stated.get(SKOS["notation"].value, ())), None),
    )


def _labels(stated: _Statements, property_name: str) -> tuple[Label, ...]:
    """Labels by language and text, so that the order of the file does not matter."""
    found = [node for node in stated.get(SKOS[property_name].value, ()) if isinstance(node, Literal)]
    return tuple(sorted((Label(node.value, node.language or "") for node in found), key=lambda x: (x.language, x.text)))


def _broader(path: Path, iri: str, stated: _Statements) -> str | None:
    above = [node.value for node in stated.get(SKOS["broader"].value, ())]
    if len(above) > 1:
        raise _error(path, iri, "skos:broader", above, "one at most")
    return parse_concept_iri(above[0])[1] if above else None


def _error(path: Path, iri: str, property_name: str, found: list[str], expected: str) -> InputError:
    return InputError(
        f"{path}: {iri}: {property_name}: found {found}, expected {expected}",
        f"{path}: {iri}: {property_name}: {found} は不正です（{expected}）",
    )
