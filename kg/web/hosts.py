"""Requests name one host (RFC 9112 section 3.2). Which one changes no answer; two would be read differently by two."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.problems import Reason, problem

_REASON = Reason(400, "Host: found none or several, expected one", "Host ヘッダーは一つだけにしてください")


class OneHost:
    """ASGI middleware that refuses HTTP/1.1 requests with no host or several."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["http_version"] == "1.1":
            hosts = sum(name == b"host" for name, _ in scope["headers"])
            if hosts != 1:
                await problem(Request(scope), _REASON, headers={"Connection": "close"})(scope, receive, send)
                return
        await self._app(scope, receive, send)
