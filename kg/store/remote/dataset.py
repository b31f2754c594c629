"""Which RDF data set a query is asked of, as parameters of the SPARQL protocol."""

from __future__ import annotations

from collections.abc import Sequence

from kg.store.query import QueryRequest
from kg.store.remote.engine import Engine, Union

Parameters = list[tuple[str, str]]

#: A graph that no store has.
_NONE = ("urn:renkei:empty",)


def dataset_parameters(request: QueryRequest, engine: Engine, graphs: Sequence[str], *, alone: bool) -> Parameters:
    """The parameters for a request; ``graphs`` are those of the release, ``alone``: the store has no others.

    What the request names is handed on, with an empty graph for the part that it does not name: engines differ there.
    A query that names its data set by FROM is left alone. Else the default graph is the union of the release's graphs.
    """
    if request.default_graphs or request.named_graphs:
        return _listed(request.default_graphs or _NONE, request.named_graphs or _NONE)
    if request.query.names_dataset:
        return []
    if engine.union is Union.GRAPHS or not alone:
        return _listed(graphs, graphs)
    if engine.union is Union.ENGINE:
        return []
    named = graphs if engine.names_graphs and "GRAPH" in request.query.text.upper() else ()
    return [*engine.union_parameters, *_listed((), named)]


def _listed(default: Sequence[str], named: Sequence[str]) -> Parameters:
    return [*(("default-graph-uri", graph) for graph in default), *(("named-graph-uri", graph) for graph in named)]
