"""``/healthz``, ``/readyz`` and ``/metrics``: for those who run the server."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import RenkeiError
from kg.formats import METRICS_TYPE, PLAIN_JSON
from kg.web.metrics import Metrics
from kg.web.probes import probe
from kg.web.problems import Reason, problem
from kg.web.site import AtSite
from kg.web.switching import Releases

router = APIRouter(tags=["Operation"])
_UNCACHED = {"Cache-Control": "no-store"}
_ENDING = Reason(503, "service: the server is ending", "サーバーを終了しています")


@router.get("/healthz", summary="Whether the server runs")
@router.head("/healthz", include_in_schema=False)
async def is_alive() -> Response:
    return PlainTextResponse("ok\n", headers=_UNCACHED)


@router.get("/readyz", summary="Whether queries are answered, and from which release")
@router.head("/readyz", include_in_schema=False)
async def is_ready(request: Request, site: AtSite) -> Response:
    releases: Releases = request.app.state.releases
    if releases.ending:
        return problem(request, _ENDING, headers=_UNCACHED)
    try:
        await probe(site)
    except RenkeiError as error:
        return problem(request, Reason(503, error.message, error.message_ja), headers=_UNCACHED)
    refused = releases.refused
    told = {
        "status": "ready",
        "release": site.release.manifest.id,
        "triples": site.release.manifest.counts.triples,
        "refused": {"reason": refused.reason, "reason_ja": refused.reason_ja} if refused else None,
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    return Response(body, media_type=PLAIN_JSON.content_type, headers=_UNCACHED)


@router.get("/metrics", summary="Counters in the Prometheus text format")
@router.head("/metrics", include_in_schema=False)
async def read_metrics(request: Request) -> Response:
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.written(), media_type=METRICS_TYPE, headers=_UNCACHED)
