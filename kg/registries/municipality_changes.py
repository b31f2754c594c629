"""Mergers, renames and changes of status of municipalities, each with the source that says so.

Two questions have two answers: which body concluded an agreement, and which body it is today. Where the table has no
row about a body, its history is not recorded, unless the body was looked up in a list that covers the day and has no
change of it (:mod:`kg.registries.change_lookups`); silence alone is never taken to mean that nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from kg.bundled import bundled
from kg.identifiers import is_web_iri
from kg.model.agreement import Body
from kg.registries.areas import read_day
from kg.registries.change_lookups import ChangeLookup
from kg.registries.tables import Row, read_table

_COLUMNS = ("effective_on", "kind", "before_name", "before_code", "after_name", "after_code", "words", "source")
#: Digits of a code that say the prefecture.
_PREFECTURE = 2


class ChangeKind(StrEnum):
    """新設合併, 編入, 名称変更, 市制・町制施行と中核市等への移行; the last segment of the event type's IRI."""

    MERGER = "merger"
    ABSORPTION = "absorption"
    RENAME = "rename"
    STATUS_CHANGE = "status-change"


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityChange:
    """One body that became another, or a part of another, on a day; or itself, with another status (中核市).

    A code is None where the source has none. ``words`` are the source's own for the change.
    """

    effective_on: date
    kind: ChangeKind
    before: Body
    after: Body
    words: str
    source: str


class HistoryStatus(StrEnum):
    """What the table says of a body on a day."""

    RECORDED = "recorded"
    NOT_RECORDED = "not-recorded"
    NO_CHANGE_IN_SOURCE = "no-change-in-source"
    DAY_UNKNOWN = "day-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyIdentity:
    """A body that an agreement names: which it was on the day of signing, and which it is today.

    ``at_signing`` is None where the table does not tell; ``today`` where neither it nor the registry does.
    ``lookup`` is where and for which days the body was looked up, where that is recorded.
    """

    named: Body
    status: HistoryStatus
    at_signing: Body | None
    today: Body | None
    changes: tuple[MunicipalityChange, ...]
    lookup: ChangeLookup | None = None


@cache
def load_municipality_changes() -> tuple[MunicipalityChange, ...]:
    """The table ``data/municipality-changes.csv``. Raises InputError where it is damaged."""
    path = bundled("data", "municipality-changes.csv")
    return with_periods(_change(row) for row in read_table(path, _COLUMNS))


def with_periods(changes: Iterable[MunicipalityChange]) -> tuple[MunicipalityChange, ...]:
    """The changes with the day until which each body had its code, where the code then meant another body.

    A new body may take over the code of one of those merged (新設合併), and a village that becomes a town may keep its
    own: the code alone means the body of today, so that the former one is told from it by that day.
    """
    found = tuple(changes)
    days: dict[str, list[date]] = {}
    for change in found:
        if change.before.code is not None and _takes_over(change):
            days.setdefault(change.before.code, []).append(change.effective_on)

    def until(body: Body, day: date) -> Body:
        following = [each for each in days.get(body.code or "", ()) if each >= day]
        return replace(body, until=min(following)) if following else body

    return tuple(
        replace(
            change,
            before=until(change.before, change.effective_on),
            after=until(change.after, change.effective_on + timedelta(days=1)),
        )
        for change in found
    )


def _takes_over(change: MunicipalityChange) -> bool:
    """Whether the code means another body, or one of another name, from the change on."""
    one_code = change.before.code == change.after.code
    return one_code and (change.kind is ChangeKind.MERGER or change.before.name != change.after.name)


