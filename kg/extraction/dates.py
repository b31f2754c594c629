"""Dates an agreement states: of signing, of taking effect, and the one printed at its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from kg.extraction.provision_words import SELF
from kg.model.agreement import StatedDate
from kg.model.drafting import (
    Article,
    ClosingFormula,
    FrontKind,
    FrontLine,
    Instrument,
    Paragraph,
    SignatureBlock,
    SigningDate,
    SupplementaryProvisions,
)
from kg.model.text import Passage
from kg.numerals import find_dates

_DATE_ALONE = re.compile(r"[（(](?P<date>[^（()）号]{4,40}日)[)）]")
_AMENDMENT = re.compile(r"[（(].{0,40}(?:年|日).*[)）]")
_SIGNED = re.compile(r"\S{0,4}締\s?結[)）]?")
_SUBJECT = re.compile(
    rf"(?:[（(][^（()）]{{1,20}}[)）]\s*)?{SELF}は[、，]?(?!.*(?:の規定|ただし|適用)).*",
    re.DOTALL,
)
_EFFECT = re.compile(
    r"(?:[（(][^（()）]{0,40}[)）])?(?:に|から|より|をもって)[、，]?(?:[^。、，]{0,12}?)(?:施行|実施する|効力を(?:生|有|発))"
)


def signed_on(instrument: Instrument) -> StatedDate | None:
    """The date under the closing formula or beside the signatures, or one at the head that is said to be of signing.

    Without any of them, a date is none of signing.
    """
    if bool(instrument.of(ClosingFormula)) or bool(instrument.of(SignatureBlock)):
        below = next((found for node in instrument.of(SigningDate) for found in _dates(node.words)), None)
        if below is not None:
            return below
    return next(
        (
            found
            for line, form in pairwise(instrument.of(FrontLine))
            if line.kind is FrontKind.DATE and form.kind is FrontKind.FORM and _SIGNED.fullmatch(form.words.text)
            for found in _dates(line.words)
        ),
        None,
    )


def printed_on(instrument: Instrument) -> StatedDate | None:
    """The date printed at the head."""
    return next((found for line in _front(instrument, FrontKind.DATE) for found in _dates(line.words)), None)


def _front(instrument: Instrument, kind: FrontKind) -> Iterator[FrontLine]:
    return (line for line in instrument.of(FrontLine) if line.kind is kind)


def effective_on(instrument: Instrument) -> StatedDate | None:
    """The date from which the instrument says itself to be in force, where it names one.

    It stands in the first supplementary provisions that are the instrument's own, not an amendment's, or in an article.
    A date for single provisions (第3条の規定は…) or of application (適用する) is not the instrument's.
    """
    printed = printed_on(instrument)
    own = [
        node
        for node in instrument.of(SupplementaryProvisions)
        if not _of_amendment(node, printed.value if printed else None)
    ]
    for paragraph in (*_paragraphs(own[:1]), *_paragraphs(instrument.of(Article))):
        if found := _effect(paragraph):
            return found
    return None


def _of_amendment(provisions: SupplementaryProvisions, printed: date | None) -> bool:
    """Whether supplementary provisions are those of an amendment: its date and number stand in their heading.

    The date alone of the instrument itself, as ``printed`` at its head, may stand there too.
    """
    heading = provisions.heading
    if heading is None or _AMENDMENT.search(heading.text) is None:
        return False
    only = _DATE_ALONE.fullmatch(heading.text)
    return only is None or printed is None or [found.value for found in find_dates(only["date"])] != [printed]


def _paragraphs(nodes: Iterable[Article | SupplementaryProvisions]) -> Iterator[Paragraph]:
    for node in nodes:
        yield from node.paragraphs
        if isinstance(node, SupplementaryProvisions):
            yield from _paragraphs(node.articles)


def _effect(paragraph: Paragraph) -> StatedDate | None:
    text = paragraph.words.text
    for found in find_dates(text):
        sentence = text.rfind("。", 0, found.start) + 1
        if _SUBJECT.fullmatch(text[sentence : found.start].strip()) and _EFFECT.match(text, found.end):
            return StatedDate(value=found.value, words=paragraph.words.slice(found.start, found.end))
    return None


def _dates(words: Passage) -> Iterator[StatedDate]:
    for found in find_dates(words.text):
        yield StatedDate(value=found.value, words=words.slice(found.start, found.end))
