"""The path of the base IRI, taken off: a reverse proxy may pass requests on with it or without.

Links between pages are relative (:mod:`kg.web.links`), so either way they lead to where the reader is.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import RedirectResponse
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.site import SITE


class BasePath:
    """ASGI middleware that serves ``{path of the base IRI}/x`` as ``/x``.

    Not where that path begins like one of our own, e.g. ``https://example.jp/doc/``: there a proxy has to take it off.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._prefixes: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        base = scope[SITE].release.iris.base
        if base not in self._prefixes:
            self._prefixes[base] = _prefix_of(base, scope)
        prefix = self._prefixes[base]
        if prefix and scope["path"] == prefix:
            await RedirectResponse(f"{prefix.rpartition('/')[2]}/", status_code=308)(scope, receive, send)
            return
        await self._app(without_prefix(scope, prefix) if prefix else scope, receive, send)


def _prefix_of(base: str, scope: Scope) -> str:
    prefix = urlsplit(base).path.rstrip("/")
    return "" if prefix and any(_is_ours(scope, path) for path in (prefix, f"{prefix}/x")) else prefix


def _is_ours(scope: Scope, path: str) -> bool:
    asked = {**scope, "path": path, "method": "GET"}
    return any(route.matches(asked)[0] is Match.FULL for route in scope["app"].router.routes)


def without_prefix(scope: Scope, prefix: str) -> Scope:
    """The request with the prefix taken off, the same where it does not begin with it.

    >>> without_prefix({"path": "/a/doc/x", "raw_path": b"/a/doc/x"}, "/a")["path"]
    '/doc/x'
    >>> without_prefix({"path": "/ab/doc/x", "raw_path": b"/ab/doc/x"}, "/a")["path"]
    '/ab/doc/x'
    """
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    if not (scope["path"].startswith(f"{prefix}/") and raw.startswith(f"{prefix}/".encode())):
        return scope
    return {**scope, "path": scope["path"].removeprefix(prefix), "raw_path": raw.removeprefix(prefix.encode())}
