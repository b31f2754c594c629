"""Mergers, renames and changes of status of municipalities, each with the source that says so.

Two questions have two answers: which body concluded an agreement, and which body it is today. Where the table has no
row about a body, its history is not recorded; that is never taken to mean that nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from kg.bundled import bundled
from kg.identifiers import is_web_iri
from kg.model.agreement import Body
from kg.registries.areas import read_day
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
    DAY_UNKNOWN = "day-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyIdentity:
    """A body that an agreement names: which it was on the day of signing, and which it is today.

    ``at_signing`` is None where the table does not tell; ``today`` where neither it nor the registry does.
    """

    named: Body
    status: HistoryStatus
    at_signing: Body | None
    today: Body | None
    changes: tuple[MunicipalityChange, ...]


@cache
def load_municipality_changes() -> tuple[MunicipalityChange, ...]:
    """The table ``data/municipality-changes.csv``. Raises InputError where it is damaged."""
    path = bundled("data", "municipality-changes.csv")
    return tuple(_change(row) for row in read_table(path, _COLUMNS))


def identify(
    named: Body, *, on: date | None, changes: Sequence[MunicipalityChange], prefectures: frozenset[str] = frozenset()
) -> BodyIdentity:
    """The body on a day and today.

    A body without a code no longer stands in the registry and is found by its name, among the former bodies of
    ``prefectures`` (first two digits of codes) where the table has their codes. An absorption leaves the absorbing body
    what it was; any other change makes a new one of the old.
    """
    body = _former(named, changes, prefectures)
    known = tuple(change for change in changes if _same(change.before, body) or _same(change.after, body))
    today = named if named.code is not None else None
    if on is None:
        return _identity(named, HistoryStatus.DAY_UNKNOWN, None, today, known)
    became = [change for change in known if _same(change.before, body) and change.effective_on > on]
    came_from = [change for change in known if _same(change.after, body)]
    if became:
        return _identity(named, HistoryStatus.RECORDED, body, _latest(became[0].after, tuple(changes)), known)
    if not came_from:
        return _identity(named, HistoryStatus.NOT_RECORDED, None, today, ())
    later = [change for change in came_from if change.effective_on > on and change.kind is not ChangeKind.ABSORPTION]
    at_signing = later[0].before if len(later) == 1 else None if later else body
    return _identity(named, HistoryStatus.RECORDED, at_signing, today, known)


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
    return found.pop() if len(found) == 1 else body


def _identity(
    body: Body,
    status: HistoryStatus,
    at_signing: Body | None,
    today: Body | None,
    changes: tuple[MunicipalityChange, ...],
) -> BodyIdentity:
    return BodyIdentity(named=body, status=status, at_signing=at_signing, today=today, changes=changes)


def _latest(body: Body, changes: tuple[MunicipalityChange, ...]) -> Body:
    """What a body has become by all later changes; a body that became itself again is where the chain ends."""
    seen = {body}
    following = [change.after for change in changes if _same(change.before, body) and change.after not in seen]
    return _latest(following[0], tuple(c for c in changes if not _same(c.before, body))) if following else body


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
