"""Ends its process, as a fault in a library written in C does."""

import os

from kg.reading.extraction import Extraction


def extract(data: bytes, *, name: str) -> Extraction:
    """Never gives anything."""
    if data:
        os.abort()
    raise RecursionError(f"too deep in {name}")
