"""Former releases, opened when somebody asks for one and closed when others are asked for or nobody asks any more.

Each has worker processes of its own, fewer than the served one has, and reads its store from disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from kg.errors import Overloaded
from kg.settings import Settings
from kg.store.release import verify_release, verify_store
from kg.web.site import Site, open_site

#: So many former releases are open at most.
MOST_OPEN = 2
_IDLE_SECONDS = 60.0


@dataclass(slots=True, eq=False)
class _Opened:
    """An open former release, how many requests hold it, and when the last of them ended (monotonic)."""

    site: Site
    closing: AsyncExitStack
    holders: int = 0
    left_at: float = 0.0


class Archive:
    """The former releases that are open."""

    def __init__(self) -> None:
        self._open: dict[Path, _Opened] = {}
        self._lock = asyncio.Lock()
        #: Taken by who looks into the stores of former releases that are not open.
        self.looking = asyncio.Semaphore(1)
        self._sweeps: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def hold(self, folder: Path, settings: Settings) -> AsyncIterator[Site]:
        """The release in a folder, kept open meanwhile.

        Raises ReleaseError where it is damaged or being removed, Overloaded where as many as may be are read already.
        """
        async with self._lock:
            if folder not in self._open:
                await self._make_room()
                self._open[folder] = await _open(folder, settings)
            held = self._open[folder]
            held.holders += 1
        try:
            yield held.site
        finally:
            held.holders -= 1
            held.left_at = monotonic()
            asyncio.get_running_loop().call_later(_IDLE_SECONDS, self._sweep)

    async def end(self) -> None:
        """Close all of them."""
        async with self._lock:
            for folder in list(self._open):
                await self._close(folder)

    async def _make_room(self) -> None:
        if len(self._open) < MOST_OPEN:
            return
        idle = [folder for folder, opened in self._open.items() if not opened.holders]
        if not idle:
            raise Overloaded(
                f"service: {MOST_OPEN} former releases are read already, expected fewer; try again",
                f"サービス: 過去の公開版を既に {MOST_OPEN} 件読んでいます。後でもう一度お試しください",
            )
        await self._close(min(idle, key=lambda folder: self._open[folder].left_at))

    async def _close(self, folder: Path) -> None:
        await self._open.pop(folder).closing.aclose()

    def _sweep(self) -> None:
        sweep = asyncio.create_task(self._close_idle())
        self._sweeps.add(sweep)
        sweep.add_done_callback(self._sweeps.discard)

    async def _close_idle(self) -> None:
        async with self._lock:
            until = monotonic() - _IDLE_SECONDS
            for folder in [
                each for each, opened in self._open.items() if not opened.holders and opened.left_at <= until
            ]:
                await self._close(folder)


async def _open(folder: Path, settings: Settings) -> _Opened:
    """Its own store is asked, whatever engine holds the served release. It is checked as much as the served one."""
    modest = replace(settings, sparql_endpoint="", query_workers=1, store_memory_mb=0, answer_cache_mb=0)
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(open_site(folder, modest))
        if settings.verify_key:
            await verify_release(site.release)
        else:
            await asyncio.to_thread(verify_store, site.release)
        return _Opened(site, stack.pop_all())
