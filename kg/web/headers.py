"""Headers of every answer: CORS for reading, security, OPTIONS."""

from __future__ import annotations

import re

from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.formats import FORM_TYPE, SPARQL_QUERY_TYPE

COMMON_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Location, Content-Profile, Content-Range, ETag, Link, Memento-Datetime, "
        "Renkei-Release, Retry-After, Vary"
    ),
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: The path of the SPARQL endpoint.
ENDPOINT = "/sparql"
#: The paths of actions of the CKAN API.
_ACTION = re.compile(r"/api/(?:3/)?action/")
#: The headers as they are sent.
RAW_COMMON_HEADERS = [(name.lower().encode(), value.encode()) for name, value in COMMON_HEADERS.items()]


def allowed_methods(path: str) -> str:
    """The methods a path answers: all read, the endpoint takes queries in bodies too, actions their parameters.

    >>> allowed_methods("/doc/laws"), allowed_methods("/api/3/action/site_read")
    ('GET, HEAD, OPTIONS', 'GET, HEAD, POST, OPTIONS')
    """
    if path == ENDPOINT:
        return "GET, HEAD, POST, QUERY, OPTIONS"
    return "GET, HEAD, POST, OPTIONS" if _ACTION.match(path) else "GET, HEAD, OPTIONS"


class CommonHeaders:
    """ASGI middleware that adds the headers and answers OPTIONS, CORS preflight or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", ())
                named = {name for name, _ in given}
                message["headers"] = [*given, *(header for header in RAW_COMMON_HEADERS if header[0] not in named)]
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and _is_routed(scope):
            await _answer_options(scope["path"], send_with_headers)
        else:
            await self._app(_with_slashes_kept(scope), receive, send_with_headers)


def _is_routed(scope: Scope) -> bool:
    """Whether the path is one that is read."""
    asked = {**scope, "method": "GET"}
    return any(route.matches(asked)[0] is Match.FULL for route in scope["app"].router.routes)


def _with_slashes_kept(scope: Scope) -> Scope:
    """An escaped slash is no slash of the path: such a path stays escaped, and nothing is published at it."""
    raw: bytes = scope.get("raw_path") or b""
    return {**scope, "path": raw.decode("latin-1")} if b"%2f" in raw.lower() else scope


async def _answer_options(path: str, send: Send) -> None:
    methods = allowed_methods(path)
    headers = {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": (
            "Accept, Accept-Datetime, Accept-Language, Accept-Profile, Content-Type, If-Modified-Since, If-None-Match, "
            "If-Range, Range, X-Requested-With"
        ),
        "Access-Control-Max-Age": "86400",
    }
    if path == ENDPOINT:
        headers["Accept-Post"] = headers["Accept-Query"] = f"{SPARQL_QUERY_TYPE}, {FORM_TYPE}"
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 204, "headers": raw})
    await send({"type": "http.response.body", "body": b""})
