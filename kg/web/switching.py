"""Which release is served. A new one takes the place of the old between two requests, never within one.

Each request holds the site that it began with. A former site is closed when the last request that holds it has ended;
until then both are open, each with worker processes of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic

from kg.errors import RenkeiError
from kg.store.release import MANIFEST, verify_release, verify_store
from kg.web.archive import Archive
from kg.web.logs import event
from kg.web.probes import warm
from kg.web.site import Site

_log = logging.getLogger(__name__)
#: A refused release is looked at again after so many seconds: files may still be on their way.
_RETRY_SECONDS = 30.0

OpenSite = Callable[[Path], AbstractAsyncContextManager[Site]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What a pointer led to at some moment: a folder, and which manifest is in it (empty where none is)."""

    folder: Path
    manifest: tuple[int, ...]


def sight(pointer: Path) -> Sighting:
    """What a pointer leads to now."""
    folder = pointer.resolve()
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        return Sighting(folder=folder, manifest=())
    return Sighting(folder=folder, manifest=(found.st_ino, found.st_mtime_ns, found.st_size))


@dataclass(slots=True, eq=False)
class OpenRelease:
    """An open site, what it was opened from, and how many requests hold it."""

    site: Site
    seen: Sighting
    closing: AsyncExitStack
    holders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A release that did not take the place of the served one, why, and when it is looked at again (monotonic)."""

    seen: Sighting
    reason: str
    reason_ja: str
    retry_at: float


@dataclass(slots=True)
class SwitchCounts:
    """What happened since the start."""

    switched: int = 0
    refused: int = 0


class Releases:
    """The release that a pointer leads to, and former ones that are still read. :func:`open_releases` makes one."""

    def __init__(self, pointer: Path, served: OpenRelease, *, open_site: OpenSite) -> None:
        self.served = served
        self.counts = SwitchCounts()
        self.refused: Refused | None = None
        self.ending = False
        #: Queries of sites that are closed, by evaluator and outcome.
        self.past_queries: Counter[tuple[str, str]] = Counter()
        self.archive = Archive()
        self._pointer = pointer
        self._open_site = open_site
        self._former: list[OpenRelease] = []
        self._closings: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()

    @property
    def open_sites(self) -> list[Site]:
        """The served site, then former ones that are still held."""
        return [self.served.site, *(former.site for former in self._former)]

    def take(self) -> OpenRelease:
        """The served release, kept open until it is given back."""
        self.served.holders += 1
        return self.served

    def give_back(self, held: OpenRelease) -> None:
        """One who took the release is done with it."""
        held.holders -= 1
        self._close_if_left(held)

    @contextmanager
    def hold(self, taken: OpenRelease | None = None) -> Iterator[Site]:
        """The served site, or that of a release taken before, kept open meanwhile."""
        held = self.take() if taken is None else taken
        try:
            yield held.site
        finally:
            self.give_back(held)

    def look_now(self) -> None:
        """Look at the pointer at once, also where what it leads to was refused."""
        if self.refused is not None:
            self.refused = None
        self._wake.set()

    async def watch(self, seconds: float) -> None:
        """Look at the pointer every so many seconds, 0 for only when told to. Runs until it is cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds or None):
                    await self._wake.wait()
            self._wake.clear()
            looking = asyncio.create_task(self.look())
            try:
                await asyncio.wait({looking})
            finally:
                looking.cancel()
                await asyncio.wait({looking})
            if (failure := looking.exception()) is not None:
                _log.error("looking for a new release failed", exc_info=failure)

    async def look(self) -> None:
        """Serve what the pointer leads to, where that is another release than the served one, and sound."""
        seen = await asyncio.to_thread(sight, self._pointer)
        if seen == self.served.seen:
            self.refused = None
            return
        if self.refused is not None and self.refused.seen == seen and monotonic() < self.refused.retry_at:
            return
        try:
            opened = await _open(self._open_site(self._pointer), verify=True)
        except (RenkeiError, OSError) as error:
            self._refuse(seen, error)
        else:
            self._switch(opened)

    def close(self) -> None:
        """End every query at once; the server is ending."""
        for site in self.open_sites:
            site.close()

    async def end(self) -> None:
        """Close every site."""
        await asyncio.gather(*self._closings)
        await self.archive.end()
        for opened in (*self._former, self.served):
            await opened.closing.aclose()

    def _switch(self, opened: OpenRelease) -> None:
        former, self.served = self.served, opened
        self.refused = None
        self.counts.switched += 1
        self._former.append(former)
        old, new = former.site.release.manifest.id, opened.site.release.manifest.id
        _log.info(
            "release %s is served now; before it was %s",
            new,
            old,
            extra=event("release-switched", ja=f"公開版 {new} に切り替えました（これまでは {old}）", release=new),
        )
        self._close_if_left(former)

    def _refuse(self, seen: Sighting, error: RenkeiError | OSError) -> None:
        reason_ja = error.message_ja if isinstance(error, RenkeiError) else str(error)
        known = self.refused
        self.refused = Refused(seen=seen, reason=str(error), reason_ja=reason_ja, retry_at=monotonic() + _RETRY_SECONDS)
        if known is not None and (known.seen, known.reason) == (seen, str(error)):
            return
        self.counts.refused += 1
        kept = self.served.site.release.manifest.id
        _log.error(
            "%s: refused (%s); release %s is still served",
            seen.folder,
            error,
            kept,
            extra=event(
                "release-refused",
                ja=f"{seen.folder}: 受け付けません（{reason_ja}）。引き続き公開版 {kept} を配信します",
                release=kept,
            ),
        )

    def _close_if_left(self, held: OpenRelease) -> None:
        if held.holders or held not in self._former:
            return
        self._former.remove(held)
        self.past_queries.update(queries_of(held.site))
        closing = asyncio.create_task(held.closing.aclose())
        self._closings.add(closing)
        closing.add_done_callback(self._closings.discard)


def queries_of(site: Site) -> Counter[tuple[str, str]]:
    """How many queries a site had, by evaluator and outcome."""
    return Counter(
        {(name, outcome): n for name, pool in site.evaluators.items() for outcome, n in asdict(pool.counters).items()}
    )


async def _open(opening: AbstractAsyncContextManager[Site], *, verify: bool) -> OpenRelease:
    """Open a site and ask it something. Raises RenkeiError or OSError, with everything closed again."""
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(opening)
        seen = await asyncio.to_thread(sight, site.release.directory)
        if verify or site.settings.verify_key:
            await verify_release(site.release)
        else:  # a start reads what queries are answered from; of the files their sizes do
            await asyncio.to_thread(verify_store, site.release)
        await warm(site)
        return OpenRelease(site=site, seen=seen, closing=stack.pop_all())


@asynccontextmanager
async def open_releases(pointer: Path, open_site: OpenSite) -> AsyncIterator[Releases]:
    """Open the release that a pointer leads to. Raises ReleaseError where it is missing or damaged."""
    served = await _open(open_site(pointer), verify=False)
    releases = Releases(pointer, served, open_site=open_site)
    try:
        yield releases
    finally:
        await releases.end()
