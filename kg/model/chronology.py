"""時系列. What happened to an agreement and when, and whether it is in force on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kg.model.text import Passage


class EventKind(StrEnum):
    """What happened; the value is the last segment of the concept's IRI."""

    SIGNING = "signing"
    PUBLICATION = "publication"
    EFFECT = "effect"
    TERM_END = "term-end"
    NOTICE_OF_TERMINATION = "notice-of-termination"
    TERMINATION_BY_NOTICE = "termination-by-notice"
    AMENDMENT = "amendment"
    ABOLITION = "abolition"
    DECLARATION = "declaration"


#: Paths of the events whose day a person can correct or enter; a notice may say which party gave it, counted from 1.
TERM_PATH = f"event/{EventKind.TERM_END.value}"
NOTICE_PATH = f"event/{EventKind.NOTICE_OF_TERMINATION.value}"
NOTICE = re.compile(rf"{NOTICE_PATH}(?:/party/(?P<party>[1-9]\d*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened or is to happen to an agreement.

    ``on`` is its day, None where the text gives a rule without a day. ``rule`` is ``stated`` where the text states the
    day, else the rule by which it follows; ``after`` is the event it counts from and ``distance`` how long after it, as
    an ISO 8601 duration. ``words`` are None only for what another instrument or a person's data states. ``party`` is
    the one whose notice it is or follows from, counted from 1; None where nobody says whose, and for all other kinds.
    """

    kind: EventKind
    on: date | None
    rule: str
    words: Passage | None
    after: EventKind | None = None
    distance: str = ""
    instrument: str | None = None
    party: int | None = None

    @property
    def path(self) -> str:
        """Where it stands below its agreement, but for what other instruments bring."""
        return f"event/{self.kind.value}" + (f"/party/{self.party}" if self.party else "")


class NoticeReach(StrEnum):
    """For whom an agreement ends after a notice."""

    ALL = "all"
    GIVER = "giver"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTerms:
    """For whom an agreement of so many parties ends where one of them gives notice."""

    reach: NoticeReach = NoticeReach.ALL
    parties: int = 2


class ForceReason(StrEnum):
    """Why an agreement is, is not, or may be in force."""

    BEFORE_EFFECT = "before-effect"
    NO_END_IN_DATA = "no-end-in-data"
    WITHIN_TERM = "within-term"
    TERM_ENDED = "term-ended"
    ABOLISHED = "abolished"
    EFFECT_NOT_STATED = "effect-not-stated"
    TERM_MAY_BE_RENEWED = "term-may-be-renewed"
    END_DATE_UNKNOWN = "end-date-unknown"
    ENDED_BY_NOTICE = "ended-by-notice"
    END_AFTER_NOTICE_UNKNOWN = "end-after-notice-unknown"
    GOES_ON_FOR_OTHERS = "goes-on-for-others"
    END_FOR_OTHERS_UNKNOWN = "end-for-others-unknown"


#: The events whose words decide a period with this reason.
DECIDED_BY: dict[ForceReason, tuple[EventKind, ...]] = {
    ForceReason.BEFORE_EFFECT: (EventKind.SIGNING, EventKind.EFFECT),
    ForceReason.NO_END_IN_DATA: (EventKind.EFFECT,),
    ForceReason.WITHIN_TERM: (EventKind.EFFECT, EventKind.TERM_END),
    ForceReason.TERM_ENDED: (EventKind.TERM_END,),
    ForceReason.TERM_MAY_BE_RENEWED: (EventKind.TERM_END,),
    ForceReason.END_DATE_UNKNOWN: (EventKind.TERM_END,),
    ForceReason.ABOLISHED: (EventKind.ABOLITION,),
    ForceReason.ENDED_BY_NOTICE: (EventKind.NOTICE_OF_TERMINATION, EventKind.TERMINATION_BY_NOTICE),
    ForceReason.END_AFTER_NOTICE_UNKNOWN: (EventKind.NOTICE_OF_TERMINATION,),
    ForceReason.GOES_ON_FOR_OTHERS: (EventKind.NOTICE_OF_TERMINATION, EventKind.TERMINATION_BY_NOTICE),
    ForceReason.END_FOR_OTHERS_UNKNOWN: (EventKind.NOTICE_OF_TERMINATION, EventKind.TERMINATION_BY_NOTICE),
    ForceReason.EFFECT_NOT_STATED: (EventKind.SIGNING,),
}


def ends_beside(days: Sequence[date | None], *, start: date | None, end: date | None) -> tuple[bool, ...]:
    """Which of several ends of a term a period borders on, as amendments move them; all where it borders on none.

    >>> ends_beside([date(2027, 3, 31), date(2032, 3, 31)], start=date(2032, 4, 1), end=None)
    (False, True)
    """
    beside = tuple(day is not None and day + timedelta(days=1) in (start, end) for day in days)
    return beside if any(beside) else (True,) * len(days)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcePeriod:
    """A stretch of days with one answer: ``start`` is its first day and ``end`` the first day after it.

    None is open on that side. ``in_force`` is None where it cannot be told; ``reason`` says why in each case.
    """

    start: date | None
    end: date | None
    in_force: bool | None
    reason: ForceReason

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)
