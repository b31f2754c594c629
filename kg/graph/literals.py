"""Literals of the published graph: each kind of value has one datatype."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg.vocabulary import XSD


def japanese(text: str) -> Literal:
    """Words of the agreement in their repaired reading, or a Japanese label.

    >>> str(japanese("目的"))
    '"目的"@ja'
    """
    return Literal(text, language="ja")


def english(text: str) -> Literal:
    """A label in English.

    >>> str(english("Biei-cho"))
    '"Biei-cho"@en'
    """
    return Literal(text, language="en")


def kana(text: str) -> Literal:
    """A reading in kana; the language tag says Japanese in hiragana or katakana.

    >>> str(kana("びえいちょう"))
    '"びえいちょう"@ja-hrkt'
    """
    return Literal(text, language="ja-Hrkt")


def string(text: str) -> Literal:
    """A code, a number as text, or characters exactly as printed.

    >>> str(string("012041"))
    '"012041"'
    """
    return Literal(text)


def integer(value: int) -> Literal:
    """A count or position.

    >>> str(integer(3))
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return Literal(str(value), datatype=XSD["integer"])


def boolean(value: bool) -> Literal:
    """A truth value.

    >>> str(boolean(True))
    '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    """
    return Literal("true" if value else "false", datatype=XSD["boolean"])


def offset(value: int) -> Literal:
    """An offset in Unicode code points.

    >>> offset(0).datatype.value
    'http://www.w3.org/2001/XMLSchema#nonNegativeInteger'
    """
    return Literal(str(value), datatype=XSD["nonNegativeInteger"])


def day(value: date) -> Literal:
    """A calendar day.

    >>> str(day(date(2022, 1, 12)))
    '"2022-01-12"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    return Literal(value.isoformat(), datatype=XSD["date"])


def stated(subject: NamedNode, predicate: NamedNode, value: Literal | None) -> Iterator[Triple]:
    """The statement, or nothing where there is no value or an empty one: the graph holds no empty literals."""
    if value is not None and value.value:
        yield Triple(subject, predicate, value)
