"""Results that mean the same: solutions as bags or in order, booleans, graphs, tables of CSV.

Blank nodes are compared by isomorphism. Numbers and booleans are compared by their value within a datatype, since an
engine may write ``2.0`` or ``2`` for the same decimal; everything else is compared as written.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg.vocabulary import XSD

Term = NamedNode | BlankNode | Literal | Triple
Solution = dict[str, Term]

_FORMATS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_MEANT = NamedNode("urn:x:binding")
_BOOLEANS = {"1": "true", "0": "false"}
_FLOATS = {XSD["double"], XSD["float"]}


def parse_solutions(data: bytes, suffix: str, *, base_iri: str = "") -> tuple[list[str], list[Solution]] | bool:
    """Variables and solutions, or a boolean. A graph (.ttl) holds them in the vocabulary of result sets."""
    if suffix == ".ttl":
        return _solutions_in_graph(data, base_iri)
    results = parse_query_results(data, format=_FORMATS[suffix])
    if isinstance(results, QueryBoolean):
        return bool(results)
    assert isinstance(results, QuerySolutions)
    names = [variable.value for variable in results.variables]
    solutions = []
    for solution in results:
        bound = {name: solution[name] for name in names}
        solutions.append({name: term for name, term in bound.items() if term is not None})
    return names, solutions


def _solutions_in_graph(data: bytes, base_iri: str) -> tuple[list[str], list[Solution]]:
    said: dict[Term, dict[str, list[Term]]] = {}
    for quad in parse(data, format=RdfFormat.TURTLE, base_iri=base_iri):
        said.setdefault(quad.subject, {}).setdefault(quad.predicate.value.removeprefix(_RS), []).append(quad.object)
    (results,) = (values for values in said.values() if "resultVariable" in values)
    names = [term.value for term in results["resultVariable"] if isinstance(term, Literal)]
    solutions = sorted((said[node] for node in results.get("solution", ())), key=lambda one: str(one.get("index")))
    return names, [
        {str(said[node]["variable"][0]).strip('"'): said[node]["value"][0] for node in solution.get("binding", ())}
        for solution in solutions
    ]


def same_solutions(found: list[Solution], expected: list[Solution], *, in_order: bool) -> bool:
    """Whether these are the same solutions."""
    if len(found) != len(expected):
        return False
    return _canonical(found, in_order=in_order) == _canonical(expected, in_order=in_order)


def _canonical(solutions: list[Solution], *, in_order: bool) -> list[str]:
    """A graph with a node for each solution, canonical."""
    quads = []
    for number, solution in enumerate(solutions):
        node = BlankNode()
        place = str(number) if in_order else ""
        quads.append(Quad(node, NamedNode("urn:x:solution"), Literal(place)))
        for name, term in solution.items():
            binding = BlankNode()
            quads.append(Quad(node, _MEANT, binding))
            quads.append(Quad(binding, NamedNode("urn:x:variable"), Literal(name)))
            quads.append(Quad(binding, NamedNode("urn:x:value"), by_value(term)))
    return _canonical_lines(quads)


def _canonical_lines(quads: list[Quad]) -> list[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(str(quad) for quad in dataset)


def by_value(term: Term) -> Term:
    """The term with its number in one form.

    >>> by_value(Literal("2.0", datatype=XSD["decimal"])) == by_value(Literal("2", datatype=XSD["decimal"]))
    True
    """
    if not isinstance(term, Literal):
        return term
    try:
        if term.datatype in _FLOATS:
            return Literal(repr(float(term.value)), datatype=term.datatype)
        if term.datatype == XSD["decimal"]:
            return Literal(format(Decimal(term.value).normalize(), "f"), datatype=term.datatype)
        if term.datatype == XSD["boolean"]:
            return Literal(_BOOLEANS.get(term.value, term.value), datatype=term.datatype)
    except (ValueError, ArithmeticError):
        return term
    return term


def same_graph(found: bytes, syntax: RdfFormat, expected: Path) -> bool:
    """Whether the graph is isomorphic with that of a Turtle file."""
    base = expected.as_uri()
    wanted = parse(path=str(expected), format=RdfFormat.TURTLE, base_iri=base)
    return _valued(parse(found, format=syntax)) == _valued(wanted)


def _valued(quads: Iterator[Quad]) -> list[str]:
    return _canonical_lines([Quad(quad.subject, quad.predicate, by_value(quad.object)) for quad in quads])


def same_table(found: bytes, expected: Path) -> bool:
    """Whether two CSV tables have the same header and the same rows in the same order; a blank node is as any other."""
    return _table(found) == _table(expected.read_bytes())


def _table(data: bytes) -> list[list[str]]:
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    return [header, *([_cell(cell) for cell in row] for row in rows)]


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return repr(float(text))
    except ValueError:
        return text
