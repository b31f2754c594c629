"""Every dump is read back before it can go live: it is well formed and says what it was made from, nothing else."""

from __future__ import annotations

from xml.parsers import expat

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import ReleaseError
from kg.formats import DATASET_FORMATS, RDF_XML, Format
from kg.publication.dumps import DumpContent
from kg.rdf_xml import xml_carries_triple


def check_dump(path: str, data: bytes, content: DumpContent, syntax: Format) -> None:
    """Raise ReleaseError where a dump of these statements cannot be read back or says something else.

    ``path`` names it in the message. Blank nodes, whose labels a syntax need not keep, are only counted.
    """
    try:
        if syntax is RDF_XML:
            expat.ParserCreate().Parse(data, True)
        fault = _difference(data, content, syntax)
    except (SyntaxError, ValueError, expat.ExpatError) as error:
        raise _unreadable(path, str(error)) from error
    if fault:
        raise _unreadable(path, fault)


def _difference(data: bytes, content: DumpContent, syntax: Format) -> str:
    """What the dump says otherwise than the statements, empty where it says the same."""
    read = list(parse(data, format=_engine(syntax)))
    found = set(read) if syntax in DATASET_FORMATS else {quad.triple for quad in read}
    expected = _expected(content, syntax)
    for said in found - expected:
        if not isinstance(said.subject, BlankNode) and not isinstance(said.object, BlankNode):
            return f"found {said}, which is not to be said"
    return "" if len(read) == len(expected) else f"found {len(read)} statements, expected {len(expected)}"


def _engine(syntax: Format) -> RdfFormat:
    if not isinstance(syntax.engine, RdfFormat):
        raise TypeError(f"{syntax.name}: expected an RDF syntax")
    return syntax.engine


def _expected(content: DumpContent, syntax: Format) -> set[Quad] | set[Triple]:
    """What a dump has to say: RDF/XML leaves out what XML cannot carry."""
    if syntax is RDF_XML:
        return {triple for triple in content.triples if xml_carries_triple(triple)}
    return set(content.quads) if syntax in DATASET_FORMATS else set(content.triples)


def _unreadable(path: str, fault: str) -> ReleaseError:
    return ReleaseError(
        f"{path}: {fault}; expected exactly the statements that it was written from. The release before stays live",
        f"{path}: 書いた文をそのまま読み戻せません（{fault}）。以前の公開版をそのまま使います",
    )
