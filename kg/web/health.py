"""``/healthz``, ``/readyz`` and ``/metrics``: for those who run the server."""

from __future__ import annotations

import asyncio
from dataclasses import fields

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import EngineUnavailable, RenkeiError
from kg.formats import METRICS_TYPE, RESULTS_JSON
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import QueryRequest
from kg.store.release import check_release
from kg.web.problems import Reason, problem
from kg.web.site import AtSite, Site, stored_query

router = APIRouter(tags=["Operation"])
_UNCACHED = {"Cache-Control": "no-store"}
_PROBE_SECONDS = 3.0


@router.get("/healthz", summary="Whether the server runs")
@router.head("/healthz", include_in_schema=False)
async def is_alive() -> Response:
    return PlainTextResponse("ok\n", headers=_UNCACHED)


@router.get("/readyz", summary="Whether queries are answered")
@router.head("/readyz", include_in_schema=False)
async def is_ready(request: Request, site: AtSite) -> Response:
    try:
        await _probe(site)
    except RenkeiError as error:
        return problem(request, Reason(503, error.message, error.message_ja), headers=_UNCACHED)
    return PlainTextResponse("ready\n", headers=_UNCACHED)


async def _probe(site: Site) -> None:
    """Raise what is wrong: a file of the release that is gone, evaluators that do not answer."""
    await asyncio.to_thread(check_release, site.release)
    await asyncio.gather(_probe_pool("endpoint", site.endpoint), _probe_pool("pages", site.pages))


async def _probe_pool(name: str, pool: ProcessPoolEvaluator) -> None:
    request = QueryRequest(query=stored_query("ready"), format=RESULTS_JSON, client=f"{name} probe")
    try:
        async with asyncio.timeout(_PROBE_SECONDS):
            await pool.evaluate(request)
    except TimeoutError as error:
        raise EngineUnavailable(
            f"service: the evaluator of {name} did not answer within {_PROBE_SECONDS:g} seconds",
            f"{name} の評価プロセスが {_PROBE_SECONDS:g} 秒以内に答えませんでした",
        ) from error


@router.get("/metrics", summary="Counters in the Prometheus text format")
@router.head("/metrics", include_in_schema=False)
async def read_metrics(site: AtSite) -> Response:
    lines = [*_pool_lines("endpoint", site.endpoint), *_pool_lines("pages", site.pages)]
    counts = site.release.manifest.counts
    lines.append(f'renkei_release_triples{{release="{site.release.manifest.id}"}} {counts.triples}')
    return Response("\n".join(lines) + "\n", media_type=METRICS_TYPE, headers=_UNCACHED)


def _pool_lines(name: str, pool: ProcessPoolEvaluator) -> list[str]:
    counters = pool.counters
    lines = [
        f'renkei_queries_total{{pool="{name}",outcome="{field.name}"}} {getattr(counters, field.name)}'
        for field in fields(counters)
    ]
    return [*lines, f'renkei_queries_waiting{{pool="{name}"}} {pool.waiting}']
