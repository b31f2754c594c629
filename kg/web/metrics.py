"""What the server counts, in the Prometheus text format: requests, queries, caches, releases.

Names and labels are promises to dashboards; the documentation for operators lists them.
"""

from __future__ import annotations

from collections import Counter as Counts
from collections.abc import Iterator
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

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


class Metrics:
    """The counts of one server."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # series of when each began
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            f"{_PREFIX}http_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            f"{_PREFIX}http_request_duration_seconds",
            "Seconds from the head of a request to the end of its answer.",
            ("route",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        #: The series that were counted into: to look them up by their labels takes longer than to count.
        self._series: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self.running = Gauge(
            f"{_PREFIX}http_requests_running", "Requests that are being answered.", registry=self._registry
        )

    def count(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request. ``route`` is the path's template, so that there are few."""
        known = method if method in _METHODS else "other"
        series = self._series.get((route, known, status))
        if series is None:
            series = self._requests.labels(route, known, str(status)), self._seconds.labels(route)
            self._series[route, known, status] = series
        requests, durations = series
        requests.inc()
        durations.observe(seconds)

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
