"""Paths that end at a constant are written from it: ``?x p/q* <c>`` becomes ``<c> ^q*/^p ?x``.

The engine evaluates a path from its left end, and at that end the first form has every ``p`` of the data. Both say the
same, row by row: a sequence is a join over a variable of its own (SPARQL 1.1 section 18.4), which has no direction, and
``q*`` and ``q+`` relate the same pairs, each once, read either way. Only paths of plain steps are turned; those with
alternatives, negations or brackets stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.store.guard import GuardedQuery
from kg.store.tokens import Token, read_tokens

_BEFORE = frozenset({"{", "}", "."})
_AFTER = frozenset({"}", "."})
_CLOSURES = frozenset({"*", "+"})
_MODIFIERS = _CLOSURES | {"?"}


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a path."""

    predicate: str
    inverse: bool
    modifier: str

    def turned(self) -> str:
        return f"{'' if self.inverse else '^'}{self.predicate}{self.modifier}"


def with_paths_from_constants(query: GuardedQuery) -> GuardedQuery:
    """The query with its paths of several steps that end at a constant turned round."""
    if "/" not in query.text or not any(sign in query.text for sign in _CLOSURES):
        return query
    tokens = list(read_tokens(query.text))
    pieces, end = [], 0
    for start, after, turned in _turned_triples(tokens):
        pieces += [query.text[end:start], turned]
        end = after
    return replace(query, text="".join(pieces) + query.text[end:]) if pieces else query


def _turned_triples(tokens: list[Token]) -> Iterator[tuple[int, int, str]]:
    """Where each such triple begins and ends, and how it is written instead."""
    for place, (before, subject) in enumerate(pairwise(tokens)):
        if before.text not in _BEFORE or subject.kind != "variable":
            continue
        steps, following = _steps(tokens, place + 2)
        ends = tokens[following : following + 2]
        if len(steps) < 2 or not any(step.modifier in _CLOSURES for step in steps) or len(ends) < 2:
            continue
        constant, last = ends
        if constant.kind in {"iri", "name"} and not constant.text.startswith("_:") and last.text in _AFTER:
            path = "/".join(step.turned() for step in reversed(steps))
            yield subject.start, last.start, f"{constant.text} {path} {subject.text} "


def _steps(tokens: list[Token], place: int) -> tuple[list[_Step], int]:
    """The steps of the path that begins there, and the place after it; none where it has anything else."""
    steps: list[_Step] = []
    while place + 1 < len(tokens):
        inverse = tokens[place].text == "^"
        place += inverse
        predicate = tokens[place]
        if predicate.kind not in {"iri", "name"} and predicate.text != "a":
            return [], place
        place += 1
        modified = place < len(tokens) and tokens[place].text in _MODIFIERS
        steps.append(_Step(predicate.text, inverse, tokens[place].text if modified else ""))
        place += modified
        if place >= len(tokens) or tokens[place].text != "/":
            break
        place += 1
    return steps, place
