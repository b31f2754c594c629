"""Loading a release into another SPARQL 1.1 store, graph by graph, and proving that it arrived."""

from kg.store.pushing.push import PushedGraph, PushedState, push_release, release_graphs
from kg.store.pushing.target import SparqlTarget

__all__ = ["PushedGraph", "PushedState", "SparqlTarget", "push_release", "release_graphs"]
