"""Defined terms: 以下「…」という and （…をいう。以下同じ。）, without designations of parties and acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extraction.acts import opening_bracket
from kg.extraction.places import Place, places
from kg.model.agreement import DefinedTerm
from kg.model.drafting import Instrument

_NAMED = re.compile(r"以下(?:これらを|、|それぞれ)?「(?P<term>[^」]{1,30})」と(?:いう|総称する)")
_SAME = re.compile(r"以下(?:この(?:条|協約|連携協約|協定|規約)において)?同じ。?[）)]")
_TERM_START = re.compile(r"[、，。「」（）()\s]|[はがをにで](?=[一-龥ァ-ヶ])")


def extract_defined_terms(instrument: Instrument, designations: Iterable[str]) -> tuple[DefinedTerm, ...]:
    """The terms in text order, each once."""
    left_out = set(designations) | {"法", "政令", "条例", "規則"}
    found: dict[str, DefinedTerm] = {}
    for place in places(instrument):
        for term in (*_named(place), *_same(place)):
            if term.term not in left_out:
                found.setdefault(term.term, term)
    return tuple(found.values())


def _named(place: Place) -> Iterator[DefinedTerm]:
    for match in _NAMED.finditer(place.words.text):
        words = place.words.slice(match.start("term"), match.end("term"))
        yield DefinedTerm(term=match["term"], words=words)


def _same(place: Place) -> Iterator[DefinedTerm]:
    """The noun before a bracket that ends in 以下同じ."""
    text = place.words.text
    for match in _SAME.finditer(text):
        opening = opening_bracket(text, match.end() - 1)
        starts = [boundary.end() for boundary in _TERM_START.finditer(text, 0, opening)]
        start = starts[-1] if starts else 0
        if start < opening:
            yield DefinedTerm(term=text[start:opening], words=place.words.slice(start, opening))
