"""The query store of a release: an Oxigraph store on disk that the server opens read-only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, Store


def write_store(directory: Path, quads: Iterable[Quad]) -> None:
    """A new store with these quads, compacted and flushed, closed when this returns."""
    store = Store(str(directory))
    store.bulk_extend(quads)
    store.optimize()
    store.flush()
