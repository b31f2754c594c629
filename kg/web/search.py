"""The search: things by their names, from the release's full-text index.

Several words all have to occur, in any of a thing's names: its labels, its reading, its code, the caption of an
article, the content of an initiative.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from kg.folding import folded
from kg.store.text_index import Scope, TextHit, TextIndex
from kg.vocabulary import PREFIXES, RDFS, SKOS
from kg.web.description import Words, shortened
from kg.web.language import Language

_TITLES = frozenset({RDFS["label"].value, SKOS["prefLabel"].value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing found. ``beside`` is the name that holds the words where its title does not."""

    iri: str
    kind: str
    title: Words | None
    beside: Words | None


@dataclass(frozen=True, slots=True)
class Hits:
    """Things found, the best first; ``complete`` where there are no more."""

    hits: tuple[Hit, ...]
    complete: bool


async def find_things(index: TextIndex, text: str, language: Language, kinds: Mapping[str, object]) -> Hits:
    """What holds all words of the text: words in the title first, then short titles. Raises EngineUnavailable.

    ``kinds`` are those that are shown, by their short names.
    """
    found = await asyncio.to_thread(index.find, text, scope=Scope.NAMES, kinds=frozenset(map(_iri, kinds)))
    words = folded(text).split()
    return Hits(tuple(_hit(hit, words, language) for hit in found.hits), found.complete)


def _iri(short: str) -> str:
    prefix, _, name = short.partition(":")
    return PREFIXES[prefix] + name


def _hit(hit: TextHit, words: list[str], language: Language) -> Hit:
    names = [(term, Words(text, spoken)) for term, text, spoken in hit.names]
    title = _title([words for term, words in names if term in _TITLES], language)
    beside = None
    if title is None or not _holds(title, words):
        holding = [name for term, name in names if term not in _TITLES and _holds(name, words)]
        holding += [name for term, name in names if term in _TITLES and _holds(name, words)]
        beside = min(holding, key=lambda name: len(name.text), default=None)
    return Hit(iri=hit.iri, kind=shortened(hit.kind), title=title, beside=beside)


def _title(titles: list[Words], language: Language) -> Words | None:
    """What a thing is called, in the language where there is such a name."""
    wanted = (language.value, Language.JA.value, Language.EN.value)
    ranked = (next((words for words in titles if words.language == code), None) for code in wanted)
    return next((words for words in ranked if words), next(iter(titles), None))


def _holds(name: Words, words: list[str]) -> bool:
    text = folded(name.text)
    return all(word in text for word in words)
