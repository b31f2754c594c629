"""A source file to its text: what a file is, its content says, whatever it is called."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kg.errors import SourceError
from kg.formats import PLAIN_TEXT
from kg.model.text import SourceText
from kg.reading.confinement import read_confined
from kg.reading.encodings import decode
from kg.reading.extraction import Extraction
from kg.reading.html.encoding import decode_page, is_page
from kg.reading.pdf import read_pdf

#: Some programs write other bytes before the mark of a PDF (ISO 32000-1, annex H.3).
_PDF = re.compile(rb"(?s:.*?)%PDF-[12]\.")
_PDF_PROLOGUE = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: Compound files of Microsoft: the formats before 2007, and what later ones are put in when locked with a password.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIL_HEADER = re.compile(rb"(?:From|Subject|Date|MIME-Version|Snapshot-Content-Location|Content-Type):")
_READ = "plain text, HTML, DOCX, PDF or XLSX"
_READ_JA = "テキスト、HTML、DOCX、PDF、XLSX"


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
    _refuse_what_is_not_read(data, place)
    if _PDF.match(data, 0, _PDF_PROLOGUE):
        return source_of_extraction(data, name, read_pdf(data, name=place))
    if data.startswith(_ZIP):
        return source_of_extraction(data, name, read_confined("kg.reading.office", data, name=place))
    if is_page(data):
        decoded = decode_page(data, name=place)
        found = read_confined("kg.reading.html.page", decoded.text.encode("utf-8", "replace"), name=place)
        return source_of_extraction(data, name, found, encoding=decoded.encoding, mark=decoded.byte_order_mark)
    decoded = decode(data, name=place)
    found = Extraction(text=decoded.text, media_type=PLAIN_TEXT.media_type)
    return source_of_extraction(data, name, found, encoding=decoded.encoding, mark=decoded.byte_order_mark)


def source_of_extraction(
    data: bytes, name: str, found: Extraction, *, encoding: str = "", mark: bytes = b""
) -> SourceText:
    """What a reader took out of a file, as a source."""
    return SourceText(
        name=name,
        text=found.text,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        byte_order_mark=mark,
        media_type=found.media_type,
        furniture=found.furniture,
        boxes=found.boxes,
        notes=found.notes,
        cells=found.cells,
        facts=found.facts,
    )


def _refuse_what_is_not_read(data: bytes, place: str) -> None:
    """Raise SourceError for the formats that agreements are also kept in, with what to do."""
    if data.startswith(_COMPOUND_FILE):
        if _LOCKED in data:
            raise SourceError(
                f"{place}: found a document that is locked with a password, expected one without",
                f"{place}: パスワードで保護されているため読めません。保護を外してください",
            )
        raise _other(place, "a file of Word or Excel 97-2003 (.doc, .xls)", "旧形式（.doc、.xls）のファイル")
    if data.startswith(b"{\\rtf"):
        raise _other(place, "a document in RTF", "RTF の文書")
    if _MAIL_HEADER.match(data) and b"multipart/related" in data[:4096]:
        raise SourceError(
            f"{place}: found a web archive (MHTML), expected {_READ}; save the page as HTML",
            f"{place}: Web アーカイブ（MHTML）は読めません。HTML として保存してください",
        )


def _other(place: str, found: str, found_ja: str) -> SourceError:
    return SourceError(
        f"{place}: found {found}, expected {_READ}; save it as DOCX or XLSX",
        f"{place}: {found_ja}は読めません（読めるのは {_READ_JA}）。DOCX か XLSX として保存してください",
    )
