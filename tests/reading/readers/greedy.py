"""Takes all memory."""

from kg.reading.extraction import Extraction


def extract(data: bytes, *, name: str) -> Extraction:
    """Keeps ever more."""
    kept = [data]
    while True:
        kept.append(bytes(64 << 20))
        if not name:
            return Extraction(text="", media_type="")
