"""Query results as a table for readers."""

from __future__ import annotations

from collections.abc import Sequence
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
from kg.store.tokens import read_tokens
from kg.web.description import Words
from kg.web.links import Links

#: Rows that a page shows; the other formats hold them all.
SHOWN_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, the language or datatype of a literal, where an IRI leads."""

    text: str
    href: str = ""
    language: str = ""


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
    variables = ordered([variable.value for variable in results.variables], query.text)
    rows = [tuple(_cell(solution[name], links) for name in variables) for solution in islice(results, SHOWN_ROWS + 1)]
    return Results(variables=variables, rows=tuple(rows[:SHOWN_ROWS]), complete=len(rows) <= SHOWN_ROWS)


def ordered(variables: Sequence[str], query: str) -> tuple[str, ...]:
    """The columns of ``SELECT *`` in the order in which the query names them; other columns as they are.

    >>> ordered(["o", "s"], "SELECT * { ?s a ?o }"), ordered(["b", "a"], "SELECT ?b ?a { ?a a ?b }")
    (('s', 'o'), ('b', 'a'))
    """
    tokens = list(read_tokens(query))
    words = [number for number, token in enumerate(tokens) if token.kind == "word" and token.text.upper() == "SELECT"]
    after = [token.text.upper() for token in tokens[words[0] + 1 : words[0] + 3]] if words else []
    if "*" not in after[: 2 if after[:1] in (["DISTINCT"], ["REDUCED"]) else 1]:
        return tuple(variables)
    named = list(dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable"))
    return tuple(sorted(variables, key=lambda name: named.index(name) if name in named else len(named)))


def _cell(term: NamedNode | BlankNode | Literal | Triple | None, links: Links) -> Cell | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Cell(term.value, href=links.to(term.value))
    if isinstance(term, Literal):
        return Cell(term.value, language=Words(term.value, term.language or "").spoken)
    return Cell(str(term))
