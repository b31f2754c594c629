"""Whether a site answers: asked by those who run the server, and before a new release is served."""

from __future__ import annotations

import asyncio

from kg.errors import EngineUnavailable
from kg.formats import RESULTS_JSON
from kg.store.query import QueryRequest, RunningEvaluator
from kg.store.release import check_release
from kg.web.site import PORTAL, Site, stored_query

_PROBE_SECONDS = 3.0


async def probe(site: Site, *, seconds: float = _PROBE_SECONDS) -> None:
    """Raise what is wrong: a file of the release that is gone, evaluators that do not answer in time."""
    await asyncio.to_thread(check_release, site.release)
    await asyncio.gather(*(_probe_pool(name, pool, seconds) for name, pool in site.evaluators.items()))


async def warm(site: Site) -> None:
    """Ask what readers ask first, so that nobody waits for it. Raises what the first reader would see."""
    await probe(site, seconds=max(_PROBE_SECONDS, site.settings.query_timeout))  # an engine may be cold
    await site.describe_found("portal", *PORTAL)


async def _probe_pool(name: str, pool: RunningEvaluator, seconds: float) -> None:
    request = QueryRequest(query=stored_query("ready"), format=RESULTS_JSON, client=f"{name} probe")
    try:
        async with asyncio.timeout(seconds):
            await pool.evaluate(request)
    except TimeoutError as error:
        raise EngineUnavailable(
            f"service: the evaluator of {name} did not answer within {seconds:g} seconds",
            f"{name} の評価プロセスが {seconds:g} 秒以内に答えませんでした",
        ) from error
