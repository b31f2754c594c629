"""What the server counts, in the Prometheus text format: requests, queries, caches, releases.

Names and labels are promises to dashboards; the documentation for operators lists them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Counts
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from kg import __version__
from kg.web.switching import Releases, queries_of

#: Seconds; a cached answer takes well under the first, a query is ended at ten by default.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = {"GET", "HEAD", "POST", "QUERY", "OPTIONS"}
#: Names of series, each written once.
_PREFIX = "renkei_"


class Cache(Protocol):
    """What a cache says of itself: answers found and not found since its start, and what it holds now."""

    @property
    def hits(self) -> int: ...

    @property
    def misses(self) -> int: ...

    @property
    def held_bytes(self) -> int: ...


@dataclass(slots=True)
class _Durations:
    """How many requests took up to each of the bounds and more than the last, and seconds in all."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(_BUCKETS) + 1))
    total: float = 0.0


class Metrics(Collector):
    """The counts of one server. Counted in plain numbers, by the one thread that answers, and written when asked for:
    a request may take less time than a counter with a lock of its own.
    """

    def __init__(self) -> None:
        self.running = 0
        self._requests: Counts[tuple[str, str, int]] = Counts()
        self._durations: dict[str, _Durations] = {}
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    @contextmanager
    def run(self) -> Iterator[None]:
        """A request is being answered meanwhile."""
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1

    def count(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request. ``route`` is the path's template, so that there are few."""
        self._requests[route, method if method in _METHODS else "other", status] += 1
        durations = self._durations.get(route)
        if durations is None:
            durations = self._durations[route] = _Durations()
        durations.counts[bisect_left(_BUCKETS, seconds)] += 1
        durations.total += seconds

    def collect(self) -> Iterator[Metric]:
        """Called by the registry."""
        labels = ("route", "method", "status")
        requests = CounterMetricFamily(f"{_PREFIX}http_requests", "Requests that were answered.", labels=labels)
        for (route, method, status), number in self._requests.items():
            requests.add_metric((route, method, str(status)), number)
        yield requests
        seconds = HistogramMetricFamily(
            f"{_PREFIX}http_request_duration_seconds",
            "Seconds from the head of a request to the end of its answer.",
            labels=("route",),
        )
        for route, durations in self._durations.items():
            bounds = (*map(floatToGoString, _BUCKETS), "+Inf")
            buckets = [*zip(bounds, accumulate(durations.counts), strict=True)]
            seconds.add_metric((route,), buckets=buckets, sum_value=durations.total)
        yield seconds
        yield GaugeMetricFamily(f"{_PREFIX}http_requests_running", "Requests that are being answered.", self.running)

    def watch(self, releases: Releases) -> None:
        """Say what these releases are at, too."""
        self._registry.register(_Served(releases))

    def written(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)


class _Served(Collector):
    """What releases, their evaluators and their caches say when they are asked."""

    def __init__(self, releases: Releases) -> None:
        self._releases = releases

    def collect(self) -> Iterator[Metric]:
        yield from self._of_releases()
        yield from self._of_queries()
        yield from self._of_caches()

    def _of_releases(self) -> Iterator[Metric]:
        releases = self._releases
        manifest = releases.served.site.release.manifest
        info = GaugeMetricFamily(
            f"{_PREFIX}release_info", "The served release.", labels=("release", "built_by", "software")
        )
        info.add_metric((manifest.id, manifest.software.version, __version__), 1)
        yield info
        triples = GaugeMetricFamily(f"{_PREFIX}release_triples", "Triples of the served release.", labels=("release",))
        triples.add_metric((manifest.id,), manifest.counts.triples)
        yield triples
        yield GaugeMetricFamily(f"{_PREFIX}releases_open", "Releases that are read.", len(releases.open_sites))
        switched, refused = releases.counts.switched, releases.counts.refused
        yield CounterMetricFamily(f"{_PREFIX}release_switches", "Releases that took the place of another.", switched)
        yield CounterMetricFamily(f"{_PREFIX}releases_refused", "Releases that were refused.", refused)
        waiting = releases.refused is not None
        yield GaugeMetricFamily(f"{_PREFIX}release_refused", "1 while the newest release is refused.", float(waiting))

    def _of_queries(self) -> Iterator[Metric]:
        queries = CounterMetricFamily(f"{_PREFIX}queries", "Queries by their outcome.", labels=("pool", "outcome"))
        counted: Counts[tuple[str, str]] = Counts(self._releases.past_queries)
        waiting: Counts[str] = Counts()
        workers: Counts[str] = Counts()
        for site in self._releases.open_sites:
            counted.update(queries_of(site))
            for name, pool in site.evaluators.items():
                waiting[name] += pool.waiting
                workers[name] += pool.running
        for labels, number in sorted(counted.items()):
            queries.add_metric(labels, number)
        yield queries
        yield _by_pool("queries_waiting", "Queries that wait for a worker process.", waiting)
        yield _by_pool("query_workers", "Worker processes that run.", workers)

    def _of_caches(self) -> Iterator[Metric]:
        asked = CounterMetricFamily(
            f"{_PREFIX}cache_requests", "Answers looked for in a cache.", labels=("cache", "outcome")
        )
        held = GaugeMetricFamily(f"{_PREFIX}cache_bytes", "Bytes of answers that a cache holds.", labels=("cache",))
        for name, cache in self._releases.served.site.caches.items():
            asked.add_metric((name, "hit"), cache.hits)
            asked.add_metric((name, "miss"), cache.misses)
            held.add_metric((name,), cache.held_bytes)
        yield asked
        yield held


def _by_pool(name: str, text: str, numbers: Counts[str]) -> Metric:
    family = GaugeMetricFamily(f"{_PREFIX}{name}", text, labels=("pool",))
    for pool, number in sorted(numbers.items()):
        family.add_metric((pool,), number)
    return family
