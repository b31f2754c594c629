"""PDF files with a text layer: lines in reading order, tables, page furniture, the places of words on pages."""

from __future__ import annotations

from kg.reading.confinement import read_confined
from kg.reading.extraction import Extraction


def read_pdf(data: bytes, *, name: str) -> Extraction:
    """The text of a PDF, read in a bounded process.

    Raises SourceError for a file that is scanned, encrypted, cut off, damaged, without usable fonts or too big.
    """
    return read_confined("kg.reading.pdf.document", data, name=name)
