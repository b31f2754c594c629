"""The two evaluators of a release: worker processes over its own store, or another SPARQL engine that holds it.

The pages have one of their own, so that heavy queries at the public endpoint never keep a reader waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace

from kg.settings import Settings
from kg.store.held_store import needed_mb
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.store.query import RunningEvaluator
from kg.store.release import Release
from kg.store.remote.connection import find_store
from kg.store.remote.credentials import Credentials
from kg.store.remote.evaluator import RemoteEvaluator, RemoteRelease
from kg.store.remote.held import held_release

_FIRST_SLICE_SECONDS = 0.025
_PAGE_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Evaluators:
    """``endpoint`` answers the queries of strangers, ``pages`` our own."""

    endpoint: RunningEvaluator
    pages: RunningEvaluator


@asynccontextmanager
async def open_evaluators(release: Release, settings: Settings) -> AsyncIterator[Evaluators]:
    """Start the evaluators of a release.

    Raises ReleaseError where its store cannot be opened, or where the engine of ``sparql_endpoint`` does not hold it;
    EngineUnavailable or InputError where that engine does not answer.
    """
    starting = await _remote(release, settings) if settings.sparql_endpoint else _local(release, settings)
    async with starting[0] as endpoint, starting[1] as pages:
        yield Evaluators(endpoint, pages)


_Starting = AbstractAsyncContextManager[RunningEvaluator]


def _local(release: Release, settings: Settings) -> tuple[_Starting, _Starting]:
    limits = Limits.of(settings)
    datatypes = release.manifest.datatypes
    store_mb = needed_mb(release.manifest.counts.triples)
    held = store_mb <= settings.store_memory_mb
    return (
        ProcessPoolEvaluator(
            release.store,
            replace(limits, first_slice=_FIRST_SLICE_SECONDS, store_mb=store_mb if held else 0),
            datatypes=datatypes,
            base_iri=release.iris.page("sparql"),
        ),
        ProcessPoolEvaluator(release.store, replace(limits, workers=_PAGE_WORKERS), datatypes=datatypes),
    )


async def _remote(release: Release, settings: Settings) -> tuple[_Starting, _Starting]:
    limits = Limits.of(settings)
    held = await asyncio.to_thread(_held, release, settings)
    return (
        RemoteEvaluator(held, limits, base_iri=release.iris.page("sparql")),
        RemoteEvaluator(held, replace(limits, workers=max(limits.workers, _PAGE_WORKERS))),
    )


def _held(release: Release, settings: Settings) -> RemoteRelease:
    store = find_store(settings.sparql_endpoint, engine=settings.sparql_engine, credentials=Credentials.of(settings))
    return held_release(release, store)
