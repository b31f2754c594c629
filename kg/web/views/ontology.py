"""The page of the ontology: its terms by kind, with examples and shapes, its changes, and diagrams of its classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.identifiers import ONTOLOGY, SHAPES
from kg.vocabulary import OWL, RDFS, RENKEI, SKOS
from kg.web.description import Words
from kg.web.views.statements import Link, View

_SECTIONS = (
    (OWL["Class"], Words("クラス", "ja"), Words("Classes", "en")),
    (OWL["ObjectProperty"], Words("ものを指すプロパティ", "ja"), Words("Object properties", "en")),
    (OWL["DatatypeProperty"], Words("値をとるプロパティ", "ja"), Words("Datatype properties", "en")),
    (OWL["AnnotationProperty"], Words("注釈プロパティ", "ja"), Words("Annotation properties", "en")),
    (OWL["NamedIndividual"], Words("個体", "ja"), Words("Individuals", "en")),
)
_ROW, _STEP, _BOX = 34, 150, 24
#: Width of a character of a label, in the units of a drawing; full-width ones take two.
_CHARACTER = 7.5


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyTerm:
    """A class, property or individual of ours; ``shapes`` are the names of the shapes that look at it."""

    name: str
    iri: str
    labels: tuple[Words, ...]
    definitions: tuple[Words, ...]
    above: tuple[Link, ...]
    domains: tuple[Link, ...]
    ranges: tuple[Link, ...]
    examples: tuple[str, ...]
    shapes: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologySection:
    title_ja: Words
    title_en: Words
    terms: tuple[OntologyTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnClass:
    """A class in a drawing: its box, what leads to it, and the line from the box above (none for the first)."""

    name: str
    label: str
    edge: str
    left: int
    top: int
    width: int
    parent_left: int | None
    parent_bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A tree of classes, one to a row."""

    title_ja: str
    title_en: str
    width: int
    height: int
    classes: tuple[DrawnClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyPage:
    version: str
    descriptions: tuple[Words, ...]
    comments: tuple[Words, ...]
    changes: tuple[Words, ...]
    drawings: tuple[Drawing, ...]
    sections: tuple[OntologySection, ...]


def view_ontology(view: View) -> OntologyPage:
    """The whole page."""
    known = view.description
    header = ONTOLOGY.removesuffix("#")
    versions = known.texts(header, OWL["versionInfo"])
    return OntologyPage(
        version=versions[0].text if versions else "",
        descriptions=_own_language(view, header, "http://purl.org/dc/terms/description"),
        comments=_own_language(view, header, RDFS["comment"].value),
        changes=_own_language(view, header, SKOS["changeNote"].value),
        drawings=tuple(drawing for drawing in (_parts(view), _hierarchy(view)) if drawing.classes),
        sections=tuple(
            OntologySection(title_ja=title_ja, title_en=title_en, terms=tuple(_term(view, iri) for iri in terms))
            for kind, title_ja, title_en in _SECTIONS
            if (terms := [iri for iri in known.instances(kind) if iri.startswith(ONTOLOGY)])
        ),
    )


def _own_language(view: View, iri: str, predicate: str) -> tuple[Words, ...]:
    texts = [value for value in view.description.values(iri, predicate) if hasattr(value, "language")]
    return tuple(
        Words(value.value, value.language or "") for value in texts if value.language in (None, view.language.value)
    )


def _term(view: View, iri: str) -> OntologyTerm:
    known = view.description
    return OntologyTerm(
        name=iri.removeprefix(ONTOLOGY),
        iri=iri,
        labels=tuple(sorted(known.texts(iri, RDFS["label"]), key=lambda words: words.language != "ja")),
        definitions=tuple(sorted(known.texts(iri, SKOS["definition"]), key=lambda words: words.language != "ja")),
        above=(*view.linked(iri, RDFS["subClassOf"]), *view.linked(iri, RDFS["subPropertyOf"])),
        domains=view.linked(iri, RDFS["domain"]),
        ranges=view.linked(iri, RDFS["range"]),
        examples=tuple(words.text for words in known.texts(iri, SKOS["example"])),
        shapes=tuple(
            Link(Words(shape.removeprefix(SHAPES)), view.links.to(shape))
            for shape in known.iris(iri, RDFS["seeAlso"])
            if shape.startswith(SHAPES)
        ),
    )


def _parts(view: View) -> Drawing:
    """What an agreement is made of: the properties of which a thing is the value only once."""
    known = view.description
    below: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for iri in known.instances(OWL["InverseFunctionalProperty"]):
        for domain in known.iris(iri, RDFS["domain"]):
            below[domain] += [(iri, target) for target in known.iris(iri, RDFS["range"])]
    return _drawn(view, "協約の組立て", "What an agreement is made of", [RENKEI["Agreement"].value], below)


def _hierarchy(view: View) -> Drawing:
    """Our classes below our classes."""
    known = view.description
    below: dict[str, list[tuple[str, str]]] = defaultdict(list)
    classes = [iri for iri in known.instances(OWL["Class"]) if iri.startswith(ONTOLOGY)]
    for iri in classes:
        for above in known.iris(iri, RDFS["subClassOf"]):
            if above.startswith(ONTOLOGY):
                below[above].append(("", iri))
    tops = [iri for iri in classes if below.get(iri) and not set(known.iris(iri, RDFS["subClassOf"])) & set(classes)]
    return _drawn(view, "クラスの上下関係", "Classes and the classes above them", tops, below)


def _drawn(
    view: View, title_ja: str, title_en: str, tops: Sequence[str], below: Mapping[str, Sequence[tuple[str, str]]]
) -> Drawing:
    """Depth first, each class once; ``below`` gives property and class."""
    drawn: list[DrawnClass] = []
    waiting = [(0, "", iri, None, 0) for iri in reversed(tops)] if any(below.get(iri) for iri in tops) else []
    seen: set[str] = set()
    while waiting:
        depth, edge, iri, parent_left, parent_bottom = waiting.pop()
        if iri in seen or not iri.startswith(ONTOLOGY):
            continue
        seen.add(iri)
        name, label = iri.removeprefix(ONTOLOGY), view.label(iri).text
        top, left = len(drawn) * _ROW + 4, depth * _STEP + 4
        drawn.append(
            DrawnClass(
                name=name,
                label=label,
                edge=edge.removeprefix(ONTOLOGY),
                left=left,
                top=top,
                width=_width(f"{name} {label}"),
                parent_left=parent_left,
                parent_bottom=parent_bottom,
            )
        )
        children = [(depth + 1, by, child, left, top + _BOX) for by, child in below.get(iri, ())]
        waiting += reversed(children)  # type: ignore[arg-type]  # the first of them has a place above, the tops none
    return Drawing(
        title_ja=title_ja,
        title_en=title_en,
        width=max((each.left + each.width for each in drawn), default=0) + 4,
        height=len(drawn) * _ROW + 4,
        classes=tuple(drawn),
    )


def _width(text: str) -> int:
    """The width of a box for a text.

    >>> _width("Role"), _width("役割")
    (46, 46)
    """
    return round(sum(_CHARACTER * (1 if character.isascii() else 2) for character in text)) + 16
