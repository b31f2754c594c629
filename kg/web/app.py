"""The web application of one release."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg import __version__
from kg.settings import Settings
from kg.web import (
    agreement_list,
    catalog,
    comparing,
    downloads,
    feed,
    graph_store,
    harvest,
    health,
    ldes,
    linked_data,
    memento,
    portal,
    provenance,
    quality,
    questions,
    shapes,
    sparql,
    wayfinding,
)
from kg.web.at_one_release import AtOneRelease
from kg.web.bodies import TimedBodies
from kg.web.ckan import api
from kg.web.direct import DirectEndpoint
from kg.web.headers import CommonHeaders
from kg.web.hosts import OneHost
from kg.web.metrics import Metrics
from kg.web.observing import Notes, NotingRoute, Observing
from kg.web.openapi import completed
from kg.web.prefix import BasePath
from kg.web.problems import install_problems
from kg.web.replay import Remembering
from kg.web.site import STATIC, open_site
from kg.web.switching import Releases, open_releases

_ROUTERS = (
    portal.router,
    agreement_list.router,
    sparql.router,
    graph_store.router,
    catalog.router,
    harvest.router,
    api.router,
    downloads.router,
    feed.router,
    ldes.router,
    quality.router,
    provenance.router,
    health.router,
    comparing.router,
    questions.router,
    linked_data.router,
    memento.router,
    shapes.router,
    wayfinding.router,
)


class _App(FastAPI):
    """Describes its answers as they are; every answer is observed and from one release."""

    def build_middleware_stack(self) -> ASGIApp:
        """Around the framework's own, so that its answers to failures are like all others."""
        notes: Notes = self.state.notes
        inner = CommonHeaders(OneHost(super().build_middleware_stack()))
        return Remembering(Observing(AtOneRelease(BasePath(inner)), notes=notes))

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


def create_app(release_directory: Path, settings: Settings) -> FastAPI:
    """The application that serves a release; the release is opened when the application starts,
    unless :func:`serve_from` has been told of open ones.

    Only the release directory is read. A missing or damaged one raises ReleaseError at start.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if hasattr(app.state, "releases"):
            yield
            return
        async with open_releases(release_directory, partial(open_site, settings=settings)) as releases:
            serve_from(app, releases)
            yield
            del app.state.releases

    app = _App(
        title="Renkei KG",
        version=__version__,
        description="自治体間の連携協約等のリンクトオープンデータ / Linked open data of inter-municipal agreements.",
        license_info={"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        lifespan=lifespan,
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.metrics = Metrics()
    app.state.notes = Notes(app.state.metrics, log_requests=settings.log_requests)
    install_problems(app)
    app.add_middleware(DirectEndpoint)
    app.add_middleware(TimedBodies, seconds=settings.client_seconds)
    app.add_middleware(NotingRoute)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in _ROUTERS:
        app.include_router(router)
    return app


def serve_from(app: FastAPI, releases: Releases) -> None:
    """Answer requests from these releases."""
    app.state.releases = releases
    app.state.metrics.watch(releases)
