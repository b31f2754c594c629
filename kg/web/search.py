"""The search: things by their names and by what they say, from the release's full-text index.

Several words all have to occur, in any of a thing's names (its labels, its reading, its code, the caption of an
article, the content of an initiative) and texts. Names come first.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from kg.folding import folded
from kg.store.text_index import TextHit
from kg.vocabulary import PREFIXES, RDFS, SKOS
from kg.web.description import Words, shortened
from kg.web.highlighting import Piece, excerpt
from kg.web.language import Language
from kg.web.site import Site

_TITLES = frozenset({RDFS["label"].value, SKOS["prefLabel"].value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing found.

    ``beside`` is the name that holds the words where its title does not, ``said`` the stretch of its text where no name
    does. A role is called by its initiative; ``bodies`` are those that have it. ``spans`` say where it stands.
    """

    iri: str
    kind: str
    title: Words | None
    beside: Words | None = None
    said: tuple[Piece, ...] = ()
    bodies: tuple[Words, ...] = ()
    spans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """Things found, the best first, of ``found`` in all; ``complete`` where there are no more."""

    hits: tuple[Hit, ...]
    found: int
    complete: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What a thing says, where and, for a role, whose it is: the solutions of a query, by variable."""

    values: Mapping[str, list[Words]]
    spans: tuple[str, ...]

    def one(self, name: str, language: Language) -> Words | None:
        """The value in the language, where there is one."""
        return _title(self.values.get(name, []), language)

    def bodies(self, language: Language) -> tuple[Words, ...]:
        """The names of the bodies in the language."""
        names = self.values.get("body", [])
        return tuple(dict.fromkeys(name for name in names if name.language == language.value))


async def find_things(site: Site, text: str, language: Language, kinds: Mapping[str, object], at_most: int) -> Hits:
    """What holds all words of the text: in the title first, then in other names, then in texts; short titles first.

    ``kinds`` are those that are shown, by their short names. Raises EngineUnavailable.
    """
    wanted = frozenset(map(_iri, kinds))
    found = await asyncio.to_thread(site.texts.find, text, kinds=wanted)
    words = folded(text).split()
    named = [_named(hit, words, language) for hit in found.hits[:at_most]]
    said = await _texts(site, [hit.iri for hit, _ in named])
    hits = tuple(
        _placed(hit if holding else _saying(hit, said.get(hit.iri), words, language), said.get(hit.iri))
        for hit, holding in named
    )
    return Hits(hits, len(found.hits), found.complete)


def _iri(short: str) -> str:
    prefix, _, name = short.partition(":")
    return PREFIXES[prefix] + name


def _named(hit: TextHit, words: list[str], language: Language) -> tuple[Hit, bool]:
    """The hit by its names, and whether one of them holds the words."""
    names = [(term, Words(text, spoken)) for term, text, spoken in hit.names]
    title = _title([words for term, words in names if term in _TITLES], language)
    if title is not None and _holds(title, words):
        return Hit(iri=hit.iri, kind=shortened(hit.kind), title=title), True
    holding = [name for term, name in names if term not in _TITLES and _holds(name, words)]
    holding += [name for term, name in names if term in _TITLES and _holds(name, words)]
    beside = min(holding, key=lambda name: len(name.text), default=None)
    return Hit(iri=hit.iri, kind=shortened(hit.kind), title=title, beside=beside), beside is not None


async def _texts(site: Site, iris: list[str]) -> Mapping[str, _Said]:
    if not iris:
        return {}
    values: dict[str, dict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    spans: dict[str, list[str]] = defaultdict(list)
    for solution in await site.select_of("search_texts", "thing", [NamedNode(iri) for iri in iris]):
        for name in ("text", "initiative", "body"):
            value = solution[name]
            if isinstance(value, Literal):
                values[solution["thing"].value][name].append(Words(value.value, value.language or ""))
        if isinstance(solution["span"], NamedNode):
            spans[solution["thing"].value].append(solution["span"].value)
    return {iri: _Said(values[iri], tuple(sorted(spans[iri]))) for iri in {*values, *spans}}


def _placed(hit: Hit, said: _Said | None) -> Hit:
    return replace(hit, spans=said.spans) if said else hit


def _saying(hit: Hit, said: _Said | None, words: list[str], language: Language) -> Hit:
    """The hit with the stretch of its text that holds the words; the words may be in several of its names and texts."""
    if said is None:
        return hit
    text = said.one("text", language)
    return Hit(
        iri=hit.iri,
        kind=hit.kind,
        title=hit.title or said.one("initiative", language),
        said=excerpt(text.text, words) if text else (),
        bodies=said.bodies(language),
    )


def _title(titles: list[Words], language: Language) -> Words | None:
    """What a thing is called, in the language where there is such a name."""
    wanted = (language.value, Language.JA.value, Language.EN.value)
    ranked = (next((words for words in titles if words.language == code), None) for code in wanted)
    return next((words for words in ranked if words), next(iter(titles), None))


def _holds(name: Words, words: list[str]) -> bool:
    text = folded(name.text)
    return all(word in text for word in words)
