"""DOCX files made by hand, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from kg.reading.source_file import source_of

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}


def docx(body: str, **parts: str) -> bytes:
    """A file with that body. Parts are named ``styles``, ``numbering``, ``footnotes``, ``header1``, ``footer1``…"""
    return package(document_parts(body, **parts))


def document_parts(body: str, **parts: str) -> dict[str, str]:
    """The parts of a document by name."""
    links = "".join(
        f'<Relationship Id="r_{name}" Type="{_R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in parts
    )
    roots = {name: _ROOTS.get(name, "hdr" if name.startswith("header") else "ftr") for name in parts}
    return {
        "_rels/.rels": _links(f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _links(links),
        **{f"word/{name}.xml": f"<w:{roots[name]} {NAMESPACES}>{xml}</w:{roots[name]}>" for name, xml in parts.items()},
    }


def _links(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip container of those parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def p(words: str, properties: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(words)}</w:p>"


def r(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def numbered(words: str, level: int = 0, list_id: int = 1) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(index: int, text: str, number_format: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(levels: str, list_id: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{list_id}">{levels}</w:abstractNum>'


def num(list_id: int = 1, abstract_id: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def words(body: str, **parts: str) -> str:
    """The text of a document with that body; cells divided by ``|``, lines in cells by ``/``."""
    text = source_of(docx(body, **parts), name="a.docx").text
    return text.removesuffix("\n").replace("\t", "|").replace("\u2028", "/")
