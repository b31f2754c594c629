"""Answers by the bytes of a request: given again before anything reads them, or evaluated without the general way.

A request that came in one piece, between two others, and got a kept answer is remembered by its bytes. The same bytes
at such a place are the same request, so they get what was sent before, under the date of now. What is sent is written
down outside of all other layers: it has every header that they add.

Plain requests at such a place are evaluated from here, too (:mod:`kg.web.quick`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.answer_cache import Answer, AnswerCache, Sent
from kg.web.answers import RawHeaders, header_lines
from kg.web.connections import Patience
from kg.web.quick import Flight, QuickEndpoint
from kg.web.settled import Settled, settle

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
    first = f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode()
    return Sent(
        first=first, rest=header_lines(start["headers"]) + b"\r\n", body=body, method=method, status=status.value
    )


class Replaying(Patience):
    """Mixed into uvicorn's protocol over httptools, of which it knows what is declared here and in Patience."""

    find: Callable[[bytes], Sent | None]
    quick: QuickEndpoint
    client: tuple[str, int] | None
    expect_100_continue: bool
    server_state: Any
    flow: Any
    timeout_keep_alive: float
    timeout_keep_alive_task: Any
    _between = True
    _begun = 0
    _replayed_at = 0.0
    _flight: Flight | None = None
    _held = b""
    _given: RawHeaders | None = None
    _given_lines = b""

    def data_received(self, data: bytes) -> None:
        if self._flight is not None:
            self._hold(data)
            return
        in_one_piece = self._between and self.awaits_head and len(data) <= _LONGEST_REQUEST
        if not in_one_piece or self.transport.get_write_buffer_size() or self.transport.is_closing():
            self._feed(data, in_one_piece=in_one_piece)
            return
        sent = self.find(data) or self.quick.begin(data, self.client[0] if self.client else "", self._land)
        if isinstance(sent, Sent):
            self._replay(sent)
        elif isinstance(sent, Flight):
            self._flight = sent
            self._moved()
        else:
            self._feed(data, in_one_piece=True, settled=sent)

    def _feed(self, data: bytes, *, in_one_piece: bool, settled: Settled | None = None) -> None:
        """The general way."""
        self._begun = 0
        super().data_received(data)
        cycle = self.cycle
        if in_one_piece and self._between and self._begun == 1 and cycle.keep_alive and not self.expect_100_continue:
            cycle.scope[_WORDING] = _Wording(data)
        if settled is not None:
            settle(cycle.scope, settled)

    def _hold(self, data: bytes) -> None:
        """Keep what comes while a query runs for later."""
        self._held += data
        if len(self._held) > _LONGEST_REQUEST:
            self.flow.pause_reading()

    def _land(self, outcome: Sent | Settled) -> None:
        """The query of the request has been evaluated."""
        flight, self._flight = self._flight, None
        assert flight is not None  # noqa: S101 -- one that ends is never given up before
        if self.transport.is_closing():
            if isinstance(outcome, Settled):
                self.quick.drop(outcome)
            return
        if isinstance(outcome, Sent):
            self._replay(outcome)
        else:
            self._feed(flight.raw, in_one_piece=True, settled=outcome)
        held, self._held = self._held, b""
        if held:
            self.flow.resume_reading()
            self.data_received(held)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone, and so is whoever waits for its query."""
        flight, self._flight = self._flight, None
        if flight is not None:
            self.quick.withdraw(flight)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server ends: a query that runs is answered, by the general way, which ends the connection then."""
        if self._flight is None:
            super().shutdown()  # type: ignore[misc]  # of the protocol that this is mixed into

    @property
    def awaits_head(self) -> bool:
        """Whether no request is being answered."""
        return self._flight is None and super().awaits_head

    def _replay(self, sent: Sent) -> None:
        given = self.server_state.default_headers
        if given is not self._given:  # the server makes others each second
            self._given, self._given_lines = given, header_lines(given)
        self.transport.write(b"".join((sent.first, self._given_lines, sent.rest, sent.body)))
        self._moved()
        self._replayed_at = self.moved_at
        if self.timeout_keep_alive_task is None:
            self._wait(self.timeout_keep_alive)

    def _wait(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection, unless it had a replay meanwhile."""
        left = self._replayed_at + self.timeout_keep_alive - self.loop.time()
        if self._flight is not None:
            self._wait(self.timeout_keep_alive)
        elif left > 0:
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


def replaying(protocol: type, find: Callable[[bytes], Sent | None], quick: QuickEndpoint) -> type:
    """A protocol of uvicorn's that gives answers again which ``find`` finds by the bytes of a request, and has plain
    requests answered by ``quick``.
    """
    return type(f"Replaying{protocol.__name__}", (Replaying, protocol), {"find": staticmethod(find), "quick": quick})
