"""Events that texts state or give a rule for, and whether an agreement is in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from kg.consolidation import force_periods, in_force
from kg.extraction.chronology import extract_events, may_be_renewed
from kg.model.agreement import Agreement
from kg.model.chronology import Event, EventKind, ForceReason
from tests.extraction.writing import read_text
from tests.sources import agreement

_TEXT = """連携協約

北原市(以下「甲」という。)と白鷺町(以下「乙」という。)は、次のとおり連携協約を締結する。

(目的)

第1条 甲及び乙は、連携する。

{provisions}

この連携協約の締結を証するため、本書2通を作成し、甲乙記名押印の上、各自その1通を保有する。

令和4年3月23日

甲 北原市長 大空一郎

乙 白鷺町長 海野花子
"""

Row = tuple[str, str | None, str, str | None, str]


def with_provisions(provisions: str) -> Agreement:
    (found,) = read_text(_TEXT.format(provisions=provisions)).agreements
    return found


def rows(found: Agreement) -> list[Row]:
    return [
        (event.kind.value, event.on.isoformat() if event.on else None, event.rule, event.after, event.distance)
        for event in extract_events(found)
    ]


SIGNED: Row = ("signing", "2022-03-23", "stated", None, "")

CASES: list[tuple[str, list[Row]]] = [
    ("", []),
    ("附 則\n\nこの連携協約は、令和4年4月1日から施行する。", [("effect", "2022-04-01", "stated", None, "")]),
    (
        "附 則\n\nこの連携協約は、締結の日から施行する。",
        [("effect", "2022-03-23", "effect-from-signing", "signing", "P0D")],
    ),
    (
        "附 則\n\nこの連携協約は、締結の日の翌日から効力を生ずる。",
        [("effect", "2022-03-24", "effect-from-signing", "signing", "P1D")],
    ),
    (
        "附 則\n\nこの連携協約は、告示の日から施行する。",
        [("effect", None, "effect-from-publication", "publication", "P0D")],
    ),
    (
        "(有効期間)\n\n第2条 この連携協約の有効期間は、令和4年4月1日から令和9年3月31日までとする。",
        [("term-end", "2027-03-31", "stated", None, "")],
    ),
    (
        "(有効期間)\n\n第2条 この連携協約の有効期間は、締結の日から5年間とする。",
        [("term-end", "2027-03-22", "term-of-years", "signing", "P5Y")],
    ),
    (
        "(有効期間)\n\n第2条 この連携協約の有効期間は、施行の日から5年間とする。",
        [("term-end", None, "term-of-years", "effect", "P5Y")],
    ),
    (
        "(廃止)\n\n第2条 甲又は乙は、この連携協約を廃止しようとするときは、あらかじめ書面により相手方に通告しなければ"
        "ならない。\n\n"
        "2 この連携協約は、前項の規定による通告があった日から起算して2年を経過した日に、その効力を失う。",
        [
            ("notice-of-termination", None, "notice-provided-for", None, ""),
            ("termination-by-notice", None, "ends-after-notice", "notice-of-termination", "P2Y"),
        ],
    ),
]


@pytest.mark.parametrize(("provisions", "expected"), CASES, ids=[str(index) for index in range(len(CASES))])
def test_events(provisions: str, expected: list[Row]) -> None:
    assert rows(with_provisions(provisions)) == [SIGNED, *expected]


def test_every_event_of_a_text_has_words_of_the_text() -> None:
    for provisions, _ in CASES:
        found = with_provisions(provisions)
        assert all(event.words is not None and event.words.spans for event in extract_events(found))


def test_renewal() -> None:
    term = "(有効期間)\n\n第2条 この連携協約の有効期間は、締結の日から5年間とする。"
    assert not may_be_renewed(with_provisions(term))
    assert may_be_renewed(with_provisions(f"{term}ただし、期間満了の日までに申出がないときは、更新するものとする。"))


def event(kind: EventKind, on: str | None) -> Event:
    return Event(kind=kind, on=date.fromisoformat(on) if on else None, rule="stated", words=None)


S, E = event(EventKind.SIGNING, "2022-03-23"), event(EventKind.EFFECT, "2022-04-01")
T, A = event(EventKind.TERM_END, "2027-03-31"), event(EventKind.ABOLITION, "2025-04-01")
UNDATED_TERM, UNDATED_END = event(EventKind.TERM_END, None), event(EventKind.ABOLITION, None)

ANSWERS: list[tuple[tuple[Event, ...], bool, str, bool | None, ForceReason]] = [
    ((S, E), False, "2022-03-31", False, ForceReason.BEFORE_EFFECT),
    ((S, E), False, "2022-04-01", True, ForceReason.NO_END_IN_DATA),
    ((S, E, T), False, "2027-03-31", True, ForceReason.WITHIN_TERM),
    ((S, E, T), False, "2027-04-01", False, ForceReason.TERM_ENDED),
    ((S, E, T), True, "2027-04-01", None, ForceReason.TERM_MAY_BE_RENEWED),
    ((S, E, T, A), False, "2025-03-31", True, ForceReason.WITHIN_TERM),
    ((S, E, T, A), False, "2025-04-01", False, ForceReason.ABOLISHED),
    ((S, E, A), False, "2030-01-01", False, ForceReason.ABOLISHED),
    ((S,), False, "2022-03-22", False, ForceReason.BEFORE_EFFECT),
    ((S,), False, "2026-01-01", None, ForceReason.EFFECT_NOT_STATED),
    ((S, A), False, "2026-01-01", False, ForceReason.ABOLISHED),
    ((), False, "2026-01-01", None, ForceReason.EFFECT_NOT_STATED),
    ((S, E, UNDATED_TERM), False, "2026-01-01", None, ForceReason.END_DATE_UNKNOWN),
    ((S, E, UNDATED_TERM), False, "2022-03-31", False, ForceReason.BEFORE_EFFECT),
    ((S, E, UNDATED_END), False, "2026-01-01", None, ForceReason.END_DATE_UNKNOWN),
]


@pytest.mark.parametrize(("events", "renewable", "day", "answer", "reason"), ANSWERS)
def test_in_force(
    events: tuple[Event, ...], renewable: bool, day: str, answer: bool | None, reason: ForceReason
) -> None:
    found = in_force(force_periods(events, renewable=renewable), on=date.fromisoformat(day))
    assert (found.in_force, found.reason) == (answer, reason)


@pytest.mark.parametrize("events", [events for events, *_ in ANSWERS])
def test_periods_cover_every_day_once(events: tuple[Event, ...]) -> None:
    periods = force_periods(events)
    assert (periods[0].start, periods[-1].end) == (None, None)
    assert [period.end for period in periods[:-1]] == [period.start for period in periods[1:]]


def test_shipped_agreements() -> None:
    asahikawa, sapporo = (extract_events(agreement(name)) for name in ("asahikawa-biei", "sapporo-iwamizawa"))
    day = date(2026, 1, 1)
    assert in_force(force_periods(asahikawa), on=day).reason is ForceReason.EFFECT_NOT_STATED
    assert in_force(force_periods(sapporo), on=day).in_force is True
    assert in_force(force_periods(sapporo), on=date(2019, 3, 31)).in_force is False
