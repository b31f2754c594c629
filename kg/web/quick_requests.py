"""What plain requests ask for, by their bytes: the same bytes are read once, and bytes that differ in IRIs only, too.

Programs ask the same query about one thing after another. Such a request is cut at the plain IRIs of its query, in
their percent-encoding. The pieces between are read once, with made-up IRIs in the holes; each hole has to come out as
an IRI of the query that may be exchanged (:mod:`kg.store.query_templates`), and no hole anywhere else. Decoding looks
at each character, or escape, for itself, so other IRIs come out in the same places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest

from kg.errors import RenkeiError
from kg.formats import HTML, Format
from kg.store.guard import QueryForm
from kg.store.path_direction import with_paths_from_constants
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.query_templates import QueryTemplate, holes_of, template_of
from kg.store.text_search import has_searches
from kg.web.answer_cache import Question, question_of
from kg.web.plain_requests import read_plain_request
from kg.web.sparql import LOOKED_OVER_AT_ONCE, guarded_at_once, offered_for
from kg.web.sparql_request import choose_format, read_parameters

#: What :data:`kg.store.query_templates.PLAIN_IRI` is in a query string, in one of its encodings.
_HOLE = re.compile(rb"%3C(https?(?::|%3A)(?:/|%2F){2}[A-Za-z0-9._~:/-]*(?:%(?:3A|2F)[A-Za-z0-9._~:/-]*)*)%3E")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the bytes of a plain request ask for, with all that follows from them; ``frame`` is for a worker, ``text``
    the query as it came.
    """

    method: str
    text: str
    takes_gzip: bool
    request: QueryRequest
    question: Question
    content_type: str
    frame: bytes


@dataclass(frozen=True, slots=True)
class _Template:
    """Requests that differ in the IRIs of their queries only: one of them, and the template of its query."""

    like: Wanted
    query: QueryTemplate


class QuickReader:
    """Reads plain requests for one pool. ``services`` are the endpoints that SERVICE may name."""

    def __init__(self, pool: ProcessPoolEvaluator, services: frozenset[str], *, behind_proxies: bool) -> None:
        self.pool = pool
        self._services = services
        self._behind_proxies = behind_proxies
        self._template = lru_cache(maxsize=256)(self._read_template)
        #: What the bytes of a request ask for; None where they go the general way. Raises RenkeiError.
        self.read = lru_cache(maxsize=512)(self._read)

    def _read(self, raw: bytes) -> Wanted | None:
        line, _, rest = raw.partition(b"\r\n")
        pieces = _HOLE.split(line)
        template = self._template(rest, *pieces[::2]) if len(pieces) > 1 else None
        wanted = self._filled(template, [_decoded(iri) for iri in pieces[1::2]]) if template is not None else None
        return self.read_in_full(raw) if wanted is None else wanted

    def read_in_full(self, raw: bytes) -> Wanted | None:
        """What the bytes of a request ask for, read from their beginning to their end."""
        request = read_plain_request(raw)
        if request is None or (self._behind_proxies and request.head.forwarded):
            return None
        asked = read_parameters(request.pairs)
        if asked.query is None or len(asked.query) > LOOKED_OVER_AT_ONCE:
            return None
        query = guarded_at_once(asked.query, self._services)
        chosen = _chosen(request.head.accept, asked.alias, query.form)
        if chosen is HTML or query.calls or has_searches(query):
            return None
        wanted = QueryRequest(
            query=with_paths_from_constants(query),
            format=chosen,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            seconds=asked.seconds,
        )
        return Wanted(
            method=request.method,
            text=query.text,
            takes_gzip=request.head.takes_gzip,
            request=wanted,
            question=question_of(wanted),
            content_type=chosen.content_type,
            frame=self.pool.frame_of(wanted),
        )

    def _read_template(self, rest: bytes, *pieces: bytes) -> _Template | None:
        """The template of requests whose first line has these pieces; None where they have to be read in full."""
        iris = [f"http://n/{number}" for number in range(len(pieces) - 1)]
        holes = [f"%3C{iri}%3E".encode() for iri in iris]
        raw = b"".join((*chain.from_iterable(zip_longest(pieces, holes, fillvalue=b"")), b"\r\n", rest))
        try:
            request, like = read_plain_request(raw), self.read_in_full(raw)
        except RenkeiError:  # which reading in full finds again, and says
            return None
        if request is None or like is None or like.request.query.text != like.text:
            return None
        elsewhere = any(holes_of(name) or (name != "query" and holes_of(value)) for name, value in request.pairs)
        query = template_of(like.request.query)
        return None if elsewhere or query is None or holes_of(like.text) != iris else _Template(like, query)

    def _filled(self, template: _Template, iris: Sequence[str]) -> Wanted | None:
        """What a request with these IRIs asks for; None where that has to be read in full."""
        like, asked = template.like, template.like.request
        query = template.query.filled(iris)
        if len(query.text) > LOOKED_OVER_AT_ONCE or has_searches(query):
            return None
        request = QueryRequest(
            query=query,
            format=asked.format,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            seconds=asked.seconds,
        )
        return Wanted(
            method=like.method,
            text=query.text,
            takes_gzip=like.takes_gzip,
            request=request,
            question=question_of(request),
            content_type=like.content_type,
            frame=self.pool.frame_of(request),
        )


def _decoded(iri: bytes) -> str:
    return iri.replace(b"%3A", b":").replace(b"%2F", b"/").decode("ascii")


@lru_cache(maxsize=512)
def _chosen(accept: str | None, alias: str | None, form: QueryForm) -> Format:
    return choose_format(accept, alias, offered_for(form))
