"""The server process: it says when it listens, serves new releases as they come, and ends when it is told to.

SIGTERM ends it in order: ``/readyz`` says so at once, requests that run are answered, then queries that still run are
ended. SIGINT, or a second signal, ends it within about a second, whatever still runs. SIGHUP makes it look for a new
release.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn
from uvicorn.loops.auto import auto_loop_factory
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.settings import Settings
from kg.web.answer_cache import Sent
from kg.web.app import create_app, serve_from
from kg.web.connections import sweep
from kg.web.headers import ENDPOINT
from kg.web.logs import set_up_logs
from kg.web.observing import Notes
from kg.web.quick import QuickEndpoint
from kg.web.replay import replaying
from kg.web.site import open_site
from kg.web.switching import Releases, open_releases

#: Seconds that connections have to take their answers once every query is ended.
_GRACE_SECONDS = 1.0


def serve(
    pointer: Path,
    settings: Settings,
    *,
    host: str,
    port: int,
    on_listening: Callable[[], None] = lambda: None,
) -> None:
    """Serve the release that a pointer leads to, and what it leads to later, until SIGINT or SIGTERM; either is an
    ordinary end.

    ``on_listening`` is called once connections are accepted. Raises ReleaseError where the release or its store is
    missing or damaged.
    """
    set_up_logs(settings.log_format)
    app = create_app(pointer, settings)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        log_level="error",  # its warnings are of clients that speak no HTTP, as many as they like
        access_log=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        server_header=False,
        http=HttpToolsProtocol,
    )

    async def run() -> None:
        async with open_releases(pointer, partial(open_site, settings=settings)) as releases:
            serve_from(app, releases)
            await _Server(config, releases, settings, notes=app.state.notes, on_listening=on_listening).serve()

    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(run())


class _Server(uvicorn.Server):
    """Ends queries before connections, and takes a signal to end for what it is: no failure."""

    def __init__(
        self,
        config: uvicorn.Config,
        releases: Releases,
        settings: Settings,
        *,
        notes: Notes,
        on_listening: Callable[[], None],
    ) -> None:
        config.load()
        quick = QuickEndpoint(releases, settings, notes)
        config.http_protocol_class = replaying(HttpToolsProtocol, self._sent_before, quick)
        super().__init__(config)
        self._releases = releases
        self._settings = settings
        self._metrics = notes.metrics
        self._replays = settings.log_requests == "no"
        self._on_listening = on_listening
        self._loop = asyncio.get_running_loop()
        self._beside: list[asyncio.Task[None]] = []

    def _sent_before(self, raw: bytes) -> Sent | None:
        """What was sent to these bytes of a request. Where requests are logged, each is read."""
        if self._releases.ending or not self._replays:
            return None
        sent = self._releases.served.site.answers.replay(raw)
        if sent is not None:
            self._metrics.count(route=ENDPOINT, method=sent.method, status=sent.status, seconds=0.0)
        return sent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.started:
            return
        settings = self._settings
        self._loop.add_signal_handler(signal.SIGHUP, self._releases.look_now)
        self._begin(self._releases.watch(settings.release_poll_seconds))
        connections = self.server_state.connections
        self._begin(sweep(connections, seconds=settings.client_seconds, at_most=settings.max_connections))
        gc.collect()
        gc.freeze()  # what is there stays: a collection that went through it would keep requests waiting
        self._on_listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        for task in self._beside:
            task.cancel()
        await asyncio.wait(self._beside)
        await self._releases.end()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- uvicorn calls it so
        """Called between any two instructions of the loop's thread. Uvicorn would raise the signal again at the end."""
        at_once = sig == signal.SIGINT or self._releases.ending
        self._loop.call_soon_threadsafe(self._end_at_once if at_once else self._end_in_order)

    def _end_at_once(self) -> None:
        self._releases.ending = True
        self.should_exit = True
        self._releases.close()
        self._loop.call_later(_GRACE_SECONDS, self._cut)

    def _cut(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    def _end_in_order(self) -> None:
        self._releases.ending = True
        self._begin(self._drain())

    async def _drain(self) -> None:
        await asyncio.sleep(self._settings.drain_delay_seconds)
        self.should_exit = True
        await asyncio.sleep(self._settings.drain_seconds)
        self._end_at_once()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        self._beside.append(asyncio.create_task(work))
