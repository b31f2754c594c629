"""What happened to an agreement and whether it is in force, as JSON."""

from __future__ import annotations

from typing import Any

from kg.consolidation.assembling import AgreementHistory
from kg.identifiers import Iris
from kg.model.chronology import DECIDED_BY, Event, EventKind, ForcePeriod, ends_beside

Json = dict[str, Any]


def events_json(history: AgreementHistory, iris: Iris) -> list[Json]:
    """The events in their order; ``date`` is null where the text gives a rule without a day.

    ``party`` is the place in ``parties``, from 1, of the one whose notice it is or follows from.
    """
    return [
        {
            "kind": event.kind.value,
            "date": event.on.isoformat() if event.on else None,
            "rule": event.rule,
            "counted_from": event.after.value if event.after else None,
            "distance": event.distance or None,
            "party": event.party,
            "brought_by": iris.agreement(event.instrument) if event.instrument else None,
            "text": event.words.text if event.words else None,
            "spans": _spans(event),
        }
        for event in history.events
    ]


def force_json(history: AgreementHistory) -> list[Json]:
    """Periods with one answer each: ``until`` is the first day after it, null is open, ``in_force`` null: not known.

    ``spans`` are the words of the events that decide it; none where another instrument does.
    """
    return [_period(period, history) for period in history.periods]


def _period(period: ForcePeriod, history: AgreementHistory) -> Json:
    deciding = [event for event in history.events if event.kind in DECIDED_BY[period.reason]]
    terms = [event for event in deciding if event.kind is EventKind.TERM_END]
    beside = ends_beside([event.on for event in terms], start=period.start, end=period.end)
    superseded = [event for event, kept in zip(terms, beside, strict=True) if not kept]
    return {
        "from": period.start.isoformat() if period.start else None,
        "until": period.end.isoformat() if period.end else None,
        "in_force": period.in_force,
        "reason": period.reason.value,
        "spans": [span for event in deciding if event not in superseded for span in _spans(event)],
    }


def _spans(event: Event) -> list[Json]:
    return [{"start": span.start, "end": span.end} for span in event.words.spans] if event.words else []
