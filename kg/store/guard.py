"""What is settled about a query before the engine sees it: its form, and that nothing in it is refused.

Refused are updates, SERVICE but for listed endpoints (the engine would call any address it is given), nesting that
overflows the engine's stack, and queries over the size limit. Strings, IRIs and comments may say anything.

Two habits of the engine's parser need care, because a query must not look harmless here and harmful there:

- It reads keywords without a word boundary (``SERVICE:x``, ``trueSERVICE<x>``) and ends a name at its second dot
  (``a:b.c.SERVICE<x>``). So ``service`` in a bare word, in a prefix or after a dot counts as the keyword; a prefix
  cannot be called ``service:``.
- ``?a <ex:b#>"`` is a comparison and a comment inside an expression, an IRI and a string elsewhere. Where both are
  possible and it matters, the query is refused if the word occurs anywhere in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from itertools import islice

from kg.errors import ForbiddenQuery, MalformedQuery, QueryTooLarge
from kg.store.normal_form import is_repeatable, normal_form
from kg.store.services import ServiceCall, read_calls
from kg.store.tokens import Token, read_tokens

#: Largest query in code points.
MAX_QUERY_LENGTH = 100_000
#: Most words and signs of a query: the engine's stack overflows in long chains of operators.
MAX_TOKENS = 20_000
#: Deepest nesting of brackets, and longest run of prefix operators such as ``!!!``.
MAX_DEPTH = 100

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_OPERAND_ENDS = frozenset({"variable", "iri", "string", "name", "number", "language", "word"})
_PREFIX_OPERATORS = frozenset("!^-+")
#: What stands in a pattern for what it leaves out.
_CONSTANTS = {"iri": "<>", "string": '""', "number": "0"}


class QueryForm(StrEnum):
    """The four kinds of SPARQL query."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_graph(self) -> bool:
        """Whether the answer is a graph."""
        return self in {QueryForm.CONSTRUCT, QueryForm.DESCRIBE}


@dataclass(frozen=True, slots=True)
class GuardedQuery:
    """A query that passed the guard. Made by :func:`guard_query`, or from one by :mod:`kg.store.query_templates`.

    ``names_dataset`` tells whether FROM or FROM NAMED occurs. Queries of one ``shape`` differ in the names of their
    variables and in white space only, so they take the same time. ``star`` is the place of the ``*`` of a
    ``SELECT *``, and ``variables`` are then those of the query in their order. Queries of one ``normal`` form are the
    same question; ``repeatable`` tells whether it has the same answer each time (:mod:`kg.store.normal_form`).
    ``calls`` are the parts that other services answer (:mod:`kg.store.services`). Queries of one ``pattern`` differ in
    the IRIs, strings and numbers they name as well, so they take about the same time as a rule. Both are digests: they
    are remembered for longer than the query.
    """

    text: str
    form: QueryForm
    names_dataset: bool
    shape: bytes
    star: int | None = None
    variables: tuple[str, ...] = ()
    normal: str = ""
    repeatable: bool = False
    calls: tuple[ServiceCall, ...] = ()
    pattern: bytes = b""


