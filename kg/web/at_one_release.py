"""Every request is answered from one release, and the answer says which."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.observing import observed
from kg.web.settled import taken
from kg.web.site import SITE
from kg.web.switching import Releases

#: The header that names the release an answer is from.
RELEASE_HEADER = "Renkei-Release"


class AtOneRelease:
    """ASGI middleware that holds the served site from the head of a request to the end of its answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        releases: Releases = scope["app"].state.releases
        with releases.hold(taken(scope)) as site:
            release = site.release.manifest.id
            observed(scope).release = release

            async def send_named(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = MutableHeaders(scope=message)
                    headers.setdefault(RELEASE_HEADER, release)
                    if releases.ending:
                        headers["Connection"] = "close"
                await send(message)

            await self._app({**scope, SITE: site}, receive, send_named)
