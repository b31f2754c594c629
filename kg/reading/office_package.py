"""The parts of a DOCX or XLSX file (Office Open XML, ISO/IEC 29500-2): the zip container, its limits, its XML.

What a file says of its sizes is not believed: parts are read as far as the limit and no further.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from kg.errors import SourceError

_MOST_BYTES = 64 * 1024 * 1024
_MOST_PARTS = 10_000
_DEEPEST = 256  # what the XML parser stops at

#: The namespaces of strict documents (ISO/IEC 29500-1) and of those that Word writes (29500-4).
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_CONTENT_TYPES = "[Content_Types].xml"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another: the last word of its type (``styles``) and the name of the part."""

    id: str
    kind: str
    target: str


class Package:
    """A file's parts, by name. Everything raises SourceError where the file is damaged or too large.

    ``kind`` is what messages call it, ``program`` what opens such files.
    """

    def __init__(self, data: bytes, *, name: str, kind: str = "DOCX", program: str = "Word") -> None:
        self.name = name
        self.kind = kind
        self.program = program
        self._left = _MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {entry.filename.lstrip("/").lower(): entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.damaged(str(error)) from error
        if len(self._parts) > _MOST_PARTS:
            raise self.too_large()

    def damaged(self, reason: str) -> SourceError:
        """The error of a file that is not whole."""
        return SourceError(
            f"{self.name}: found a damaged {self.kind} file ({reason}), expected one that {self.program} opens",
            f"{self.name}: {self.kind} ファイルが壊れています（{reason}）",
        )

    def refused(self, message: str, message_ja: str) -> SourceError:
        """The error of a file that is whole and yet not read."""
        return SourceError(f"{self.name}: {message}", f"{self.name}: {message_ja}")

    def too_large(self) -> SourceError:
        return SourceError(
            f"{self.name}: found a file that unpacks to more than {_MOST_BYTES} bytes or {_MOST_PARTS} parts",
            f"{self.name}: 展開すると {_MOST_BYTES} バイトまたは {_MOST_PARTS} 個を超えるため読めません",
        )

    def holds(self, part: str) -> bool:
        return part.lower() in self._parts

    def names(self) -> frozenset[str]:
        """The names of all parts, in lower case."""
        return frozenset(self._parts)

    def xml(self, part: str) -> Any:
        """The root element of a part."""
        data = self.content(part)
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"{part}: {error.msg}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.damaged(f"{part}: a document type, which {self.kind} files do not have")
        return root

    def content(self, part: str) -> bytes:
        """The bytes of a part, as far as the limit on all of them allows."""
        entry = self._parts.get(part.lower())
        if entry is None:
            raise self.damaged(f"{part} is missing")
        if entry.flag_bits & 0x1:
            raise SourceError(
                f"{self.name}: found a file that is locked with a password, expected one without",
                f"{self.name}: パスワードで保護されているため読めません",
            )
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise self.damaged(f"{part}: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise self.too_large()
        return data

    def relationships(self, part: str) -> Iterator[Relationship]:
        """The links of a part to others of the package; ``""`` is the package itself."""
        folder, _, file = part.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if not self.holds(rels):
            return
        for link in self.xml(rels).iter(_RELATIONSHIP):
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, link.get("Target", ""))).lstrip("/")
                yield Relationship(link.get("Id", ""), link.get("Type", "").rpartition("/")[2], target)

    def content_type(self, part: str) -> str:
        """The media type that the package says a part has; empty where it says none."""
        if not self.holds(_CONTENT_TYPES):
            return ""
        named = self.xml(_CONTENT_TYPES).iter(_OVERRIDE)
        return next((one.get("ContentType", "") for one in named if one.get("PartName", "").lstrip("/") == part), "")

    def document(self) -> str:
        """The name of the part that holds the words."""
        for link in self.relationships(""):
            if link.kind == "officeDocument":
                return link.target
        raise self.damaged("_rels/.rels names no document")
