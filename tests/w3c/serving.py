"""Our server, with the data of one W3C test after the other behind its endpoint.

Everything between the socket and the engine is what is served in public: routes, guard, worker processes, formats. Only
the store is another one: that of the test, with a default graph of its own, so not asked as the union of its graphs.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.settings import Settings
from kg.store.limits import Limits
from kg.store.pool import ProcessPoolEvaluator
from kg.web.answer_cache import AnswerCache
from kg.web.app import create_app
from kg.web.switching import OpenRelease
from tests.running import free_port

_SYNTAXES = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML}

#: Files of the default graph; IRI and file of the named ones.
Data = tuple[Sequence[Path], Sequence[tuple[str, Path]]]


class SwitchedServer:
    """A server in a thread; :meth:`switch` puts other data behind it."""

    def __init__(self, app: FastAPI, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._port = free_port()
        self._loop = asyncio.new_event_loop()
        config = uvicorn.Config(app, port=self._port, log_level="error", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=[self._server.serve()])
        self._data: object = None
        self._pool: ProcessPoolEvaluator | None = None
        self._stores = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start to serve the release."""
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive(), "the server ended"

    def end(self) -> None:
        """End it, and the worker process of the last test."""
        self._exchange(None)
        self._server.should_exit = True
        self._thread.join(timeout=20)
        self._loop.close()

    def switch(self, data: Data, base_iri: str) -> None:
        """Serve these data from now on."""
        if (data, base_iri) == self._data:
            return
        self._stores += 1
        path = self._folder / f"store-{self._stores}"
        _write_store(path, data)
        limits = Limits(workers=1)
        self._exchange(ProcessPoolEvaluator(path, limits, union_default_graph=False, base_iri=base_iri))
        self._data = (data, base_iri)

    def _exchange(self, pool: ProcessPoolEvaluator | None) -> None:
        asyncio.run_coroutine_threadsafe(self._exchanged(pool), self._loop).result(timeout=60)

    async def _exchanged(self, pool: ProcessPoolEvaluator | None) -> None:
        former, self._pool = self._pool, pool
        if pool is not None:
            await pool.__aenter__()
            served: OpenRelease = self._app.state.releases.served
            settings = Settings()  # answers are kept for a release: other data are none of its answers
            kept = AnswerCache(settings.answer_cache_mb * 1024 * 1024)
            served.site = replace(served.site, endpoint=pool, answers=kept)
        if former is not None:
            await former.__aexit__(None, None, None)


def _write_store(path: Path, data: Data) -> None:
    store = Store(str(path))
    files, graphs = data
    for file in files:
        store.load(path=str(file), format=_SYNTAXES[file.suffix], base_iri=file.as_uri())
    for name, file in graphs:
        graph = NamedNode(name)
        store.load(path=str(file), format=_SYNTAXES[file.suffix], base_iri=file.as_uri(), to_graph=graph)
    store.flush()


@contextmanager
def switched_server(release: Path, folder: Path) -> Iterator[SwitchedServer]:
    """A running server over a release, whose endpoint can be given other data."""
    server = SwitchedServer(create_app(release, Settings()), folder)
    server.start()
    try:
        yield server
    finally:
        server.end()
