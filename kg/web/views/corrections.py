"""What people corrected in a reading, beside what had been read."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import DCTERMS, PROV, RDFS, RENKEI
from kg.web.description import Words
from kg.web.views.statements import Link, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction: of which things and property, the raw reading and the right one, by whom, when and why.

    ``property`` is None where words were corrected; ``source`` is where the words stand that it points at.
    """

    link: Link
    things: tuple[Link, ...]
    property: Link | None
    raw: tuple[Link, ...]
    now: tuple[Link, ...]
    author: Words | None
    day: str
    reason: Words | None
    rests_on: tuple[Link, ...]
    source: str


def view_corrections(view: View, *iris: str) -> tuple[Correction, ...]:
    """The corrections of some things, in the order of the file that states them."""
    known = view.description
    nodes = {node for iri in iris for node in known.subjects(RENKEI["corrects"], iri)}
    return _in_order(view, nodes)


def view_all_corrections(view: View) -> tuple[Correction, ...]:
    """Every correction of an agreement."""
    return _in_order(view, set(view.description.instances(RENKEI["Correction"])))


def _in_order(view: View, nodes: set[str]) -> tuple[Correction, ...]:
    return tuple(_view(view, node) for node in sorted(nodes, key=lambda node: (view.description.position(node), node)))


def _view(view: View, iri: str) -> Correction:
    author = view.description.iri(iri, PROV["wasAttributedTo"])
    made = view.text(iri, PROV["generatedAtTime"])
    return Correction(
        link=view.link(iri),
        things=view.linked(iri, RENKEI["corrects"]),
        property=next(iter(view.linked(iri, RENKEI["correctedProperty"])), None),
        raw=_values(view, iri, RENKEI["replacedValue"]),
        now=_values(view, iri, RENKEI["correctedValue"]),
        author=view.text(author, RDFS["label"]) if author else None,
        day=made.text.partition("T")[0] if made else "",
        reason=view.text(iri, RENKEI["reason"]),
        rests_on=_values(view, iri, DCTERMS["source"]),
        source=view.source(iri),
    )


def _values(view: View, iri: str, predicate: NamedNode) -> tuple[Link, ...]:
    values = view.description.values(iri, predicate)
    literals = (Link(Words(value.value, value.language or "")) for value in values if isinstance(value, Literal))
    return (*view.linked(iri, predicate), *literals)
