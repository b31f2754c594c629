"""HermiT, the OWL 2 DL reasoner, over RDF files.

Two IRIs of the publisher always mean two things, which OWL does not assume: it is stated here for the individuals of
each class whose identity the axioms speak of. Datatypes outside the OWL 2 map (``xsd:date``, ``geo:wktLiteral``) are
ignored by the reasoner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import owlready2
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from kg.vocabulary import OWL, RDF, RENKEI
from tests.ontology.reading import links, triples

#: Classes whose individuals are told apart; within one group every pair is.
_UNIQUE_NAMES = (
    ("Agreement",),
    ("Municipality", "Prefecture", "UnionOfMunicipalities", "PublicBody"),
    ("CooperationArea",),
    ("Law",),
    ("SourceDocument",),
    ("Party",),
    ("Article", "SupplementaryProvisions"),
    ("Initiative",),
    ("Role",),
    ("PolicyField",),
    ("InstrumentKind",),
    ("PartyCapacity",),
    ("DutyType",),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner says; ``unsatisfiable`` are the classes that can have no members."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()


def reason(paths: Iterable[Path], *, workplace: Path) -> Verdict:
    """Whether the files, read as one ontology, are consistent; ``workplace`` is a folder for the merged file.

    Raises owlready2.base.OwlReadyJavaError where the reasoner cannot take the ontology at all.
    """
    statements = triples(*paths)
    merged = workplace / "merged.nt"
    serialize([*statements, *_distinct_individuals(statements)], output=merged, format=RdfFormat.N_TRIPLES)
    world = owlready2.World()
    ontology = world.get_ontology(merged.as_uri()).load()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    empty = {cls.iri for cls in world.inconsistent_classes()} - {OWL["Nothing"].value}
    return Verdict(consistent=True, unsatisfiable=tuple(sorted(empty)))


def _distinct_individuals(statements: list[Triple]) -> Iterator[Triple]:
    members = links(statements, RDF["type"])
    for group in _UNIQUE_NAMES:
        classes = {RENKEI[name].value for name in group}
        individuals = sorted({individual for individual, cls in members if cls in classes})
        if len(individuals) > 1:
            yield from _all_different(individuals)


def _all_different(individuals: list[str]) -> Iterator[Triple]:
    axiom, cell = BlankNode(), BlankNode()
    yield Triple(axiom, RDF["type"], OWL["AllDifferent"])
    yield Triple(axiom, OWL["distinctMembers"], cell)
    for position, individual in enumerate(individuals):
        rest = RDF["nil"] if position == len(individuals) - 1 else BlankNode()
        yield Triple(cell, RDF["first"], NamedNode(individual))
        yield Triple(cell, RDF["rest"], rest)
        if isinstance(rest, BlankNode):
            cell = rest
