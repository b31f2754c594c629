"""Each request is counted, and logged where the operator wants it: route, status, seconds, bytes; never who asked."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.logs import log_request
from kg.web.metrics import Metrics

_SEEN = "renkei.observed"
#: Where a scope has when its request began to be answered, if that was before anything else saw it.
BEGAN = "renkei.began"
#: The route of what no route takes, and the status of what nobody waited for.
_NO_ROUTE = "none"
_GONE = 499


@dataclass(slots=True)
class Observed:
    """What is known of a request once it is answered. ``query`` is the text of a SPARQL query."""

    route: str = _NO_ROUTE
    status: int = _GONE
    sent_bytes: int = 0
    release: str = ""
    query: str = ""


def observed(scope: Scope) -> Observed:
    """What is noted of the request with this scope."""
    found: Observed = scope.setdefault(_SEEN, Observed())
    return found


class Notes:
    """What is noted of requests that are answered: all are counted; logged if ``log_requests`` is yes or queries."""

    def __init__(self, metrics: Metrics, *, log_requests: str) -> None:
        self.metrics = metrics
        self._logs = log_requests in {"yes", "queries"}
        self._logs_queries = log_requests == "queries"

    def note(self, *, method: str, path: str, seen: Observed, seconds: float) -> None:
        """A request has been answered, or its client is gone."""
        self.metrics.count(route=seen.route, method=method, status=seen.status, seconds=seconds)
        if not self._logs:
            return
        query = {"query": seen.query} if self._logs_queries and seen.query else {}
        log_request(
            release=seen.release,
            method=method,
            route=seen.route,
            path=path if seen.route != _NO_ROUTE else "",
            status=seen.status,
            seconds=round(seconds, 6),
            bytes=seen.sent_bytes,
            **query,
        )


class Observing:
    """ASGI middleware around all others that notes each request."""

    def __init__(self, app: ASGIApp, *, notes: Notes) -> None:
        self._app = app
        self._notes = notes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = observed(scope)
        started = scope.get(BEGAN) or perf_counter()

        async def send_observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
            else:
                seen.sent_bytes += len(message.get("body", b""))
            await send(message)

        with self._notes.metrics.run():
            try:
                await self._app(scope, receive, send_observed)
            finally:
                taken = perf_counter() - started
                self._notes.note(method=scope["method"], path=scope["path"], seen=seen, seconds=taken)


class NotingRoute:
    """ASGI middleware within all others: notes which route took the request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["type"] == "http":
                observed(scope).route = _route_of(scope)


def _route_of(scope: Scope) -> str:
    """The template of the path that the request was for."""
    path = getattr(scope.get("route"), "path", None)
    return path or ("/static" if scope.get("root_path", "").endswith("/static") else _NO_ROUTE)
