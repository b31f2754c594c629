"""How long a client may take to send what it asks."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import RequestTimeout
from kg.web.sparql_request import BODY_METHODS


class TimedBodies:
    """ASGI middleware that gives clients so many seconds for a whole body. Whoever reads it gets RequestTimeout."""

    def __init__(self, app: ASGIApp, *, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in BODY_METHODS:
            await self._app(scope, receive, send)
            return
        until = asyncio.get_running_loop().time() + self._seconds
        complete = False

        async def receive_in_time() -> Message:
            nonlocal complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError as error:
                raise RequestTimeout(
                    f"body: not complete after {self._seconds:g} seconds",
                    f"本文が {self._seconds:g} 秒以内に届きませんでした",
                ) from error
            complete = not message.get("more_body", False)
            return message

        await self._app(scope, receive_in_time, send)
