"""The histories of a set of agreements: their events, whether they are in force, and the versions of their texts."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.consolidation.amended_terms import amended_terms, may_have_moved_the_end, periods_under_terms
from kg.consolidation.history import Amending, consolidate
from kg.extraction.chronology import extract_events, first_of, may_be_renewed
from kg.extraction.notices import notice_terms
from kg.identifiers import amended_slug, body_key, is_of_region
from kg.model.agreement import Agreement, AmendmentMode
from kg.model.chronology import Event, EventKind, ForcePeriod
from kg.model.consolidation import ConsolidatedVersion, ConsolidationFinding

#: The rule of a day that another instrument gives without stating it or a rule for it.
_NO_DAY = "effect-not-stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementHistory:
    """What happened to one agreement. ``versions`` are those that amendments made, so none without amendments.

    ``amends`` is the slug of the agreement that this one amends: that of the one it names where it is among the data,
    else the slug that follows from how it is named.
    """

    amends: str | None
    events: tuple[Event, ...]
    periods: tuple[ForcePeriod, ...]
    versions: tuple[ConsolidatedVersion, ...]
    findings: tuple[ConsolidationFinding, ...]


def assemble_histories(agreements: Mapping[str, Agreement]) -> dict[str, AgreementHistory]:
    """The history of each agreement by its slug. An amendment counts for the agreement that it names, if it is there.

    What is not among ``agreements`` is not known: nothing here says that it did not happen.
    """
    amending: dict[str, list[Amending]] = defaultdict(list)
    targets = {slug: _target(slug, agreement, agreements) for slug, agreement in sorted(agreements.items())}
    for slug, target in targets.items():
        if target is not None:
            amending[target].append(Amending(key=slug, agreement=agreements[slug]))
    return {
        slug: _history(slug, agreement, amending[slug], amends=targets[slug]) for slug, agreement in agreements.items()
    }


def _target(slug: str, agreement: Agreement, agreements: Mapping[str, Agreement]) -> str | None:
    """The agreement that one amends: same parties, the date it names, and the same title or kind of region.

    Its text need not say who is the core city, so its slug alone does not find it. Where several fit none is taken, as
    it cannot be told which is meant.
    """
    if agreement.amendment is None:
        return None
    found = [other for other, candidate in sorted(agreements.items()) if other != slug and _names(agreement, candidate)]
    return found[0] if len(found) == 1 else amended_slug(agreement)


def _names(agreement: Agreement, candidate: Agreement) -> bool:
    """Whether an instrument names this one as what it amends."""
    amendment = agreement.amendment
    if amendment is None or _bodies(agreement) != _bodies(candidate):
        return False
    target = amendment.target
    dated = [
        stated.value == own.value
        for stated, own in ((target.signed_on, candidate.signed_on), (target.printed_on, candidate.printed_on))
        if stated is not None and own is not None
    ]
    titled = target.title is not None and _plain(target.title) == _plain(candidate.title.text)
    regional = is_of_region(agreement.instrument) and agreement.instrument == candidate.instrument
    return bool(dated) and all(dated) and (titled or regional)


def _bodies(agreement: Agreement) -> frozenset[str]:
    return frozenset(body_key(body) for party in agreement.parties for body in party.bodies)


def _plain(title: str) -> str:
    """A title without spaces, width and the 書 at its end, as instruments name each other."""
    return "".join(unicodedata.normalize("NFKC", title).split()).removesuffix("書")


def _history(slug: str, agreement: Agreement, amending: list[Amending], *, amends: str | None) -> AgreementHistory:
    own = extract_events(agreement)
    events = (*own, *_brought(amending))
    versions = consolidate(agreement, key=slug, amending=amending)
    findings = dict.fromkeys(finding for version in versions for finding in version.findings)
    terms = amended_terms(versions, own, amending)
    return AgreementHistory(
        amends=amends,
        events=(*events, *(event for term in terms for event in term.events)),
        periods=periods_under_terms(
            events,
            renewable=may_be_renewed(agreement),
            notice=notice_terms(agreement),
            amended=terms,
            doubtful=may_have_moved_the_end(findings, amending, versions),
        ),
        versions=versions[1:],
        findings=tuple(findings),
    )


def _brought(amending: list[Amending]) -> Iterator[Event]:
    """The amendments and the abolition, each on the day on which its instrument takes effect."""
    for each in amending:
        effect = first_of(extract_events(each.agreement), EventKind.EFFECT)
        ends = each.mode is AmendmentMode.ABOLITION
        yield Event(
            kind=EventKind.ABOLITION if ends else EventKind.AMENDMENT,
            on=effect.on if effect else None,
            rule=effect.rule if effect else _NO_DAY,
            words=None,
            after=effect.after if effect else None,
            distance=effect.distance if effect else "",
            instrument=each.key,
        )
