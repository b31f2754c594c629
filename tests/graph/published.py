"""The shipped agreements and the reading fixtures, mapped together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Quad

from kg.extraction import read_report
from kg.graph import AgreementGraph, agreement_graphs, shared_graphs
from kg.identifiers import Iris
from kg.registries.municipalities import load_municipalities
from tests.sources import AGREEMENTS, SOURCES

IRIS = Iris("http://localhost:8000/")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapped data set."""

    agreements: tuple[AgreementGraph, ...]
    shared: dict[str, list[Quad]]

    @property
    def quads(self) -> list[Quad]:
        own = [quad for graph in self.agreements for quad in graph.quads]
        return own + [quad for quads in self.shared.values() for quad in quads]

    def of(self, slug: str) -> AgreementGraph:
        return next(graph for graph in self.agreements if graph.slug == slug)


@cache
def everything() -> Mapped:
    """All source files of the tests."""
    return _mapped(tuple(SOURCES))


@cache
def shipped() -> Mapped:
    """The agreements that a first build publishes."""
    return _mapped(tuple(sorted(AGREEMENTS.glob("*.txt"))))


def _mapped(paths: tuple[Path, ...]) -> Mapped:
    registry = load_municipalities()
    graphs = agreement_graphs([read_report(path) for path in paths], iris=IRIS, registry=registry)
    return Mapped(graphs, shared_graphs(graphs, iris=IRIS, registry=registry))
