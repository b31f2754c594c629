"""The language of ``q`` and ``fq``: the part of Solr's that harvesters and portals use.

``word``, ``"words in a row"``, ``field:value``, ``field:val*``, ``field:(a OR b)``, ``field:[low TO high]``, ``*:*``;
``AND``, ``OR``, ``NOT``, ``-``, ``+`` and brackets. Conditions side by side must all hold, and bind less than ``OR``:
``organization:a OR organization:b metadata_modified:[x TO *]`` is what CKANHarvester sends, and means so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.store.catalog_index import EVERYTHING, Between, Both, Condition, Either, Has, Not, Says
from kg.web.ckan.refusals import bad_search

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<range>\[\s*(?P<low>[^\s\]]+)\s+TO\s+(?P<high>[^\s\]]+)\s*\])
    | (?P<phrase>"(?:[^"\\]|\\.)*")
    | (?P<mark>[()+-])
    | (?P<field>[A-Za-z_*][\w.]*):(?=\S)
    | (?P<word>(?:\\.|[^\s()"\\\[\]{}])+)
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")
#: Fields that hold words; any other is compared as a whole.
_OF_WORDS = {None, "title", "notes", "text"}
#: Deeper brackets are no search of a person.
_MOST_DEPTH = 20
_MOST_TERMS = 200

_Token = tuple[str, str]


def read_condition(text: str) -> Condition:
    """What a ``q`` or ``fq`` asks for. Raises Refusal.

    >>> read_condition("tags:広域連携")
    Has(field='tags', value='広域連携')
    """
    reader = _Reader(_tokens(text))
    found = reader.conjunction(None, 0)
    if reader.rest():
        raise bad_search(f"unexpected {reader.rest()[0][1]!r}", f"{reader.rest()[0][1]!r} が余分です")
    return found


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    text, place = text.rstrip(), 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise bad_search(f"cannot read {text[place:][:40]!r}", f"{text[place:][:40]!r} を解釈できません")
        kind = match.lastgroup or ""
        kind = "range" if match["range"] else kind
        found.append((kind, match[0].strip().removesuffix(":") if kind == "field" else match[0].strip()))
        place = match.end()
        if len(found) > _MOST_TERMS:
            raise bad_search(f"over {_MOST_TERMS} terms", f"語が {_MOST_TERMS} を超えています")
    return found


class _Reader:
    """Recursive descent over the tokens, the loosest binding first."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = list(tokens)
        self._at = 0

    def rest(self) -> list[_Token]:
        return self._tokens[self._at :]

    def conjunction(self, field: str | None, depth: int) -> Condition:
        if depth > _MOST_DEPTH:
            raise bad_search("brackets are too deep", "括弧が深すぎます")
        parts: list[Condition] = []
        while self._at < len(self._tokens) and self._next() != ("mark", ")"):
            parts.append(self._alternatives(field, depth))
        return _joined(Both, parts)

    def _alternatives(self, field: str | None, depth: int) -> Condition:
        parts = [self._stated_both(field, depth)]
        while self._take(("word", "OR")) or self._take(("word", "||")):
            parts.append(self._stated_both(field, depth))
        return _joined(Either, parts)

    def _stated_both(self, field: str | None, depth: int) -> Condition:
        parts = [self._single(field, depth)]
        while self._take(("word", "AND")) or self._take(("word", "&&")):
            parts.append(self._single(field, depth))
        return _joined(Both, parts)

    def _single(self, field: str | None, depth: int) -> Condition:
        kind, text = self._advance()
        if (kind, text) in {("word", "NOT"), ("mark", "-"), ("word", "!")}:
            return Not(self._single(field, depth + 1) if depth <= _MOST_DEPTH else self.conjunction(field, depth + 1))
        if (kind, text) == ("mark", "+"):
            return self._single(field, depth)
        if (kind, text) == ("mark", "("):
            inner = self.conjunction(field, depth + 1)
            if not self._take(("mark", ")")):
                raise bad_search("a bracket is not closed", "括弧が閉じていません")
            return inner
        if kind == "field":
            return self._single(text, depth)
        return _leaf(field, kind, text)

    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, token: _Token) -> bool:
        if self._at < len(self._tokens) and self._next() == token:
            self._at += 1
            return True
        return False

    def _advance(self) -> _Token:
        if self._at >= len(self._tokens):
            raise bad_search("it ends where a condition is expected", "条件の途中で終わっています")
        self._at += 1
        return self._tokens[self._at - 1]


def _leaf(field: str | None, kind: str, text: str) -> Condition:
    if (field, text) == ("*", "*") or (field is None and text == "*"):
        return EVERYTHING
    if kind == "range":
        match = _TOKEN.match(text)
        assert match is not None  # noqa: S101 -- it was read as one
        low, high = (None if end == "*" else end for end in (match["low"], match["high"]))
        if field is None:
            raise bad_search(f"{text}: a range of no field", f"{text}: 範囲の前に項目名がありません")
        return Between(field, low, high)
    if (kind, text) == ("mark", ")") or text in {"AND", "OR"}:
        raise bad_search(f"unexpected {text!r}", f"{text!r} の位置が正しくありません")
    value = _ESCAPE.sub(r"\1", text[1:-1] if kind == "phrase" else text)
    return Says(value) if field in _OF_WORDS else Has(field or "", value)


def _joined(kind: type[Both] | type[Either], parts: Sequence[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))
