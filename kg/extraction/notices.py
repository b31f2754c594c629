"""廃止の通告. How a party can end an agreement, and the end that a notice brings under the text's own rule.

A text states the procedure without a day. Where a person entered the day of a notice, with its source, the end follows
from the rule of the text; where the text has no rule, its day stays unknown. Several parties may give notice, each on
its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.extraction.provision_words import SELF, with_neighbours
from kg.model.agreement import Agreement
from kg.model.chronology import NOTICE, Event, EventKind, NoticeReach, NoticeTerms
from kg.model.drafting import Instrument, Paragraph
from kg.numerals import NUMBER, parse_number

#: The rule of a notice that a person entered.
ENTERED = "notice-entered"

_NOTICE = re.compile(rf"(?:{NUMBER}[年月箇か][^。]{{0,6}}前までに[^。]*?)?(?:書面|文書)?[^。]{{0,12}}?(?:通告|通知)")
_AFTER_NOTICE = re.compile(
    rf"(?:通告|通知)[^。]{{0,12}}?(?:日|とき)[^。]{{0,6}}?から(?P<counted>起算して)?[、，]?(?P<number>{NUMBER})\s*"
    r"(?P<unit>年|月|か月|箇月)(?:を|が)?経過(?:した|する)[^。]{0,20}?効力を失"
)
_WITH_FISCAL_YEAR = re.compile(
    r"(?:通告|通知)[^。]{0,20}?日の属する(?P<year>年度(?:の翌年度)?)の(?:末日|3月31日|三月三十一日|終わり|終了の日)"
    r"[^。]{0,20}?(?:効力を失|終了|廃止|解消)"
)
_TERMINATES = re.compile(r"効力を失|廃止|終了|解消")
#: What of the sentence about the end says that the whole agreement ends, or only what binds the one that gave notice.
_WHOLE = re.compile(rf"{SELF}は[^。]{{0,80}}?(?:効力を失|終了|廃止|解消)")
_GIVER = re.compile(
    r"(?:他の|その他の|残りの|以外の)[^。]{0,24}?(?:間|もの|市町村|市町|町村|団体|当事者)[^。]{0,30}?"
    r"(?:なお[^。]{0,6}?効力を有|効力を(?:有する|妨げ|失わない)|存続|影響を(?:及ぼさない|与えない))"
    r"|(?:通告|通知|予告)(?:を|の)?(?:した|行った|あった)[^。、]{0,12}?(?:について|に関して|に対して|に限り|との間)[^。]{0,30}?効力を失"
    r"|脱退"
)
_PARTIES_OF_A_PAIR = 2
_FISCAL_YEAR_BEGINS = (4, 1)


def is_rule_after_notice(text: str) -> bool:
    """Whether a paragraph says how long after a notice the agreement ends.

    >>> is_rule_after_notice("通告があった日から2年を経過した日に効力を失う。")
    True
    """
    return _AFTER_NOTICE.search(text) is not None


def notice_events(agreement: Agreement) -> tuple[Event, ...]:
    """Notice of termination and the end that it brings, with days where a notice was entered."""
    provided = tuple(_provided(agreement.instrument_tree))
    notices = sorted(_entered(agreement), key=lambda notice: (notice[0], notice[1] or 0))
    if not notices:
        return tuple(event for event, _ in provided)
    procedure = [event for event, _ in provided if event.kind is EventKind.NOTICE_OF_TERMINATION]
    words = procedure[0].words if procedure else None
    given = [
        Event(kind=EventKind.NOTICE_OF_TERMINATION, on=day, rule=ENTERED, words=words, party=party)
        for day, party in notices
    ]
    ends = [
        replace(event, on=_end(rule, day), party=party)
        for day, party in notices
        for event, rule in provided
        if rule is not None
    ]
    return (*given, *ends)


def notice_terms(agreement: Agreement) -> NoticeTerms:
    """For whom the agreement ends where one party gives notice: for both of two; of more, as the text says."""
    parties = len(agreement.parties)
    return NoticeTerms(
        reach=NoticeReach.ALL if parties <= _PARTIES_OF_A_PAIR else _reach(agreement.instrument_tree), parties=parties
    )


def _reach(instrument: Instrument) -> NoticeReach:
    about = [
        (paragraph.words.text, around)
        for paragraph, around in with_neighbours(instrument)
        if _AFTER_NOTICE.search(paragraph.words.text) or _WITH_FISCAL_YEAR.search(paragraph.words.text)
    ]
    if any(_GIVER.search(around) for _, around in about):
        return NoticeReach.GIVER
    return NoticeReach.ALL if any(_WHOLE.search(text) for text, _ in about) else NoticeReach.NOT_STATED


def _entered(agreement: Agreement) -> Iterator[tuple[date, int | None]]:
    """The days of the notices that a person entered, each with the party that gave it where that is said."""
    for applied in agreement.corrections:
        found = NOTICE.fullmatch(applied.path or "")
        if found and applied.correction.values:
            yield date.fromisoformat(applied.correction.values[0]), int(found["party"]) if found["party"] else None


def _provided(instrument: Instrument) -> Iterator[tuple[Event, re.Match[str] | None]]:
    """The procedure and the rule of the end, each as an event without a day; the rule with what it was read from."""
    noticed = False
    for paragraph, around in with_neighbours(instrument):
        text = paragraph.words.text
        if found := _AFTER_NOTICE.search(text):
            yield _ends(paragraph, found, "ends-after-notice", _distance(found)), found
        elif found := _WITH_FISCAL_YEAR.search(text):
            yield _ends(paragraph, found, "ends-with-fiscal-year", ""), found
        elif not noticed and _TERMINATES.search(around) and (notice := _NOTICE.search(text)):
            noticed = True
            yield _procedure(paragraph, notice), None


def _procedure(paragraph: Paragraph, found: re.Match[str]) -> Event:
    words = paragraph.words.slice(*found.span())
    return Event(kind=EventKind.NOTICE_OF_TERMINATION, on=None, rule="notice-provided-for", words=words)


def _ends(paragraph: Paragraph, found: re.Match[str], rule: str, distance: str) -> Event:
    return Event(
        kind=EventKind.TERMINATION_BY_NOTICE,
        on=None,
        rule=rule,
        words=paragraph.words.slice(*found.span()),
        after=EventKind.NOTICE_OF_TERMINATION,
        distance=distance,
    )


def _distance(found: re.Match[str]) -> str:
    return f"P{parse_number(found['number'])}{'Y' if found['unit'] == '年' else 'M'}"


def _end(rule: re.Match[str], given: date) -> date:
    """The first day without force.

    The day of the notice is not counted, unless the text says 起算して (民法第140条); the time ends on the day before
    the one that corresponds to its first day (第143条), and the agreement with that day.
    """
    if "year" in rule.re.groupindex:
        return _fiscal_year_after(given, 2 if "翌" in rule["year"] else 1)
    first = given if rule["counted"] else given + timedelta(days=1)
    number = parse_number(rule["number"])
    return months_later(first, number * 12 if rule["unit"] == "年" else number)


def _fiscal_year_after(day: date, years: int) -> date:
    """The first day of the fiscal year so many after that of a day."""
    month, first = _FISCAL_YEAR_BEGINS
    return date(day.year + years - (day < date(day.year, month, first)), month, first)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the first of the following month where that month has no such day.

    >>> months_later(date(2024, 10, 2), 24), months_later(date(2024, 8, 31), 6)
    (datetime.date(2026, 10, 2), datetime.date(2025, 3, 1))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)
