"""The server process: it says when it listens, and ends within about a second, whatever still runs."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from kg.settings import Settings
from kg.web.app import create_app
from kg.web.site import open_site

#: Seconds that connections have to take their answers once the server is told to end.
_GRACE_SECONDS = 1


def serve(
    release_directory: Path,
    settings: Settings,
    *,
    host: str,
    port: int,
    on_listening: Callable[[], None] = lambda: None,
) -> None:
    """Serve a release until SIGINT or SIGTERM; either is an ordinary end.

    ``on_listening`` is called once connections are accepted. Raises ReleaseError where the release or its store is
    missing or damaged.
    """
    app = create_app(release_directory, settings)
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )

    async def run() -> None:
        async with open_site(release_directory, settings) as site:
            app.state.site = site
            await _Server(config, on_listening=on_listening, on_end=site.close).serve()

    asyncio.run(run())


class _Server(uvicorn.Server):
    """Ends queries before connections, and takes a signal to end for what it is: no failure."""

    def __init__(self, config: uvicorn.Config, *, on_listening: Callable[[], None], on_end: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_listening = on_listening
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_listening()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- uvicorn calls it so
        """Called between any two instructions of the loop's thread. Uvicorn would raise the signal again at the end."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._on_end)
