"""The term of an agreement is that of its text on the day: amendments extend it, take it away or leave it in doubt."""

from __future__ import annotations

from datetime import date

import pytest

from kg.consolidation import in_force
from kg.consolidation.assembling import AgreementHistory, assemble_histories
from kg.model.agreement import Agreement
from kg.model.chronology import EventKind, ForceReason
from kg.publication.history_json import force_json
from tests.extraction.writing import read_text

_ORIGINAL = """連携協約

北原市(以下「甲」という。)と白鷺町(以下「乙」という。)は、次のとおり連携協約を締結する。

(目的)

第1条 甲及び乙は、連携する。

(有効期間)

第2条 {term}

附 則

この連携協約は、令和4年4月1日から施行する。

令和4年3月23日

甲 北原市長 大空一郎

乙 白鷺町長 海野花子
"""
_AMENDING = """連携協約の一部を変更する連携協約

北原市(以下「甲」という。)と白鷺町(以下「乙」という。)は、令和4年3月23日に締結した連携協約の一部を変更する連携協約を締結する。

{change}

附 則

この連携協約は、{effect}から施行する。

{signed}

甲 北原市長 大空一郎

乙 白鷺町長 海野花子
"""
_FIVE_YEARS = "この連携協約の有効期間は、令和4年4月1日から令和9年3月31日までとする。"
_RENEWED = f"{_FIVE_YEARS}ただし、甲又は乙から申出がないときは、更に1年間更新する。"
_EXTENDED = "第2条中「令和9年3月31日」を「令和14年3月31日」に改める。"
_T, _F = True, False


def only(text: str) -> Agreement:
    (found,) = read_text(text).agreements
    return found


def history(term: str, *amending: tuple[str, str, str]) -> AgreementHistory:
    texts = [_ORIGINAL.format(term=term)]
    texts += [_AMENDING.format(change=change, effect=effect, signed=signed) for change, effect, signed in amending]
    agreements = {str(number): only(text) for number, text in enumerate(texts)}
    return assemble_histories(agreements)["0"]


EXTENDED = (_EXTENDED, "令和9年3月1日", "令和9年2月1日")
SHORTENED = ("第2条中「令和9年3月31日」を「令和7年3月31日」に改める。", "令和6年4月1日", "令和6年3月1日")
WITHOUT = ("第2条を削る。", "令和6年4月1日", "令和6年3月1日")
TOO_LATE = (_EXTENDED, "令和10年4月1日", "令和10年3月1日")
UNAPPLIED = ("第2条中「令和8年3月31日」を「令和14年3月31日」に改める。", "令和6年4月1日", "令和6年3月1日")
ELSEWHERE = ("第1条中「相互」を「互い」に改める。", "令和6年4月1日", "令和6年3月1日")
UNREAD = ("第1条 連携協約の一部を別添新旧対照表のとおり変更する。", "令和6年4月1日", "令和6年3月1日")
MADE_RENEWABLE = (
    "第2条に次のただし書を加える。\nただし、甲又は乙から申出がないときは、更に1年間更新するものとする。",
    "令和6年4月1日",
    "令和6年3月1日",
)

