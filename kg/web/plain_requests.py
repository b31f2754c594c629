"""Requests of the endpoint that came in one piece and are plain enough to be read without a parser of HTTP.

What is read here, the parser reads in the same way (RFC 9112); whatever it might read otherwise, or refuse, is left to
it: other versions, several hosts, bodies in chunks, conditions, folded or unusual fields.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers

from kg.errors import RenkeiError
from kg.web.codings import takes_gzip
from kg.web.headers import ENDPOINT
from kg.web.query_string import read_pairs
from kg.web.sparql_request import body_type, read_body_pairs

_BEFORE_QUERY = f"GET {ENDPOINT}?".encode()
_AFTER_QUERY = b" HTTP/1.1"
_POST = f"POST {ENDPOINT} HTTP/1.1".encode()
_QUERY = re.compile(rb"[!$-;=?-Z_a-z~]+")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?[ \t]*")
#: Fields that change how a request is read or answered, by more than is read here.
_NOT_PLAIN = frozenset(
    {
        b"content-encoding",
        b"expect",
        b"http2-settings",
        b"if-modified-since",
        b"if-none-match",
        b"keep-alive",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
#: Fields that are read here, so that there may be one of each.
_READ = frozenset({b"accept", b"accept-encoding", b"connection", b"content-length", b"content-type", b"host"})


@dataclass(frozen=True, slots=True)
class Head:
    """What the fields of a request say. ``length`` is None where no body is announced, ``forwarded`` where a proxy may
    say whose request it is.
    """

    accept: str | None
    takes_gzip: bool
    forwarded: bool
    length: int | None
    media_type: str


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A request: its method, its fields, its parameters."""

    method: str
    head: Head
    pairs: list[tuple[str, str]]


def read_plain_request(raw: bytes) -> PlainRequest | None:
    """The request that these bytes are; None where they are not one plain request.

    Raises MalformedQuery, ForbiddenQuery or UnsupportedMediaType, as reading its parameters does.
    """
    line, _, rest = raw.partition(b"\r\n")
    if line.startswith(_BEFORE_QUERY) and line.endswith(_AFTER_QUERY):
        query = line[len(_BEFORE_QUERY) : -len(_AFTER_QUERY)]
        head = read_head(rest)
        if head is None or head.length is not None or not _QUERY.fullmatch(query):
            return None
        return PlainRequest("GET", head, read_pairs(query.decode("ascii")))
    if line == _POST:
        fields, end, body = rest.partition(b"\r\n\r\n")
        head = read_head(fields + end)
        if head is None or head.length != len(body):
            return None
        return PlainRequest("POST", head, read_body_pairs(head.media_type, body))
    return None


@lru_cache(maxsize=1024)
def read_head(block: bytes) -> Head | None:
    """What the fields of a request say, None where they are not plain. Clients send the same again and again.

    ``block`` is everything from the first field to the empty line.

    >>> read_head(b"Host: example.jp\\r\\nAccept: text/csv\\r\\n\\r\\n")
    Head(accept='text/csv', takes_gzip=False, forwarded=False, length=None, media_type='')
    >>> read_head(b"Accept: text/csv\\r\\n\\r\\n")
    """
    if not block.endswith(b"\r\n\r\n"):
        return None
    found: dict[bytes, bytes] = {}
    for line in block[:-4].split(b"\r\n"):
        field = _FIELD.fullmatch(line)
        name = field[1].lower() if field else b""
        if field is None or name in _NOT_PLAIN or (name in _READ and name in found):
            return None
        found[name] = field[2] or b""
    length = found.get(b"content-length")
    alive = found.get(b"connection", b"keep-alive").lower() == b"keep-alive"
    if b"host" not in found or not alive or (length is not None and not re.fullmatch(rb"\d{1,7}", length)):
        return None
    return _head_of(found, None if length is None else int(length))


def _head_of(found: dict[bytes, bytes], length: int | None) -> Head | None:
    try:
        media_type = "" if length is None else body_type(Headers(raw=[*found.items()]))
    except RenkeiError:
        return None
    accept = found.get(b"accept")
    return Head(
        accept=None if accept is None else accept.decode("ascii"),
        takes_gzip=takes_gzip(found.get(b"accept-encoding", b"").decode("ascii")),
        forwarded=any(name.startswith((b"x-forwarded-", b"forwarded")) for name in found),
        length=length,
        media_type=media_type,
    )
