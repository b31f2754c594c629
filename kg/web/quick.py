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
from dataclasses import dataclass, field
from functools import lru_cache, partial
from time import perf_counter

from kg.errors import QueryError, RenkeiError
from kg.settings import Settings
from kg.store.pool import ProcessPoolEvaluator
from kg.store.runs import Job
from kg.store.streams import AnswerStream
from kg.web.answer_cache import Answer, Question, Sent
from kg.web.answers import CODED_AT_ONCE_BYTES, Coded, header_lines
from kg.web.at_one_release import RELEASE_HEADER
from kg.web.disconnects import UNWATCHED_SECONDS
from kg.web.headers import ENDPOINT, RAW_COMMON_HEADERS
from kg.web.observing import Notes, Observed
from kg.web.quick_requests import QuickReader, Wanted
from kg.web.settled import Settled
from kg.web.switching import OpenRelease, Releases

#: Gets the answer, or what came of the query instead, for the general way to say.
Land = Callable[[Sent | Settled], None]
_Shared = tuple[int, Question, float | None]
_FIRST_LINE = b"HTTP/1.1 200 OK\r\n"


@dataclass(slots=True, eq=False)
class Flight:
    """A request whose query is being evaluated, the release that it holds, when it began, who gets its answer: nobody
    once the client is gone. ``followers`` wait for the same answer, that of their ``leader``.
    """

    raw: bytes
    wanted: Wanted
    release: OpenRelease
    began: float
    land: Land | None
    client: str
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
        #: The pool that requests were read for last, and the reader that knows some of them.
        self._reader: QuickReader | None = None

    def begin(self, raw: bytes, client: str, land: Land) -> Flight | Sent | Settled | None:
        """Answer these bytes of a request: now, or later by ``land``. None where they have to go the general way."""
        began = perf_counter()
        pool = self._releases.served.site.endpoint
        if self._releases.ending or not isinstance(pool, ProcessPoolEvaluator):
            return None
        try:
            wanted = self._reader_for(pool).read(raw)
        except RenkeiError:  # which the general way finds again, and says
            return None
        if wanted is None:
            return None
        flight = Flight(raw, wanted, self._releases.take(), began, land, client, pool)
        repeatable = wanted.request.query.repeatable
        kept = flight.release.site.answers.get(wanted.question) if repeatable else None
        if kept is not None:
            return self._said(flight, kept)
        shared = _shared(flight) if self._shares and repeatable else None
        leader = self._leaders.get(shared) if shared is not None else None
        if leader is not None and leader.job is not None and leader.job.runs is not None:
            leader.followers.append(flight)
            flight.leader = leader
        else:
            try:
                self._submit(flight)
            except QueryError as error:
                return Settled(error, flight.release, began)
            if shared is not None:
                self._leaders[shared] = flight
        self._notes.metrics.running += 1
        return flight

    def _submit(self, flight: Flight) -> None:
        wanted, done = flight.wanted, partial(self._answered, flight)
        flight.job = flight.pool.submit(wanted.request, wanted.frame, done, client=flight.client)

    def withdraw(self, flight: Flight) -> None:
        """The client is gone. Its query ends unless it is about to."""
        flight.land = None
        asyncio.get_running_loop().call_later(UNWATCHED_SECONDS, self._give_up, flight)

    def drop(self, outcome: Settled) -> None:
        """Nobody is there any more to be told."""
        if isinstance(outcome.outcome, AnswerStream):
            outcome.outcome.close()
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
        if self._shares and self._leaders.get(_shared(flight)) is flight:
            del self._leaders[_shared(flight)]

    def _end_unheard(self, flight: Flight) -> None:
        self._end(flight)
        self._note(flight, Observed())

    def _end(self, flight: Flight) -> None:
        flight.over = True
        self._notes.metrics.running -= 1

    def _reader_for(self, pool: ProcessPoolEvaluator) -> QuickReader:
        """What reads requests for a pool."""
        if self._reader is None or self._reader.pool is not pool:
            self._reader = QuickReader(pool, self._services, behind_proxies=self._behind_proxies)
        return self._reader

    def _answered(self, flight: Flight, outcome: bytes | AnswerStream | QueryError) -> None:
        self._forget(flight)
        if isinstance(outcome, AnswerStream):
            self._stream(flight, outcome)
            return
        if isinstance(outcome, bytes):
            site = flight.release.site
            answer = Answer(outcome, flight.wanted.content_type, site.release.modified)
            if flight.wanted.request.query.repeatable:
                site.answers.keep(flight.wanted.question, answer)
            told: Answer | QueryError = answer
        else:
            told = outcome
        for each in (flight, *flight.followers):
            self._tell(each, told)

    def _stream(self, flight: Flight, stream: AnswerStream) -> None:
        """A long answer goes the general way, to one client; those who follow have it made for them."""
        followers, flight.followers = flight.followers, []
        self._tell(flight, stream)
        for follower in followers:
            follower.leader = None
            try:
                self._submit(follower)
            except QueryError as error:
                self._tell(follower, error)

    def _tell(self, flight: Flight, told: Answer | AnswerStream | QueryError) -> None:
        if flight.land is None:
            if isinstance(told, AnswerStream):
                told.close()
            self._end_unheard(flight)
            return
        self._end(flight)
        if isinstance(told, AnswerStream | QueryError):
            flight.land(Settled(told, flight.release, flight.began))
        else:
            flight.land(self._said(flight, told))

    def _said(self, flight: Flight, answer: Answer) -> Sent | Settled:
        """The answer as it is sent, unless coding it takes long or the connection has to end."""
        coded = self._coded(flight, answer)
        if coded is None or self._releases.ending:
            return Settled(answer, flight.release, flight.began)
        site = flight.release.site
        rest = coded.lines + _common_lines(site.release.manifest.id)
        sent = Sent(first=_FIRST_LINE, rest=rest, body=coded.body, method=flight.wanted.method, status=200)
        if answer.question is not None:
            site.answers.replay_by(flight.raw, sent, answer)
        self._note(flight, Observed(status=200, sent_bytes=len(coded.body)))
        return sent

    def _coded(self, flight: Flight, answer: Answer) -> Coded | None:
        if not (flight.wanted.takes_gzip and answer.is_worth_coding):
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
        seen.query = flight.wanted.text
        taken = perf_counter() - flight.began
        self._notes.note(method=flight.wanted.method, path=ENDPOINT, seen=seen, seconds=taken)
        self._releases.give_back(flight.release)


def _shared(flight: Flight) -> _Shared:
    """What makes two requests wait for the same: their release, their question, their time."""
    return id(flight.release), flight.wanted.question, flight.wanted.request.seconds


@lru_cache(maxsize=16)
def _common_lines(release: str) -> bytes:
    """The end of the head: what every answer has, and the release that it is from."""
    return header_lines([*RAW_COMMON_HEADERS, (RELEASE_HEADER.lower().encode(), release.encode("latin-1"))]) + b"\r\n"
