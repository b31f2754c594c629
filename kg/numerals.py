"""Numerals, branch numbers and era dates: their one home.

Numbers are printed in half- and full-width digits, kanji numerals additive (二百五十二) and positional (二五二), and
大字 (壱, 弐). Matching is per token, so offsets of the text stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from japanera import ERA_DATA_GENERAL
from kanjize import kanji2number

from kg.old_forms import modern

#: A number in any of the printed forms, as a regular expression.
NUMBER = r"(?:[0-9０-９]+|[〇一二三四五六七八九十百千壱弐参肆伍陸漆捌玖拾]+)"
#: An article number with branches, e.g. 第252条の2; groups ``number`` and ``branch``.
ARTICLE_NUMBER = rf"第\s?(?P<number>{NUMBER})\s?条(?P<branch>(?:の{NUMBER})*)"

_POSITIONAL = str.maketrans("〇一二三四五六七八九", "0123456789")
_ERA_STARTS = {
    era.kanji: era.since.year for era in ERA_DATA_GENERAL if era.kanji and era.since and era.since.year >= 1868
}
_ERAS = "|".join(_ERA_STARTS)
_BLANK = rf"\s*(?:元|{NUMBER}|[○〇●◯*＊xX]{{1,2}})?\s*"
_DATE_FORM = re.compile(rf"(?:{_ERAS})?{_BLANK}年{_BLANK}月{_BLANK}日")
#: A number whose digits extraction may have set apart (平成2 6 年).
_APART = r"(?:[0-9０-９](?:\s?[0-9０-９])*|[〇一二三四五六七八九十百千壱弐参肆伍陸漆捌玖拾]+)"
_DATE = re.compile(
    rf"(?:(?P<era>{_ERAS})\s?(?P<year>元|{_APART})\s?年"
    rf"(?:\s?[（(]\s?(?P<western>[0-9０-９]{{4}})\s?年?\s?[）)])?|(?P<christian>[0-9０-９]{{4}})\s?年)"
    rf"\s?(?P<month>{_APART})\s?月\s?(?P<day>{_APART})\s?日(?:\s?[（(][月火水木金土日](?:曜日?)?[)）])?"
)


def parse_number(text: str) -> int:
    """Value of a printed number, whose digits may be set apart. Raises ValueError for anything else.

    >>> [parse_number(n) for n in ("12", "１２", "1 2", "十二", "二百五十二", "二五二", "弐")]
    [12, 12, 12, 12, 252, 252, 2]
    """
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if digits.isascii() and digits.isdigit():
        return int(digits)
    positional = digits.translate(_POSITIONAL)
    if positional.isascii() and positional.isdigit():
        return int(positional)
    return int(kanji2number(digits))


def parse_branches(number: str, branch: str) -> tuple[int, ...]:
    """An article number with its branches.

    >>> parse_branches("252", "の2"), parse_branches("三", "")
    ((252, 2), (3,))
    """
    return (parse_number(number), *(parse_number(part) for part in branch.split("の") if part))


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at ``start:end`` of a text. ``consistent`` is False where a second calendar beside it disagrees."""

    start: int
    end: int
    value: date
    consistent: bool


def find_dates(text: str) -> Iterator[PrintedDate]:
    """The full dates of a text, in Japanese eras or the Christian era. Impossible ones (2月30日) are left out.

    >>> [(d.value.isoformat(), d.consistent) for d in find_dates("平成31年（2019年）3月29日、令和四年一月十二日")]
    [('2019-03-29', True), ('2022-01-12', True)]
    >>> [d.end for d in find_dates("令和5年4月1日（土）")]
    [11]
    """
    for match in _DATE.finditer(modern(text)):
        value = _day(match)
        if value is not None:
            western = match["western"]
            consistent = western is None or parse_number(western) == value.year
            yield PrintedDate(match.start(), match.end(), value, consistent)


def find_impossible_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has a date that no calendar has.

    >>> list(find_impossible_dates("令和3年2月30日から令和4年3月31日まで"))
    [(0, 9)]
    """
    return (match.span() for match in _DATE.finditer(modern(text)) if _day(match) is None)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else.

    >>> is_date("平成31年(2019年)3月29日"), is_date("平成31年4月1日から施行する。")
    (True, False)
    """
    return any(found.start == 0 and found.end == len(text) for found in find_dates(text))


def is_date_form(text: str) -> bool:
    """Whether a text is the form of a date with something left to fill in.

    >>> is_date_form("令和　年　月　日"), is_date_form("平成27年　月 日"), is_date_form("令和4年1月12日")
    (True, True, False)
    """
    return _DATE_FORM.fullmatch(text) is not None and not is_date(text)


def normalise_law_number(text: str) -> str:
    """A law number with arabic digits.

    >>> normalise_law_number("昭和二十二年法律第六十七号")
    '昭和22年法律第67号'
    """
    return re.sub(NUMBER, _arabic, text)


def _arabic(match: re.Match[str]) -> str:
    try:
        return str(parse_number(match[0]))
    except ValueError:
        return match[0]


def _day(match: re.Match[str]) -> date | None:
    """The day of a printed date, None where there is no such day."""
    try:
        return date(_year(match), parse_number(match["month"]), parse_number(match["day"]))
    except ValueError:
        return None


def _year(match: re.Match[str]) -> int:
    if match["christian"]:
        return parse_number(match["christian"])
    return int(_ERA_STARTS[match["era"]]) + (1 if match["year"] == "元" else parse_number(match["year"])) - 1
