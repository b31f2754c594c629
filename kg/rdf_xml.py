"""RDF/XML: the one syntax of ours that cannot carry every character.

XML 1.0 has no way to write most control characters, U+FFFE and U+FFFF, not even as a reference (section 2.2). It reads
a carriage return as a line feed unless it is written as a reference (section 2.11). Source texts have both: the page
break of a PDF comes as a form feed, and line ends are published untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import IO, cast

from pyoxigraph import Literal, RdfFormat, Triple, serialize

from kg.head_writer import HeadWriter

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = re.compile(rb' xmlns:[^=]+="[^"]*"')
_COMMENT = (
    "\n<!-- {count} statement(s) are left out: XML 1.0 cannot carry a character of their literals. Every other syntax "
    "has them. / XML 1.0 で表せない文字を値に含む {count} 件の文を除いています。ほかの構文にはすべてあります。 -->"
)


def xml_carries(text: str) -> bool:
    """Whether XML 1.0 can carry a text.

    >>> xml_carries("甲及び\\r\\n乙"), xml_carries("甲\\f乙")
    (True, False)
    """
    return _NOT_XML.search(text) is None


def xml_carries_triple(triple: Triple) -> bool:
    """Whether RDF/XML can state a triple."""
    return not isinstance(triple.object, Literal) or xml_carries(triple.object.value)


@dataclass(frozen=True, slots=True)
class RdfXml:
    """A document and the triples that it leaves out, as it says itself in a comment."""

    data: bytes
    left_out: tuple[Triple, ...]


def write_rdf_xml(triples: Iterable[Triple], *, prefixes: Mapping[str, str]) -> RdfXml:
    """Triples as RDF/XML, in their order; the same triples give the same bytes."""
    written: list[Triple] = []
    left_out: list[Triple] = []
    for triple in triples:
        (written if xml_carries_triple(triple) else left_out).append(triple)
    buffer = BytesIO()
    stream_rdf_xml(written, buffer, prefixes=prefixes, left_out=len(left_out))
    return RdfXml(buffer.getvalue(), tuple(left_out))


class _References:
    """A file in which each carriage return is a reference."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, data: bytes) -> int:
        self._file.write(data.replace(b"\r", b"&#xD;"))
        return len(data)


def stream_rdf_xml(triples: Iterable[Triple], file: IO[bytes], *, prefixes: Mapping[str, str], left_out: int) -> None:
    """Write triples that XML carries while they come; the comment says that ``left_out`` others are not there."""

    def mended(head: bytes) -> bytes:
        head = _with_sorted_namespaces(head)
        return _with_comment(head, left_out) if left_out else head

    writer = HeadWriter(cast("IO[bytes]", _References(file)), mended)
    serialize(triples, cast("IO[bytes]", writer), format=RdfFormat.RDF_XML, prefixes=dict(prefixes))
    writer.close()


def _with_sorted_namespaces(data: bytes) -> bytes:
    """The engine declares prefixes in an order that differs from run to run; the same bytes need one order."""
    begin = data.index(b"<rdf:RDF")
    end = data.index(b">", begin)
    return data[:begin] + b"<rdf:RDF" + b"".join(sorted(_NAMESPACE.findall(data, begin, end))) + data[end:]


def _with_comment(data: bytes, count: int) -> bytes:
    """The document with a remark below its XML declaration."""
    end = data.index(b"?>") + 2
    return data[:end] + _COMMENT.format(count=count).encode() + data[end:]
