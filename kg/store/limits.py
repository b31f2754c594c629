"""What evaluation may take, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique

from kg.settings import Settings

#: Most MiB of a process for quick queries; a query that needs more runs in one for long queries.
_QUICK_MEMORY_MB = 192
#: More than there are processors: one that was killed takes a while to replace, and idle ones cost little.
_QUICK_WORKERS = 8


@unique
class LongAnswers(StrEnum):
    """What a worker does with a long answer: it sends it whole all the same, or in pieces, or leaves it to another."""

    WHOLE = "whole"
    IN_PIECES = "in-pieces"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class WorkerKind:
    """A kind of worker process: its cap of memory in MiB, and whether it steps back for other processes.

    ``store_mb``: so many MiB of the cap are for the query store, held in memory; 0 where it stays on disk.
    ``long_answers``: what becomes of answers that are too long to be sent whole (:mod:`kg.store.pieces`).
    """

    memory_mb: int
    background: bool
    store_mb: int = 0
    long_answers: LongAnswers = LongAnswers.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds and MiB per query, processes, queries that wait, bytes of one answer.

    With a ``first_slice`` there are two classes of processes: every query begins in one for quick queries, and one
    that has run for so many seconds is ended while others need the process, to run again, with its full time, in one
    of the ``workers`` for long queries. Without it, ``workers`` processes take what comes and let it run on.

    ``store_mb`` is what the query store takes in memory, 0 to leave it on disk. Processes for quick queries hold it.
    """

    seconds: float = 10.0
    workers: int = 2
    memory_mb: int = 1024
    queue: int = 64
    result_bytes: int = 64 * 1024 * 1024
    first_slice: float | None = None
    store_mb: int = 0

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings state."""
        return cls(
            seconds=settings.query_timeout,
            workers=settings.query_workers,
            memory_mb=settings.query_memory_mb,
            queue=settings.query_queue,
        )

    @property
    def kinds(self) -> dict[WorkerKind, int]:
        """The kinds of processes, that where queries begin first, and how many of each."""
        if self.first_slice is None:
            return {self.quick_kind: self.workers}
        return {self.quick_kind: _QUICK_WORKERS, self.long_kind: self.workers}

    @property
    def quick_kind(self) -> WorkerKind:
        """Processes in which queries begin."""
        if self.first_slice is None:
            return WorkerKind(self.memory_mb, background=False)
        memory_mb = min(self.memory_mb, _QUICK_MEMORY_MB) + self.store_mb
        return WorkerKind(memory_mb, background=False, store_mb=self.store_mb, long_answers=LongAnswers.ELSEWHERE)

    @property
    def long_kind(self) -> WorkerKind:
        """Processes in which long queries run on."""
        if self.first_slice is None:
            return self.quick_kind
        return WorkerKind(self.memory_mb, background=True, long_answers=LongAnswers.IN_PIECES)

    @property
    def kept_workers(self) -> int:
        """Processes that are kept for clients that lately took little: half of those for quick queries."""
        return 0 if self.first_slice is None else _QUICK_WORKERS // 2

    @property
    def client_queue(self) -> int:
        """Queries of one client that may wait, so that others find room in the queue."""
        return max(1, self.queue // 2)


@dataclass(slots=True)
class Counters:
    """What happened since the start."""

    answered: int = 0
    refused: int = 0
    timed_out: int = 0
    died: int = 0
    overloaded: int = 0
    deferred: int = 0
