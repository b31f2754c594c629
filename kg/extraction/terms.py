"""Defined terms: 以下「…」という, （…をいう。以下同じ。）, 「…」とは、…をいう; not those of parties and acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extraction.aliases import LETTERS, aliases_in, enclosing_bracket
from kg.extraction.places import Place, places
from kg.model.agreement import DefinedTerm
from kg.model.drafting import Instrument

_SAME = re.compile(r"以下(?:[、，]|この(?:条|項|号|章|表|協約|連携協約|協定|規約)において)*同(?:じ|様とする)。?[）)]")
_DEFINED = re.compile(r"「(?P<term>[^「」]{1,30})」とは[、，]?[^。]{1,400}?をいう")
_TERM_START = re.compile(r"[、，。「」（）()\s]|[はがをにでるたうくすむて](?=[一-龥ァ-ヶ])")
_ACT_NUMBER = re.compile(r"(?:法律|政令|省令|府令|勅令|条例|規則|規程)第[^号]{1,10}号")
#: No term is longer.
_LONGEST = 60


def extract_defined_terms(instrument: Instrument, designations: Iterable[str]) -> tuple[DefinedTerm, ...]:
    """The terms in text order, each once. ``designations`` are words for parties, which are no terms."""
    left_out = set(designations) | set(LETTERS) | {"法", "政令", "令", "条例", "規則"}
    found: dict[str, DefinedTerm] = {}
    for place in places(instrument):
        text = place.words.text
        if "以下" not in text and "とは" not in text:
            continue
        terms = (*_named(place, text), *_same(place, text), *_defined(place, text))
        for term in sorted(terms, key=lambda term: term.words.start):
            if term.term not in left_out:
                found.setdefault(term.term, term)
    return tuple(found.values())


def _named(place: Place, text: str) -> Iterator[DefinedTerm]:
    """Aliases but those of acts, whose brackets give the number of the act."""
    for alias in aliases_in(text):
        words = place.part(alias.name_at, alias.name_at + len(alias.name))
        if words.text == alias.name and not _ACT_NUMBER.search(text, alias.at, alias.name_at):
            yield DefinedTerm(term=alias.name, words=words)


def _defined(place: Place, text: str) -> Iterator[DefinedTerm]:
    """The word in quotation marks that a sentence defines."""
    for match in _DEFINED.finditer(text):
        yield DefinedTerm(term=match["term"], words=place.part(*match.span("term")))


def _same(place: Place, text: str) -> Iterator[DefinedTerm]:
    """The noun before a bracket that ends in 以下同じ."""
    for match in _SAME.finditer(text):
        opening = enclosing_bracket(text, match.start())
        if opening is None:
            continue
        window = max(0, opening - _LONGEST)
        start = max((boundary.end() for boundary in _TERM_START.finditer(text, window, opening)), default=window)
        if start < opening and (start > window or window == 0):
            yield DefinedTerm(term=text[start:opening], words=place.part(start, opening))
