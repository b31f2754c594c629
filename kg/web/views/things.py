"""The page of any thing that has no page of its own kind: its properties by name, and what points to it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import OA, RDF, RDFS, RENKEI, SKOS
from kg.web.description import Term, Words, shortened
from kg.web.language import Language
from kg.web.views.corrections import Correction, view_corrections
from kg.web.views.statements import Link, View

#: Properties that name a thing; pages show them as headings.
NAMING = (RDFS["label"], SKOS["prefLabel"], RDF["type"])

#: What the terms of RDF itself are called; no ontology may declare them.
_BUILT_IN = {
    RDF["type"].value: {Language.JA: Words("種類", "ja"), Language.EN: Words("type", "en")},
    RDFS["comment"].value: {Language.JA: Words("注記", "ja"), Language.EN: Words("comment", "en")},
    RDFS["seeAlso"].value: {Language.JA: Words("関連資料", "ja"), Language.EN: Words("see also", "en")},
    RDFS["subClassOf"].value: {Language.JA: Words("上位クラス", "ja"), Language.EN: Words("subclass of", "en")},
}
#: The rule of what the text states itself; other rules are named by their slug.
_STATED = {Language.JA: Words("本文の記載", "ja"), Language.EN: Words("stated in the text", "en")}
#: Shown elsewhere on the page, or of no use to a reader.
_ELSEWHERE = {RENKEI["span"].value, RENKEI["evidence"].value, RENKEI["position"].value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value, and how it is known where that is said of it: the rule and the place of the words."""

    link: Link
    rule: Link | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property and its values."""

    name: Link
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage:
    """Everything the page shows. ``quote`` is the source's own words of a span."""

    label: Words
    other_label: Words | None
    kana: str
    kinds: tuple[Link, ...]
    properties: tuple[Property, ...]
    pointers: tuple[Property, ...]
    corrections: tuple[Correction, ...]
    source: str


def view_thing(view: View, iri: str) -> ThingPage:
    """The page of a thing."""
    known = view.description
    return ThingPage(
        label=view.label(iri),
        other_label=known.other_name(iri, view.language),
        kana=known.kana(iri),
        kinds=tuple(_named(view, kind) for kind in known.iris(iri, RDF["type"])),
        properties=properties_of(view, iri, without=NAMING),
        pointers=_pointers(view, iri),
        corrections=view_corrections(view, iri),
        source=view.source(iri) or _own_place(view, iri) or view.source(*known.iris(iri, RENKEI["evidence"])),
    )


def properties_of(view: View, iri: str, *, without: tuple[NamedNode, ...] = ()) -> tuple[Property, ...]:
    """What is said of a thing, less what the page shows otherwise."""
    hidden = _ELSEWHERE | {predicate.value for predicate in without}
    names = [name for name in view.description.predicates(iri) if name not in hidden]
    return tuple(_property(view, name, view.description.values(iri, name), of=iri) for name in names)


def _property(view: View, name: str, values: list[Term], *, of: str = "") -> Property:
    if name == RENKEI["rule"].value:
        return Property(name=_named(view, name), values=tuple(Value(link=_rule(view, value)) for value in values))
    return Property(name=_named(view, name), values=tuple(_known(view, name, value, of) for value in values))


def _known(view: View, name: str, value: Term, of: str) -> Value:
    """A value with its own evidence, else with that of the property's values together."""
    predicate = NamedNode(name)
    segment = value.value if isinstance(value, NamedNode) else ""
    rule = (view.rule(of, predicate, segment) or view.rule(of, predicate)) if of else None
    source = (view.evidence(of, predicate, segment) or view.evidence(of, predicate)) if of else ""
    return Value(link=_value(view, value), rule=rule, source=source)


def _rule(view: View, value: Term) -> Link:
    named = view.rule_named(Words(value.value)) if isinstance(value, Literal) else _value(view, value)
    return Link(_STATED[view.language], named.href) if named.words.text == "stated" else named


def _named(view: View, iri: str) -> Link:
    named = view.description.name(iri, view.language) or _BUILT_IN.get(iri, {}).get(view.language)
    return Link(named or Words(shortened(iri)), view.links.to(iri))


def _value(view: View, value: Term) -> Link:
    if isinstance(value, NamedNode):
        return Link(_called(view, value.value), view.links.to(value.value))
    if isinstance(value, Literal):
        return Link(Words(value.value, value.language or "").part_for(view.language))
    return Link(Words(str(value)))


def _called(view: View, iri: str) -> Words:
    """What a value is called; an IRI of somebody else without a name is shown in full."""
    ours = view.links.to(iri) != iri
    return view.label(iri) if ours or view.description.name(iri, view.language) else Words(iri)


def _pointers(view: View, iri: str) -> tuple[Property, ...]:
    by_property: dict[str, list[Term]] = {}
    for subject, name in view.description.pointers(iri):
        if subject != iri and not subject.startswith("_:"):
            by_property.setdefault(name, []).append(NamedNode(subject))
    return tuple(_property(view, name, values) for name, values in sorted(by_property.items()))


def _own_place(view: View, iri: str) -> str:
    """The place of a span itself."""
    if not view.description.text(iri, OA["start"]):
        return ""
    slug, span = view.iris.parse_span(iri)
    return view.links.source(slug, [span])
