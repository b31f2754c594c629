"""The store that is pushed to, spoken to over the SPARQL 1.1 protocols."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Template
from urllib.error import URLError

import httpx
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.errors import InputError
from kg.formats import N_TRIPLES

_TIMEOUT_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlTarget:
    """Endpoints of a store. ``graph_store`` is the base URL of its Graph Store Protocol, where that is to be used."""

    query_endpoint: str
    update_endpoint: str
    graph_store: str | None = None

    def count(self, graph: NamedNode) -> int:
        """Number of triples in a graph; a graph that does not exist has none."""
        answer = json.loads(self._query("count-graph.rq", JSON, graph=str(graph)))
        return int(answer["results"]["bindings"][0]["triples"]["value"])

    def read(self, graph: NamedNode) -> list[Triple]:
        """Every triple of a graph."""
        answer = self._query("read-graph.rq", TURTLE, graph=str(graph))
        return [quad.triple for quad in parse(answer, format=RdfFormat.TURTLE)]

    def insert(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        """Add triples in one request."""
        lines = _lines(triples)
        self._update("insert-triples.ru", graph=str(graph), triples=lines.decode())

    def drop(self, graph: NamedNode) -> None:
        """Remove a graph; one that does not exist is no error."""
        self._update("drop-graph.ru", graph=str(graph))

    def replace(self, graph: NamedNode, *, staging: NamedNode) -> None:
        """Put the staging graph in the place of a graph, in one request."""
        self._update("replace-graph.ru", graph=str(graph), staging=str(staging))

    def put(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        """Replace a graph in one request of the Graph Store Protocol. Raises InputError where there is none."""
        if self.graph_store is None:
            raise InputError("no graph store given; expected its URL", "グラフストアのURLが指定されていません")
        body = _lines(triples)
        with _reachable(self.graph_store):
            httpx.put(
                self.graph_store,
                params={"graph": graph.value},
                content=body,
                headers={"Content-Type": N_TRIPLES.media_type},
                timeout=_TIMEOUT_SECONDS,
            ).raise_for_status()

    def _query(self, name: str, answer_format: str, **terms: str) -> bytes:
        wrapper = _wrapper(self.query_endpoint, name, terms)
        wrapper.setReturnFormat(answer_format)
        with _reachable(self.query_endpoint):
            answer: bytes = wrapper.query().response.read()
        return answer

    def _update(self, name: str, **terms: str) -> None:
        with _reachable(self.update_endpoint):
            _wrapper(self.update_endpoint, name, terms).query().response.read()


def _lines(triples: Sequence[Triple]) -> bytes:
    """The triples as N-Triples."""
    lines = BytesIO()
    serialize(triples, output=lines, format=RdfFormat.N_TRIPLES)
    return lines.getvalue()


def _wrapper(endpoint: str, name: str, terms: dict[str, str]) -> SPARQLWrapper:
    """A request made of the file of that name; its places are filled with terms written by the RDF library."""
    text = Template(Path(__file__).with_name(name).read_text(encoding="utf-8")).substitute(terms)
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setOnlyConneg(onlyConneg=True)
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setTimeout(_TIMEOUT_SECONDS)
    wrapper.setQuery(text)
    return wrapper


@contextmanager
def _reachable(endpoint: str) -> Iterator[None]:
    """Raise InputError where the endpoint does not answer or refuses the request."""
    try:
        yield
    except (SPARQLWrapperException, URLError, httpx.HTTPError, TimeoutError, ConnectionError) as error:
        raise InputError(
            f"{endpoint}: {error}; expected a SPARQL 1.1 endpoint that answers",
            f"{endpoint}: SPARQL 1.1 エンドポイントとして応答しません（{error}）",
        ) from error
