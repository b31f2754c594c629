"""The search: names of a release, read once and kept, compared without regard to how they are written.

Full width counts as half width, capitals as small letters, katakana as hiragana. Several words all have to occur, in
any of a thing's names: its labels, its reading, its code, the caption of an article, the content of an initiative.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode, QuerySolution
from starlette.requests import Request

from kg.vocabulary import RDFS, SKOS
from kg.web.description import Words, natural_key, shortened
from kg.web.language import Language
from kg.web.site import Site

_TITLES = frozenset({RDFS["label"].value, SKOS["prefLabel"].value})
#: Katakana to hiragana: the same order, 0x60 apart.
_HIRAGANA: Mapping[int, int] = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def folded(text: str) -> str:
    """Text as the search compares it.

    >>> folded("ＩＣＴ"), folded("アサヒカワ"), folded("Ｂｉｅｉ")
    ('ict', 'あさひかわ', 'biei')
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing with its names; ``haystack`` holds all of them folded, one a line."""

    iri: str
    kind: str
    titles: tuple[Words, ...]
    others: tuple[Words, ...]
    haystack: str

    def title(self, language: Language) -> Words | None:
        """What it is called, in the language where there is such a name."""
        wanted = (language.value, Language.JA.value, Language.EN.value)
        ranked = (next((words for words in self.titles if words.language == code), None) for code in wanted)
        return next((words for words in ranked if words), next(iter(self.titles), None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing found. ``beside`` is the name that holds the words where its title does not."""

    iri: str
    kind: str
    title: Words | None
    beside: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex:
    """The names of one release."""

    release: str
    entries: tuple[Entry, ...]

    def find(self, text: str, language: Language) -> tuple[Hit, ...]:
        """What holds all words of the text, the best first: words in the title, then short titles."""
        words = folded(text).split()
        found = [_hit(entry, words, language) for entry in self.entries if all(w in entry.haystack for w in words)]
        return tuple(sorted(found, key=_rank)) if words else ()


async def search_index(request: Request, site: Site) -> SearchIndex:
    """The index of the served release, read at the first search. Raises QueryError."""
    state = request.app.state
    known: SearchIndex | None = getattr(state, "search_index", None)
    if known is None or known.release != site.release.manifest.id:
        entries = _read_entries(await site.select("names"))
        known = SearchIndex(release=site.release.manifest.id, entries=entries)
        state.search_index = known
    return known


def _read_entries(solutions: Iterable[QuerySolution]) -> tuple[Entry, ...]:
    rows = [row for solution in solutions if (row := _row(solution))]
    return tuple(_entry(iri, list(group)) for iri, group in groupby(rows, key=lambda row: row[0]))


def _row(solution: QuerySolution) -> tuple[str, str, str, Words] | None:
    thing, kind, naming, name = (solution[key] for key in ("thing", "kind", "naming", "name"))
    if not isinstance(thing, NamedNode) or not isinstance(kind, NamedNode):
        return None
    if not isinstance(naming, NamedNode) or not isinstance(name, Literal):
        return None
    return thing.value, kind.value, naming.value, Words(name.value, name.language or "")


def _entry(iri: str, rows: list[tuple[str, str, str, Words]]) -> Entry:
    names = dict.fromkeys((naming, words) for _, _, naming, words in rows)
    return Entry(
        iri=iri,
        kind=shortened(rows[0][1]),
        titles=tuple(words for naming, words in names if naming in _TITLES),
        others=tuple(words for naming, words in names if naming not in _TITLES),
        haystack="\n".join(folded(words.text) for _, words in names),
    )


def _hit(entry: Entry, words: list[str], language: Language) -> Hit:
    title = entry.title(language)
    beside = None
    if title is None or not _holds(title, words):
        holding = [name for name in (*entry.others, *entry.titles) if _holds(name, words)]
        beside = min(holding, key=lambda name: len(name.text), default=None)
    return Hit(iri=entry.iri, kind=entry.kind, title=title, beside=beside)


def _holds(name: Words, words: list[str]) -> bool:
    text = folded(name.text)
    return all(word in text for word in words)


def _rank(hit: Hit) -> tuple[bool, int, object]:
    return hit.beside is not None, len(hit.title.text) if hit.title else 0, natural_key(hit.iri)
