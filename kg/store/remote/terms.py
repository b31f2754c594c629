"""Triples on their way to an engine and back, where the engine does not keep what it is given."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.store.remote.engine import Engine
from kg.vocabulary import XSD

#: Marks the datatype of a literal whose engine would have changed it under its own.
_KEPT = "urn:renkei:kept:"
_INTEGERS = frozenset(
    XSD[name].value
    for name in (
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    )
)


def as_sent(triple: Triple, engine: Engine) -> Triple:
    """The triple with datatypes that the engine leaves alone."""
    value = triple.object
    if not isinstance(value, Literal) or value.datatype.value not in engine.kept_as_text:
        return triple
    return Triple(
        triple.subject, triple.predicate, Literal(value.value, datatype=NamedNode(_KEPT + value.datatype.value))
    )


def as_read(triple: Triple, engine: Engine) -> Triple:
    """The triple that was sent.

    >>> from kg.store.remote.engine import VIRTUOSO
    >>> from kg.vocabulary import GEO
    >>> place = Literal("POINT(142.365 43.77083333)", datatype=GEO["wktLiteral"])
    >>> point = Triple(NamedNode("http://example.jp/a"), GEO["asWKT"], place)
    >>> as_sent(point, VIRTUOSO).object.datatype.value
    'urn:renkei:kept:http://www.opengis.net/ont/geosparql#wktLiteral'
    >>> as_read(as_sent(point, VIRTUOSO), VIRTUOSO) == point
    True
    """
    value = triple.object
    if not engine.kept_as_text or not isinstance(value, Literal) or not value.datatype.value.startswith(_KEPT):
        return triple
    datatype = NamedNode(value.datatype.value.removeprefix(_KEPT))
    return Triple(triple.subject, triple.predicate, Literal(value.value, datatype=datatype))


def restored(results: bytes, engine: Engine) -> bytes:
    """SPARQL Results JSON with the datatypes that were sent."""
    return results.replace(f'"{_KEPT}'.encode(), b'"') if engine.kept_as_text else results


def comparable(triple: Triple) -> Triple:
    """The triple with every integer type as ``xsd:integer`` and decimals without zeros at their end.

    Some engines keep no other.

    >>> from kg.vocabulary import OA
    >>> three = Triple(NamedNode("http://example.jp/a"), OA["start"], Literal("3", datatype=XSD["nonNegativeInteger"]))
    >>> comparable(three).object.datatype == XSD["integer"]
    True
    """
    value = triple.object
    if not isinstance(value, Literal):
        return triple
    if value.datatype == XSD["decimal"]:
        return Triple(triple.subject, triple.predicate, Literal(_plain(value.value), datatype=XSD["decimal"]))
    if value.datatype.value not in _INTEGERS:
        return triple
    return Triple(triple.subject, triple.predicate, Literal(value.value, datatype=XSD["integer"]))


def _plain(decimal: str) -> str:
    """A decimal as written shortest.

    >>> _plain("0.3760"), _plain("1.0000"), _plain("-0.50")
    ('0.376', '1', '-0.5')
    """
    return f"{Decimal(decimal).normalize():f}"


def lines_of(triples: Iterable[Triple], engine: Engine) -> bytes:
    """The triples as N-Triples, as they are sent."""
    lines = BytesIO()
    serialize((as_sent(triple, engine) for triple in triples), output=lines, format=RdfFormat.N_TRIPLES)
    return lines.getvalue()
