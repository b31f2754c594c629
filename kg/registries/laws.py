"""Laws that agreements cite and their e-Gov LawIds: ``data/registry/laws.csv``.

A LawId cannot be made from a citation: one digit says who introduced the bill. So the table holds what was verified,
and a law that is not in it has no LawId here (https://laws.e-gov.go.jp/docs/law-data-basic/607318a-lawtypes-and-lawid/).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.bundled import bundled
from kg.numerals import normalise_law_number
from kg.registries.tables import Row, read_table

COLUMNS = ("law_id", "title", "number", "abbreviations", "source")

_LAW_ID = re.compile(r"(?P<era>[1-5])(?P<year>[0-9]{2})(?P<kind>AC|CO)(?:000|100|010)(?P<number>[0-9]{7})")
_ORDINANCE_ID = re.compile(r"(?P<era>[1-5])(?P<year>[0-9]{2})M[0-9A-F]{8}(?P<number>[0-9]{3})")
_ORDINANCE = re.compile(r"(?P<year>[^年]+年)[^年]*令第(?P<number>[0-9]+)号")
_ERAS = {"1": "明治", "2": "大正", "3": "昭和", "4": "平成", "5": "令和"}
_KINDS = {"AC": "法律", "CO": "政令"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """法令. ``number`` is the law number with arabic digits; ``abbreviations`` are short titles in use."""

    law_id: str
    title: str
    number: str
    abbreviations: tuple[str, ...] = ()


class LawRegistry:
    """The laws of the table, in its order."""

    __slots__ = ("_by_id", "_by_number", "_by_title", "title_keys")

    title_keys: frozenset[str]
    """The key (:func:`title_key`) of every title and short title."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self._by_id = {law.law_id: law for law in laws}
        self._by_number = {_number_key(law.number): law for law in self}
        self._by_title = {title_key(title): law for law in self for title in (law.title, *law.abbreviations)}
        self.title_keys = frozenset(self._by_title)

    def __iter__(self) -> Iterator[Law]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def by_id(self, law_id: str) -> Law:
        """The law with that LawId. Raises KeyError where the table does not hold it."""
        return self._by_id[law_id]

    def by_number(self, number: str) -> Law | None:
        """The law of that number, None where the table does not hold it. A law keeps its number when it is renamed.

        >>> load_laws().by_number("昭和二十二年法律第六十七号").law_id
        '322AC0000000067'
        """
        return self._by_number.get(_number_key(number))

    def by_title(self, title: str) -> Law | None:
        """The law of that title or usual short title, None where the table does not hold it.

        >>> load_laws().by_title("地方自治法").number
        '昭和22年法律第67号'
        """
        return self._by_title.get(title_key(title))


def number_of(law_id: str) -> str:
    """The law number that a LawId of an act or cabinet order stands for. Raises ValueError for another form.

    >>> number_of("324AC1000000283"), number_of("322CO0000000016")
    ('昭和24年法律第283号', '昭和22年政令第16号')
    """
    match = _LAW_ID.fullmatch(law_id)
    if not match:
        raise ValueError(f"{law_id}: expected the LawId of an act (AC) or cabinet order (CO)")
    return f"{_year(match)}{_KINDS[match['kind']]}第{int(match['number'])}号"


def is_ordinance_id(law_id: str, number: str) -> bool:
    """Whether a LawId can be that of the ministerial ordinance (省令, 府令) of a number.

    The id has the year and the number's last three digits; who issued it stands there as a sum of bits that changed
    with every reform of the ministries, so that an id cannot be made from a number.

    >>> is_ordinance_id("322M40000010094", "昭和22年司法省令第94号")
    True
    """
    law, printed = _ORDINANCE_ID.fullmatch(law_id), _ORDINANCE.fullmatch(number)
    if law is None or printed is None:
        return False
    return printed["year"] == _year(law) and int(printed["number"]) % 1000 == int(law["number"])


def _year(law_id: re.Match[str]) -> str:
    year = int(law_id["year"])
    return f"{_ERAS[law_id['era']]}{'元' if year == 1 else year}年"


@functools.cache
def load_laws() -> LawRegistry:
    """The registry that travels with the package."""
    return read_laws(bundled("data", "registry", "laws.csv"))


def read_laws(path: Path) -> LawRegistry:
    """A registry from a file. Raises InputError where a row is not what it should be."""
    laws: dict[str, Law] = {}
    titles: set[str] = set()
    for row in read_table(path, COLUMNS):
        law = _law(row)
        named = {title_key(title) for title in (law.title, *law.abbreviations)}
        if law.law_id in laws or titles & named:
            raise row.error("law_id", "each law and each of its titles once", "重複のない法令")
        laws[law.law_id] = law
        titles |= named
    return LawRegistry(laws.values())


def _law(row: Row) -> Law:
    row.stated("source")
    if not is_ordinance_id(row["law_id"], row["number"]):
        _check_number(row)
    abbreviations = tuple(row["abbreviations"].split("|")) if row["abbreviations"] else ()
    return Law(law_id=row["law_id"], title=row.stated("title"), number=row["number"], abbreviations=abbreviations)


def _check_number(row: Row) -> None:
    try:
        number = number_of(row["law_id"])
    except ValueError as error:
        expected = "the LawId of an act or cabinet order, or of the ministerial ordinance of that number"
        raise row.error("law_id", expected, "法律か政令の法令ID、又はその番号の省令の法令ID") from error
    if row["number"] != number:
        raise row.error("number", f"{number}, which the LawId stands for", f"法令IDの表す {number} ")


def _number_key(number: str) -> str:
    return normalise_law_number("".join(unicodedata.normalize("NFKC", number).split()))


def title_key(title: str) -> str:
    """The form in which titles are compared: width, spaces and kind of comma make no difference."""
    return "".join(unicodedata.normalize("NFKC", title).split()).replace(",", "、")
