"""Work for clients that go away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.requests import Request
from starlette.types import Message

from kg.errors import ClientGone
from kg.web.disconnects import while_connected_each

_SCOPE = {"type": "http", "method": "GET", "path": "/sparql", "query_string": b"", "headers": []}


async def _quick_pieces(most: int) -> AsyncIterator[bytes]:
    for _ in range(most):
        yield b"piece"


def test_a_stream_that_never_waits_notices_that_its_client_is_gone() -> None:
    assert 3 <= asyncio.run(_taken_until_gone(after=3, most=1000)) < 10


def test_all_pieces_come_while_the_client_is_there() -> None:
    assert asyncio.run(_taken_until_gone(after=1000, most=50)) == 50


async def _taken_until_gone(*, after: int, most: int) -> int:
    """How many pieces are taken from a stream of at most so many, where the client goes after some."""
    gone = asyncio.Event()

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    taken = 0
    try:
        async for _ in while_connected_each(Request(_SCOPE, receive), _quick_pieces(most)):
            taken += 1
            if taken == after:
                gone.set()
    except ClientGone:
        assert after < most
    return taken


def test_what_breaks_off_breaks_off() -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield b"piece"
        raise ValueError("broken")

    async def receive() -> Message:
        return await asyncio.Event().wait() and {}

    async def take() -> list[bytes]:
        return [piece async for piece in while_connected_each(Request(_SCOPE, receive), broken())]

    with pytest.raises(ValueError, match="broken"):
        asyncio.run(take())
