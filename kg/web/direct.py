"""The SPARQL endpoint, answered without the framework's layers; an answer that is kept, by one look-up.

The routes of :mod:`kg.web.sparql` describe it; their requests come through here.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import RenkeiError
from kg.web.answer_cache import Answer, Asked
from kg.web.answers import CODED_AT_ONCE_BYTES, Coded, is_unchanged
from kg.web.codings import takes_gzip
from kg.web.headers import ENDPOINT
from kg.web.observing import observed
from kg.web.problems import problem, reason_of
from kg.web.replay import replay_with
from kg.web.settled import settled
from kg.web.site import Site, site_of
from kg.web.sparql import answer_sparql
from kg.web.sparql_request import BODY_METHODS, read_body

#: What the requests are counted under.
_ROUTE = Route(ENDPOINT, lambda _request: Response(), methods=["GET"])
_METHODS = frozenset({"GET", "HEAD", *BODY_METHODS})


@dataclass(slots=True)
class _Head:
    """The headers that an answer depends on; the first of each name."""

    accept: bytes | None = None
    content_type: bytes | None = None
    content_encoding: bytes | None = None
    accept_encoding: bytes | None = None
    none_match: bytes | None = None
    since: bytes | None = None


_ATTRIBUTES = {
    b"accept": "accept",
    b"content-type": "content_type",
    b"content-encoding": "content_encoding",
    b"accept-encoding": "accept_encoding",
    b"if-none-match": "none_match",
    b"if-modified-since": "since",
}


def _head_of(scope: Scope) -> _Head:
    head = _Head()
    for name, value in scope["headers"]:
        attribute = _ATTRIBUTES.get(name)
        if attribute is not None and getattr(head, attribute) is None:
            setattr(head, attribute, value)
    return head


class DirectEndpoint:
    """ASGI middleware that answers ``/sparql``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != ENDPOINT or scope["method"] not in _METHODS:
            await self._app(scope, receive, send)
            return
        scope["route"] = _ROUTE
        request = Request(scope, receive)
        try:
            await _answer(request, site_of(request), send)
        except RenkeiError as error:
            await problem(request, reason_of(error))(scope, receive, send)


async def _answer(request: Request, site: Site, send: Send) -> None:
    scope = request.scope
    head = _head_of(scope)
    asked: Asked = (scope["query_string"], head.accept)
    body = b""
    if scope["method"] in BODY_METHODS:
        body = await read_body(request)
        asked = (*asked, head.content_type, head.content_encoding, body)
    answer = None if settled(scope) else site.answers.find(asked)
    if answer is None:
        found = await answer_sparql(request, site, body)
        if not isinstance(found, Answer):
            await found(scope, request.receive, send)
            return
        site.answers.find_by(asked, found)
        answer = found
    elif answer.question is not None:
        observed(scope).query = answer.question[0]
    coded = answer.plain
    if (
        head.accept_encoding is not None
        and answer.is_worth_coding
        and takes_gzip(head.accept_encoding.decode("latin-1"))
    ):
        coded = answer.zipped or await _zipped(answer, site)
    if answer.question is not None:
        replay_with(scope, site.answers, answer)
    await _send(coded, answer, head, scope["method"], send)


async def _zipped(answer: Answer, site: Site) -> Coded:
    """The answer in gzip; a long one is coded in a thread, so that others are answered meanwhile."""
    if len(answer.body) <= CODED_AT_ONCE_BYTES:
        coded = answer.in_gzip()
    else:
        coded = await asyncio.to_thread(answer.in_gzip)
    site.answers.keep_zipped(answer, coded)
    return coded


async def _send(coded: Coded, answer: Answer, head: _Head, method: str, send: Send) -> None:
    body, status, headers = coded.body, 200, coded.headers
    if method not in BODY_METHODS:
        if method == "HEAD":
            body = b""
        if (head.none_match is not None or head.since is not None) and is_unchanged(
            coded.etag, answer.modified, none_match=_text(head.none_match), since=_text(head.since)
        ):
            body, status, headers = b"", 304, coded.unchanged
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
