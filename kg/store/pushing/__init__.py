"""Loading a release into another SPARQL 1.1 store, graph by graph, and proving that it arrived."""

from kg.store.pushing.push import Cargo, PushedGraph, PushedState, cargo_of, push

__all__ = ["Cargo", "PushedGraph", "PushedState", "cargo_of", "push"]
