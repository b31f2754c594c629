"""A request of the SPARQL 1.1 Protocol, read into values. Updates are refused here already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request

from kg.errors import ForbiddenQuery, MalformedQuery, NotAcceptable, QueryError, QueryTooLarge, UnsupportedMediaType
from kg.formats import FORM_TYPE, HTML, SPARQL_QUERY_TYPE, SPARQL_UPDATE_TYPE, Format, negotiate
from kg.store.guard import MAX_QUERY_LENGTH
from kg.web.observing import observed
from kg.web.query_string import read_pairs

#: A character is up to four bytes, and up to three characters each where a form encodes them.
MAX_BODY_BYTES = MAX_QUERY_LENGTH * 12
_ALIASES = ("format", "output", "results")
_CHARSETS = {"utf-8", "utf8", "us-ascii"}
#: Methods whose body carries the query: POST, and QUERY (RFC 10008), which is safe like GET.
BODY_METHODS = ("POST", "QUERY")


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlRequest:
    """What a client asks. ``query`` is None where the request has no query at all.

    ``alias`` is the format named by ``format=``, ``output=`` or ``results=``; ``seconds`` the time limit named by
    ``timeout=``.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    alias: str | None
    seconds: float | None


def read_sparql_request(request: Request, body: bytes) -> SparqlRequest:
    """Read a GET, or a form or a query in the body of a POST or QUERY. Parameters of no meaning here are ignored.

    Raises MalformedQuery (several queries, bad graph IRI, no UTF-8), ForbiddenQuery (an update) or
    UnsupportedMediaType.
    """
    pairs = read_pairs(request.scope["query_string"].decode("latin-1"))
    if request.method in BODY_METHODS:
        pairs += read_body_pairs(body_type(request.headers), body)
    asked = read_parameters(pairs)
    observed(request.scope).query = asked.query or ""
    return asked


def read_parameters(pairs: Iterable[tuple[str, str]]) -> SparqlRequest:
    """What the parameters of a request ask. Raises MalformedQuery or ForbiddenQuery."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _update_refused()
    queries = values.get("query", [])
    if len(queries) > 1:
        raise MalformedQuery(
            f"request: found {len(queries)} queries, expected one",
            f"クエリが {len(queries)} 個あります。1個だけにしてください",
        )
    return SparqlRequest(
        query=queries[0] if queries else None,
        default_graphs=_graphs(values.get("default-graph-uri", [])),
        named_graphs=_graphs(values.get("named-graph-uri", [])),
        alias=next((values[name][0] for name in _ALIASES if values.get(name)), None),
        seconds=_seconds(values.get("timeout", [])),
    )


def body_type(headers: Headers) -> str:
    """The media type of the body. Raises UnsupportedMediaType where it is compressed or not in UTF-8."""
    media_type, parameters = parse_options_header(headers.get("content-type", ""))
    charset = parameters.get(b"charset", b"utf-8").decode("latin-1").lower()
    coding = headers.get("content-encoding", "identity").lower()
    if charset not in _CHARSETS or coding != "identity":
        raise UnsupportedMediaType(
            f"body: found the charset {charset} and the coding {coding}, expected UTF-8 as it is",
            "本文は圧縮せず UTF-8 で送ってください",
        )
    return media_type.decode("latin-1").lower()


def read_body_pairs(media_type: str, body: bytes) -> list[tuple[str, str]]:
    """The parameters in a body of that media type. Raises MalformedQuery, ForbiddenQuery or UnsupportedMediaType."""
    text = _decoded(body)
    if media_type == SPARQL_QUERY_TYPE:
        return [("query", text)]
    if media_type == FORM_TYPE:
        return read_pairs(text)
    if media_type == SPARQL_UPDATE_TYPE:
        raise _update_refused()
    raise UnsupportedMediaType(
        f"Content-Type: found {media_type or 'none'}, expected {FORM_TYPE} or {SPARQL_QUERY_TYPE}",
        f"Content-Type は {FORM_TYPE} か {SPARQL_QUERY_TYPE} にしてください",
    )


def _update_refused() -> ForbiddenQuery:
    return ForbiddenQuery(
        "request: found an update; this service only reads", "更新は受け付けません。このサービスは読み取り専用です"
    )


async def read_body(request: Request) -> bytes:
    """The body of a request. Raises QueryTooLarge."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                raise QueryTooLarge(
                    f"body: over {MAX_BODY_BYTES} bytes", f"本文が {MAX_BODY_BYTES} バイトを超えています"
                )
    except ClientDisconnect as error:
        raise QueryError("request: the client went away", "クライアントが接続を切りました") from error
    return bytes(body)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedQuery(f"body: not UTF-8 ({error.reason})", "本文が UTF-8 ではありません") from error


def _graphs(iris: Sequence[str]) -> tuple[str, ...]:
    for iri in iris:
        try:
            NamedNode(iri)
        except ValueError as error:
            raise MalformedQuery(
                f"graph: found {iri!r}, expected an absolute IRI", f"グラフ {iri!r} は絶対IRIではありません"
            ) from error
    return tuple(iris)


def _seconds(values: Sequence[str]) -> float | None:
    if not values or not values[0]:
        return None
    try:
        seconds = float(values[0])
    except ValueError:
        seconds = -1.0
    if not seconds >= 0:
        raise MalformedQuery(
            f"timeout: found {values[0]!r}, expected seconds", f"timeout={values[0]!r} は秒数ではありません"
        )
    return seconds or None  # clients send 0 for "no limit of mine"


def choose_format(accept: str | None, alias: str | None, offered: Sequence[Format]) -> Format:
    """The format of the answer. Raises NotAcceptable.

    Accept decides where it names a data format; clients add ``format=`` carelessly. ``format=`` decides where Accept
    says nothing in particular, or is a browser's; then it has to be one of the offered.
    """
    if not alias:
        return negotiate(accept, offered)
    specific = ",".join(part for part in (accept or "").split(",") if "*" not in part.partition(";")[0])
    try:
        chosen = negotiate(specific, offered) if specific.strip() else HTML
    except NotAcceptable:
        chosen = HTML
    return _alias_format(alias, offered) if chosen is HTML else chosen


def _alias_format(alias: str, offered: Sequence[Format]) -> Format:
    """The format of that name, extension or media type, whose plus may have arrived as a space."""
    wanted = alias.strip().lower().replace(" ", "+")
    for candidate in offered:
        types = (candidate.media_type, *candidate.aliases)
        subtypes = (type_.partition("/")[2] for type_ in types)
        if wanted in {candidate.name, candidate.extension, *types, *subtypes, *candidate.short_names}:
            return candidate
    names = ", ".join(candidate.name for candidate in offered)
    raise NotAcceptable(
        f"format: found {alias!r}, expected one of {names} for this query",
        f"format={alias!r} は使えません。このクエリで使えるのは {names} です",
    )
