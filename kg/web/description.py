"""A handful of triples to look things up in: what is said of a thing, and what it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocabulary import DCTERMS, FOAF, PREFIXES, RDF, RDFS, RENKEI, SKOS
from kg.web.language import Language

Term = NamedNode | BlankNode | Literal

#: Properties that name a thing, best first.
_NAMING = (RDFS["label"], SKOS["prefLabel"], DCTERMS["title"], FOAF["name"])
_KANA = "ja-hrkt"
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿々]")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Words:
    """Text and the language it is in; empty where it has none."""

    text: str
    language: str = ""

    @property
    def spoken(self) -> str:
        """The language it is in: as stated, else Japanese where it is written so.

        >>> Words("甲").spoken, Words("012041").spoken, Words("Biei-cho", "en").spoken
        ('ja', '', 'en')
        """
        return self.language or ("ja" if is_japanese(self.text) else "")

    def part_for(self, language: Language) -> Words:
        """The half for a reader, of words stated once in Japanese and once in another language around a slash.

        >>> Words("未確認。 / Not verified.").part_for(Language.EN)
        Words(text='Not verified.', language='en')
        """
        first, _, second = self.text.partition(" / ")
        if self.language or not second or not is_japanese(first) or is_japanese(second):
            return self
        return Words(first, "ja") if language is Language.JA else Words(second, "en")


def is_japanese(text: str) -> bool:
    """Whether kana or kanji occur."""
    return bool(_JAPANESE.search(text))


def natural_key(text: str) -> tuple[tuple[int, str], ...]:
    """Sorts numbers inside a text by value.

    >>> sorted(["article/10", "article/7-2", "article/7"], key=natural_key)
    ['article/7', 'article/7-2', 'article/10']
    """
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _DIGITS.split(text) if part)


def shortened(iri: str) -> str:
    """A prefixed name where we have a prefix, else the IRI's last part.

    >>> shortened("http://www.w3.org/2004/02/skos/core#broader"), shortened("https://example.jp/id/a/article/2")
    ('skos:broader', '2')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


class Description:
    """Triples indexed by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.object, Triple):
                continue
            subject, predicate = _key(triple.subject), triple.predicate.value
            self._values[subject][predicate].append(triple.object)
            self._subjects[_key(triple.object)].append((subject, predicate))

    def __contains__(self, iri: str) -> bool:
        """Whether anything is said of the thing."""
        return iri in self._values

    def predicates(self, iri: str) -> list[str]:
        """What is said of the thing, ``rdf:type`` first."""
        return sorted(self._values.get(iri, ()), key=lambda p: (p != RDF["type"].value, p))

    def values(self, iri: str, predicate: NamedNode | str) -> list[Term]:
        """All values, in natural order."""
        name = predicate if isinstance(predicate, str) else predicate.value
        found = self._values.get(iri, {}).get(name, ())
        return sorted(found, key=lambda term: natural_key(str(term))) if len(found) > 1 else list(found)

    def iris(self, iri: str, predicate: NamedNode) -> list[str]:
        """The values that are IRIs: by ``renkei:position`` where they have one, else in natural order."""
        found = [value.value for value in self.values(iri, predicate) if isinstance(value, NamedNode)]
        return sorted(found, key=lambda value: (self.position(value), natural_key(value))) if len(found) > 1 else found

    def iri(self, iri: str, predicate: NamedNode) -> str | None:
        """The first value that is an IRI."""
        return next(iter(self.iris(iri, predicate)), None)

    def texts(self, iri: str, predicate: NamedNode) -> list[Words]:
        """The values that are literals."""
        values = self.values(iri, predicate)
        return [Words(value.value, value.language or "") for value in values if isinstance(value, Literal)]

    def text(self, iri: str, predicate: NamedNode) -> Words | None:
        """The first value that is a literal."""
        return next(iter(self.texts(iri, predicate)), None)

    def position(self, iri: str) -> int:
        """Place among its siblings, 0 where none is stated."""
        words = self.text(iri, RENKEI["position"])
        return int(words.text) if words else 0

    def subjects(self, predicate: NamedNode, value: str) -> list[str]:
        """What points to a thing with a property."""
        found = {subject for subject, name in self._subjects.get(value, ()) if name == predicate.value}
        return sorted(found, key=lambda iri: (self.position(iri), natural_key(iri)))

    def pointers(self, value: str) -> list[tuple[str, str]]:
        """Everything that points to a thing, with the property."""
        return sorted(set(self._subjects.get(value, ())), key=lambda pair: (pair[1], natural_key(pair[0])))

    def instances(self, kind: NamedNode) -> list[str]:
        """The things of a class."""
        return self.subjects(RDF["type"], kind.value)

    def subjects_of(self, predicate: NamedNode) -> list[str]:
        """The things of which something is said with a property."""
        return [subject for subject, values in self._values.items() if predicate.value in values]

    def by_class(self) -> dict[str, list[str]]:
        """The things that have a class, by class."""
        classes: dict[str, list[str]] = defaultdict(list)
        for subject, values in self._values.items():
            for kind in values.get(RDF["type"].value, ()):
                classes[_key(kind)].append(subject)
        return classes

    def is_a(self, iri: str, kind: NamedNode) -> bool:
        """Whether a thing is stated to be of a class."""
        return kind in self._values.get(iri, {}).get(RDF["type"].value, ())

    def name(self, iri: str, language: Language) -> Words | None:
        """What a thing is called: in the language, then in Japanese, English, any; None where nothing names it."""
        for naming in _NAMING:
            names = self.texts(iri, naming)
            if names:
                wanted = (language.value, Language.JA.value, Language.EN.value, "")
                return min(names, key=lambda words: _rank(words.language, wanted))
        return None

    def other_name(self, iri: str, language: Language) -> Words | None:
        """Its name in the other language of the pages, None where that is the one it is called by already."""
        other = Language.EN if language is Language.JA else Language.JA
        names = (words for naming in _NAMING for words in self.texts(iri, naming))
        found = next((words for words in names if words.language == other), None)
        return None if found == self.name(iri, language) else found

    def kana(self, iri: str) -> str:
        """Its reading in kana, empty where there is none."""
        names = self.texts(iri, RDFS["label"])
        return next((words.text for words in names if words.language.lower() == _KANA), "")


def _rank(language: str, wanted: tuple[str, ...]) -> int:
    return wanted.index(language) if language in wanted else len(wanted)


def _key(term: Term | Triple) -> str:
    return str(term) if isinstance(term, (BlankNode, Literal, Triple)) else term.value
