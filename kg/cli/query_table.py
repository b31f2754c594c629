"""Query results as a table for people: prefixes for IRIs, plain values for literals."""

from __future__ import annotations

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
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.cli.language import Words
from kg.vocabulary import PREFIXES

_YES = Words("yes", "はい")
_NO = Words("no", "いいえ")
_ROWS = Words("{} rows", "{}件")


def write_table(answer: bytes, console: Console) -> None:
    """Print an answer given in SPARQL Results JSON."""
    results = parse_query_results(answer, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        console.print(str(_YES if results else _NO))
    elif isinstance(results, QuerySolutions):
        console.print(_table(results))


def _table(results: QuerySolutions) -> Table:
    table = Table(*(variable.value for variable in results.variables))
    for solution in results:
        table.add_row(*(escape(readable(value)) if value is not None else "" for value in solution))
    table.caption = _ROWS.format(table.row_count)
    return table


def readable(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A term as people read it.

    >>> readable(NamedNode(PREFIXES["duty-type"] + "lead")), readable(Literal("旭川市", language="ja"))
    ('duty-type:lead', '旭川市')
    """
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return _shortened(term.value)
    return str(term)


def _shortened(iri: str) -> str:
    matching = [prefix for prefix, namespace in PREFIXES.items() if iri.startswith(namespace) and iri != namespace]
    if not matching:
        return iri
    prefix = max(matching, key=lambda name: len(PREFIXES[name]))
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
