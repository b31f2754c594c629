"""``oxigraph serve``, the server of the engine that the product has inside; from the wheel of that name."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.engines.server import EngineServer, running
from tests.running import free_port

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@contextmanager
def oxigraph_server(folder: Path, *, options: Sequence[str] = ("serve",)) -> Iterator[EngineServer]:
    """A server that lives as long as the block, its store in memory unless the options name a ``--location``.

    A store on disk that is only read: ``options=("serve-read-only", "--location", path)``.
    """
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}"
    with running([OXIGRAPH, *options, "--bind", address], asked_at=f"{url}/query", folder=folder) as process:
        yield EngineServer(
            engine="oxigraph", query=f"{url}/query", update=f"{url}/update", graph_store=f"{url}/store", process=process
        )