def identify(
    named: Body,
    *,
    on: date | None,
    changes: Sequence[MunicipalityChange],
    prefectures: frozenset[str] = frozenset(),
    lookups: Sequence[ChangeLookup] = (),
) -> BodyIdentity:
    """The body on a day and today.

    A body without a code no longer stands in the registry and is found by its name, among the former bodies of
    ``prefectures`` (first two digits of codes) where the table has their codes. An absorption leaves the absorbing body
    what it was; any other change makes a new one of the old. Of a day before the list begins nothing is recorded.
    """
    body = _former(named, changes, prefectures)
    known = tuple(change for change in changes if _same(change.before, body) or _same(change.after, body))
    codes = {body.code, *(change.after.code for change in known)}
    lookup = next((each for each in lookups if each.code in codes), None)
    today = named if named.code is not None else None
    became = [change for change in known if _same(change.before, body) and (on is None or change.effective_on > on)]
    if on is None:
        return _identity(named, HistoryStatus.DAY_UNKNOWN, None, today, known)
    if became:
        today = _latest(became[0], changes)
    if lookup is not None and on < lookup.first:
        return _identity(named, HistoryStatus.NOT_RECORDED, None, today, ())
    at_signing = _on(body, on, changes)
    if became:
        return replace(_identity(named, HistoryStatus.RECORDED, at_signing, today, known), lookup=lookup)
    came_from = [change for change in known if _same(change.after, body)]
    if not came_from:
        if lookup is None or known or not lookup.covers(on):
            return _identity(named, HistoryStatus.NOT_RECORDED, None, today, ())
        return replace(_identity(named, HistoryStatus.NO_CHANGE_IN_SOURCE, body, today, ()), lookup=lookup)
    later = [change for change in came_from if change.effective_on > on and change.kind is not ChangeKind.ABSORPTION]
    stood = at_signing if not later else later[0].before if len(later) == 1 else None
    return replace(_identity(named, HistoryStatus.RECORDED, stood, today, known), lookup=lookup)


def _on(body: Body, day: date, changes: Iterable[MunicipalityChange]) -> Body:
    """The body that had the code of this one on a day."""
    mine = [each for change in changes for each in (change.before, change.after) if each.code == body.code is not None]
    former = [each for each in mine if each.until is not None and each.until > day]
    if former:
        return min(former, key=lambda each: each.until or day)
    return next((each for each in mine if each.until is None), body)


def prefectures_of(bodies: Iterable[Body]) -> frozenset[str]:
    """The prefectures that bodies with a code are of, as the first two digits of their codes.

    >>> sorted(prefectures_of([Body(name="旭川市", code="012041"), Body(name="北村", code=None)]))
    ['01']
    """
    return frozenset(body.code[:_PREFECTURE] for body in bodies if body.code)


def _former(body: Body, changes: Iterable[MunicipalityChange], prefectures: frozenset[str]) -> Body:
    """The former body that a name without a code means, where it is one only; else the body as named."""
    if body.code is not None:
        return body
    found = {
        change.before
        for change in changes
        if change.before.name == body.name
        and (change.before.code is None or change.before.code[:_PREFECTURE] in prefectures)
    }
    return min(found, key=lambda each: each.until or date.max) if len({each.code for each in found}) == 1 else body


def _identity(
    body: Body,
    status: HistoryStatus,
    at_signing: Body | None,
    today: Body | None,
    changes: tuple[MunicipalityChange, ...],
) -> BodyIdentity:
    return BodyIdentity(named=body, status=status, at_signing=at_signing, today=today, changes=changes)


def _latest(change: MunicipalityChange, changes: Sequence[MunicipalityChange]) -> Body:
    """What a body has become by a change and all that followed it."""
    followed = [
        each
        for each in changes
        if _same(each.before, change.after) and each.effective_on >= change.effective_on and each != change
    ]
    rest = [each for each in changes if each.effective_on >= change.effective_on and each != change]
    return _latest(min(followed, key=lambda each: each.effective_on), rest) if followed else change.after


def _same(one: Body, other: Body) -> bool:
    """By code where both have one, else by name."""
    if one.code is not None and other.code is not None:
        return one.code == other.code
    return one.code == other.code and one.name == other.name


def _change(row: Row) -> MunicipalityChange:
    kinds = [kind.value for kind in ChangeKind]
    if row["kind"] not in kinds:
        raise row.error("kind", ", ".join(kinds), f"{', '.join(kinds)} のいずれか")
    if not is_web_iri(row["source"]):
        raise row.error("source", "an http(s) IRI", "http(s) のIRI")
    return MunicipalityChange(
        effective_on=read_day(row, "effective_on"),
        kind=ChangeKind(row["kind"]),
        before=Body(name=row.stated("before_name"), code=row["before_code"] or None),
        after=Body(name=row.stated("after_name"), code=row.stated("after_code")),
        words=row.stated("words"),
        source=row["source"],
    )
