"""A notice of termination that a person entered, and the end that the text's own rule gives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.consolidation import force_periods, in_force
from kg.extraction.chronology import extract_events
from kg.model.agreement import Agreement
from kg.model.chronology import NOTICE_PATH, EventKind, ForceReason
from kg.model.correction import AppliedCorrection, Correction
from tests.consolidation.test_force import with_provisions

_FROM = "附 則\n\nこの連携協約は、令和4年4月1日から施行する。"
_PROCEDURE = "(廃止)\n\n第2条 甲又は乙は、この連携協約を廃止しようとするときは、書面により相手方に通告する。"
_DAY = date(2024, 10, 1)


def noticed(provisions: str, day: date = _DAY) -> Agreement:
    """An agreement of which notice was given on a day."""
    found = with_provisions(f"{provisions}\n\n{_FROM}")
    entry = Correction(
        number=1,
        line=1,
        author="企画課",
        made_on=date(2026, 11, 26),
        reason="通告があった",
        span=None,
        words="",
        path=NOTICE_PATH,
        slug=None,
        property_name="eventDate",
        replaces=(),
        values=(day.isoformat(),),
        source="文書第1号",
    )
    return replace(found, corrections=(AppliedCorrection(correction=entry, path=NOTICE_PATH, replaced=()),))


@pytest.mark.parametrize(
    ("rule", "day", "ends"),
    [
        ("通告があったときは、通告があった日から2年を経過した日に効力を失う。", _DAY, date(2026, 10, 2)),
        ("通告があった日から起算して2年を経過した日に効力を失う。", _DAY, date(2026, 10, 1)),
        ("通告があった日から起算して6月を経過した日に効力を失う。", date(2024, 8, 31), date(2025, 3, 1)),
        ("通告があった日から起算して4か月を経過した日に効力を失う。", date(2024, 8, 31), date(2024, 12, 31)),
        ("この連携協約は、通告のあった日の属する年度の末日をもって効力を失う。", _DAY, date(2025, 4, 1)),
        ("この連携協約は、通告のあった日の属する年度の末日をもって効力を失う。", date(2025, 3, 31), date(2025, 4, 1)),
        ("この連携協約は、通告のあった日の属する年度の翌年度の末日に効力を失う。", date(2025, 3, 31), date(2026, 4, 1)),
    ],
)
def test_the_end_follows_the_rule_of_the_text(rule: str, day: date, ends: date) -> None:
    events = extract_events(noticed(f"{_PROCEDURE}\n\n2 {rule}", day))
    (notice,) = [event for event in events if event.kind is EventKind.NOTICE_OF_TERMINATION]
    assert (notice.on, notice.rule, bool(notice.words)) == (day, "notice-entered", True)
    (end,) = [event for event in events if event.kind is EventKind.TERMINATION_BY_NOTICE]
    assert (end.on, end.after) == (ends, EventKind.NOTICE_OF_TERMINATION)
    periods = force_periods(events)
    before = in_force(periods, on=date.fromordinal(ends.toordinal() - 1))
    assert (before.in_force, before.reason) == (True, ForceReason.NO_END_IN_DATA)
    after = in_force(periods, on=ends)
    assert (after.in_force, after.reason, after.end) == (False, ForceReason.ENDED_BY_NOTICE, None)


@pytest.mark.parametrize("provisions", [_PROCEDURE, "(協議)\n\n第2条 甲及び乙は、毎年協議する。"])
def test_without_a_rule_the_end_is_not_guessed(provisions: str) -> None:
    found = noticed(provisions)
    events = extract_events(found)
    assert [event.on for event in events if event.kind is EventKind.NOTICE_OF_TERMINATION] == [_DAY]
    periods = force_periods(events)
    assert in_force(periods, on=date(2024, 9, 30)).in_force is True
    after = in_force(periods, on=_DAY)
    assert (after.in_force, after.reason) == (None, ForceReason.END_AFTER_NOTICE_UNKNOWN)


def test_a_term_that_ended_before_stays_ended() -> None:
    term = "(有効期間)\n\n第3条 この連携協約の有効期間は、令和4年4月1日から令和7年3月31日までとする。"
    rule = "2 通告があった日から2年を経過した日に効力を失う。"
    periods = force_periods(extract_events(noticed(f"{_PROCEDURE}\n\n{rule}\n\n{term}")))
    assert [(period.start, period.in_force, period.reason.value) for period in periods] == [
        (None, False, "before-effect"),
        (date(2022, 4, 1), True, "within-term"),
        (date(2025, 4, 1), False, "term-ended"),
    ]
    late = force_periods(extract_events(noticed(f"{_PROCEDURE}\n\n{term}", date(2030, 1, 1))))
    assert late == force_periods(extract_events(with_provisions(f"{_PROCEDURE}\n\n{term}\n\n{_FROM}")))
