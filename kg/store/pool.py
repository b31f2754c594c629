"""Evaluation in worker processes over the store of one release."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import QueryError
from kg.store.dispatch import Dispatcher
from kg.store.forwarder import Forwarder, ForwardingLimits
from kg.store.framing import task_frame, task_of
from kg.store.graph_answers import Datatypes
from kg.store.limits import Counters, Limits
from kg.store.query import QueryAnswer, QueryRequest
from kg.store.refusals import UNCONFINED, UNCONFINED_JA, not_confined
from kg.store.runs import Done, Job
from kg.store.streams import AnswerStream

_log = logging.getLogger(__name__)


class ProcessPoolEvaluator:
    """Evaluates in worker processes over one store directory. An async context manager.

    ``datatypes`` are those of :mod:`kg.store.graph_answers`; ``union_default_graph`` and ``base_iri`` those of
    :func:`kg.store.framing.task_of`. A release has named graphs only and is always asked as their union. ``forwarding``
    bounds what other services are asked for.
    """

    def __init__(
        self,
        store: Path,
        limits: Limits,
        *,
        datatypes: Datatypes | None = None,
        union_default_graph: bool = True,
        base_iri: str | None = None,
        forwarding: ForwardingLimits | None = None,
    ) -> None:
        self._dispatcher = Dispatcher(store, limits, datatypes=datatypes or {})
        self._union = union_default_graph
        self._base_iri = base_iri
        self._forwarder = Forwarder(forwarding or ForwardingLimits())

    @property
    def counters(self) -> Counters:
        """What happened since the start."""
        return self._dispatcher.counters

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return self._dispatcher.waiting

    @property
    def confined(self) -> bool:
        """Whether every worker is kept from the network and from writing (:mod:`kg.store.confinement`)."""
        return self._dispatcher.staff.confined

    @property
    def running(self) -> int:
        """Worker processes that run."""
        return len(self._dispatcher.staff.workers)

    async def __aenter__(self) -> Self:
        try:
            await self._dispatcher.staff.start()
        except BaseException:
            await self._end()
            raise
        if not self.confined:
            _log.warning("%s / %s", UNCONFINED, UNCONFINED_JA)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._end()

    def close(self) -> None:
        """Kill every worker and refuse what runs or waits; nothing is evaluated any more."""
        self._dispatcher.close()

    async def _end(self) -> None:
        self.close()
        await self._dispatcher.staff.end()
        await self._forwarder.close()

    async def evaluate(self, request: QueryRequest) -> QueryAnswer:
        """Evaluate a query (see :class:`kg.store.query.Evaluator`). Cancelling ends the query's process."""
        outcome = await self.answer(request)
        if isinstance(outcome, bytes):
            return QueryAnswer(request.format, outcome)
        try:
            return QueryAnswer(request.format, b"".join([piece async for piece in outcome]))
        finally:
            outcome.close()

    async def answer(self, request: QueryRequest) -> bytes | AnswerStream:
        """Evaluate a query; a long answer comes in pieces, where the limits have two classes of processes. Who takes
        it closes it. Raises what :meth:`evaluate` raises; the pieces do so later.
        """
        services: tuple[bytes | None, ...] = ()
        if request.query.calls:
            if not self.confined:
                raise not_confined()
            services = await self._forwarder.answers_to(request.query.calls)
        answered: asyncio.Future[bytes | AnswerStream] = asyncio.get_running_loop().create_future()

        def done(outcome: bytes | AnswerStream | QueryError) -> None:
            if answered.done():
                return
            if isinstance(outcome, QueryError):
                answered.set_exception(outcome)
            else:
                answered.set_result(outcome)

        job = self.submit(request, self.frame_of(request, services=services), done, client=request.client)
        try:
            return await answered
        except asyncio.CancelledError:
            self.withdraw(job)
            raise

    def frame_of(self, request: QueryRequest, *, services: tuple[bytes | None, ...] = ()) -> bytes:
        """What a worker is sent for a request. ``services`` are the answers to its calls."""
        task = task_of(
            request,
            seconds=self._dispatcher.seconds_of(request),
            union_default_graph=self._union,
            base_iri=self._base_iri,
            services=services,
        )
        return task_frame(task)

    def submit(self, request: QueryRequest, frame: bytes, done: Done, *, client: str) -> Job:
        """Have a query evaluated (:meth:`kg.store.dispatch.Dispatcher.submit`)."""
        return self._dispatcher.submit(request, frame, done, client=client)

    def withdraw(self, job: Job) -> None:
        """Nobody wants the answer any more. Where the query runs, its process ends."""
        self._dispatcher.withdraw(job)
