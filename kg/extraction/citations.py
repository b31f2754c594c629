"""Citations of laws, ordinances and notices.

A locator (第252条の2第1項) is external where the words before it name an act (:mod:`kg.extraction.acts`); everything
else is a reference to the agreement itself. An act named with its number but without a locator is cited as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.acts import ActMemory, ActName
from kg.extraction.places import Place, places
from kg.model.agreement import Citation
from kg.model.drafting import Instrument
from kg.numerals import ARTICLE_NUMBER, NUMBER, parse_branches, parse_number
from kg.registries.laws import LawRegistry

_LOCATOR = re.compile(
    rf"{ARTICLE_NUMBER}(?:第?(?P<paragraph>{NUMBER})項)?(?:第?(?P<item>{NUMBER})号)?"
    rf"|第(?P<notice_item>{NUMBER})(?![0-9０-９〇一二三四五六七八九十百千]|\s?[条項号章節編款表回次])"
    rf"|第(?P<same_paragraph>{NUMBER})項(?:第?(?P<same_item>{NUMBER})号)?"
    rf"|(?P<whole>(?<=[）)])(?!第))"
)
_FURTHER = re.compile(
    rf"(?P<joint>及び|並びに|又は|若しくは|、)(?:{ARTICLE_NUMBER}(?:第(?P<paragraph>{NUMBER})項)?(?:第(?P<item>{NUMBER})号)?"
    rf"|第(?P<same_paragraph>{NUMBER})項(?:第(?P<same_item>{NUMBER})号)?|第(?P<same_item_only>{NUMBER})号)"
)
_LEGAL_BASIS = re.compile(r"(?:の規定|に定めるところ)?に(?:基づ|よ)(?:き|り|いて)")


def extract_citations(instrument: Instrument, laws: LawRegistry) -> tuple[Citation, ...]:
    """External targets in text order, one entry for each."""
    memory = ActMemory(laws)
    return tuple(citation for place in places(instrument) for citation, _ in _located(place, memory))


def external_stretches(instrument: Instrument, laws: LawRegistry) -> dict[Place, tuple[tuple[int, int], ...]]:
    """For each place the stretches of its text that citations occupy, so that references leave them alone."""
    memory = ActMemory(laws)
    return {place: tuple(span for _, span in _located(place, memory)) for place in places(instrument)}


_Located = tuple[Citation, tuple[int, int]]


def _located(place: Place, memory: ActMemory) -> Iterator[_Located]:
    """Every citation of a place with its stretch. 同条 is the article named last in the same place."""
    text = place.words.text
    position = 0
    last: Citation | None = None
    while position <= len(text) and (locator := _LOCATOR.search(text, position)) is not None:
        position = locator.end() + (locator["whole"] is not None)
        name = _same_article(text, locator, last, memory) or memory.named_before(text, locator.start())
        if name is None or _is_other(name, locator):
            last = last if locator["whole"] is not None else None
            continue
        memory.last = name.act
        last = _citation(place, name, locator, last)
        yield last, (name.start, locator.end())
        while (more := _FURTHER.match(text, position)) is not None:
            last = _further(place, name, more, last)
            yield last, more.span()
            position = more.end()


def _is_other(name: ActName, locator: re.Match[str]) -> bool:
    """Whether a match is no citation: 第N after an act is none of its items, and a whole act needs its number."""
    if locator["whole"] is not None:
        return name.act.number is None
    return bool(locator["notice_item"] and name.act.law_id)


def _same_article(text: str, locator: re.Match[str], last: Citation | None, memory: ActMemory) -> ActName | None:
    """同条第2項 after a citation of an article."""
    start = locator.start() - len("同条")
    if (
        last is None
        or last.article is None
        or not locator["same_paragraph"]
        or not text.startswith("同条", max(start, 0))
    ):
        return None
    return ActName(start, memory.last, "同条") if memory.last else None


def _citation(place: Place, name: ActName, locator: re.Match[str], last: Citation | None) -> Citation:
    article = "の".join(map(str, parse_branches(locator["number"], locator["branch"]))) if locator["number"] else None
    if name.resolved_from == "同条" and last:
        article = last.article
    return Citation(
        words=place.words.slice(name.start, locator.end()),
        law=name.act.title,
        law_number=name.act.number,
        law_id=name.act.law_id,
        article=article,
        paragraph=_value(locator["paragraph"] or locator["same_paragraph"]),
        item=_value(locator["item"] or locator["same_item"] or locator["notice_item"]),
        resolved_from=name.resolved_from,
        legal_basis=_is_legal_basis(place, locator.end()),
    )


def _is_legal_basis(place: Place, end: int) -> bool:
    """Whether the provision is the one the instrument is concluded under: named so in preamble or first article."""
    return (place.preamble or place.article == (1,)) and _LEGAL_BASIS.match(place.words.text, end) is not None


def _further(place: Place, name: ActName, more: re.Match[str], last: Citation) -> Citation:
    """A further target of a list: what it does not name is inherited from the one before."""
    named = parse_branches(more["number"], more["branch"]) if more["number"] else ()
    paragraph = more["paragraph"] or more["same_paragraph"]
    return Citation(
        words=place.words.slice(more.end("joint"), more.end()),
        law=name.act.title,
        law_number=name.act.number,
        law_id=name.act.law_id,
        article="の".join(map(str, named)) if named else last.article,
        paragraph=last.paragraph if more["same_item_only"] else _value(paragraph),
        item=_value(more["item"] or more["same_item"] or more["same_item_only"]),
        resolved_from=name.resolved_from,
        legal_basis=last.legal_basis or _is_legal_basis(place, more.end()),
    )


def _value(printed: str | None) -> str | None:
    return str(parse_number(printed)) if printed else None
