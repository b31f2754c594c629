"""SERVICE: which parts of a query other services are to answer, and which services may be asked at all.

Workers reach no network, so the engine never evaluates SERVICE. Each such part is asked by the server itself
(:mod:`kg.store.forwarder`), before evaluation, and the worker puts what came back in its place as VALUES
(:mod:`kg.store.service_answers`). That is what SPARQL says it means: the part is evaluated on its own and joined
(SPARQL 1.1 Federated Query, section 4), so bindings from the rest of the query are not sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import ForbiddenQuery
from kg.store.tokens import Token

#: Most parts of one query that other services answer.
MAX_CALLS = 4


@dataclass(frozen=True, slots=True)
class ServiceCall:
    """One part: the endpoint, whether a failure counts as an empty solution, where it stands, what is asked."""

    endpoint: str
    silent: bool
    start: int
    end: int
    query: str
    variables: frozenset[str]


def read_calls(text: str, tokens: Sequence[Token], allowed: Collection[str], *, misread: bool) -> list[ServiceCall]:
    """The parts of a query that are for other services. Raises ForbiddenQuery where one may not be asked.

    ``misread``: the engine might read the tokens otherwise, and take for SERVICE what is none here.
    """
    named = [number for number, token in enumerate(tokens) if _names_service(token)]
    if not named and not (misread and "SERVICE" in text.upper()):
        return []
    if not allowed:
        raise _none_allowed()
    if misread or len(named) > MAX_CALLS:
        raise _unclear()
    calls = [_read_call(text, tokens, number) for number in named]
    for call in calls:
        if call.endpoint not in allowed:
            raise _not_listed(call.endpoint, allowed)
    if any(one.start < other.start < one.end for one in calls for other in calls):
        raise _unclear()
    return calls


def _names_service(token: Token) -> bool:
    """Whether the engine may read a SERVICE in a token: a word, a prefix, what follows a dot in a name."""
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    if token.kind != "name":
        return False
    prefix, _, local = token.text.partition(":")
    return any("SERVICE" in part.upper() for part in (prefix, *local.split(".")[1:]))


def _read_call(text: str, tokens: Sequence[Token], at: int) -> ServiceCall:
    """``SERVICE [SILENT] <endpoint> { … }``, written so that it cannot be taken for anything else."""
    start = tokens[at]
    silent = at + 1 < len(tokens) and tokens[at + 1].text.upper() == "SILENT"
    endpoint, *block = tokens[at + 1 + silent : at + 2 + silent], *_block(tokens, at + 2 + silent)
    if start.text.upper() != "SERVICE" or not endpoint or endpoint[0].kind != "iri" or not block:
        raise _unclear()
    first, last = block[0], block[-1]
    return ServiceCall(
        endpoint=endpoint[0].text[1:-1],
        silent=silent,
        start=start.start,
        end=last.start + 1,
        query=f"{_prologue(text, tokens)}SELECT * {text[first.start : last.start + 1]}",
        variables=frozenset(token.text[1:] for token in block if token.kind == "variable"),
    )


def _block(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    """The tokens from a brace to the one that closes it; none where there is no brace or it stays open."""
    if at >= len(tokens) or tokens[at].text != "{":
        return
    depth = 0
    for number in range(at, len(tokens)):
        depth += (tokens[number].kind == "open") - (tokens[number].kind == "close")
        if depth == 0:
            yield from tokens[at : number + 1]
            return


def _prologue(text: str, tokens: Sequence[Token]) -> str:
    """What stands before the query form: prefixes and base."""
    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    form = next(token for token in tokens if token.kind == "word" and token.text.upper() in forms)
    return text[: form.start]


def _none_allowed() -> ForbiddenQuery:
    return ForbiddenQuery(
        "query: SERVICE is refused (nor may a prefix be named so); this service asks no other service."
        " Ask the other one yourself and put its answer into VALUES",
        "SERVICE は使えません（同名の接頭辞も不可）。このサービスは他のサービスに問い合わせません。"
        "相手に直接問い合わせ、その結果を VALUES に書いてください",
    )


def _not_listed(endpoint: str, allowed: Collection[str]) -> ForbiddenQuery:
    listed = ", ".join(f"<{each}>" for each in sorted(allowed))
    return ForbiddenQuery(
        f"query: SERVICE <{endpoint}> is not among the services that may be asked: {listed}",
        f"SERVICE <{endpoint}> への問い合わせは許可されていません。使えるのは {listed} です",
    )


def _unclear() -> ForbiddenQuery:
    return ForbiddenQuery(
        f"query: expected at most {MAX_CALLS} SERVICE <IRI> {{ … }}, none inside another, the IRI written out in full",
        f"SERVICE は <IRI> を省略せずに書き、入れ子にせず、{MAX_CALLS} 個までにしてください",
    )
