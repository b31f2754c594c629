"""Long answers to queries: sent as they are made, in chunks, without a length or an entity tag, and never kept.

What breaks off is cut: the connection ends without the last chunk, so that no client takes a part for the whole
(RFC 9112 section 7.1).
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from kg.errors import ClientGone, QueryError
from kg.store.streams import AnswerStream
from kg.web.answers import is_known, stream_headers
from kg.web.codings import GZIP_CODING, gzip_compressor, takes_gzip
from kg.web.disconnects import while_connected_each
from kg.web.site import Site

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LongAnswer:
    """An ASGI application that sends an answer while it is made."""

    stream: AnswerStream
    content_type: str
    site: Site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            await self._answer(request, send)
        except QueryError as error:  # the answer has begun: all there is to say is that it does not end
            if not isinstance(error, ClientGone):
                _log.warning("a long answer was cut: %s", error)
        finally:
            self.stream.close()

    async def _answer(self, request: Request, send: Send) -> None:
        modified = self.site.release.modified
        in_gzip = takes_gzip(request.headers.get("accept-encoding", ""))
        headers = stream_headers(self.content_type, modified, coding=GZIP_CODING if in_gzip else None)
        if is_known(request, "", modified):
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        if request.method != "HEAD":
            await self._send_pieces(request, send, in_gzip=in_gzip)
        await send({"type": "http.response.body", "body": b""})

    async def _send_pieces(self, request: Request, send: Send, *, in_gzip: bool) -> None:
        compressor = gzip_compressor() if in_gzip else None
        async for piece in while_connected_each(request, self.stream):
            body = piece if compressor is None else await asyncio.to_thread(compressor.compress, piece)
            if body:
                await send({"type": "http.response.body", "body": body, "more_body": True})
        if compressor is not None:
            await send({"type": "http.response.body", "body": compressor.flush(), "more_body": True})
