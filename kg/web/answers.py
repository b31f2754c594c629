"""Complete answers: strong ETag, Last-Modified, 304, Vary, HEAD.

An ETag is a hash of the bytes that are sent, so it changes exactly when they do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from kg.formats import Format, negotiate

#: Answers may be kept by caches, but are asked after each time: a release replaces another without notice.
_CACHING = "public, no-cache"
#: What answers to queries vary with.
QUERY_VARY = ("Accept", "Accept-Encoding", "Accept-Language")

#: Shorter bodies are coded in no time worth mentioning.
CODED_AT_ONCE_BYTES = 64 * 1024

RawHeaders = list[tuple[bytes, bytes]]


def strong_etag(body: bytes) -> str:
    """The entity tag of these bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def complete(
    request: Request,
    body: bytes,
    content_type: str,
    *,
    vary: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    modified: datetime | None = None,
) -> Response:
    """A complete answer, or 304 where the client has it already. HEAD gets the headers of GET and no body.

    ``modified`` is when what the answer is made of last changed.
    """
    etag = strong_etag(body)
    extra = {**_cache_headers(etag, vary, modified), **(headers or {})}
    if status == 200 and is_known(request, etag, modified):
        return Response(status_code=304, headers=extra)
    if request.method == "HEAD":
        return Response(
            status_code=status, headers={**extra, "Content-Length": str(len(body))}, media_type=content_type
        )
    return Response(body, status_code=status, headers=extra, media_type=content_type)


@dataclass(frozen=True, slots=True)
class Coded:
    """A complete answer to a query in one content coding, ready to be sent, with the headers of :func:`complete`."""

    body: bytes
    etag: str
    content_type: str
    modified: datetime
    coding: str | None

    @property
    def headers(self) -> RawHeaders:
        """Those of 200."""
        described = _fixed_headers(self.content_type, self.modified, self.coding)[1]
        return [*self.unchanged, (b"content-length", b"%d" % len(self.body)), *described]

    @property
    def unchanged(self) -> RawHeaders:
        """Those of 304."""
        return [(b"etag", self.etag.encode()), *_fixed_headers(self.content_type, self.modified, self.coding)[0]]

    @property
    def lines(self) -> bytes:
        """Those of 200 as they are sent."""
        cached, described = _fixed_lines(self.content_type, self.modified, self.coding)
        return b"etag: %s\r\n%scontent-length: %d\r\n%s" % (self.etag.encode(), cached, len(self.body), described)


def code_answer(body: bytes, content_type: str, modified: datetime, *, coding: str | None) -> Coded:
    """The answer to a query whose bytes in that content coding are ``body``."""
    return Coded(body, strong_etag(body), content_type, modified, coding)


def stream_headers(content_type: str, modified: datetime, *, coding: str | None) -> RawHeaders:
    """The headers of an answer of which neither length nor entity tag is known when it begins."""
    cached, described = _fixed_headers(content_type, modified, coding)
    return [*cached, *described]


@lru_cache(maxsize=64)
def _fixed_headers(content_type: str, modified: datetime, coding: str | None) -> tuple[RawHeaders, RawHeaders]:
    """What the headers of answers have in common after the entity tag, and after the length."""
    _, *cached = _raw(_cache_headers("", QUERY_VARY, modified))
    coded = {"Content-Encoding": coding} if coding else {}
    return cached, _raw({"Content-Type": content_type, **coded})


@lru_cache(maxsize=64)
def _fixed_lines(content_type: str, modified: datetime, coding: str | None) -> tuple[bytes, bytes]:
    cached, described = _fixed_headers(content_type, modified, coding)
    return header_lines(cached), header_lines(described)


def header_lines(headers: RawHeaders) -> bytes:
    """Headers as they are sent.

    >>> header_lines([(b"vary", b"Accept")])
    b'vary: Accept\\r\\n'
    """
    return b"".join([b"%s: %s\r\n" % header for header in headers])


def _raw(headers: Mapping[str, str]) -> RawHeaders:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def _cache_headers(etag: str, vary: Sequence[str], modified: datetime | None) -> dict[str, str]:
    varying = {"Vary": ", ".join(vary)} if vary else {}
    return {"ETag": etag, "Cache-Control": _CACHING, **_dated(modified), **varying}


def _dated(modified: datetime | None) -> dict[str, str]:
    return {"Last-Modified": format_datetime(modified, usegmt=True)} if modified else {}


def is_known(request: Request, etag: str, modified: datetime | None = None) -> bool:
    """Whether the client has the answer: If-None-Match names the entity tag (weak comparison), or, in its absence,
    nothing changed after If-Modified-Since (RFC 9110 sections 13.1.2 and 13.1.3).
    """
    if request.method not in {"GET", "HEAD"}:
        return False
    headers = request.headers
    return is_unchanged(etag, modified, none_match=headers.get("if-none-match"), since=headers.get("if-modified-since"))


def is_unchanged(etag: str, modified: datetime | None, *, none_match: str | None, since: str | None) -> bool:
    """Whether the client has the answer, by the values of If-None-Match and If-Modified-Since. ``etag`` is empty where
    the answer has none.
    """
    if none_match is not None:
        known = {tag.strip().removeprefix("W/") for tag in none_match.split(",")}
        return "*" in known or (bool(etag) and etag in known)
    date = _read_date(since or "")
    return modified is not None and date is not None and modified <= date


def _read_date(text: str) -> datetime | None:
    """A date of HTTP, None where it is none, which is to be ignored."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def accepted(request: Request, offered: Sequence[Format]) -> Format:
    """The offered format that the request prefers. Raises NotAcceptable."""
    return negotiate(request.headers.get("accept"), offered)
