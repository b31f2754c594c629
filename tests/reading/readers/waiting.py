"""Waits without using the processor."""

import threading

from kg.reading.extraction import Extraction


def extract(data: bytes, *, name: str) -> Extraction:
    """Waits for what never happens."""
    threading.Event().wait()
    return Extraction(text=name, media_type=data.decode())
