"""What happened to an agreement, as its page and those of its consolidated versions show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.model.chronology import DECIDED_BY, EventKind, ends_beside
from kg.model.chronology_words import SAID
from kg.vocabulary import RDFS, RENKEI
from kg.web.description import Words
from kg.web.language import Language
from kg.web.views.statements import Link, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; ``day`` is None where only a rule is known. ``notice_by`` are the bodies of the party
    whose notice it is or follows from.
    """

    iri: str
    slug: str
    kind: Link
    day: Words | None
    rule: Link | None
    counted_from: Link | None
    distance: str
    brought_by: Link | None
    notice_by: tuple[Link, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days with one answer. ``answer`` is ``true``, ``false`` or ``unknown``."""

    iri: str
    start: str
    end: str
    answer: str
    reason: str
    sources: tuple[Link, ...]

    def holds(self, day: str) -> bool:
        """Whether a day, written in ISO 8601, lies in the period."""
        return self.start <= day and (not self.end or day < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which body one that signed was then and is today; ``recorded`` says whether its history is, ``why`` leads to the
    changes that say so, or to what is said of the body. ``unchanged`` says that the list which covers the days from
    ``records_from`` to ``records_until`` has no change of it.
    """

    recorded: bool
    unchanged: bool
    records_from: Words | None
    records_until: Words | None
    why: str
    at_signing: Link | None
    today: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A change that was not applied, and why."""

    link: Link
    explanation: Words | None
    locus: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The history of an agreement, in the order of its days."""

    events: tuple[Event, ...]
    periods: tuple[Period, ...]
    versions: tuple[Link, ...]
    findings: tuple[Finding, ...]

    def on(self, day: str) -> Period | None:
        """The period that a day lies in."""
        return next((period for period in self.periods if period.holds(day)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision of a consolidated text; ``worded_by`` are numbers of the instruments listed on the page."""

    iri: str
    kind: str
    depth: int
    label: Words | None
    caption: Words | None
    words: Words | None
    worded_by: tuple[int, ...]
    numbered_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """Everything the page of a consolidated version shows."""

    label: Words
    other_label: Words | None
    agreement: Link | None
    valid_from: Words | None
    valid_until: Words | None
    instruments: tuple[Link, ...]
    complete: bool
    provisions: tuple[Provision, ...]
    findings: tuple[Finding, ...]


def view_history(view: View, iri: str) -> History:
    """The history of the agreement."""
    known = view.description
    events = [_event(view, node) for node in known.iris(iri, RENKEI["event"])]
    return History(
        events=tuple(sorted(events, key=lambda event: (event.day.text if event.day else "9999", event.iri))),
        periods=tuple(_period(view, node, events) for node in known.iris(iri, RENKEI["forcePeriod"])),
        versions=view.linked(iri, RENKEI["consolidatedVersion"]),
        findings=_findings(view, iri),
    )


def view_version(view: View, iri: str) -> VersionPage:
    """The page of a consolidated version; its instruments are numbered in the order of their links."""
    known = view.description
    instruments = known.iris(iri, RENKEI["consolidates"])
    numbers = {instrument: number for number, instrument in enumerate(instruments, start=1)}
    complete = view.text(iri, RENKEI["complete"])
    return VersionPage(
        label=view.label(iri),
        other_label=known.other_name(iri, view.language),
        agreement=next(iter(view.linked(iri, RENKEI["versionOf"])), None),
        valid_from=view.text(iri, RENKEI["validFrom"]),
        valid_until=view.text(iri, RENKEI["validUntil"]),
        instruments=tuple(view.link(instrument) for instrument in instruments),
        complete=complete is not None and complete.text == "true",
        provisions=tuple(_provision(view, node, numbers) for node in known.iris(iri, RENKEI["provision"])),
        findings=_findings(view, iri),
    )


def view_identity(view: View, iri: str) -> Identity:
    """A body of a party at signing and today."""
    status = view.text(iri, RENKEI["historyStatus"])
    recorded = status is not None and status.text in {"recorded", "no-change-in-source"}
    today = next(iter(view.linked(iri, RENKEI["bodyToday"])), None)
    unchanged = status is not None and status.text == "no-change-in-source"
    return Identity(
        recorded=recorded,
        unchanged=unchanged,
        records_from=view.text(iri, RENKEI["recordsFrom"]),
        records_until=view.text(iri, RENKEI["recordsUntil"]),
        why=f"{today.href}#changes" if recorded and not unchanged and today else view.links.to(iri),
        at_signing=next(iter(view.linked(iri, RENKEI["bodyAtSigning"])), None),
        today=today,
    )


def _event(view: View, iri: str) -> Event:
    rule, distance = view.text(iri, RENKEI["rule"]), view.text(iri, RENKEI["distance"])
    (kind,) = view.description.iris(iri, RENKEI["eventType"])
    return Event(
        iri=iri,
        slug=kind.rpartition("/")[2],
        kind=view.link(kind),
        day=view.text(iri, RENKEI["eventDate"]),
        rule=Link(Words(said(view, rule)), view.rule_named(rule).href) if rule else None,
        counted_from=next(iter(view.linked(iri, RENKEI["countedFrom"])), None),
        distance=distance.text if distance else "",
        brought_by=next(iter(view.linked(iri, RENKEI["broughtBy"])), None),
        notice_by=tuple(
            body
            for party in view.description.iris(iri, RENKEI["noticeBy"])
            for body in view.linked(party, RENKEI["municipality"])
        ),
        source=view.source(iri),
    )


def _period(view: View, iri: str, events: Sequence[Event]) -> Period:
    start, end = view.text(iri, RENKEI["periodStart"]), view.text(iri, RENKEI["periodEnd"])
    answer, reason = view.text(iri, RENKEI["inForce"]), view.text(iri, RENKEI["forceReason"])
    return Period(
        iri=iri,
        start=start.text if start else "",
        end=end.text if end else "",
        answer=answer.text if answer else "unknown",
        reason=said(view, reason),
        sources=tuple(
            Link(event.kind.words, event.source)
            for event in _deciding(reason, _of_period(events, start=start, end=end))
            if event.source
        ),
    )


def _deciding(reason: Words | None, events: Sequence[Event]) -> list[Event]:
    """The events whose words decide a period with this reason; none where another instrument does, or of a reason that
    this version of the software does not know.
    """
    deciding = (kinds for known, kinds in DECIDED_BY.items() if reason and known.value == reason.text)
    slugs = {kind.value for kind in next(deciding, ())}
    return [event for event in events if event.slug in slugs]


def _of_period(events: Sequence[Event], *, start: Words | None, end: Words | None) -> list[Event]:
    """The events without the ends of a term that another one, beside the period, has taken the place of."""
    terms = [event for event in events if event.slug == EventKind.TERM_END.value]
    beside = ends_beside([_date(event.day) for event in terms], start=_date(start), end=_date(end))
    superseded = [event for event, kept in zip(terms, beside, strict=True) if not kept]
    return [event for event in events if event not in superseded]


def _date(day: Words | None) -> date | None:
    return date.fromisoformat(day.text) if day else None


def _findings(view: View, iri: str) -> tuple[Finding, ...]:
    return tuple(_finding(view, node) for node in view.description.iris(iri, RENKEI["finding"]))


def _finding(view: View, iri: str) -> Finding:
    changes = view.linked(iri, RENKEI["unappliedChange"])
    instruments = view.linked(iri, RENKEI["amendingInstrument"])
    comments = view.description.texts(iri, RDFS["comment"])
    said = next((words for words in comments if words.language == view.language.value), None)
    return Finding(link=(*changes, *instruments)[0], explanation=said, locus=view.text(iri, RENKEI["locus"]))


def _provision(view: View, iri: str, numbers: dict[str, int]) -> Provision:
    known = view.description
    kind, depth = view.text(iri, RENKEI["provisionKind"]), view.text(iri, RENKEI["depth"])
    moved = known.iri(iri, RENKEI["numberedBy"])
    return Provision(
        iri=iri,
        kind=kind.text if kind else "",
        depth=int(depth.text) if depth else 0,
        label=view.text(iri, RDFS["label"]),
        caption=view.text(iri, RENKEI["caption"]),
        words=view.text(iri, RENKEI["text"]),
        worded_by=tuple(sorted(numbers[each] for each in known.iris(iri, RENKEI["wordedBy"]) if each in numbers)),
        numbered_by=numbers.get(moved) if moved else None,
    )


def said(view: View, name: Words | None) -> str:
    """A rule or reason in words."""
    if name is None:
        return ""
    ja, en = SAID.get(name.text, (name.text, name.text))
    return ja if view.language is Language.JA else en
