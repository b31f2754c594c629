"""The language of a page: ``?lang=``, then Accept-Language, then Japanese."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """A language that pages speak."""

    JA = "ja"
    EN = "en"


def negotiate_language(asked: str | None, accept_language: str | None) -> Language:
    """The language to answer in. An unknown ``?lang=`` counts as none.

    >>> negotiate_language(None, "fr, en-GB;q=0.8, ja;q=0.5").value
    'en'
    >>> negotiate_language("ja", "en").value, negotiate_language("xx", None).value
    ('ja', 'ja')
    """
    if asked in set(Language):
        return Language(asked)
    qualities = _qualities(accept_language or "")
    return max(Language, key=lambda language: qualities.get(language, qualities.get("*", 0.0)))


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
_MONTHS_OF_YEAR = (*_MONTHS, "October", "November", "December")


def written_day(day: str, language: Language) -> str:
    """A day given as ``yyyy-mm-dd`` as people write it; anything else as it is.

    >>> written_day("2022-01-12", Language.JA), written_day("2022-01-12", Language.EN)
    ('2022年1月12日', '12 January 2022')
    """
    try:
        value = date.fromisoformat(day)
    except ValueError:
        return day
    if language is Language.JA:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS_OF_YEAR[value.month - 1]} {value.year}"


def _qualities(header: str) -> dict[str, float]:
    """The best quality for each primary language subtag."""
    qualities: dict[str, float] = {}
    for part in header.split(","):
        tag, _, parameter = part.strip().lower().partition(";")
        primary = tag.strip().partition("-")[0]
        qualities[primary] = max(qualities.get(primary, 0.0), _quality(parameter))
    return qualities


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
