"""The end of the term as amendments left it, and whether the agreement is in force under it.

An amendment that extends, shortens or takes away the term decides from the day on which it has effect. Where one that
may concern the term could not be applied, the end of the term decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kg.consolidation.conflicts import AmendmentConflict
from kg.consolidation.force import force_periods, in_force, spliced
from kg.consolidation.history import Amending
from kg.consolidation.places import parse_place
from kg.extraction.chronology import extract_events, speaks_of_renewal, speaks_of_term, term_events
from kg.model.agreement import AmendmentMode, Change
from kg.model.chronology import Event, EventKind, ForcePeriod, ForceReason, NoticeTerms
from kg.model.consolidation import Conflict, ConsolidatedVersion, ConsolidationFinding, Provision, ProvisionKind
from kg.model.text import Passage

_HEADS = {ProvisionKind.ARTICLE, ProvisionKind.SUPPLEMENTARY}
#: A part of a text by what it is and its number.
_Head = tuple[ProvisionKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedTerm:
    """The term that a text has from the day ``since`` on: its end, if it has one, and whether it can be renewed."""

    since: date
    events: tuple[Event, ...]
    renewable: bool


def amended_terms(
    versions: Sequence[ConsolidatedVersion], own: Iterable[Event], amending: Iterable[Amending]
) -> tuple[AmendedTerm, ...]:
    """The terms that amendments brought, in the order of their days; ``own`` are the events of the original.

    ``versions`` begin with the original. Years count from what the original counts from, those of a restatement from
    its own days.
    """
    known = {event.kind: event.on for event in own}
    by_key = {each.key: each for each in amending}
    found = []
    before = _term_of(versions[0].text, known)
    for earlier, version in pairwise(versions):
        new = [by_key[key] for key in version.instruments[len(earlier.instruments) :]]
        for each in new:
            if each.mode is AmendmentMode.RESTATEMENT:
                known = {event.kind: event.on for event in extract_events(each.agreement)}
        term = _term_of(version.text, known)
        if term != before and version.valid_from is not None and not version.ended:
            events, renewable = term
            brought = tuple(replace(event, instrument=new[-1].key) for event in events)
            found.append(AmendedTerm(since=version.valid_from, events=brought, renewable=renewable))
            before = term
    return tuple(found)


def periods_under_terms(
    events: Sequence[Event], *, renewable: bool, notice: NoticeTerms, amended: Iterable[AmendedTerm], doubtful: bool
) -> tuple[ForcePeriod, ...]:
    """The periods in and out of force, under each term from the day on which it holds.

    An amendment with effect after the end of the term that it changes leaves open whether there was anything to amend.
    ``doubtful`` says that an amendment may concern the term and could not be applied.
    """
    others = [event for event in events if event.kind is not EventKind.TERM_END]
    periods = force_periods(events, renewable=renewable, notice=notice)
    for term in amended:
        after = force_periods((*others, *term.events), renewable=term.renewable, notice=notice)
        if in_force(periods, on=term.since).reason is ForceReason.TERM_ENDED:
            after = tuple(_open(each) if each.in_force else each for each in after)
        periods = spliced(periods, after, on=term.since)
    if doubtful:
        return tuple(_open(each) if each.reason is ForceReason.TERM_ENDED else each for each in periods)
    return periods


def may_have_moved_the_end(
    findings: Iterable[ConsolidationFinding],
    amending: Iterable[Amending],
    versions: Iterable[ConsolidatedVersion],
) -> bool:
    """Whether a change that could not be applied may concern the term: it names its place, or nothing that was read."""
    changes = {each.key: each.changes for each in amending}
    heads = {head for version in versions for head in _heads_of_term(version.text)}
    return any(_may_concern(found, changes[found.instrument], heads) for found in findings)


def _open(period: ForcePeriod) -> ForcePeriod:
    return replace(period, in_force=None, reason=ForceReason.END_DATE_UNKNOWN)


def _term_of(text: Provision, known: Mapping[EventKind, date | None]) -> tuple[tuple[Event, ...], bool]:
    """The end of the term without its words, as they stand in no source, and whether it can be renewed."""
    pairs = [(paragraph.text, around) for _, paragraph, around in _paragraphs(text)]
    events = term_events((Passage.plain(words, start=0) for words, _ in pairs), known)
    return tuple(replace(event, words=None) for event in events), bool(events) and speaks_of_renewal(pairs)


def _heads_of_term(text: Provision) -> Iterator[_Head]:
    return (head for head, paragraph, _ in _paragraphs(text) if speaks_of_term(paragraph.text))


def _paragraphs(text: Provision) -> Iterator[tuple[_Head, Provision, str]]:
    """The paragraphs of the articles and of the first supplementary provisions, with the words of their article."""
    articles = [child for child in text.children if child.kind is ProvisionKind.ARTICLE]
    supplementary = [child for child in text.children if child.kind is ProvisionKind.SUPPLEMENTARY][:1]
    for top in (*articles, *supplementary):
        for node in top.below():
            paragraphs = [child for child in node.children if child.kind is ProvisionKind.PARAGRAPH]
            around = "".join(paragraph.text for paragraph in paragraphs)
            yield from (((top.kind, top.number), paragraph, around) for paragraph in paragraphs)


def _may_concern(finding: ConsolidationFinding, changes: Sequence[Change], heads: set[_Head]) -> bool:
    if finding.conflict is Conflict.NUMBER_TAKEN:
        return False  # every change was applied; only a number stands twice
    meant = changes if finding.change is None else changes[finding.change - 1 : finding.change]
    return not meant or any(_names_term(change, heads) for change in meant)


def _names_term(change: Change, heads: set[_Head]) -> bool:
    words = (*((change.old,) if change.old else ()), *change.new)
    if any(speaks_of_term(passage.text) for passage in words):
        return True
    try:
        steps = parse_place(change.locus).steps
    except AmendmentConflict:
        return True
    top = next(((step.kind, step.number) for step in steps if step.kind in _HEADS), None)
    return top is not None and (top in heads or top[0] is ProvisionKind.SUPPLEMENTARY)
