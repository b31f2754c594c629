"""The small things every page is made of: a link with its words, a statement with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.identifiers import RULES, Iris, concept_iri
from kg.model.text import Span
from kg.vocabulary import RENKEI
from kg.web.description import Description, Words, shortened
from kg.web.language import Language
from kg.web.links import Links
from kg.web.views.parts import part_name


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; ``href`` is empty where they lead nowhere."""

    words: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words and the link to the place in the source that states them, empty where none does.

    ``name`` is what they belong to.
    """

    words: Words
    source: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A description seen by a reader."""

    description: Description
    links: Links
    language: Language

    @property
    def iris(self) -> Iris:
        """The publisher's IRIs."""
        return self.links.iris

    def label(self, iri: str) -> Words:
        """What a thing is called: its name, else what it belongs to or its place, else its shortened IRI."""
        named = self.description.name(iri, self.language) or self._dependent_name(iri)
        return named or part_name(self.iris, iri, self.language) or Words(shortened(iri))

    def _dependent_name(self, iri: str) -> Words | None:
        """The name of a thing that is about another one: a place on the map, how a statement is known."""
        owner, _, last = iri.rpartition("/")
        if last == "geometry":
            name = self.description.name(owner, self.language) or Words(shortened(owner))
            return self._say(f"{name.text}の位置", f"Location of {name.text}")
        about = self.description.iri(iri, RENKEI["statementProperty"])
        if about is None:
            return None
        property_ = (self.description.name(about, self.language) or Words(shortened(about))).text
        place = part_name(self.iris, iri.partition("/evidence/")[0], self.language)
        if place is None:
            return self._say(f"典拠（{property_}）", f"Evidence for: {property_}")
        return self._say(f"{place.text}の典拠（{property_}）", f"Evidence for: {property_} ({place.text})")

    def _say(self, ja: str, en: str) -> Words:
        return Words(ja, "ja") if self.language is Language.JA else Words(en, "en")

    def link(self, iri: str) -> Link:
        """A thing by what it is called."""
        return Link(self.label(iri), self.links.to(iri))

    def linked(self, iri: str, predicate: NamedNode) -> tuple[Link, ...]:
        """The things that a property points to."""
        return tuple(self.link(value) for value in self.description.iris(iri, predicate))

    def text(self, iri: str, predicate: NamedNode) -> Words | None:
        """The first literal of a property."""
        return self.description.text(iri, predicate)

    def source(self, *iris: str) -> str:
        """Where the words of these things stand in the source, highlighted; empty where no span is known."""
        places = [
            place for iri in iris for span in self.description.iris(iri, RENKEI["span"]) for place in self._place(span)
        ]
        slugs = {slug for slug, _ in places}
        return self.links.source(places[0][0], sorted({span for _, span in places})) if len(slugs) == 1 else ""

    def evidence(self, iri: str, predicate: NamedNode, value: str = "") -> str:
        """Where the words stand from which a statement with this property is known.

        ``value`` picks the evidence of one of several values: its IRI ends in the value's last segment.
        """
        return self.source(*self._evidence(iri, predicate, value))

    def rule(self, iri: str, predicate: NamedNode, value: str = "") -> Link | None:
        """The rule by which a statement with this property is known, and where it says what it does."""
        rules = (self.text(node, RENKEI["rule"]) for node in self._evidence(iri, predicate, value))
        return next((self.rule_named(words) for words in rules if words), None)

    def rule_named(self, name: Words) -> Link:
        """A rule by its name."""
        return Link(name, self.links.to(concept_iri(RULES, name.text)))

    def _evidence(self, iri: str, predicate: NamedNode, value: str) -> list[str]:
        return [
            node
            for node in self.description.iris(iri, RENKEI["evidence"])
            if self.description.iri(node, RENKEI["statementProperty"]) == predicate.value
            and _ends_in(node, value.rpartition("/")[2])
        ]

    def stated(self, iri: str, predicate: NamedNode) -> Statement | None:
        """The first literal of a property, with its evidence."""
        words = self.text(iri, predicate)
        return Statement(words, self.evidence(iri, predicate)) if words else None

    def _place(self, span: str) -> Iterable[tuple[str, Span]]:
        try:
            return [self.iris.parse_span(span)]
        except ValueError:
            return []


def _ends_in(evidence: str, segment: str) -> bool:
    """Whether an evidence IRI is that of the value with this last segment, e.g. ``…/dutyType-lead-2`` of ``lead``."""
    name = evidence.rpartition("/evidence/")[2].partition("-")[2]
    return not segment or name == segment or name.rpartition("-")[0] == segment
