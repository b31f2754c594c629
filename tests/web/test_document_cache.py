"""Whole documents are made once and kept within bounds; many who ask for them keep nobody else waiting."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from kg.web.document_cache import DocumentCache
from tests.running import PATIENCE_SECONDS
from tests.web.release_fixture import AGREEMENT


class Maker:
    """Makes documents, and counts how often."""

    def __init__(self, size: int = 10, seconds: float = 0.05) -> None:
        self.made = 0
        self.cancelled = 0
        self.size = size
        self.seconds = seconds

    async def __call__(self) -> bytes:
        self.made += 1
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return b"x" * self.size


def test_many_who_ask_get_one_document() -> None:
    async def main() -> None:
        cache, maker = DocumentCache(100), Maker()
        assert set(await asyncio.gather(*(cache.get(("a",), maker) for _ in range(60)))) == {b"x" * 10}
        assert await cache.get(("a",), maker) == b"x" * 10
        assert maker.made == 1

    asyncio.run(main())


def test_the_ones_used_least_lately_are_dropped() -> None:
    async def main() -> None:
        cache, maker = DocumentCache(25), Maker()
        for name in ("a", "b", "a", "c", "a"):
            await cache.get((name,), maker)
        assert maker.made == 3
        await cache.get(("b",), maker)
        assert maker.made == 4
        large = Maker(size=26)
        await cache.get(("large",), large)
        await cache.get(("large",), large)
        assert large.made == 2

    asyncio.run(main())


def test_the_last_who_leaves_ends_the_making() -> None:
    async def main() -> None:
        cache, maker = DocumentCache(100), Maker(seconds=600)
        first, second = (asyncio.create_task(cache.get(("a",), maker)) for _ in range(2))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        assert maker.cancelled == 0
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        await asyncio.sleep(0)
        assert maker.cancelled == 1
        maker.seconds = 0
        assert await cache.get(("a",), maker) == b"x" * 10

    asyncio.run(main())


def test_a_failure_is_not_kept() -> None:
    async def fail() -> bytes:
        raise ValueError("broken")

    async def main() -> None:
        cache = DocumentCache(100)
        with pytest.raises(ValueError, match="broken"):
            await cache.get(("a",), fail)
        assert await cache.get(("a",), Maker()) == b"x" * 10

    asyncio.run(main())


def test_sixty_whole_documents_keep_no_page_waiting(server: str) -> None:
    async def main() -> None:
        async with httpx.AsyncClient(base_url=server, timeout=PATIENCE_SECONDS) as client:
            alone = await _seconds_of_a_page(client)
            documents = [asyncio.create_task(client.get("/doc/registry.ttl")) for _ in range(60)]
            await asyncio.sleep(0.02)
            assert await _seconds_of_a_page(client) < 2.0 + 20 * alone
            assert {answer.status_code for answer in await asyncio.gather(*documents)} == {200}

    asyncio.run(main())


async def _seconds_of_a_page(client: httpx.AsyncClient) -> float:
    """Of one that is not kept, whatever else the machine does."""
    started = time.perf_counter()
    page = await client.get(f"/doc/{AGREEMENT.partition('/id/')[2]}.html")
    assert page.status_code == 200
    return time.perf_counter() - started
