"""Turns at an engine: so many at a time, frugal clients first, a bounded queue."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from kg.errors import EngineUnavailable, Overloaded, TooManyQueries
from kg.store.limits import Limits
from kg.store.remote.turns import Turns

A, B, C = "192.0.2.1", "192.0.2.2", "192.0.2.3"


class Clients:
    """Clients that take turns; each is at work until it is told to end."""

    def __init__(self, **limits: Any) -> None:
        self.turns = Turns(Limits(**({"workers": 1, "seconds": 5.0, "queue": 4} | limits)))
        self.order: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}

    async def begin(self, address: str, name: str) -> asyncio.Task[None]:
        """Ask for a turn."""
        task = asyncio.create_task(self._work(address, name))
        await asyncio.sleep(0)
        return task

    async def end(self, name: str) -> None:
        """Let one that is at work end, and the next begin."""
        self._ends[name].set()
        for _ in range(4):
            await asyncio.sleep(0)

    async def _work(self, address: str, name: str) -> None:
        async with self.turns.turn(address):
            self.order.append(name)
            self._ends[name] = asyncio.Event()
            await self._ends[name].wait()


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scene)


def test_so_many_at_a_time() -> None:
    async def scene() -> None:
        clients = Clients(workers=2)
        for name in ("a1", "a2", "a3"):
            await clients.begin(A, name)
        assert (clients.turns.running, clients.turns.waiting) == (2, 1)
        assert clients.order == ["a1", "a2"]
        await clients.end("a1")
        assert (clients.turns.running, clients.turns.waiting) == (2, 0)
        await clients.end("a2")
        await clients.end("a3")
        assert (clients.turns.running, clients.turns.waiting) == (0, 0)

    run(scene())


def test_who_took_least_comes_first_and_equals_take_turns() -> None:
    async def scene() -> None:
        clients = Clients(queue=8)
        await clients.begin(A, "first")
        await clients.end("first")  # took next to nothing: known as frugal
        await clients.begin(C, "at work")
        for address, name in ((B, "b1"), (B, "b2"), (C, "c1"), (A, "a1")):
            await clients.begin(address, name)
        while clients.turns.running:
            await clients.end(clients.order[-1])
        # C is at work for less than a second, so that it is frugal as well; nothing is known of B.
        assert set(clients.order[2:4]) == {"a1", "c1"}
        assert clients.order[4:] == ["b1", "b2"]

    run(scene())


def test_the_queue_is_bounded_for_all_and_for_each() -> None:
    async def scene() -> None:
        clients = Clients(queue=3)  # of one client half as many
        await clients.begin(A, "at work")
        await clients.begin(A, "a1")
        with pytest.raises(TooManyQueries):
            await (await clients.begin(A, "a2"))
        await clients.begin(B, "b1")
        await clients.begin(C, "c1")
        with pytest.raises(Overloaded):
            await (await clients.begin("192.0.2.4", "d1"))
        assert clients.turns.waiting == 3

    run(scene())


def test_waiting_ends_in_time() -> None:
    async def scene() -> None:
        clients = Clients(seconds=0.05)
        await clients.begin(A, "at work")
        with pytest.raises(Overloaded):
            await (await clients.begin(B, "b1"))
        assert clients.turns.waiting == 0
        await clients.end("at work")
        assert clients.turns.running == 0

    run(scene())


def test_who_leaves_the_queue_or_fails_takes_no_turn() -> None:
    async def scene() -> None:
        clients = Clients()
        await clients.begin(A, "at work")
        gone = await clients.begin(B, "gone")
        await clients.begin(C, "c1")
        gone.cancel()
        await asyncio.sleep(0)
        assert clients.turns.waiting == 1
        await clients.end("at work")
        assert clients.order == ["at work", "c1"]
        await clients.end("c1")
        with pytest.raises(ZeroDivisionError):
            async with clients.turns.turn(A):
                _ = 1 / 0
        assert clients.turns.running == 0

    run(scene())


def test_one_that_is_let_through_and_gone_at_once_gives_its_turn_on() -> None:
    async def scene() -> None:
        clients = Clients()
        at_work = await clients.begin(A, "at work")
        gone = await clients.begin(B, "gone")
        await clients.begin(C, "c1")
        at_work.cancel()
        gone.cancel()
        for _ in range(6):
            await asyncio.sleep(0)
        assert clients.order == ["at work", "c1"]
        assert (clients.turns.running, clients.turns.waiting) == (1, 0)

    run(scene())


def test_closing_refuses_who_waits_and_who_comes() -> None:
    async def scene() -> None:
        clients = Clients()
        await clients.begin(A, "at work")
        waiting = await clients.begin(B, "b1")
        clients.turns.close()
        with pytest.raises(EngineUnavailable):
            await waiting
        with pytest.raises(EngineUnavailable):
            await (await clients.begin(C, "c1"))
        await clients.end("at work")
        assert (clients.turns.running, clients.turns.waiting) == (0, 0)

    run(scene())
