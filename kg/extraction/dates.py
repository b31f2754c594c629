"""Dates an agreement states: of signing, of taking effect, and the one printed at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.agreement import StatedDate
from kg.model.drafting import FrontKind, FrontLine, Instrument, SigningDate, SupplementaryProvisions
from kg.model.text import Passage
from kg.numerals import find_dates

_SUBJECT = re.compile(r"この(?:連携協約|協約|協定|規約|契約|条約)は、?(?!.*(?:の規定|ただし|適用)).*", re.DOTALL)
_EFFECT = re.compile(r"(?:に|から|より|をもって)(?:[^。、，]{0,12}?)(?:施行|効力を(?:生|有))")


def signed_on(instrument: Instrument) -> StatedDate | None:
    """The date under the closing formula."""
    return next((found for node in instrument.of(SigningDate) for found in _dates(node.words)), None)


def printed_on(instrument: Instrument) -> StatedDate | None:
    """The date printed at the head."""
    lines = [line for line in instrument.of(FrontLine) if line.kind is FrontKind.DATE]
    return next((found for line in lines for found in _dates(line.words)), None)


def effective_on(instrument: Instrument) -> StatedDate | None:
    """The date from which the first supplementary provisions say the instrument is in force, where they name one.

    A date for single provisions (第3条の規定は…) or of application (適用する) is not the instrument's.
    """
    for provisions in instrument.of(SupplementaryProvisions)[:1]:
        for paragraph in provisions.paragraphs:
            text = paragraph.words.text
            for found in find_dates(text):
                sentence = text.rfind("。", 0, found.start) + 1
                if _SUBJECT.fullmatch(text[sentence : found.start].strip()) and _EFFECT.match(text, found.end):
                    return StatedDate(value=found.value, words=paragraph.words.slice(found.start, found.end))
    return None


def _dates(words: Passage) -> Iterator[StatedDate]:
    for found in find_dates(words.text):
        yield StatedDate(value=found.value, words=words.slice(found.start, found.end))
