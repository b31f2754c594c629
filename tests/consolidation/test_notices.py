"""A notice of termination that a person entered, and the end that the text's own rule gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kg.consolidation import force_periods, in_force
from kg.consolidation.assembling import assemble_histories
from kg.extraction.chronology import extract_events
from kg.model.agreement import Agreement
from kg.model.chronology import NOTICE_PATH, EventKind, ForceReason
from kg.model.correction import AppliedCorrection, Correction
from tests.consolidation.test_force import with_provisions
from tests.extraction.writing import read_text

_FROM = "附 則\n\nこの連携協約は、令和4年4月1日から施行する。"
_PROCEDURE = "(廃止)\n\n第2条 甲又は乙は、この連携協約を廃止しようとするときは、書面により相手方に通告する。"
_DAY = date(2024, 10, 1)


_OF_THREE = """連携協約

北原市(以下「甲」という。)、白鷺町(以下「乙」という。)及び赤松村(以下「丙」という。)は、次のとおり連携協約を締結する。

(廃止)

第1条 甲、乙又は丙は、この連携協約を廃止しようとするときは、書面により他の当事者に通告する。

{rule}

附 則

この連携協約は、令和4年4月1日から施行する。

令和4年3月23日

甲 北原市長 大空一郎

乙 白鷺町長 海野花子

丙 赤松村長 山野太郎
"""
_GOES_ON = "2 通告をした市町村については、通告があった日から2年を経過した日に効力を失う。"
_OTHERS = "3 前項の場合において、他の市町村の間においては、この連携協約はなおその効力を有する。"
_BARE = "2 通告があったときは、通告があった日から2年を経過した日に効力を失う。"
_ALL = "2 この連携協約は、前項の通告があった日から2年を経過した日に効力を失う。"


def noticed(provisions: str, day: date = _DAY) -> Agreement:
    """An agreement of two of which notice was given on a day."""
    return with_notices(with_provisions(f"{provisions}\n\n{_FROM}"), {NOTICE_PATH: day})


def of_three(rule: str, *notices: tuple[int, date]) -> Agreement:
    """An agreement of three parties with the notices of some of them."""
    (found,) = read_text(_OF_THREE.format(rule=rule)).agreements
    assert len(found.parties) == 3
    return with_notices(found, {f"{NOTICE_PATH}/party/{party}": day for party, day in notices})


def answers(found: Agreement) -> list[tuple[str, bool | None, str]]:
    """The periods from effect on: first day, answer, reason."""
    (history,) = assemble_histories({"a": found}).values()
    return [
        (period.start.isoformat(), period.in_force, period.reason.value) for period in history.periods if period.start
    ]


def with_notices(found: Agreement, notices: Mapping[str, date]) -> Agreement:
    applied = tuple(_applied(number, path, day) for number, (path, day) in enumerate(notices.items(), start=1))
    return replace(found, corrections=applied)


def _applied(number: int, path: str, day: date) -> AppliedCorrection:
    entry = Correction(
        number=number,
        line=1,
        author="企画課",
        made_on=date(2026, 11, 26),
        reason="通告があった",
        span=None,
        words="",
        path=path,
        slug=None,
        property_name="eventDate",
        replaces=(),
        values=(day.isoformat(),),
        source="文書第1号",
    )
    return AppliedCorrection(correction=entry, path=path, replaced=())


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


def test_the_first_of_several_notices_ends_an_agreement_of_two() -> None:
    found = with_notices(
        with_provisions(f"{_PROCEDURE}\n\n{_ALL}\n\n{_FROM}"),
        {f"{NOTICE_PATH}/party/2": date(2025, 2, 1), f"{NOTICE_PATH}/party/1": _DAY},
    )
    events = [event for event in extract_events(found) if event.party]
    assert [(event.path, event.on) for event in events] == [
        ("event/notice-of-termination/party/1", _DAY),
        ("event/notice-of-termination/party/2", date(2025, 2, 1)),
        ("event/termination-by-notice/party/1", date(2026, 10, 2)),
        ("event/termination-by-notice/party/2", date(2027, 2, 2)),
    ]
    assert answers(found) == [("2022-04-01", True, "no-end-in-data"), ("2026-10-02", False, "ended-by-notice")]


IN_FORCE = ("2022-04-01", True, "no-end-in-data")
GOES_ON = ("2026-10-02", True, "goes-on-for-others")
UNKNOWN = ("2026-10-02", None, "end-for-others-unknown")
SECOND, THIRD = (2, _DAY), (3, date(2025, 2, 1))


@pytest.mark.parametrize(
    ("rule", "notices", "expected"),
    [
        (_ALL, [SECOND], [IN_FORCE, ("2026-10-02", False, "ended-by-notice")]),
        (_GOES_ON, [SECOND], [IN_FORCE, GOES_ON]),
        (f"{_BARE}\n\n{_OTHERS}", [SECOND], [IN_FORCE, GOES_ON]),
        (f"{_BARE}\n\n3 前項の規定により脱退した者は、経費を精算する。", [SECOND], [IN_FORCE, GOES_ON]),
        (_GOES_ON, [THIRD, SECOND], [IN_FORCE, GOES_ON, ("2027-02-02", False, "ended-by-notice")]),
        (_BARE, [SECOND], [IN_FORCE, UNKNOWN]),
        (_BARE, [SECOND, THIRD], [IN_FORCE, UNKNOWN, ("2027-02-02", False, "ended-by-notice")]),
        ("2 通告は、町村の長がする。", [SECOND, THIRD], [IN_FORCE, ("2024-10-01", None, "end-after-notice-unknown")]),
    ],
)
def test_an_agreement_of_three_goes_on_only_where_the_text_says_so(
    rule: str, notices: list[tuple[int, date]], expected: list[tuple[str, bool | None, str]]
) -> None:
    assert answers(of_three(rule, *notices)) == expected


def test_a_notice_of_nobody_knows_whom_is_not_counted_as_that_of_another_party() -> None:
    found = of_three(_GOES_ON, SECOND)
    unknown = _applied(2, NOTICE_PATH, date(2025, 2, 1))
    assert answers(replace(found, corrections=(*found.corrections, unknown))) == [IN_FORCE, GOES_ON]
