"""Work for a client that may go away."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from starlette.requests import Request

from kg.errors import ClientGone

Answer = TypeVar("Answer")


async def while_connected(request: Request, work: Coroutine[None, None, Answer]) -> Answer:
    """What the work gives. A client that goes away ends it: ClientGone, which nobody reads any more."""
    working = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_until_gone(request))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone("request: the client went away", "クライアントが接続を切りました")
        return working.result()
    finally:
        gone.cancel()
        working.cancel()


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
