"""Work for a client that may go away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

from kg.errors import ClientGone

Answer = TypeVar("Answer")


#: Seconds that work may take before anyone looks whether the client is still there: most is done by then.
UNWATCHED_SECONDS = 0.02


async def while_connected(request: Request, work: Coroutine[None, None, Answer]) -> Answer:
    """What the work gives. A client that goes away ends it: ClientGone, which nobody reads any more."""
    working = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({working}, timeout=UNWATCHED_SECONDS)
        return working.result() if done else await _watched(request, working)
    finally:
        working.cancel()


async def _watched(request: Request, working: asyncio.Future[Answer]) -> Answer:
    gone = asyncio.ensure_future(_until_gone(request))
    both: set[asyncio.Future[Any]] = {working, gone}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise _gone()
        return working.result()
    finally:
        gone.cancel()


async def while_connected_each(request: Request, pieces: AsyncIterator[Answer]) -> AsyncIterator[Answer]:
    """The pieces, as long as the client is there to take them: then ClientGone, however quickly they come."""
    gone = asyncio.ensure_future(_until_gone(request))
    try:
        while True:
            working = asyncio.ensure_future(_next(pieces))
            try:
                await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
                if gone.done():
                    raise _gone()
                found = working.result()
            finally:
                working.cancel()
            if not found:
                return
            yield found[0]
    finally:
        gone.cancel()


async def _next(pieces: AsyncIterator[Answer]) -> tuple[Answer] | tuple[()]:
    """The next piece; nothing where there is none. A task cannot end with StopAsyncIteration."""
    async for piece in pieces:
        return (piece,)
    return ()


def _gone() -> ClientGone:
    return ClientGone("request: the client went away", "クライアントが接続を切りました")


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
