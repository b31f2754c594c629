"""Every dump is read back before it can go live: it is well formed and says what it was made from, nothing else.

Both are read side by side, a subject at a time: a dump has all that a graph, or the union, says of a thing together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby, zip_longest
from pathlib import Path
from typing import IO
from xml.parsers import expat

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import ReleaseError
from kg.formats import DATASET_FORMATS, RDF_XML, Format
from kg.publication.dumps import Content
from kg.rdf_xml import xml_carries_triple

_Statement = Quad | Triple


def check_dump(path: str, data: bytes, content: Content, syntax: Format) -> None:
    """Raise ReleaseError where a dump of these statements cannot be read back or says something else.

    ``path`` names it in the message. Blank nodes, whose labels a syntax need not keep, are only counted.
    """
    _check(path, BytesIO(data), content, syntax)


def check_dump_file(path: Path, content: Content, syntax: Format) -> None:
    """:func:`check_dump` of a dump that is written already, which is not held in memory."""
    with path.open("rb") as file:
        _check(path.name, file, content, syntax)


def _check(path: str, file: IO[bytes], content: Content, syntax: Format) -> None:
    try:
        if syntax is RDF_XML:
            expat.ParserCreate().ParseFile(file)
            file.seek(0)
        fault = _difference(file, content, syntax)
    except (SyntaxError, ValueError, expat.ExpatError) as error:
        raise _unreadable(path, str(error)) from error
    if fault:
        raise _unreadable(path, fault)


def _difference(file: IO[bytes], content: Content, syntax: Format) -> str:
    """What the dump says otherwise than the statements, empty where it says the same."""
    quads = parse(file, format=_engine(syntax))
    found: Iterable[_Statement] = quads if syntax in DATASET_FORMATS else (quad.triple for quad in quads)
    for read, expected in zip_longest(_by_subject(found), _by_subject(_expected(content, syntax)), fillvalue=()):
        distinct = set(expected)
        for said in read:
            if said not in distinct and not isinstance(said.subject, BlankNode) and not _is_blank(said):
                return f"found {said}, which is not to be said"
        if len(read) != len(expected):
            return f"found {len(read)} statements of {[*read, *expected][0].subject}, expected {len(expected)}"
    return ""


def _is_blank(said: _Statement) -> bool:
    return isinstance(said.object, BlankNode)


def _by_subject(statements: Iterable[_Statement]) -> Iterator[tuple[_Statement, ...]]:
    return (tuple(group) for _, group in groupby(statements, key=_subject))


def _subject(said: _Statement) -> object:
    """What stands together; neighbouring blank nodes do, as their labels say nothing."""
    subject = "" if isinstance(said.subject, BlankNode) else said.subject
    return (subject, said.graph_name) if isinstance(said, Quad) else subject


def _engine(syntax: Format) -> RdfFormat:
    if not isinstance(syntax.engine, RdfFormat):
        raise TypeError(f"{syntax.name}: expected an RDF syntax")
    return syntax.engine


def _expected(content: Content, syntax: Format) -> Iterable[_Statement]:
    """What a dump has to say: RDF/XML leaves out what XML cannot carry."""
    if syntax is RDF_XML:
        return filter(xml_carries_triple, content.triples)
    return content.quads if syntax in DATASET_FORMATS else content.triples


def _unreadable(path: str, fault: str) -> ReleaseError:
    return ReleaseError(
        f"{path}: {fault}; expected exactly the statements that it was written from. The release before stays live",
        f"{path}: 書いた文をそのまま読み戻せません（{fault}）。以前の公開版をそのまま使います",
    )
