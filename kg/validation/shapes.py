"""The SHACL shapes that travel with the package: ``shapes/*.ttl``, one file per class."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.bundled import bundled
from kg.validation.terms import to_rdflib_graph
from kg.vocabulary import PREFIXES, SH

#: Classes of which the published data has no instance, each with the reason.
EXPECTED_ABSENT_FILE = "expected-absent.csv"


def shape_files() -> tuple[Path, ...]:
    """Every shapes file, in the order of their names."""
    return tuple(sorted(bundled("shapes").glob("*.ttl")))


@functools.cache
def shape_triples() -> tuple[Triple, ...]:
    """All shapes as one graph."""
    return tuple(quad.triple for path in shape_files() for quad in parse(path=path, format=RdfFormat.TURTLE))


@functools.cache
def shapes_graph() -> rdflib.Graph:
    """All shapes as pySHACL takes them. Not to be changed: one process uses one graph for all its agreements."""
    return to_rdflib_graph(shape_triples())


@functools.cache
def property_paths() -> frozenset[NamedNode]:
    """The properties whose values some shape looks at."""
    return frozenset(
        triple.object
        for triple in shape_triples()
        if triple.predicate == SH["path"] and isinstance(triple.object, NamedNode)
    )


def target_classes() -> dict[str, str]:
    """The class that each shape with focus nodes targets, shape IRI to class IRI, sorted.

    >>> target_classes()["https://w3id.org/renkei/shapes#Party"]
    'https://w3id.org/renkei/ontology#Party'
    """
    targets = {
        triple.subject.value: triple.object.value
        for triple in shape_triples()
        if triple.predicate == SH["targetClass"]
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    }
    return dict(sorted(targets.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAbsence:
    """A class that the published data does not use yet, and why."""

    class_iri: str
    reason: str
    reason_ja: str


def expected_absences() -> tuple[ExpectedAbsence, ...]:
    """The listed classes, in the order of the file."""
    with bundled("shapes", EXPECTED_ABSENT_FILE).open(encoding="utf-8", newline="") as lines:
        return tuple(
            ExpectedAbsence(class_iri=_expanded(row["class"]), reason=row["reason"], reason_ja=row["reason_ja"])
            for row in csv.DictReader(lines)
        )


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
