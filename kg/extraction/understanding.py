"""A source file to a report: read, drafted, understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.drafting.formulas import circle_length
from kg.drafting.parsing import draft
from kg.drafting.writing import dropped_counts, unclaimed_spans
from kg.extraction import dates
from kg.extraction.amendments import extract_amendment
from kg.extraction.bearers import with_capacities
from kg.extraction.capacities import extract_capacities
from kg.extraction.citation_diagnostics import citation_diagnostics
from kg.extraction.citations import extract_citations, unresolved_citations
from kg.extraction.delegations import extract_delegations
from kg.extraction.diagnostics import (
    agreement_diagnostics,
    ignored_diagnostics,
    no_agreement,
    repair_diagnostics,
    unclaimed_diagnostics,
)
from kg.extraction.initiatives import EntriesRead, extract_initiatives, read_entries
from kg.extraction.instruments import classify_instrument
from kg.extraction.mentions import read_mentions
from kg.extraction.parties import Cast, extract_parties
from kg.extraction.policy_fields import map_policy_fields
from kg.extraction.references import extract_references
from kg.extraction.sidecar import read_metadata
from kg.extraction.signatories import extract_signatories
from kg.extraction.stated_facts import completed, fact_diagnostics, in_cells
from kg.extraction.terms import extract_defined_terms
from kg.model.agreement import Agreement, Body, Report, SourceMetadata
from kg.model.drafting import FrontKind, FrontLine, Instrument
from kg.model.text import Ignorable, Passage, SourceText
from kg.reading.source_file import read_source
from kg.registries.concepts import load_concepts
from kg.registries.duty_rules import load_duty_rules
from kg.registries.instrument_basis import load_instrument_basis
from kg.registries.laws import load_laws
from kg.registries.municipalities import load_municipalities

#: Kinds by which one body acts for another.
_DELEGATING = {"jimu-itaku"}
#: How the title of an annex begins.
_ANNEX = re.compile(r"[付附]\s?属")


def read_report(path: Path) -> Report:
    """Everything a source file says. Raises SourceError where it cannot be read."""
    return report_on(read_source(path), read_metadata(path))


def report_on(source: SourceText, metadata: SourceMetadata) -> Report:
    """Everything a source text says; of a text that holds no agreement, why."""
    registry = load_municipalities()
    tree = draft(source)
    entries = [read_entries(instrument) for instrument in tree.instruments]
    agreements = tuple(_annexed(understand(*pair) for pair in zip(tree.instruments, entries, strict=True)))
    unclaimed = unclaimed_spans(source.text, tree)
    diagnostics = [
        *source.notes,
        *repair_diagnostics(tree),
        *ignored_diagnostics(tree),
        *unclaimed_diagnostics(source, unclaimed),
        *(
            found
            for agreement, read in zip(agreements, entries, strict=True)
            for found in agreement_diagnostics(agreement, read, registry)
        ),
        *(found for agreement in agreements for found in citation_diagnostics(agreement, load_laws())),
        *fact_diagnostics(source, agreements, registry),
        *(() if agreements else (no_agreement(source, tree.marks),)),
    ]
    return Report(
        source=source,
        metadata=completed(metadata, source.facts),
        agreements=agreements,
        ignored=tree.ignored,
        unclaimed=unclaimed,
        diagnostics=tuple(sorted(in_cells(diagnostics, source), key=lambda found: (found.span, found.code))),
    )


def _annexed(agreements: Iterable[Agreement]) -> Iterator[Agreement]:
    """The agreements of a file; one annexed to that before it (付属協定書) is of its parties, where it names none."""
    before: Agreement | None = None
    for agreement in agreements:
        annexed = before is not None and not agreement.parties and _ANNEX.match(agreement.title.text)
        told = replace(agreement, parties=before.parties, groups=before.groups) if before and annexed else agreement
        before = told
        yield told


def understand(instrument: Instrument, entries: EntriesRead) -> Agreement:
    """What one drafted instrument says, with the entries of its initiatives."""
    registry = load_municipalities()
    mentions = read_mentions(instrument, load_laws())
    citations = extract_citations(mentions, load_instrument_basis())
    title = _title(instrument)
    signed_on, printed_on = dates.signed_on(instrument), dates.printed_on(instrument)
    effective_on = dates.effective_on(instrument)
    day = signed_on or printed_on or effective_on
    kind = classify_instrument(
        instrument,
        title=title.text,
        citations=citations,
        day=day.value if day else None,
        table=load_instrument_basis(),
    )
    cast = extract_parties(instrument, registry, kind)
    called = bearers(cast)
    initiatives = map_policy_fields(
        extract_initiatives(entries, called, load_duty_rules()), load_concepts("policy-field"), kind
    )
    named = extract_capacities(instrument, cast.parties, initiatives, kind)
    return Agreement(
        instrument_tree=instrument,
        title=title,
        instrument=kind,
        amendment=extract_amendment(instrument, title),
        signed_on=signed_on,
        effective_on=effective_on,
        printed_on=printed_on,
        parties=named,
        initiatives=with_capacities(initiatives, named),
        citations=citations,
        references=extract_references(instrument, mentions),
        unresolved_citations=unresolved_citations(mentions),
        defined_terms=extract_defined_terms(instrument, called),
        signatories=extract_signatories(instrument, cast.parties),
        groups=cast.groups,
        delegations=extract_delegations(instrument, called) if kind in _DELEGATING else (),
    )


def _title(instrument: Instrument) -> Passage:
    """The inner title without the ○ that 例規集 print before it; empty where extraction lost it."""
    for line in instrument.of(FrontLine):
        if line.kind is FrontKind.TITLE:
            text = line.words.text
            return line.words.slice(circle_length(text), len(text))
    return Passage(())


def bearers(cast: Cast) -> Mapping[str, tuple[Body, ...]]:
    """Bodies by every word that roles may call them: name, word for several together, designation."""
    found: dict[str, tuple[Body, ...]] = {}
    for party in cast.parties:
        found |= {body.name: (body,) for body in party.bodies}
    for party in cast.parties:
        if party.designation:
            found[party.designation] = tuple(dict.fromkeys((*found.get(party.designation, ()), *party.bodies)))
    return found | {group.designation: group.bodies for group in cast.groups}


def ignored_counts(report: Report) -> dict[Ignorable, int]:
    """Characters of each class of ignorable text, between elements and inside them."""
    counts: Counter[Ignorable] = Counter(dict.fromkeys(Ignorable, 0))
    for piece in report.ignored:
        counts[piece.kind] += len(piece.source)
    for agreement in report.agreements:
        for kind, length in dropped_counts(agreement.instrument_tree):
            counts[kind] += length
    return dict(counts)
