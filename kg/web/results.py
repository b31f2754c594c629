"""Query results as a table for readers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from kg.store.guard import GuardedQuery
from kg.web.description import Words
from kg.web.links import Links

#: Rows that a page shows; the other formats hold them all.
SHOWN_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, the language of a literal, where an IRI leads; ``iri``: the text is that of an IRI."""

    text: str
    href: str = ""
    language: str = ""
    iri: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """An answer to show: a table, yes or no, or a graph as text."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    complete: bool = True
    boolean: bool | None = None
    graph: str | None = None


def read_results(body: bytes, query: GuardedQuery, links: Links) -> Results:
    """The answer in ``body``: Turtle for a graph, else SPARQL Results JSON."""
    if query.form.gives_graph:
        return Results(graph=body.decode())
    results = parse_query_results(body, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Results(boolean=bool(results))
    assert isinstance(results, QuerySolutions)  # noqa: S101 -- the only other kind
    variables = tuple(variable.value for variable in results.variables)
    rows = [tuple(_cell(solution[name], links) for name in variables) for solution in islice(results, SHOWN_ROWS + 1)]
    return Results(variables=variables, rows=tuple(rows[:SHOWN_ROWS]), complete=len(rows) <= SHOWN_ROWS)


def _cell(term: NamedNode | BlankNode | Literal | Triple | None, links: Links) -> Cell | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Cell(term.value, href=links.to(term.value), iri=True)
    if isinstance(term, Literal):
        return Cell(term.value, language=Words(term.value, term.language or "").spoken)
    return Cell(str(term))
