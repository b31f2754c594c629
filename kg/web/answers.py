"""Complete answers: strong ETag, 304, Vary, HEAD.

An ETag is a hash of the bytes that are sent, so it changes exactly when they do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from kg.formats import Format, negotiate

#: Answers may be kept by caches, but are asked after each time: a release replaces another without notice.
_CACHING = "public, no-cache"


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
) -> Response:
    """A complete answer, or 304 where the client has it already. HEAD gets the headers of GET and no body."""
    etag = strong_etag(body)
    extra = {"ETag": etag, "Cache-Control": _CACHING, **(headers or {})}
    if vary:
        extra["Vary"] = ", ".join(vary)
    if status == 200 and is_known(request, etag):
        return Response(status_code=304, headers=extra)
    if request.method == "HEAD":
        return Response(
            status_code=status, headers={**extra, "Content-Length": str(len(body))}, media_type=content_type
        )
    return Response(body, status_code=status, headers=extra, media_type=content_type)


def is_known(request: Request, etag: str) -> bool:
    """Whether If-None-Match names the entity tag (weak comparison, RFC 9110 section 13.1.2)."""
    header = request.headers.get("if-none-match", "")
    known = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return request.method in {"GET", "HEAD"} and ("*" in known or etag in known)


def accepted(request: Request, offered: Sequence[Format]) -> Format:
    """The offered format that the request prefers. Raises NotAcceptable."""
    return negotiate(request.headers.get("accept"), offered)
