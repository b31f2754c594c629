"""What makes two queries the same question, and whether its answer may be given again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.store.tokens import Token

#: What answers differently each time, and what is answered elsewhere. The engine reads keywords without a word
#: boundary, so they count wherever a word or a name holds them.
_UNREPEATABLE = ("NOW", "RAND", "UUID", "BNODE", "SERVICE")


def normal_form(tokens: Iterable[Token]) -> str:
    """The query with each run of white space and comments as one space.

    A space stays where there was one and comes nowhere else: ``! =`` is an error where ``!=`` is an operator.

    >>> from kg.store.tokens import read_tokens
    >>> normal_form(read_tokens("ASK {  ?s ?p 'a  b' # c\\n}"))
    "ASK { ?s ?p 'a  b' }"
    """
    pieces: list[str] = []
    end = None
    for token in tokens:
        if end is not None and token.start != end:
            pieces.append(" ")
        pieces.append(token.text)
        end = token.start + len(token.text)
    return "".join(pieces)


def is_repeatable(text: str, tokens: Sequence[Token]) -> bool:
    """Whether the query of that text and those tokens gives the same answer each time it is asked of a release.

    Names count too: a prefix that holds one of the words costs a copy of the answer in the cache, no more.

    >>> from kg.store.tokens import read_tokens
    >>> text = "SELECT (STRUUID() AS ?u) {}"
    >>> is_repeatable(text, list(read_tokens(text)))
    False
    """
    capitals = text.upper()
    if not any(word in capitals for word in _UNREPEATABLE):
        return True
    code = [token.text.upper() for token in tokens if token.kind in {"word", "name"}]
    return not any(word in text for text in code for word in _UNREPEATABLE)
