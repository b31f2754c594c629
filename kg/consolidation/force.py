"""renkei:inForce. Whether an agreement is in force on a day, as far as the data can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model.chronology import Event, EventKind, ForcePeriod, ForceReason, NoticeReach, NoticeTerms

_DAY = timedelta(days=1)
_OF_A_PAIR = NoticeTerms()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A day from which something else holds."""

    day: date
    in_force: bool | None
    reason: ForceReason


def force_periods(
    events: Iterable[Event], *, renewable: bool = False, notice: NoticeTerms = _OF_A_PAIR
) -> tuple[ForcePeriod, ...]:
    """All days from the first to the last, in periods with one answer each.

    ``events`` are those of the agreement and of the instruments that end it. Without a day of effect nothing can be
    told but that it is not in force before it was signed, and no longer once it was abolished; nothing is guessed.
    ``renewable`` says that the text lets the term be renewed, so that its end decides nothing; ``notice`` for whom the
    agreement ends where one party gives notice.
    """
    found = tuple(events)
    start = _day(found, EventKind.EFFECT)
    signed = _day(found, EventKind.SIGNING)
    periods = _opening(start, signed)
    periods.extend(_from_effect(start or signed, found, known=start is not None, renewable=renewable))
    stretches = [period for period in periods if period.start is None or period.start != period.end]
    for turn in _turns(found, notice):
        stretches = _turned(stretches, turn)
    return tuple(stretches)


def in_force(periods: Iterable[ForcePeriod], *, on: date) -> ForcePeriod:
    """The period that a day lies in: its answer and the reason."""
    return next(period for period in periods if period.holds(on))


def spliced(before: Iterable[ForcePeriod], after: Iterable[ForcePeriod], *, on: date) -> tuple[ForcePeriod, ...]:
    """The periods of ``before`` until a day, and those of ``after`` from it on."""
    kept = [replace(each, end=on) if each.holds(on) else each for each in before if _begins_before(each, on)]
    added = [replace(each, start=on) if each.holds(on) else each for each in after if each.end is None or each.end > on]
    return tuple(_joined([*kept, *added]))


def _opening(start: date | None, signed: date | None) -> list[ForcePeriod]:
    """The time before effect; without a day of effect that before signing; without both nothing."""
    first = start or signed
    if first is None:
        return []
    return [ForcePeriod(start=None, end=first, in_force=False, reason=ForceReason.BEFORE_EFFECT)]


def _from_effect(first: date | None, events: tuple[Event, ...], *, known: bool, renewable: bool) -> list[ForcePeriod]:
    abolitions = [event for event in events if event.kind is EventKind.ABOLITION]
    abolished = _day(events, EventKind.ABOLITION)
    terms = [event for event in events if event.kind is EventKind.TERM_END]
    term = _day(events, EventKind.TERM_END)
    ended = term + _DAY if term is not None else None
    if any(event.on is None for event in (*abolitions, *terms)):
        return [_closed(first, abolished, None, ForceReason.END_DATE_UNKNOWN), *_after(abolished)]
    reason = ForceReason.WITHIN_TERM if ended else ForceReason.NO_END_IN_DATA
    answer = (True, reason) if known else (None, ForceReason.EFFECT_NOT_STATED)
    if ended is None or (abolished is not None and abolished <= ended):
        return [_closed(first, abolished, *answer), *_after(abolished)]
    after_term = (None, ForceReason.TERM_MAY_BE_RENEWED) if renewable else (False, ForceReason.TERM_ENDED)
    return [_closed(first, ended, *answer), _closed(ended, abolished, *after_term), *_after(abolished)]


def _turns(events: tuple[Event, ...], notice: NoticeTerms) -> Iterator[_Turn]:
    """What notices bring, in the order of the days. Without a rule for the end it cannot be told from the first on.

    Of several parties one may leave an agreement that goes on, if the text says so; if it does not say for whom the
    agreement ends, that cannot be told. Once all but one have left, there is none (as 地方自治法第252条の6の2第3項 has
    it of councils).
    """
    given = _day(events, EventKind.NOTICE_OF_TERMINATION)
    if given is None:
        return
    ends: dict[int | None, date] = {}
    for event in events:
        if event.kind is EventKind.TERMINATION_BY_NOTICE and event.on is not None:
            ends[event.party] = min(event.on, ends.get(event.party, event.on))
    if not ends:
        yield _Turn(day=given, in_force=None, reason=ForceReason.END_AFTER_NOTICE_UNKNOWN)
        return
    days = sorted(ends.values())
    if notice.reach is NoticeReach.ALL:
        yield _Turn(day=days[0], in_force=False, reason=ForceReason.ENDED_BY_NOTICE)
        return
    goes_on = notice.reach is NoticeReach.GIVER
    reason = ForceReason.GOES_ON_FOR_OTHERS if goes_on else ForceReason.END_FOR_OTHERS_UNKNOWN
    yield _Turn(day=days[0], in_force=True if goes_on else None, reason=reason)
    known = sorted(day for party, day in ends.items() if party is not None)
    if len(known) >= notice.parties - 1:
        yield _Turn(day=known[notice.parties - 2], in_force=False, reason=ForceReason.ENDED_BY_NOTICE)


def _turned(periods: list[ForcePeriod], turn: _Turn) -> list[ForcePeriod]:
    """The periods with what holds from a day on. What has ended before stays ended, and what could not be told is not
    told by less than an end."""
    before = [
        replace(each, end=turn.day) if each.holds(turn.day) else each
        for each in periods
        if _begins_before(each, turn.day)
    ]
    after = [each for each in periods if each.end is None or each.end > turn.day]
    changed: list[ForcePeriod] = []
    for each in after:
        start = turn.day if _begins_before(each, turn.day) else each.start
        kept = each.in_force is False or (each.in_force is None and turn.in_force is not False)
        changed.append(replace(each, start=start) if kept else _closed(start, each.end, turn.in_force, turn.reason))
    return _joined([*before, *changed])


def _begins_before(period: ForcePeriod, day: date) -> bool:
    return period.start is None or period.start < day


def _joined(periods: list[ForcePeriod]) -> list[ForcePeriod]:
    """The periods with neighbours of one answer and reason as one."""
    joined: list[ForcePeriod] = []
    for each in periods:
        last = joined[-1] if joined else None
        if last and (last.end, last.in_force, last.reason) == (each.start, each.in_force, each.reason):
            joined[-1] = replace(last, end=each.end)
        else:
            joined.append(each)
    return joined


def _closed(start: date | None, end: date | None, answer: bool | None, reason: ForceReason) -> ForcePeriod:
    return ForcePeriod(start=start, end=end, in_force=answer, reason=reason)


def _after(abolished: date | None) -> list[ForcePeriod]:
    """The time from the day on which the agreement was abolished."""
    if abolished is None:
        return []
    return [ForcePeriod(start=abolished, end=None, in_force=False, reason=ForceReason.ABOLISHED)]


def _day(events: tuple[Event, ...], kind: EventKind) -> date | None:
    return min((event.on for event in events if event.kind is kind and event.on is not None), default=None)
