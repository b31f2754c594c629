"""The published data as the reasoner gets it: the agreements and the bodies they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.identifiers import Iris
from kg.settings import load_settings
from tests.ontology.reasoner import Reasoner, running_reasoner

#: Shared graphs that are loaded whole; of the registry only what the agreements lead to.
_WHOLE = ("laws", "bodies", "areas")


@pytest.fixture(scope="session")
def reasoner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reasoner]:
    """HermiT behind the OWL API; needs a Java runtime."""
    with running_reasoner(tmp_path_factory.mktemp("reasoner")) as running:
        yield running


@pytest.fixture(scope="session")
def agreement_ntriples(real_release: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """N-Triples files of the agreements and of all that they name: laws, areas, bodies with prefecture and place."""
    agreements = sorted((real_release / "agreements").glob("*.nt"))
    assert agreements
    context = tmp_path_factory.mktemp("context") / "context.nt"
    serialize(_context(real_release, agreements), output=context, format=RdfFormat.N_TRIPLES)
    return [*agreements, context]


def _context(release: Path, agreements: Iterable[Path]) -> list[Triple]:
    iris = Iris(str(load_settings({}).base_iri))
    quads = list(parse(path=release / "renkei.nq", format=RdfFormat.N_QUADS))
    whole = [quad for name in _WHOLE for quad in _graph(quads, iris.document(name))]
    named = {quad.object for path in agreements for quad in parse(path=path, format=RdfFormat.N_TRIPLES)}
    named |= {quad.object for quad in whole}
    return [quad.triple for quad in (*whole, *_reachable(_graph(quads, iris.document("registry")), named))]


def _graph(quads: Sequence[Quad], name: str) -> list[Quad]:
    return [quad for quad in quads if quad.graph_name == NamedNode(name)]


def _reachable(quads: Sequence[Quad], start: Iterable[object]) -> list[Quad]:
    """The statements about the starting nodes and about whatever those statements lead to."""
    by_subject: dict[object, list[Quad]] = {}
    for quad in quads:
        by_subject.setdefault(quad.subject, []).append(quad)
    reached: list[Quad] = []
    waiting = set(start)
    while waiting:
        found = [quad for node in waiting for quad in by_subject.pop(node, ())]
        reached.extend(found)
        waiting = {quad.object for quad in found}
    return reached
