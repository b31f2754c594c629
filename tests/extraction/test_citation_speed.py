"""Texts made to be slow for a reader of citations: the time grows with the length, not with its square."""

from __future__ import annotations

import time

import pytest

from kg.extraction.citations import extract_citations
from kg.extraction.mentions import read_mentions
from kg.extraction.references import extract_references
from kg.model.drafting import Article, Instrument, Paragraph
from kg.model.text import Passage
from kg.registries.instrument_basis import load_instrument_basis
from kg.registries.laws import load_laws

UNITS = [
    "(",
    ")",
    "水道法(",
    "水道法(昭和32年法律第177号)第3条(",
    "第3条、",
    "水道法第3条、",
    "同条第1項及び",
    "1 ",
    " ",
    "「",
    "百",
    "第1の",
]
_LENGTH = 40_000
#: Seconds of processor time. Each text takes below one second where it is read once, a minute and more where not.
_LIMIT = 12.0


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    words = Passage.plain((unit * (_LENGTH // len(unit) + 1))[:_LENGTH], start=0)
    article = Article((1,), Passage.plain("第1条", start=0), None, (Paragraph(1, None, words),))
    instrument = Instrument((article,))
    begun = time.process_time()
    mentions = read_mentions(instrument, load_laws())
    extract_citations(mentions, load_instrument_basis())
    extract_references(instrument, mentions)
    assert time.process_time() - begun < _LIMIT
