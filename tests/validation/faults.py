"""The data set of the tests with faults put into it."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from kg.validation import Partition, make_partitions
from kg.vocabulary import DCTERMS, RENKEI
from tests.graph.published import Mapped, everything


def partitions_of(data: Mapped) -> tuple[Partition, ...]:
    return make_partitions({graph.slug: graph.quads for graph in data.agreements}, data.shared)


def faulty_partitions() -> tuple[Partition, ...]:
    """Every agreement without its title, with a capacity that is no capacity, and a municipality without its code."""
    data = everything()
    agreements = {
        graph.slug: [_other_capacity(quad) for quad in graph.quads if quad.predicate != DCTERMS["title"]]
        for graph in data.agreements
    }
    codes = [quad for quad in data.shared["registry"] if quad.predicate == DCTERMS["identifier"]]
    registry = [quad for quad in data.shared["registry"] if quad not in codes]
    return make_partitions(agreements, {**data.shared, "registry": registry})


def _other_capacity(quad: Quad) -> Quad:
    if quad.predicate != RENKEI["capacity"]:
        return quad
    return Quad(quad.subject, quad.predicate, Literal("中心市", language="ja"), quad.graph_name)
