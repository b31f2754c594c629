"""The tokens of a SPARQL query, in one linear pass.

Only what the guard needs to tell apart: text that cannot hold code (strings, IRIs, comments) and code. The engine's
parser has no lexer of its own: it takes ``SERVICE:x`` and ``trueSERVICE<x>`` for a SERVICE clause, and decides by
context whether ``<`` opens an IRI. So a token is never trusted to be what its first character suggests; see
:mod:`kg.store.guard`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import MalformedQuery

_ESCAPE = r"\\[^\r\n]"
_LOCAL = rf"(?:[\w:]|%[0-9A-Fa-f]{{2}}|{_ESCAPE})"
_LOCAL_INNER = rf"(?:[\w:\-·]|%[0-9A-Fa-f]{{2}}|{_ESCAPE})"

#: Kind and pattern, tried in this order at each position. No pattern can match in two ways, so none backtracks far;
#: prefixes are bounded, because a long dotted word would be looked through again from each dot.
_PATTERNS = (
    ("space", r"[ \t\r\n]+"),
    ("comment", r"#[^\r\n]*"),
    ("string", rf'"""(?:{_ESCAPE}|\\[\r\n]|"{{1,2}}(?!")|[^"\\])*"""'),
    ("string", r"'''(?:\\[^\r\n]|\\[\r\n]|'{1,2}(?!')|[^'\\])*'''"),
    ("string", rf'"(?!"")(?:{_ESCAPE}|[^"\\\r\n])*"'),
    ("string", rf"'(?!'')(?:{_ESCAPE}|[^'\\\r\n])*'"),
    ("iri", r'<[^\x00-\x20<>"{}|^`\\]*(?:\\u[0-9A-Fa-f]{4}[^\x00-\x20<>"{}|^`\\]*)*>'),
    ("variable", r"[?$]\w+"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("name", rf"(?:[^\W\d](?:[\w.\-·]{{0,200}}[\w\-·])?)?:(?:{_LOCAL}{_LOCAL_INNER}*(?:\.+{_LOCAL_INNER}+)*)?"),
    ("word", r"[^\W\d]\w*"),
    ("number", r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"),
    ("open", r"[(\[{]"),
    ("close", r"[)\]}]"),
    ("sign", r"[-+!^*/|&=<>.,;?~@%]"),
)
_KINDS = tuple(kind for kind, _ in _PATTERNS)
_TOKEN = re.compile("|".join(f"({pattern})" for _, pattern in _PATTERNS))
_LEFT_OUT = frozenset({"space", "comment"})


class Token(NamedTuple):
    """One token: its kind, its characters and where it begins."""

    kind: str
    text: str
    start: int


def read_tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments.

    Raises MalformedQuery at a character that begins no token, e.g. an open string.

    >>> [token.kind for token in read_tokens("ASK { ?s <p> 'SERVICE' } # SERVICE")]
    ['word', 'open', 'variable', 'iri', 'string', 'close']
    """
    read = _TOKEN.match
    position, length = 0, len(query)
    while position < length:
        match = read(query, position)
        if match is None or match.lastindex is None:
            raise _unreadable(query, position)
        kind = _KINDS[match.lastindex - 1]
        if kind not in _LEFT_OUT:
            yield Token(kind, match.group(), position)
        position = match.end()


def _unreadable(query: str, position: int) -> MalformedQuery:
    line = query.count("\n", 0, position) + 1
    found = query[position : position + 20]
    return MalformedQuery(
        f"query:{line}: found {found!r}, expected a SPARQL token (is a string left open?)",
        f"クエリの{line}行目: {found!r} を読めません（閉じていない文字列はありませんか）",
    )
