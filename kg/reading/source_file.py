"""A source file to its text: what a file is, its content says, whatever it is called."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import SourceError
from kg.formats import PLAIN_TEXT
from kg.model.text import SourceText
from kg.reading.encodings import decode


def read_source(path: Path) -> SourceText:
    """A source file as text. Raises SourceError where it is missing or cannot be read; the message says why."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path}: cannot be read: {error.strerror}", f"{path}: 読めません（{error.strerror}）"
        ) from error
    return source_of(data, name=path.name, place=str(path))


def source_of(data: bytes, *, name: str, place: str = "") -> SourceText:
    """The text of a file with that content. ``place`` is what messages call it, its name where not given.

    Raises SourceError.
    """
    place = place or name
    decoded = decode(data, name=place)
    return SourceText(
        name=name,
        text=decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        byte_order_mark=decoded.byte_order_mark,
        media_type=PLAIN_TEXT.media_type,
    )
