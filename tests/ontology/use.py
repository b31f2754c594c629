"""Where the package names terms of a vocabulary: Python modules, SPARQL queries, shapes, authored data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode

import kg
from kg import vocabulary
from kg.bundled import bundled
from kg.vocabulary import PREFIXES, Namespace
from tests.ontology.reading import triples

_PACKAGE = Path(kg.__file__).parent

#: ``RENKEI["party"]`` in Python.
_INDEXED = re.compile(r"\b([A-Z]+)\[\"(\w+)\"\]")
#: ``renkei:party`` in queries and docstrings; not ``urn:renkei:…`` and the like.
_PREFIXED = re.compile(r"(?<![\w:/.-])([a-z][a-z-]*):([A-Za-z]\w*)")
_QUOTED = re.compile(r"\"(\w+)\"")

_NAMESPACES = {name: value.iri for name, value in vars(vocabulary).items() if isinstance(value, Namespace)}


def _texts(folder: Path, suffix: str) -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in sorted(folder.rglob(f"*{suffix}")))


@cache
def named_terms() -> frozenset[str]:
    """IRIs of all terms that the package names outright."""
    return frozenset({*_in_python(), *_in_queries(), *_in_turtle()})


def _in_python() -> Iterator[str]:
    for text in _texts(_PACKAGE, ".py"):
        yield from (_NAMESPACES[match[1]] + match[2] for match in _INDEXED.finditer(text) if match[1] in _NAMESPACES)
        yield from _prefixed(text)


def _in_queries() -> Iterator[str]:
    for text in _texts(_PACKAGE, ".rq"):
        yield from _prefixed(text)


def _prefixed(text: str) -> Iterator[str]:
    return (PREFIXES[match[1]] + match[2] for match in _PREFIXED.finditer(text) if match[1] in PREFIXES)


def _in_turtle() -> Iterator[str]:
    paths = [path for folder in ("shapes", "data") for path in sorted(bundled(folder).rglob("*.ttl"))]
    for triple in triples(*paths):
        nodes = (triple.subject, triple.predicate, triple.object)
        yield from (node.value for node in nodes if isinstance(node, NamedNode))


@cache
def names_chosen_by_the_graph() -> frozenset[str]:
    """Words in quotation marks where the graph is made: a term may be chosen by name and looked up later."""
    return frozenset(match[1] for text in _texts(_PACKAGE / "graph", ".py") for match in _QUOTED.finditer(text))
