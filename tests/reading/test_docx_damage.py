"""DOCX files that are damaged, hostile or none: an error that says what is wrong, in bounded time."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from kg.errors import SourceError
from kg.reading.source_file import source_of
from tests.reading.docx_files import document_parts, docx, p, package

_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_PARTS = document_parts(p("甲"), styles="")
_DOCUMENT = "word/document.xml"
DAMAGED = {
    "no document named": ({"[Content_Types].xml": "<x/>"}, "names no document"),
    "document missing": ({k: v for k, v in _PARTS.items() if k != _DOCUMENT}, "word/document.xml is missing"),
    "part missing": ({k: v for k, v in _PARTS.items() if k != "word/styles.xml"}, "word/styles.xml is missing"),
    "broken XML": ({**_PARTS, _DOCUMENT: _PARTS[_DOCUMENT][:-10]}, "word/document.xml: "),
    "spreadsheet": ({**_PARTS, _DOCUMENT: "<workbook/>"}, "of another kind, expected a Word document"),
    "entities": ({**_PARTS, _DOCUMENT: _ENTITIES + _PARTS[_DOCUMENT].replace("甲", "&b;")}, "a document type"),
    "outer entities": ({**_PARTS, _DOCUMENT: _OUTSIDE + _PARTS[_DOCUMENT].replace("甲", "&a;")}, "a document type"),
    "deep nesting": (
        {**_PARTS, _DOCUMENT: _PARTS[_DOCUMENT].replace("<w:body>", "<w:body>" + "<w:customXml>" * 100_000)},
        "Excessive depth",
    ),
    "nested tables": (document_parts("<w:tbl><w:tr><w:tc>" * 40 + "</w:tc></w:tr></w:tbl>" * 40), "more than 30 deep"),
    "embedded document": (document_parts('<w:altChunk r:id="r2"/>'), "another document inside"),
    "note missing": (document_parts('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'), "footnote 2 is missing"),
    "zip bomb": ({**_PARTS, _DOCUMENT: _PARTS[_DOCUMENT].replace("甲", " " * 80_000_000)}, "unpacks to more than"),
    "very many parts": ({f"{i}": "" for i in range(10_001)}, "or 10000 parts"),
}


@pytest.mark.parametrize(("parts", "reason"), DAMAGED.values(), ids=DAMAGED)
def test_damaged_files_say_what_is_wrong(parts: dict[str, str], reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        source_of(package(parts), name="a.docx")
    assert caught.value.message.startswith("a.docx: ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Word or Excel 97-2003.*save it as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"{\\rtf1\\ansi}", "RTF, expected.*save it as DOCX"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n", "MHTML"),
        (b"PK\x03\x04" + bytes(100), "damaged DOCX file"),
    ],
)
def test_other_formats_say_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        source_of(data, name="a.docx")


def test_every_cut_is_an_error_or_the_whole() -> None:
    """The directory of a zip file stands at its end: a file that is cut off is not read in part."""
    data = docx(p("甲は、乙に委託する。"))
    for length in range(4, len(data), 37):
        with pytest.raises(SourceError, match="damaged"):
            source_of(data[:length], name="a.docx")


def test_changed_bytes_are_noticed() -> None:
    data = bytearray(docx(p("甲は、乙に委託する。" * 50)))
    with zipfile.ZipFile(BytesIO(data)) as container:
        at = container.getinfo("word/document.xml").header_offset + 60
    data[at] ^= 0xFF
    with pytest.raises(SourceError, match="damaged"):
        source_of(bytes(data), name="a.docx")
