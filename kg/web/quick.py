"""Plain requests of the endpoint answered as they come off the wire: no task, no layer of the framework.

Most queries take the engine less time than the general way takes for the request around them. So a plain request
(:mod:`kg.web.plain_requests`) whose answer is data goes from the connection straight to a worker, and the answer
straight back. One that asks what a query that runs will answer waits for it, where answers may be kept at all.
Everything else goes the general way, and so does whatever comes of a query but a plain answer: that is
then settled (:mod:`kg.web.settled`), and only said. Both ways give the same bytes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from time import perf_counter

from kg.errors import QueryError, RenkeiError
from kg.formats import HTML, Format
from kg.settings import Settings
from kg.store.guard import GuardedQuery, QueryForm
from kg.store.runs import Job
from kg.store.path_direction import with_paths_from_constants
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.text_search import has_searches
from kg.web.answer_cache import Answer, Question, Sent, question_of
from kg.web.answers import CODED_AT_ONCE_BYTES, Coded
from kg.web.at_one_release import RELEASE_HEADER
from kg.web.disconnects import UNWATCHED_SECONDS
from kg.web.headers import ENDPOINT, RAW_COMMON_HEADERS
from kg.web.observing import Notes, Observed
from kg.web.plain_requests import PlainRequest, read_plain_request
from kg.web.settled import Settled
from kg.web.sparql import LOOKED_OVER_AT_ONCE, guarded_at_once, offered_for
from kg.web.sparql_request import SparqlRequest, choose_format, read_parameters
from kg.web.switching import OpenRelease, Releases

#: Gets the answer, or what came of the query instead, for the general way to say.
Land = Callable[[Sent | Settled], None]
_Shared = tuple[int, Question, float | None]
_FIRST_LINE = b"HTTP/1.1 200 OK\r\n"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a plain request asks for."""

    request: PlainRequest
    asked: SparqlRequest
    query: GuardedQuery
    format: Format


@dataclass(slots=True, eq=False)
class Flight:
    """A request whose query is being evaluated, the release that it holds, when it began, who gets its answer: nobody
    once the client is gone. ``followers`` wait for the same answer, that of their ``leader``.
    """

    raw: bytes
    wanted: _Wanted
    question: Question
    release: OpenRelease
    began: float
    land: Land | None
    pool: ProcessPoolEvaluator
    job: Job | None = None
    over: bool = False
    followers: list[Flight] = field(default_factory=list)
    leader: Flight | None = None


