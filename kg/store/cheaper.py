"""Cheaper forms of a query that took too much: what in it is known to be dear, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.store.tokens import Token, read_tokens

_PATH_ENDS = frozenset({"iri", "name", "close"})


@dataclass(frozen=True, slots=True)
class Advice:
    """What to write instead, in English and Japanese."""

    text: str
    text_ja: str


_SEARCH = Advice(
    'CONTAINS and REGEX read every text; ?x renkei:textSearch "words" asks the full-text index',
    'CONTAINS と REGEX は全文を読みます。全文索引を使う ?x renkei:textSearch "語" に替えてください',
)
_PATH = Advice(
    "a path with * or + is quick from a term and slow from a variable; write the known end as an IRI",
    "* や + を含むパスは、端が変数だと遅くなります。分かっている端をIRIで書いてください",
)
_ORDER = Advice(
    "ORDER BY sorts all that matches before LIMIT cuts it; bind a date, a body or a field first",
    "ORDER BY は LIMIT の前に全件を並べ替えます。先に日付・団体・分野などを固定してください",
)
_PRODUCT = Advice(
    "patterns that share no variable are multiplied; connect them, or ask twice",
    "変数を共有しないパターンは全組合せになります。変数でつなぐか、分けて問い合わせてください",
)


def advice_on(query: str) -> list[Advice]:
    """Advice on a query that passed the guard; the last holds for any.

    >>> [advice.text[:8] for advice in advice_on("SELECT * { ?s <p>* ?o } ORDER BY ?o")]
    ['a path w', 'ORDER BY', 'patterns']
    """
    tokens = [*read_tokens(query)]
    known: dict[Advice, Callable[[Sequence[Token]], bool]] = {
        _SEARCH: lambda found: _has_word(found, "CONTAINS", "REGEX", "STRSTARTS", "STRENDS"),
        _PATH: _has_path,
        _ORDER: lambda found: _has_word(found, "ORDER"),
        _PRODUCT: lambda _: True,
    }
    return [advice for advice, applies in known.items() if applies(tokens)]


def _has_word(tokens: Sequence[Token], *words: str) -> bool:
    return any(token.kind == "word" and token.text.upper() in words for token in tokens)


def _has_path(tokens: Sequence[Token]) -> bool:
    """Whether a sign of repetition stands directly behind what may be a property."""
    return any(
        token.text in {"*", "+"} and before.kind in _PATH_ENDS and before.start + len(before.text) == token.start
        for before, token in pairwise(tokens)
    )
