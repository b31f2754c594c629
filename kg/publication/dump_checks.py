"""Every dump is read back before it can go live: it is well formed and says what it was made from, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from xml.parsers import expat

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

from kg.errors import ReleaseError
from kg.formats import DATASET_FORMATS, RDF_XML, Format
from kg.rdf_xml import xml_carries_triple


def check_dump(path: str, data: bytes, quads: Sequence[Quad], syntax: Format) -> None:
    """Raise ReleaseError where a dump of these quads cannot be read back or says something else.

    ``path`` names it in the message. Blank nodes, whose labels a syntax need not keep, are only counted.
    """
    try:
        if syntax is RDF_XML:
            expat.ParserCreate().Parse(data, True)
        fault = _difference(data, quads, syntax)
    except (SyntaxError, ValueError, expat.ExpatError) as error:
        raise _unreadable(path, str(error)) from error
    if fault:
        raise _unreadable(path, fault)


def _difference(data: bytes, quads: Sequence[Quad], syntax: Format) -> str:
    """What the dump says otherwise than the quads, empty where it says the same."""
    expected = _expected(quads, syntax)
    count = 0
    for quad in parse(data, format=_engine(syntax)):
        found = quad if syntax in DATASET_FORMATS else quad.triple
        count += 1
        if found not in expected and not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
            return f"found {found}, which is not to be said"
    return "" if count == len(expected) else f"found {count} statements, expected {len(expected)}"


def _engine(syntax: Format) -> RdfFormat:
    if not isinstance(syntax.engine, RdfFormat):
        raise TypeError(f"{syntax.name}: expected an RDF syntax")
    return syntax.engine


def _expected(quads: Sequence[Quad], syntax: Format) -> set[Quad] | set[Triple]:
    """What a dump has to say: RDF/XML leaves out what XML cannot carry."""
    if syntax in DATASET_FORMATS:
        return set(quads)
    triples = {quad.triple for quad in quads}
    return {triple for triple in triples if xml_carries_triple(triple)} if syntax is RDF_XML else triples


def _unreadable(path: str, fault: str) -> ReleaseError:
    return ReleaseError(
        f"{path}: {fault}; expected exactly the statements that it was written from. The release before stays live",
        f"{path}: 書いた文をそのまま読み戻せません（{fault}）。以前の公開版をそのまま使います",
    )