class QuickEndpoint:
    """Answers plain requests from the releases that are served."""

    def __init__(self, releases: Releases, settings: Settings, notes: Notes) -> None:
        self._releases = releases
        self._services = frozenset(settings.services)
        self._behind_proxies = bool(settings.proxies)
        self._notes = notes
        self._shares = settings.answer_cache_mb > 0
        self._leaders: dict[_Shared, Flight] = {}

    def begin(self, raw: bytes, client: str, land: Land) -> Flight | Sent | Settled | None:
        """Answer these bytes of a request: now, or later by ``land``. None where they have to go the general way."""
        began = perf_counter()
        if self._releases.ending:
            return None
        try:
            wanted = self._read(raw)
        except RenkeiError:  # which the general way finds again, and says
            return None
        pool = self._releases.served.site.endpoint
        if wanted is None or not isinstance(pool, ProcessPoolEvaluator):
            return None
        request = QueryRequest(
            query=wanted.query,
            format=wanted.format,
            default_graphs=wanted.asked.default_graphs,
            named_graphs=wanted.asked.named_graphs,
            seconds=wanted.asked.seconds,
            client=client,
        )
        flight = Flight(raw, wanted, question_of(request), self._releases.take(), began, land, pool)
        kept = flight.release.site.answers.get(flight.question) if wanted.query.repeatable else None
        if kept is not None:
            return self._said(flight, kept)
        leader = self._leaders.get(_shared(flight))
        if leader is not None and leader.job is not None and leader.job.runs is not None:
            leader.followers.append(flight)
            flight.leader = leader
        else:
            turned = _turned(wanted.query)
            try:
                request = request if turned is wanted.query else replace(request, query=turned)
                flight.job = pool.submit(request, partial(self._answered, flight))
            except QueryError as error:
                return Settled(error, flight.release, began)
            if self._shares and wanted.query.repeatable:
                self._leaders[_shared(flight)] = flight
        self._notes.metrics.running.inc()
        return flight

    def withdraw(self, flight: Flight) -> None:
        """The client is gone. Its query ends unless it is about to."""
        flight.land = None
        asyncio.get_running_loop().call_later(UNWATCHED_SECONDS, self._give_up, flight)

    def drop(self, outcome: Settled) -> None:
        """Nobody is there any more to be told."""
        self._releases.give_back(outcome.release)

    def _give_up(self, flight: Flight) -> None:
        if flight.over:
            return
        leader = flight.leader
        if leader is not None:
            leader.followers.remove(flight)
            self._end_unheard(flight)
            if leader.land is None:
                self._give_up(leader)
        elif not flight.followers and flight.job is not None:
            flight.pool.withdraw(flight.job)
            self._forget(flight)
            self._end_unheard(flight)

    def _forget(self, flight: Flight) -> None:
        """Nobody can follow it any more."""
        if self._leaders.get(_shared(flight)) is flight:
            del self._leaders[_shared(flight)]

    def _end_unheard(self, flight: Flight) -> None:
        self._end(flight)
        self._note(flight, Observed())

    def _end(self, flight: Flight) -> None:
        flight.over = True
        self._notes.metrics.running.dec()

    def _read(self, raw: bytes) -> _Wanted | None:
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
        return _Wanted(request, asked, query, chosen)

    def _answered(self, flight: Flight, outcome: bytes | QueryError) -> None:
        self._forget(flight)
        if isinstance(outcome, bytes):
            site = flight.release.site
            answer = Answer(outcome, flight.wanted.format.content_type, site.release.modified)
            if flight.wanted.query.repeatable:
                site.answers.keep(flight.question, answer)
            told: Answer | QueryError = answer
        else:
            told = outcome
        for each in (flight, *flight.followers):
            self._tell(each, told)

    def _tell(self, flight: Flight, told: Answer | QueryError) -> None:
        if flight.land is None:
            self._end_unheard(flight)
            return
        self._end(flight)
        if isinstance(told, QueryError):
            flight.land(Settled(told, flight.release, flight.began))
        else:
            flight.land(self._said(flight, told))

    def _said(self, flight: Flight, answer: Answer) -> Sent | Settled:
        """The answer as it is sent, unless coding it takes long or the connection has to end."""
        coded = self._coded(flight, answer)
        if coded is None or self._releases.ending:
            return Settled(answer, flight.release, flight.began)
        site = flight.release.site
        release = site.release.manifest.id
        headers = [*coded.headers, *RAW_COMMON_HEADERS, (RELEASE_HEADER.lower().encode(), release.encode("latin-1"))]
        lines = b"".join([b"%s: %s\r\n" % header for header in headers])
        method = flight.wanted.request.method
        sent = Sent(first=_FIRST_LINE, rest=lines + b"\r\n", body=coded.body, method=method, status=200)
        if answer.question is not None:
            site.answers.replay_by(flight.raw, sent, answer)
        self._note(flight, Observed(status=200, sent_bytes=len(coded.body)))
        return sent

    def _coded(self, flight: Flight, answer: Answer) -> Coded | None:
        if not (flight.wanted.request.head.takes_gzip and answer.is_worth_coding):
            return answer.plain
        if answer.zipped is not None:
            return answer.zipped
        if len(answer.body) > CODED_AT_ONCE_BYTES:
            return None
        coded = answer.in_gzip()
        flight.release.site.answers.keep_zipped(answer, coded)
        return coded

    def _note(self, flight: Flight, seen: Observed) -> None:
        """The request is over."""
        seen.route = ENDPOINT
        seen.release = flight.release.site.release.manifest.id
        seen.query = flight.wanted.query.text
        method, taken = flight.wanted.request.method, perf_counter() - flight.began
        self._notes.note(method=method, path=ENDPOINT, seen=seen, seconds=taken)
        self._releases.give_back(flight.release)


def _shared(flight: Flight) -> _Shared:
    """What makes two requests wait for the same: their release, their question, their time."""
    return id(flight.release), flight.question, flight.wanted.asked.seconds


@lru_cache(maxsize=512)
def _chosen(accept: str | None, alias: str | None, form: QueryForm) -> Format:
    return choose_format(accept, alias, offered_for(form))


@lru_cache(maxsize=512)
def _turned(query: GuardedQuery) -> GuardedQuery:
    return with_paths_from_constants(query)
