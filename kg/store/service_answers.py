"""What other services answered, put into the query where it asked them. Runs in the confined worker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]+')


class BadServiceAnswer(Exception):
    """The answer of a service cannot be used."""


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """The answer for one part of a query: where it stands, its variables, the results in JSON or none (silent)."""

    endpoint: str
    start: int
    end: int
    variables: list[str]
    results: str | None


def with_answers(query: str, answers: Sequence[ServiceAnswer]) -> str:
    """The query with each part replaced by its solutions. Raises BadServiceAnswer."""
    for answer in sorted(answers, key=lambda each: each.start, reverse=True):
        query = f"{query[: answer.start]}{{ {_solutions(answer)} }}{query[answer.end :]}"
    return query


def _solutions(answer: ServiceAnswer) -> str:
    """VALUES with the solutions; nothing, which is one empty solution, for a silent failure."""
    if answer.results is None:
        return ""
    try:
        results = parse_query_results(answer.results.encode(), format=QueryResultsFormat.JSON)
        if not isinstance(results, QuerySolutions):
            raise BadServiceAnswer(f"SERVICE <{answer.endpoint}>: found a boolean, expected solutions")
        return _values(results, answer)
    except (SyntaxError, ValueError) as error:
        raise BadServiceAnswer(f"SERVICE <{answer.endpoint}>: no SPARQL results in JSON ({error})") from error


def _values(results: QuerySolutions, answer: ServiceAnswer) -> str:
    """Only variables of the part are taken: a service cannot bind others of the query."""
    names = [variable.value for variable in results.variables if variable.value in set(answer.variables)]
    rows = (" ".join(_term(solution[name], answer) for name in names) for solution in results)
    head = " ".join(f"?{name}" for name in names)
    return f"VALUES ({head}) {{ {' '.join(f'({row})' for row in rows)} }}"


def _term(term: NamedNode | BlankNode | Literal | Triple | None, answer: ServiceAnswer) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, BlankNode | Triple):
        raise BadServiceAnswer(
            f"SERVICE <{answer.endpoint}>: the answer has blank nodes or triple terms, which cannot be joined;"
            " leave them out with FILTER(ISIRI(?x) || ISLITERAL(?x)) inside of SERVICE"
        )
    for iri in _iris(term):
        if not _IRI.fullmatch(iri):
            raise BadServiceAnswer(f"SERVICE <{answer.endpoint}>: found {iri!r}, expected an IRI")
    return str(term)


def _iris(term: NamedNode | Literal) -> Iterator[str]:
    yield term.value if isinstance(term, NamedNode) else term.datatype.value
