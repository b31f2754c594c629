"""Text search within a query: ``?x renkei:textSearch "words"`` becomes VALUES before the engine sees it.

``(?x ?score) renkei:textSearch ("words" 20)`` gives the score of each hit too, and at most so many hits. The subject is
a variable, the words are a string. Everything else of the query is left as it is written.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.errors import MalformedQuery
from kg.store.guard import GuardedQuery
from kg.store.text_index import MOST_HITS, TextHit, TextIndex
from kg.store.tokens import Token, read_tokens
from kg.vocabulary import RENKEI

PREDICATE = RENKEI["textSearch"]
_LOCAL = "textSearch"
#: Searches of one query.
_MOST_SEARCHES = 10
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_SHORT_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

Find = Callable[[str, int], tuple[TextHit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """A search and the stretch of the query that it takes; ``before`` and ``after`` mend the triples around it."""

    start: int
    end: int
    variable: str
    score: str
    words: str
    at_most: int
    before: str
    after: str


def has_searches(query: GuardedQuery) -> bool:
    """Whether anything in a query may be a search."""
    return _LOCAL in query.text


async def with_searches(query: GuardedQuery, index: TextIndex) -> GuardedQuery:
    """The query with what its searches found in their place. Raises MalformedQuery or EngineUnavailable."""
    if not has_searches(query):
        return query

    def find(words: str, at_most: int) -> tuple[TextHit, ...]:
        return index.find(words, at_most=at_most).hits

    return await asyncio.to_thread(rewrite_searches, query, find)


def rewrite_searches(query: GuardedQuery, find: Find) -> GuardedQuery:
    """The query with the hits of ``find`` in place of its searches. Raises MalformedQuery."""
    tokens = list(read_tokens(query.text))
    predicates = _predicates(tokens)
    places = [place for place, token in enumerate(tokens) if token.text in predicates]
    if len(places) > _MOST_SEARCHES:
        raise MalformedQuery(
            f"query: found {len(places)} text searches, expected at most {_MOST_SEARCHES}",
            f"全文検索が {len(places)} 個あります。{_MOST_SEARCHES} 個までにしてください",
        )
    pieces, end = [], 0
    for search in [_read_search(tokens, place) for place in places]:
        hits = find(search.words, search.at_most)
        pieces += [query.text[end : search.start], search.before, _values(search, hits), search.after]
        end = search.end
    return replace(query, text="".join(pieces) + query.text[end:])


def _predicates(tokens: list[Token]) -> set[str]:
    """How the query may write the predicate: its IRI, and its name by each prefix of its namespace."""
    namespace = f"<{RENKEI.iri}>"
    prefixes = {
        name.text
        for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if word.text.upper() == "PREFIX" and iri.text == namespace
    }
    return {f"<{PREDICATE.value}>", *(prefix + _LOCAL for prefix in prefixes)}


def _read_search(tokens: list[Token], place: int) -> _Search:
    """The search whose predicate stands at that place. Raises MalformedQuery where it is not written as one."""
    try:
        start, variable, score, before = _subject(tokens, place)
        words, at_most, following = _words(tokens, place + 1)
        end, after = _following(tokens, following, "" if score else variable)
    except (_Unreadable, IndexError, ValueError):
        raise _not_a_search(tokens[place]) from None
    return _Search(
        start=start,
        end=end,
        variable=variable,
        score=score,
        words=words,
        at_most=at_most,
        before=before,
        after=after,
    )


class _Unreadable(Exception):
    """What stands there is no search."""


def _subject(tokens: list[Token], place: int) -> tuple[int, str, str, str]:
    """Where the stretch begins, the variable, that of the score, and what ends the triples before."""
    last = tokens[place - 1]
    if last.kind == "variable":
        return last.start, last.text, "", ""
    if last.text == ")":
        opening, variable, score = tokens[place - 4 : place - 1]
        if opening.text == "(" and variable.kind == score.kind == "variable":
            return opening.start, variable.text, score.text, ""
    if last.text == ";":
        subject = tokens[_triples_start(tokens, place - 1)]
        if subject.kind == "variable":
            return last.start, subject.text, "", " . "
    raise _Unreadable


def _triples_start(tokens: list[Token], place: int) -> int:
    """Where the triples with one subject begin that the token at this place is in."""
    depth, start = 0, place
    while start > 0:
        token = tokens[start - 1]
        depth += (token.kind == "close") - (token.kind == "open")
        if depth < 0 and token.text != "{":  # within a blank node or a list
            raise _Unreadable
        if depth < 0 or (depth == 0 and token.text in {".", "{"}) or (depth == 1 and token.text == "}"):
            break
        start -= 1
    while tokens[start].kind == "word" and tokens[start].text != "a":  # FILTER and BIND need no full stop
        start = _after_brackets(tokens, start)
    return start


def _after_brackets(tokens: list[Token], place: int) -> int:
    """The place after the brackets that open next."""
    while tokens[place].kind != "open":
        place += 1
    depth = 0
    while True:
        depth += (tokens[place].kind == "open") - (tokens[place].kind == "close")
        place += 1
        if not depth:
            return place


def _words(tokens: list[Token], place: int) -> tuple[str, int, int]:
    """The words, how many hits at most, and the place after."""
    if tokens[place].kind == "string":
        tagged = tokens[place + 1].kind == "language"
        return _unquoted(tokens[place].text), MOST_HITS, place + 1 + tagged
    opening, words, number, closing = tokens[place : place + 4]
    if (opening.text, words.kind, closing.text) != ("(", "string", ")") or not number.text.isdigit():
        raise _Unreadable
    if not 1 <= int(number.text) <= MOST_HITS:
        raise _Unreadable
    return _unquoted(words.text), int(number.text), place + 4


def _following(tokens: list[Token], place: int, subject: str) -> tuple[int, str]:
    """Where the stretch ends, and what begins the triples after it. A semicolon goes on with the subject."""
    first = place
    while tokens[place].text == ";":
        place += 1
    if tokens[place].text == ",":
        raise _Unreadable
    goes_on = place > first and tokens[place].text not in {".", "}"}
    if goes_on and not subject:
        raise _Unreadable
    return tokens[place].start, f" {subject} " if goes_on else " "


def _unquoted(text: str) -> str:
    """What a string of SPARQL says.

    >>> _unquoted("'図書館\\\\u0021'"), _unquoted('\"\"\"a\"\"\"')
    ('図書館!', 'a')
    """
    quotes = 3 if text[:3] in {'"""', "'''"} and len(text) >= 6 else 1
    return _ESCAPED.sub(_unescaped, text[quotes:-quotes])


def _unescaped(match: re.Match[str]) -> str:
    said = match.group(1)
    return chr(int(said[1:], 16)) if len(said) > 1 else _SHORT_ESCAPES.get(said, said)


def _values(search: _Search, hits: tuple[TextHit, ...]) -> str:
    return "".join(_value_pieces(search, hits))


def _value_pieces(search: _Search, hits: tuple[TextHit, ...]) -> Iterator[str]:
    yield f"VALUES ({search.variable} {search.score}) {{"
    for hit in hits:
        yield f" (<{hit.iri}> {hit.score:.4f})" if search.score else f" (<{hit.iri}>)"
    yield " }"


def _not_a_search(predicate: Token) -> MalformedQuery:
    return MalformedQuery(
        f"query: {predicate.text} at character {predicate.start}: expected "
        f'?x {predicate.text} "words" or (?x ?score) {predicate.text} ("words" 20), with at most {MOST_HITS}',
        f'{predicate.start} 文字目の {predicate.text} は ?x {predicate.text} "語" か '
        f'(?x ?score) {predicate.text} ("語" 20) の形で書いてください（件数は {MOST_HITS} まで）',
    )
