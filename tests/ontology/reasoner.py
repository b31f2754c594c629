"""HermiT, the OWL 2 DL reasoner, over RDF files, and before it the check that they are OWL 2 DL at all.

Two IRIs of the publisher always mean two things, which OWL does not assume: it is stated here for the individuals of
each class whose identity the axioms speak of. Datatypes outside the OWL 2 map (``xsd:date``, ``geo:wktLiteral``) are
ignored by the reasoner.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

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
    ("EventType",),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the tools say of an ontology.

    ``violations`` keep it out of OWL 2 DL; where there are any, the reasoner was not asked and ``consistent`` is None.
    ``unsatisfiable`` are the classes that can have no members.
    """

    consistent: bool | None
    violations: tuple[str, ...] = ()
    unsatisfiable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasoner:
    """The running process; ``workplace`` is a folder for the merged files it reads."""

    questions: IO[str]
    answers: IO[str]
    workplace: Path

    def judge(self, *paths: Path) -> Verdict:
        """The verdict on Turtle or N-Triples files read as one ontology. Raises ValueError as :meth:`judge_file`."""
        statements = triples(*paths)
        merged = self.workplace / "merged.nt"
        serialize([*statements, *_distinct_individuals(statements)], output=merged, format=RdfFormat.N_TRIPLES)
        return self.judge_file(merged)

    def judge_file(self, path: Path) -> Verdict:
        """The verdict on one file as it stands. Raises ValueError where OWL API or reasoner cannot take it."""
        self.questions.write(f"{path}\n")
        self.questions.flush()
        answer = json.loads(self.answers.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return Verdict(
            consistent=answer.get("consistent"),
            violations=tuple(answer["violations"]),
            unsatisfiable=tuple(answer.get("unsatisfiable", ())),
        )


@contextmanager
def running_reasoner(workplace: Path) -> Iterator[Reasoner]:
    """A reasoner that runs until the block ends."""
    command = [sys.executable, str(Path(__file__).with_name("owl_process.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Reasoner(process.stdin, process.stdout, workplace)
        process.stdin.close()


def _distinct_individuals(statements: Iterable[Triple]) -> Iterator[Triple]:
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
