"""Elements of Akoma Ntoso 3.0: their namespace, how they are made, and the white space between them.

What the vocabulary has no attribute for (the number of an article as a number, the parts of a citation) stands in
attributes of a namespace of ours, which the schema lets through (``anyAttribute namespace="##other"``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

from kg.errors import InputError
from kg.identifiers import AKOMA_NTOSO_ATTRIBUTES
from kg.rdf_xml import xml_carries

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NSMAP = {None: NAMESPACE, "renkei": AKOMA_NTOSO_ATTRIBUTES}

#: Elements that hold words: no white space may be added inside them.
WITH_WORDS = frozenset({"p", "block", "num", "heading"})

#: An element of lxml, which has no types.
Element: TypeAlias = Any


def make(name: str, /, *children: Element, **attributes: str | None) -> Element:
    """An element with attributes; those that are None are left out. ``from_`` and the like lose the underscore.

    >>> make("td", make("p"), eId="x", colspan=None).get("eId")
    'x'
    """
    element = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap=NSMAP)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.rstrip("_"), carried(value))
    element.extend(children)
    return element


def carried(value: str) -> str:
    """A text as the value of an attribute: a character that XML cannot carry becomes U+FFFD. Content keeps it
    (:mod:`kg.akoma_ntoso.words`).

    >>> carried("甲\\f乙")
    '甲\ufffd乙'
    """
    return "".join(character if xml_carries(character) else "\ufffd" for character in value)


def note(element: Element, **attributes: str | None) -> Element:
    """The element with attributes of our namespace; those that are None are left out.

    >>> noted(note(make("article"), number="3の2", through=None), "number")
    '3の2'
    """
    for key, value in attributes.items():
        if value is not None:
            element.set(f"{{{AKOMA_NTOSO_ATTRIBUTES}}}{key}", carried(value))
    return element


def noted(element: Element, key: str) -> str | None:
    """An attribute of our namespace, None where the element has none."""
    value: str | None = element.get(f"{{{AKOMA_NTOSO_ATTRIBUTES}}}{key}")
    return value


def name_of(element: Element) -> str:
    """The local name of an element of Akoma Ntoso. Raises InputError for one of another namespace."""
    tag = str(element.tag)
    if not tag.startswith(f"{{{NAMESPACE}}}"):
        raise InputError(
            f"line {element.sourceline}: found <{tag}>, expected an element of {NAMESPACE}",
            f"{element.sourceline} 行目: {tag} は Akoma Ntoso 3.0 の要素ではありません",
        )
    return tag.removeprefix(f"{{{NAMESPACE}}}")


def child(element: Element, name: str) -> Element | None:
    """The first child of that name."""
    return element.find(f"{{{NAMESPACE}}}{name}")


def the_child(element: Element, name: str) -> Element:
    """The child of that name. Raises InputError where there is none."""
    found = child(element, name)
    if found is None:
        raise InputError(
            f"line {element.sourceline}: <{name_of(element)}> has no <{name}>, expected one",
            f"{element.sourceline} 行目: {name_of(element)} 要素に {name} 要素がありません",
        )
    return found


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements, of these names where any are given."""
    for below in element:
        if isinstance(below.tag, str) and (not names or name_of(below) in names):
            yield below


def below(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name at any depth, in document order."""
    yield from element.iter(f"{{{NAMESPACE}}}{name}")


def lay_out(element: Element, depth: int = 0) -> None:
    """Put each element on a line of its own, without touching elements that hold words."""
    if name_of(element) in WITH_WORDS or len(element) == 0:
        return
    element.text = "\n" + " " * (depth + 1)
    for index, part in enumerate(element):
        lay_out(part, depth + 1)
        last = index == len(element) - 1
        part.tail = "\n" + " " * (depth + (0 if last else 1))
