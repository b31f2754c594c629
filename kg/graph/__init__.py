"""Mapping: pure functions from the records of :mod:`kg.model` to sorted quads.

:mod:`kg.graph.dataset` maps a whole set of reports; each graph has a function of its own.
"""

from kg.graph.agreement import agreement_quads
from kg.graph.areas import area_quads
from kg.graph.bodies import body_quads
from kg.graph.dataset import AgreementGraph, agreement_graphs, instrument_kinds, shared_graphs
from kg.graph.laws import law_quads
from kg.graph.ontology import ontology_quads, scheme_quads
from kg.graph.registry import registry_quads
from kg.graph.slugs import assign_slugs, clash_diagnostic

__all__ = [
    "AgreementGraph",
    "agreement_graphs",
    "agreement_quads",
    "area_quads",
    "assign_slugs",
    "body_quads",
    "clash_diagnostic",
    "instrument_kinds",
    "law_quads",
    "ontology_quads",
    "registry_quads",
    "scheme_quads",
    "shared_graphs",
]
