"""Answers given again to the very bytes of a request, before anything reads them.

A request that came in one piece, between two others, and got a kept answer is remembered by its bytes. The same bytes
at such a place are the same request, so they get what was sent before, under the date of now. What is sent is written
down outside of all other layers: it has every header that they add.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.answer_cache import Answer, AnswerCache, Sent
from kg.web.connections import Patience

#: Where a scope has the bytes of its request, if they came in one piece.
_WORDING = "renkei.wording"
#: Longer requests are read each time.
_LONGEST_REQUEST = 8 * 1024


@dataclass(slots=True)
class _Wording:
    """The bytes of a request, and the kept answer that it got."""

    raw: bytes
    kept: tuple[AnswerCache, Answer] | None = None


def replay_with(scope: Scope, cache: AnswerCache, answer: Answer) -> None:
    """Say that the request gets this kept answer, and would again."""
    wording: _Wording | None = scope.get(_WORDING)
    if wording is not None:
        wording.kept = (cache, answer)


class Remembering:
    """ASGI middleware around all others that writes down what goes out as a kept answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wording: _Wording | None = scope.get(_WORDING)
        if wording is None:
            await self._app(scope, receive, send)
            return
        start: Message = {}

        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif wording.kept is not None and start:
                cache, answer = wording.kept
                cache.replay_by(wording.raw, _sent(scope["method"], start, message["body"]), answer)
            await send(message)

        await self._app(scope, receive, send_noted)


def _sent(method: str, start: Message, body: bytes) -> Sent:
    """An answer as uvicorn writes it to a connection that stays open."""
    status = HTTPStatus(start["status"])
    lines = b"".join(b"%s: %s\r\n" % header for header in start["headers"])
    first = f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode()
    return Sent(first=first, rest=lines + b"\r\n", body=body, method=method, status=status.value)


class Replaying(Patience):
    """Mixed into uvicorn's protocol over httptools, of which it knows what is declared here and in Patience."""

    find: Callable[[bytes], Sent | None]
    expect_100_continue: bool
    server_state: Any
    timeout_keep_alive: float
    timeout_keep_alive_task: Any
    _between = True
    _begun = 0
    _replayed_at = 0.0

    def data_received(self, data: bytes) -> None:
        in_one_piece = self._between and self.awaits_head and len(data) <= _LONGEST_REQUEST
        if in_one_piece:
            sent = self.find(data)
            if sent is not None and not self.transport.get_write_buffer_size() and not self.transport.is_closing():
                self._replay(sent)
                return
        self._begun = 0
        super().data_received(data)
        cycle = self.cycle
        if in_one_piece and self._between and self._begun == 1 and cycle.keep_alive and not self.expect_100_continue:
            cycle.scope[_WORDING] = _Wording(data)

    def _replay(self, sent: Sent) -> None:
        given = b"".join(b"%s: %s\r\n" % header for header in self.server_state.default_headers)
        self.transport.write(b"".join((sent.first, given, sent.rest, sent.body)))
        self._moved()
        self._replayed_at = self.moved_at
        if self.timeout_keep_alive_task is None:
            self._wait(self.timeout_keep_alive)

    def _wait(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection, unless it had a replay meanwhile."""
        left = self._replayed_at + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._wait(left)
        else:
            super().timeout_keep_alive_handler()  # type: ignore[misc]  # of the protocol that this is mixed into

    def on_message_begin(self) -> None:
        """The parser is within a request."""
        self._begun += 1
        self._between = False
        super().on_message_begin()  # type: ignore[misc]  # as above

    def on_message_complete(self) -> None:
        """The parser is at the end of a request."""
        self._between = True
        super().on_message_complete()  # type: ignore[misc]  # as above


def replaying(protocol: type, find: Callable[[bytes], Sent | None]) -> type:
    """A protocol of uvicorn's that gives answers again which ``find`` finds by the bytes of a request."""
    return type(f"Replaying{protocol.__name__}", (Replaying, protocol), {"find": staticmethod(find)})
