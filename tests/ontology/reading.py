"""Reads the authored files and hands out their statements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.bundled import bundled
from kg.identifiers import AUTHORED_SCHEMES
from kg.vocabulary import OWL, RDF, RDFS

ONTOLOGY = bundled("ontology", "renkei.ttl")
EXTERNAL = bundled("ontology", "external.ttl")
SCHEMES = tuple(bundled("ontology", f"{name}.ttl") for name in AUTHORED_SCHEMES)
AUTHORED = (ONTOLOGY, EXTERNAL, *SCHEMES)
DATA = Path(__file__).parent / "data"

#: The kinds of term that OWL 2 distinguishes.
KINDS = frozenset(
    term.value
    for term in (
        OWL["Class"],
        OWL["ObjectProperty"],
        OWL["DatatypeProperty"],
        OWL["AnnotationProperty"],
        OWL["NamedIndividual"],
        RDFS["Datatype"],
    )
)


def triples(*paths: Path) -> list[Triple]:
    """The statements of Turtle or N-Triples files, in file order; blank nodes of different files stay apart."""
    statements: list[Triple] = []
    for path in paths:
        syntax = RdfFormat.from_extension(path.suffix[1:])
        statements.extend(quad.triple for quad in parse(path=path, format=syntax, rename_blank_nodes=True))
    return statements


def links(statements: Iterable[Triple], predicate: NamedNode) -> set[tuple[str, str]]:
    """The pairs of named nodes that a property joins."""
    return {
        (triple.subject.value, triple.object.value)
        for triple in statements
        if triple.predicate == predicate
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    }


def literals(statements: Iterable[Triple], predicate: NamedNode) -> dict[str, list[Literal]]:
    """The literals that a property gives each named subject."""
    found: dict[str, list[Literal]] = {}
    for triple in statements:
        subject, value = triple.subject, triple.object
        if triple.predicate == predicate and isinstance(subject, NamedNode) and isinstance(value, Literal):
            found.setdefault(subject.value, []).append(value)
    return found


def kinds(statements: Iterable[Triple]) -> dict[str, set[str]]:
    """The OWL kinds that each named term is declared as."""
    declared: dict[str, set[str]] = {}
    for subject, kind in links(statements, RDF["type"]):
        if kind in KINDS:
            declared.setdefault(subject, set()).add(kind)
    return declared


def languages(values: Iterable[Literal]) -> list[str]:
    """The language tags of literals, sorted; an empty one where a literal has none."""
    return sorted(value.language or "" for value in values)