Amending = tuple[str, str, str]
CASES: list[tuple[str, tuple[Amending, ...], str, bool | None, ForceReason]] = [
    (_FIVE_YEARS, (), "2027-04-01", _F, ForceReason.TERM_ENDED),
    (_FIVE_YEARS, (EXTENDED,), "2027-03-31", _T, ForceReason.WITHIN_TERM),
    (_FIVE_YEARS, (EXTENDED,), "2027-04-01", _T, ForceReason.WITHIN_TERM),
    (_FIVE_YEARS, (EXTENDED,), "2032-03-31", _T, ForceReason.WITHIN_TERM),
    (_FIVE_YEARS, (EXTENDED,), "2032-04-01", _F, ForceReason.TERM_ENDED),
    (_FIVE_YEARS, (SHORTENED,), "2025-03-31", _T, ForceReason.WITHIN_TERM),
    (_FIVE_YEARS, (SHORTENED,), "2025-04-01", _F, ForceReason.TERM_ENDED),
    (_FIVE_YEARS, (WITHOUT,), "2027-04-01", _T, ForceReason.NO_END_IN_DATA),
    # The amendment came after the end: whether the agreement was still there cannot be told.
    (_FIVE_YEARS, (TOO_LATE,), "2027-04-01", _F, ForceReason.TERM_ENDED),
    (_FIVE_YEARS, (TOO_LATE,), "2028-04-01", None, ForceReason.END_DATE_UNKNOWN),
    (_FIVE_YEARS, (TOO_LATE,), "2032-04-01", _F, ForceReason.TERM_ENDED),
    # What could not be applied may have moved the end; a change of another article has not.
    (_FIVE_YEARS, (UNAPPLIED,), "2027-03-31", _T, ForceReason.WITHIN_TERM),
    (_FIVE_YEARS, (UNAPPLIED,), "2027-04-01", None, ForceReason.END_DATE_UNKNOWN),
    (_FIVE_YEARS, (UNREAD,), "2027-04-01", None, ForceReason.END_DATE_UNKNOWN),
    (_FIVE_YEARS, (ELSEWHERE,), "2027-04-01", _F, ForceReason.TERM_ENDED),
    (_FIVE_YEARS, (MADE_RENEWABLE,), "2027-04-01", None, ForceReason.TERM_MAY_BE_RENEWED),
    (_RENEWED, (EXTENDED,), "2027-04-01", _T, ForceReason.WITHIN_TERM),
    (_RENEWED, (EXTENDED,), "2032-04-01", None, ForceReason.TERM_MAY_BE_RENEWED),
    (_RENEWED, (TOO_LATE,), "2027-04-01", None, ForceReason.TERM_MAY_BE_RENEWED),
    (_RENEWED, (TOO_LATE,), "2028-04-01", _T, ForceReason.WITHIN_TERM),
]


@pytest.mark.parametrize(("term", "amending", "day", "answer", "reason"), CASES)
def test_force_follows_the_term_as_amended(
    term: str, amending: tuple[Amending, ...], day: str, answer: bool | None, reason: ForceReason
) -> None:
    found = in_force(history(term, *amending).periods, on=date.fromisoformat(day))
    assert (found.in_force, found.reason) == (answer, reason)


def test_periods_follow_each_other() -> None:
    periods = history(_FIVE_YEARS, EXTENDED).periods
    assert [(period.start, period.end) for period in periods] == [
        (None, date(2022, 4, 1)),
        (date(2022, 4, 1), date(2032, 4, 1)),
        (date(2032, 4, 1), None),
    ]


def test_the_new_end_is_an_event_that_the_amending_instrument_brought() -> None:
    ends = [event for event in history(_FIVE_YEARS, EXTENDED).events if event.kind is EventKind.TERM_END]
    assert [(event.on, event.rule, event.instrument) for event in ends] == [
        (date(2027, 3, 31), "stated", None),
        (date(2032, 3, 31), "stated", "1"),
    ]


def test_years_count_from_what_the_original_counts_from() -> None:
    found = history(
        "この連携協約の有効期間は、施行の日から5年間とする。",
        ("第2条中「5年間」を「10年間」に改める。", "令和9年3月1日", "令和9年2月1日"),
    )
    assert [event.on for event in found.events if event.kind is EventKind.TERM_END] == [
        date(2027, 3, 31),
        date(2032, 3, 31),
    ]


def test_the_words_of_an_end_that_was_moved_are_not_those_of_the_new_one() -> None:
    first, within, after = force_json(history(_FIVE_YEARS, EXTENDED))
    assert first["spans"]
    assert len(within["spans"]) == 1  # those of the day of effect
    assert after["spans"] == []  # the amending instrument says it
    (_, stated, ended) = force_json(history(_FIVE_YEARS))
    assert len(stated["spans"]) == 2
    assert len(ended["spans"]) == 1
