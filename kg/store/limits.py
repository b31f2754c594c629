"""What evaluation may take, and what happened."""

from __future__ import annotations

from dataclasses import dataclass

from kg.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds and MiB per query, processes, queries that wait, bytes of one answer.

    ``first_slice`` is how many seconds a query may run before it has to wait for the processes that slow queries may
    use, which are all but one; None lets every query run on.
    """

    seconds: float = 10.0
    workers: int = 2
    memory_mb: int = 2048
    queue: int = 64
    result_bytes: int = 64 * 1024 * 1024
    first_slice: float | None = None

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
    def client_queue(self) -> int:
        """Queries of one client that may wait, so that others find room in the queue."""
        return max(1, self.queue // 2)

    @property
    def slow_workers(self) -> int:
        """Processes that slow queries may use at a time: one is kept for quick ones where there are several."""
        return max(1, self.workers - 1)


@dataclass(slots=True)
class Counters:
    """What happened since the start."""

    answered: int = 0
    refused: int = 0
    timed_out: int = 0
    died: int = 0
    overloaded: int = 0
    deferred: int = 0
