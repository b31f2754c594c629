"""The web application of one release."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from kg import __version__
from kg.settings import Settings
from kg.web import catalog, downloads, graph_store, health, linked_data, portal, shapes, sparql, wayfinding
from kg.web.headers import CommonHeaders
from kg.web.openapi import completed
from kg.web.prefix import BasePath
from kg.web.problems import install_problems
from kg.web.site import STATIC, open_site

_ROUTERS = (
    portal.router,
    sparql.router,
    graph_store.router,
    catalog.router,
    downloads.router,
    health.router,
    linked_data.router,
    shapes.router,
    wayfinding.router,
)


class _App(FastAPI):
    """Describes its answers as they are."""

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


def create_app(release_directory: Path, settings: Settings) -> FastAPI:
    """The application that serves a release; the release is opened when the application starts,
    unless ``app.state.site`` has it open.

    Only the release directory is read. A missing or damaged one raises ReleaseError at start.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if hasattr(app.state, "site"):
            yield
            return
        async with open_site(release_directory, settings) as site:
            app.state.site = site
            yield
            del app.state.site

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
    install_problems(app)
    app.add_middleware(CommonHeaders)
    app.add_middleware(BasePath)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in _ROUTERS:
        app.include_router(router)
    return app
