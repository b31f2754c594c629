"""Events that an agreement states: signing, publication, effect, end of the term, notice of termination.

Each has the words that state it. A rule of the text (締結の日から施行する) gives a day only where the day that it
counts from is stated; it is then marked as concluded by that rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from kg.extraction.notices import is_rule_after_notice, notice_events
from kg.extraction.provision_words import SELF, with_neighbours
from kg.model.agreement import Agreement, StatedDate
from kg.model.chronology import TERM_PATH, Event, EventKind
from kg.model.correction import CORRECTED
from kg.model.drafting import FrontKind, FrontLine, Instrument, Paragraph
from kg.model.text import Passage
from kg.numerals import NUMBER, find_dates, parse_number

#: The rule of what the text states outright.
STATED = "stated"

_RELATIVE_EFFECT = re.compile(
    rf"{SELF}は[、，]?(?P<words>(?:甲及び乙が)?(?P<event>締結|調印|告示|公布|公表|公示)(?:の|した|された)?日"
    r"(?P<next>の翌日)?から)[^。]{0,20}?(?:施行|実施|効力)"
)
_NOTICED = re.compile(r"告示|公告|公示|公表")
_TERM_YEARS = re.compile(
    rf"(?:有効)?期間は[、，]?[^。]*?(?P<from>締結の日|(?:この|本)[^。]{{1,12}}?締結(?:した|の)日|(?:施行|効力)[^。]{{0,8}}?日)?から"
    rf"(?:起算して)?[、，]?(?P<years>{NUMBER})[年箇か]"
)
_TERM_UNTIL = re.compile(r"(?:まで(?:とする|の)|限り)")
_TERM = re.compile(r"有効期間|期間は|効力を失|満了")
_RENEWAL = re.compile(r"更新|延長|継続|同一(?:の)?条件")


def extract_events(agreement: Agreement) -> tuple[Event, ...]:
    """The events of one agreement, each kind in the order of the list above."""
    corrected = {each.correction.property_name for each in agreement.corrections}
    signing = _dated(EventKind.SIGNING, agreement.signed_on, corrected=corrected, name="signedOn")
    publication = _publication(agreement)
    known = {event.kind: event.on for event in (*signing, *publication)}
    effect = _dated(EventKind.EFFECT, agreement.effective_on, corrected=corrected, name="effectiveOn")
    effect = effect or tuple(_relative_effect(agreement.instrument_tree, known))[:1]
    known |= {event.kind: event.on for event in effect}
    terms = _corrected_terms(agreement, term_events(_words(agreement.instrument_tree), known))
    return (*signing, *publication, *effect, *terms, *notice_events(agreement))


def may_be_renewed(agreement: Agreement) -> bool:
    """Whether the provision about the term speaks of renewal."""
    return speaks_of_renewal(
        (paragraph.words.text, around) for paragraph, around in with_neighbours(agreement.instrument_tree)
    )


def speaks_of_renewal(paragraphs: Iterable[tuple[str, str]]) -> bool:
    """Whether a paragraph about the term, given with the words of its article, stands beside words of renewal."""
    return any(speaks_of_term(text) and _RENEWAL.search(around) for text, around in paragraphs)


def speaks_of_term(text: str) -> bool:
    """Whether words are about how long an agreement lasts.

    >>> speaks_of_term("この協約の有効期間は、5年間とする。")
    True
    """
    return _TERM.search(text) is not None


def term_events(paragraphs: Iterable[Passage], known: Mapping[EventKind, date | None]) -> tuple[Event, ...]:
    """The end of the term that paragraphs state, at most one; ``known`` are the days that it may count from."""
    return tuple(_terms(paragraphs, known))[:1]


def _corrected_terms(agreement: Agreement, terms: tuple[Event, ...]) -> tuple[Event, ...]:
    """The end of the term as a person corrected it; none where the person says that there is none."""
    for applied in agreement.corrections:
        if applied.correction.property_name == "eventDate" and applied.path == TERM_PATH:
            days = [date.fromisoformat(value) for value in applied.correction.values]
            given = [replace(term, rule=CORRECTED, after=None, distance="") for term in terms]
            return tuple(replace(term, on=day) for term in given for day in days)
    return terms


def _dated(kind: EventKind, found: StatedDate | None, *, corrected: set[str | None], name: str) -> tuple[Event, ...]:
    if found is None:
        return ()
    rule = CORRECTED if name in corrected else STATED
    return (Event(kind=kind, on=found.value, rule=rule, words=found.words or None),)


def _publication(agreement: Agreement) -> tuple[Event, ...]:
    """The date at the head is that of the notice where the number beside it is one of a 告示."""
    numbers = [line for line in agreement.instrument_tree.of(FrontLine) if line.kind is FrontKind.NUMBER]
    if agreement.printed_on is None or not any(_NOTICED.search(line.words.text) for line in numbers):
        return ()
    stated = agreement.printed_on
    rule = "date-beside-notice-number"
    return (Event(kind=EventKind.PUBLICATION, on=stated.value, rule=rule, words=stated.words),)


def _relative_effect(instrument: Instrument, known: dict[EventKind, date | None]) -> Iterator[Event]:
    for paragraph in _paragraphs(instrument):
        if found := _RELATIVE_EFFECT.search(paragraph.words.text):
            signing = found["event"] in {"締結", "調印"}
            after = EventKind.SIGNING if signing else EventKind.PUBLICATION
            day = known.get(after)
            distance = "P1D" if found["next"] else "P0D"
            yield Event(
                kind=EventKind.EFFECT,
                on=day + timedelta(days=1) if day and found["next"] else day,
                rule="effect-from-signing" if signing else "effect-from-publication",
                words=paragraph.words.slice(*found.span("words")),
                after=after,
                distance=distance,
            )


def _terms(paragraphs: Iterable[Passage], known: Mapping[EventKind, date | None]) -> Iterator[Event]:
    for words in paragraphs:
        text = words.text
        if not speaks_of_term(text) or is_rule_after_notice(text) or "従前" in text:
            continue
        yield from _term_until(words)
        yield from _term_years(words, known)


def _term_until(words: Passage) -> Iterator[Event]:
    """…から令和9年3月31日までとする, 令和9年3月31日限り、その効力を失う."""
    for found in find_dates(words.text):
        if _TERM_UNTIL.match(words.text, found.end):
            stated = words.slice(found.start, found.end)
            yield Event(kind=EventKind.TERM_END, on=found.value, rule=STATED, words=stated)


def _term_years(words: Passage, known: Mapping[EventKind, date | None]) -> Iterator[Event]:
    """締結の日から5年間: the term ends on the day before the same day of the year (民法第143条)."""
    found = _TERM_YEARS.search(words.text)
    if found is None:
        return
    years, start = parse_number(found["years"]), found["from"] or ""
    dated = [each for each in find_dates(words.text) if each.end <= found.start("years")]
    after = None if dated else EventKind.SIGNING if "締結" in start else EventKind.EFFECT
    begins = dated[-1].value if dated else known.get(after) if after else None
    yield Event(
        kind=EventKind.TERM_END,
        on=years_later(begins, years) - timedelta(days=1) if begins else None,
        rule="term-of-years",
        words=words.slice(*found.span()),
        after=after,
        distance=f"P{years}Y",
    )


def years_later(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the first of March where that year has none.

    >>> years_later(date(2024, 2, 29), 1)
    datetime.date(2025, 3, 1)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _paragraphs(instrument: Instrument) -> Iterator[Paragraph]:
    return (paragraph for paragraph, _ in with_neighbours(instrument))


def _words(instrument: Instrument) -> Iterator[Passage]:
    return (paragraph.words for paragraph in _paragraphs(instrument))


def first_of(events: Iterable[Event], kind: EventKind) -> Event | None:
    """The first event of a kind, None where there is none."""
    return next((event for event in events if event.kind is kind), None)
