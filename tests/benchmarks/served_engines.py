"""The engines of the serving benchmark, each started over the same generated graph."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import RdfFormat, Store, serialize

from tests.benchmarks.generated_graph import BASE, generated_quads
from tests.engines.fuseki import fetch_fuseki, fuseki_server
from tests.engines.oxigraph import oxigraph_server
from tests.engines.server import running
from tests.engines.virtuoso import run_sql, virtuoso_server
from tests.running import free_port

_COUNTED = ("agreements", "articles", "initiatives", "roles", "municipalities", "parties")
#: What those may take to be ready that read all triples first.
_LOADING_SECONDS = 900.0
_SERVE = """
import sys
from pathlib import Path
from kg.settings import Settings
from kg.web import serve
directory, port, cache, store = sys.argv[1:]
settings = Settings(answer_cache_mb=int(cache), store_memory_mb=int(store), query_timeout=60.0)
serve(Path(directory), settings, host="127.0.0.1", port=int(port))
"""
_RDFLIB = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph, path="/query"), host="127.0.0.1", port=int(sys.argv[2]), log_level="error")
"""

Engine = Callable[[], AbstractContextManager[str]]


@dataclass(frozen=True, slots=True)
class Data:
    """The graph on disk: a release whose store our server and Oxigraph's read, and N-Triples for the others."""

    release: Path
    triples: Path
    count: int


def write_data(folder: Path, agreements: int) -> Data:
    """Write the generated graph of so many agreements."""
    release, triples = folder / "release", folder / "nt" / "data.nt"
    release.mkdir(parents=True)
    triples.parent.mkdir()
    store = Store(str(release / "store"))
    store.bulk_extend(generated_quads(agreements))
    store.optimize()
    store.flush()
    count = len(store)
    del store
    serialize((quad.triple for quad in generated_quads(agreements)), str(triples), RdfFormat.N_TRIPLES)
    manifest: dict[str, object] = {
        "format": 1,
        "id": "generated",
        "software": {"name": "renkei-kg", "version": "0"},
        "created": "2022-04-01T00:00:00Z",
        "settings": {"base_iri": BASE, "publisher_name": "generated"},
        "counts": {**dict.fromkeys(_COUNTED, 0), "agreements": agreements, "triples": count, "graphs": {}},
        "previous": None,
        **{name: [] for name in ("inputs", "agreements", "set_aside", "files")},
    }
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return Data(release, triples, count)


def engines(data: Data, folder: Path, rdflib_python: str, *, store_memory_mb: int) -> dict[str, Engine]:
    """Each engine by name; entering one starts it and gives the address of its endpoint. ``store_memory_mb`` is that
    setting of our server.
    """
    renkei = partial(_renkei, data, store_memory_mb=store_memory_mb)
    return {
        "renkei": partial(renkei, folder=_made(folder / "renkei"), cache_mb=0),
        "renkei-cached": partial(renkei, folder=_made(folder / "renkei-cached"), cache_mb=64),
        "oxigraph": partial(_oxigraph, data, _made(folder / "oxigraph")),
        "virtuoso": partial(_virtuoso, data, _made(folder / "virtuoso")),
        "fuseki": partial(_fuseki, data, _made(folder / "fuseki")),
        **(
            {"rdflib-endpoint": partial(_rdflib, data, _made(folder / "rdflib"), rdflib_python)}
            if rdflib_python
            else {}
        ),
    }


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@contextmanager
def _renkei(data: Data, *, folder: Path, cache_mb: int, store_memory_mb: int) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/sparql"
    command = [sys.executable, "-c", _SERVE, str(data.release), str(port), str(cache_mb), str(store_memory_mb)]
    with running(command, asked_at=url, folder=folder, patience=_LOADING_SECONDS):
        yield url


@contextmanager
def _oxigraph(data: Data, folder: Path) -> Iterator[str]:
    store = str(data.release / "store")
    options = ("serve-read-only", "--location", store, "--union-default-graph")
    with oxigraph_server(folder, options=options) as server:
        yield server.query


@contextmanager
def _virtuoso(data: Data, folder: Path) -> Iterator[str]:
    with virtuoso_server(folder, buffers=170_000, loaded_from=data.triples.parent) as server:
        load = f"ld_dir('{data.triples.parent}', '*.nt', '{BASE}graph')"
        run_sql(folder, load, "rdf_loader_run()", "checkpoint")
        yield server.query


@contextmanager
def _fuseki(data: Data, folder: Path) -> Iterator[str]:
    fetch_fuseki()
    with fuseki_server(folder, location=folder / "tdb2", java_options=("-Xmx4g",)) as server:
        user = f"{server.user}:{server.password}"
        typed = ["-H", "Content-Type: application/n-triples", f"{server.graph_store}?default"]
        command = ["curl", "-sf", "-u", user, "-X", "PUT", "-T", str(data.triples), *typed]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield server.query


@contextmanager
def _rdflib(data: Data, folder: Path, python: str) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/query"
    with running(
        [python, "-c", _RDFLIB, data.triples, str(port)], asked_at=url, folder=folder, patience=_LOADING_SECONDS
    ):
        yield url
