"""Queries that differ in some IRIs only, looked over once.

What the guard settles about a query rests on its tokens, and on the words of IRIs nowhere but where they hold ``#`` or
``'`` (:func:`kg.store.guard.guard_query`). The tokens are read from left to right, and no pattern of theirs looks
behind or begins before an IRI and ends within it: a string or a comment that did would not have left that IRI a token.
So where an IRI that is a token gives way to another, every other token stays what it was, and so does every decision.

A hole is a plain IRI in the text of a query. A query makes a template only if each of its holes is an IRI to the guard,
too, not a part of a string or a comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from kg.store.guard import GuardedQuery, digest_of, may_be_misread, shape_of
from kg.store.tokens import read_tokens

#: An absolute IRI of few signs: no ``#`` and no quote, none that could close it or be part of an escape.
PLAIN_IRI = r"https?://[A-Za-z0-9._~:/-]*"
_HOLE = re.compile(f"(?<=<)({PLAIN_IRI})(?=>)")


@dataclass(frozen=True, slots=True)
class QueryTemplate:
    """What a query is but for the IRIs in its holes: its text, normal form and shape between them (each one piece more
    than there are holes), and which piece of the text has its star, how far in. ``like`` is a query of this template.
    """

    like: GuardedQuery
    text: tuple[str, ...]
    normal: tuple[str, ...]
    shape: tuple[str, ...]
    star: tuple[int, int] | None

    def filled(self, iris: Sequence[str]) -> GuardedQuery:
        """The query with these IRIs, as the guard would give it. Each has to be a plain one."""
        like = self.like
        return GuardedQuery(
            _filled(self.text, iris),
            like.form,
            like.names_dataset,
            digest_of(_filled(self.shape, iris)),
            self._star_among(iris),
            like.variables,
            normal=_filled(self.normal, iris),
            repeatable=like.repeatable,
            calls=(),
            pattern=like.pattern,
        )

    def _star_among(self, iris: Sequence[str]) -> int | None:
        if self.star is None:
            return None
        piece, within = self.star
        return sum(len(self.text[n]) + len(iris[n]) for n in range(piece)) + within


def holes_of(text: str) -> list[str]:
    """The plain IRIs in angle brackets, in their order.

    >>> holes_of("ASK { <https://example.jp/a> <https://example.jp/o#b> <c> }")
    ['https://example.jp/a']
    """
    return _HOLE.findall(text)


def template_of(query: GuardedQuery) -> QueryTemplate | None:
    """The template of a query; None where another IRI might change what it is."""
    text, iris = _split(query.text)
    tokens = [*read_tokens(query.text)]
    shape, in_shape = _split(shape_of(tokens))
    normal, in_normal = _split(query.normal)
    in_code = {token.start + 1 for token in tokens if token.kind == "iri"}
    places = [match.start() for match in _HOLE.finditer(query.text)]
    if query.calls or may_be_misread(tokens) or not in_code.issuperset(places) or not iris == in_shape == in_normal:
        return None
    return QueryTemplate(replace(query, text=""), text, normal, shape, _star_in(query, places, iris))


def _star_in(query: GuardedQuery, places: Sequence[int], iris: Sequence[str]) -> tuple[int, int] | None:
    """The star's piece, and how far in."""
    if query.star is None:
        return None
    piece = sum(place < query.star for place in places)
    begin = 0 if piece == 0 else places[piece - 1] + len(iris[piece - 1])
    return piece, query.star - begin


def _split(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The pieces between the holes, and what is in the holes."""
    pieces = _HOLE.split(text)
    return tuple(pieces[::2]), pieces[1::2]


def _filled(pieces: Sequence[str], iris: Sequence[str]) -> str:
    """The pieces with the IRIs between them.

    >>> _filled(("a <", "> b"), ["c"])
    'a <c> b'
    """
    return "".join(chain.from_iterable(zip_longest(pieces, iris, fillvalue="")))
