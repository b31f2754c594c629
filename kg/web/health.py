"""``/healthz``, ``/readyz`` and ``/metrics``: for those who run the server."""

from __future__ import annotations

from dataclasses import fields

from fastapi import APIRouter
from starlette.responses import PlainTextResponse, Response

from kg.errors import QueryError
from kg.formats import METRICS_TYPE
from kg.store.pool import ProcessPoolEvaluator
from kg.web.site import AtSite

router = APIRouter(tags=["Operation"])
_UNCACHED = {"Cache-Control": "no-store"}


@router.get("/healthz", summary="Whether the server runs")
@router.head("/healthz", include_in_schema=False)
async def is_alive() -> Response:
    return PlainTextResponse("ok\n", headers=_UNCACHED)


@router.get("/readyz", summary="Whether queries are answered")
@router.head("/readyz", include_in_schema=False)
async def is_ready(site: AtSite) -> Response:
    try:
        await site.select("ready")
    except QueryError as error:
        return PlainTextResponse(f"{error.message}\n", status_code=503, headers=_UNCACHED)
    return PlainTextResponse("ready\n", headers=_UNCACHED)


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