def guard_query(text: str, *, services: Collection[str] = ()) -> GuardedQuery:
    """Look a query over. Linear in its length. ``services`` are the endpoints that SERVICE may name.

    Raises QueryTooLarge (characters, tokens), MalformedQuery (no token, no query form) or ForbiddenQuery (update,
    SERVICE, too deep).

    >>> guard_query("PREFIX ex: <http://example.jp/> ASK { ?s ex:p 'SERVICE' }").form.value
    'ASK'
    """
    if len(text) > MAX_QUERY_LENGTH:
        raise QueryTooLarge(
            f"query: found {len(text)} characters, expected at most {MAX_QUERY_LENGTH}",
            f"クエリが {len(text)} 文字あります。上限は {MAX_QUERY_LENGTH} 文字です",
        )
    tokens = [*islice(_refuse_deep_nesting(read_tokens(text)), MAX_TOKENS + 1)]
    form = _form(tokens)
    if len(tokens) > MAX_TOKENS:
        raise QueryTooLarge(
            f"query: found more than {MAX_TOKENS} words and signs",
            f"クエリの語と記号が {MAX_TOKENS} 個を超えています",
        )
    misread = may_be_misread(tokens)
    calls = read_calls(text, tokens, services, misread=misread)
    names_dataset = "FROM" in text.upper() and any(
        token.kind == "word" and token.text.upper() == "FROM" for token in tokens
    )
    star = _star(tokens) if form is QueryForm.SELECT else None
    variables = () if star is None else tuple(dict.fromkeys(t.text[1:] for t in tokens if t.kind == "variable"))
    normal = text if misread else normal_form(tokens)
    shape = _shape_pieces(tokens)
    return GuardedQuery(
        text,
        form,
        names_dataset,
        digest_of(" ".join(shape)),
        star,
        variables,
        normal=normal,
        repeatable=is_repeatable(text, tokens),
        calls=tuple(calls),
        pattern=digest_of(" ".join(_CONSTANTS.get(t.kind, piece) for t, piece in zip(tokens, shape, strict=True))),
    )


def _star(tokens: list[Token]) -> int | None:
    """The place of the ``*`` that the first SELECT is followed by."""
    words = [token.text.upper() if token.kind == "word" else token.text for token in tokens]
    after = words.index(QueryForm.SELECT) + 1
    after += words[after : after + 1] in (["DISTINCT"], ["REDUCED"])
    return tokens[after].start if words[after : after + 1] == ["*"] else None


def shape_of(tokens: list[Token]) -> str:
    """What :attr:`GuardedQuery.shape` is the digest of: the tokens, with the variables numbered in their order."""
    return " ".join(_shape_pieces(tokens))


def _shape_pieces(tokens: list[Token]) -> list[str]:
    numbers: dict[str, int] = {}
    return [
        f"?{numbers.setdefault(token.text[1:], len(numbers))}" if token.kind == "variable" else token.text
        for token in tokens
    ]


def digest_of(text: str) -> bytes:
    """What is remembered of a shape or a pattern."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _form(tokens: list[Token]) -> QueryForm:
    """The first keyword after the prologue."""
    for token in tokens:
        word = token.text.upper()
        if token.kind != "word" or word in {"BASE", "PREFIX", "VERSION"}:
            continue
        if word in QueryForm.__members__:
            return QueryForm[word]
        if word in _UPDATES:
            raise ForbiddenQuery(
                f"query: found the update {word}, expected SELECT, ASK, CONSTRUCT or DESCRIBE; this service only reads",
                f"更新（{word}）は受け付けません。このサービスは読み取り専用です",
            )
        break
    raise MalformedQuery(
        "query: expected SELECT, ASK, CONSTRUCT or DESCRIBE after the prologue",
        "SELECT、ASK、CONSTRUCT、DESCRIBE のいずれも見つかりません",
    )


def _refuse_deep_nesting(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, as far as they are nested no deeper than allowed: the rest is not even read."""
    depth = run = 0
    for token in tokens:
        run = run + 1 if token.kind == "sign" and token.text in _PREFIX_OPERATORS else 0
        depth += (token.kind == "open") - (token.kind == "close")
        if depth + run > MAX_DEPTH:
            raise ForbiddenQuery(
                f"query: nested deeper than {MAX_DEPTH} levels at character {token.start}",
                f"入れ子が {MAX_DEPTH} 段を超えています（{token.start} 文字目）",
            )
        yield token


def may_be_misread(tokens: list[Token]) -> bool:
    """Whether an IRI stands where ``<`` could also compare, and hides what would open a comment or a string."""
    open_brackets: list[str] = []
    before: Token | None = None
    for token in tokens:
        if token.kind == "iri" and before is not None and open_brackets and open_brackets[-1] == "(":
            after_operand = before.kind in _OPERAND_ENDS or before.text == ")"
            if after_operand and ("#" in token.text or "'" in token.text):
                return True
        if token.kind == "open":
            open_brackets.append(token.text)
        elif token.kind == "close" and open_brackets:
            open_brackets.pop()
        before = token
    return False
