"""Citations of laws, ordinances and notices, from the mentions of provisions (:mod:`kg.extraction.mentions`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.legal_basis import legal_bases
from kg.extraction.mentions import Mention
from kg.identifiers import article_number
from kg.model.agreement import Citation
from kg.model.text import Passage
from kg.old_forms import modern
from kg.registries.instrument_basis import InstrumentBasis


def extract_citations(mentions: Sequence[Mention], table: Iterable[InstrumentBasis]) -> tuple[Citation, ...]:
    """External targets in text order, one entry for each. ``table`` knows the provisions agreements are made under."""
    bases = legal_bases(mentions, {(basis.law_id, basis.article) for basis in table})
    ends = _group_words(mentions)
    printed = _printed_titles(mentions)
    return tuple(
        found if found.law_id else replace(found, law=printed.get(found.law, found.law))
        for index, mention in enumerate(mentions)
        if (found := _citation(mention, _ranged(mentions, index), index in bases, ends)) is not None
    )


def _printed_titles(mentions: Iterable[Mention]) -> dict[str, str]:
    """The titles of acts that no registry knows as they are printed; matching saw them in the characters of today."""
    printed: dict[str, str] = {}
    for mention in mentions:
        if mention.act is not None and mention.act.law_id is None:
            title, words = mention.act.title, mention.words.text
            at = modern(words).find(title)
            if at >= 0:
                printed.setdefault(title, words[at : at + len(title)])
    return printed


def unresolved_citations(mentions: Iterable[Mention]) -> tuple[Passage, ...]:
    """The words of citations of acts that the text does not tell (法第3条 without 以下「法」という)."""
    return tuple(mention.words for mention in mentions if mention.unknown)


def _citation(mention: Mention, ranged: str | None, legal_basis: bool, groups: dict[int, Passage]) -> Citation | None:
    if mention.act is None or mention.name is None:
        return None
    act, locator = mention.act, mention.locator
    return Citation(
        words=mention.words,
        law=act.title,
        law_number=act.number,
        law_id=act.law_id,
        article=article_number(locator.article) if locator.article else None,
        paragraph=str(locator.paragraph) if locator.paragraph else None,
        item=locator.item or locator.notice,
        resolved_from=mention.name.resolved_from,
        legal_basis=legal_basis,
        subitem=locator.subitem,
        appended_table=locator.table,
        division=locator.division,
        supplementary=locator.part == "附則",
        clause=locator.clause,
        ranged=ranged,
        applied_through=groups.get(mention.through) if mention.through is not None else None,
    )


def _ranged(mentions: Sequence[Mention], index: int) -> str | None:
    """Whether a mention begins or ends a range."""
    if mentions[index].ranged:
        return mentions[index].ranged
    return "from" if index + 1 < len(mentions) and mentions[index + 1].ranged else None


def _group_words(mentions: Iterable[Mention]) -> dict[int, Passage]:
    """The words of each list of joined provisions."""
    stretches: dict[int, tuple[Mention, int, int]] = {}
    for mention in mentions:
        first, start, end = stretches.get(mention.group, (mention, mention.start, mention.end))
        if first.folded is mention.folded:
            stretches[mention.group] = first, min(start, mention.start), max(end, mention.end)
    return {
        group: first.place.part(*first.folded.origin(start, end)) for group, (first, start, end) in stretches.items()
    }
