"""The ontology and the concept schemes, as authored under ``ontology/``: the graphs ``doc/ontology``, ``doc/schemes``.

Only the ontology may hold blank nodes. A parser names them at random, so they are renamed canonically (RDFC-1.0): the
same file gives the same quads.
"""

from __future__ import annotations

import functools

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse

from kg.bundled import bundled
from kg.graph.ordering import quads_of
from kg.identifiers import AUTHORED_SCHEMES, Iris

#: Files of the ontology: our terms, and the local declarations of the outside terms that we use.
ONTOLOGY_FILES = ("renkei.ttl", "external.ttl")
SCHEME_FILES = tuple(f"{name}.ttl" for name in AUTHORED_SCHEMES)


def ontology_quads(*, iris: Iris) -> list[Quad]:
    """The ontology with the declarations of outside terms."""
    return quads_of(_authored(ONTOLOGY_FILES), graph=iris.document("ontology"))


def scheme_quads(*, iris: Iris) -> list[Quad]:
    """Every concept scheme with its concepts."""
    return quads_of(_authored(SCHEME_FILES), graph=iris.document("schemes"))


@functools.cache
def _authored(names: tuple[str, ...]) -> tuple[Triple, ...]:
    dataset = Dataset(quad for name in names for quad in parse(path=bundled("ontology", name), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(quad.triple for quad in dataset)
