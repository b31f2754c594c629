"""Municipalities, prefectures and administrative wards: ``data/registry/municipalities.csv``."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.bundled import bundled
from kg.registries import codes
from kg.registries.names import folded, name_key
from kg.registries.tables import Row, read_table

COLUMNS = (
    "code",
    "kind",
    "prefecture_code",
    "name",
    "kana",
    "romaji",
    "latitude",
    "longitude",
    "homepage",
)


class Kind(StrEnum):
    """What a body is. A ward (行政区) is a part of its city, not a municipality; a special ward (特別区) is one."""

    PREFECTURE = "prefecture"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    SPECIAL_WARD = "special-ward"
    WARD = "ward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """市町村. A municipality, or the prefecture or ward of the same table.

    ``code`` has six digits; ``prefecture`` is the prefecture's name (a prefecture's own); a ward's ``name``, ``kana``
    and ``romaji`` are its city's and its own, after a space. ``latitude`` and ``longitude`` are in degrees.
    """

    code: str
    kind: Kind
    name: str
    prefecture: str
    prefecture_code: str
    kana: str
    romaji: str
    latitude: float
    longitude: float
    homepage: str

    @property
    def corporate_number(self) -> str:
        """法人番号. Raises ValueError for a ward, which is not a legal person."""
        if self.kind is Kind.WARD:
            raise ValueError(f"{self.code} {self.name}: found a ward, expected a local government")
        return codes.corporate_number(self.code)

    @property
    def standard_area_iri(self) -> str:
        """e-Stat's IRI of its standard area code."""
        return codes.standard_area_iri(self.code)


class MunicipalityRegistry:
    """All bodies of the table, in the order of their codes."""

    __slots__ = ("_by_code", "_by_key", "_lengths", "names")

    #: Every name once, without spaces, the longer first: a pattern of them prefers the longest match.
    names: tuple[str, ...]

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_code = {municipality.code: municipality for municipality in municipalities}
        self._by_key: dict[str, tuple[Municipality, ...]] = {}
        for municipality in self:
            key = name_key(municipality.name)
            self._by_key[key] = (*self._by_key.get(key, ()), municipality)
        written = {municipality.name.replace(" ", "") for municipality in self}
        self.names = tuple(sorted(written, key=lambda name: (-len(name), name)))
        self._lengths = tuple(sorted({len(name) for name in written}, reverse=True))

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def by_code(self, code: str) -> Municipality:
        """The body with that 6-digit code. Raises KeyError where there is none."""
        return self._by_code[code]

    def named(self, name: str) -> tuple[Municipality, ...]:
        """All bodies of that name, in the order of their codes; empty where there is none.

        Spellings count as one (:func:`kg.registries.names.name_key`). Several are homonyms: name alone decides nothing.

        >>> [m.code for m in load_municipalities().named("旭川市")]
        ['012041']
        >>> [m.prefecture for m in load_municipalities().named("伊達市")]
        ['北海道', '福島県']
        """
        return self._by_key.get(name_key(name), ())

    def names_ending(self, text: str) -> Iterator[int]:
        """Where in a text each registered name begins that the text ends with, the longest name first.

        >>> [("東村山市"[begin:]) for begin in load_municipalities().names_ending("東村山市")]
        ['東村山市', '村山市']
        """
        for length in self._lengths:
            begin = len(text) - length
            if begin >= 0 and folded(text[begin:]) in self._by_key:
                yield begin


@functools.cache
def load_municipalities() -> MunicipalityRegistry:
    """The registry that travels with the package."""
    return read_municipalities(bundled("data", "registry", "municipalities.csv"))


def read_municipalities(path: Path) -> MunicipalityRegistry:
    """A registry from a file. Raises InputError where a row is not what it should be."""
    prefectures: dict[str, str] = {}
    municipalities: dict[str, Municipality] = {}
    for row in read_table(path, COLUMNS):
        municipality = _municipality(row, prefectures)
        if municipality.code in municipalities:
            raise row.error("code", "each code once", "重複のないコード")
        municipalities[municipality.code] = municipality
    return MunicipalityRegistry(municipalities.values())


def _municipality(row: Row, prefectures: dict[str, str]) -> Municipality:
    """One row; a prefecture stands before its municipalities, as its code is the lowest."""
    code, kind = _code(row), _kind(row)
    prefecture_code = code if kind is Kind.PREFECTURE else row["prefecture_code"]
    if kind is Kind.PREFECTURE:
        prefectures[code] = row["name"]
    if (
        prefecture_code not in prefectures
        or prefecture_code[:2] != code[:2]
        or row["prefecture_code"] != prefecture_code
    ):
        raise row.error(
            "prefecture_code", "the code of its prefecture, given in an earlier row", "前の行にある都道府県のコード"
        )
    return Municipality(
        code=code,
        kind=kind,
        name=row.stated("name"),
        prefecture=prefectures[prefecture_code],
        prefecture_code=prefecture_code,
        kana=row.stated("kana"),
        romaji=row.stated("romaji"),
        latitude=_degrees(row, "latitude", 20, 46),
        longitude=_degrees(row, "longitude", 122, 154),
        homepage=_homepage(row),
    )


def _code(row: Row) -> str:
    code = row["code"]
    if not codes.is_valid_code(code):
        raise row.error("code", "six digits, the last the check digit", "末尾が検査数字の6桁のコード")
    return code


def _kind(row: Row) -> Kind:
    try:
        return Kind(row["kind"])
    except ValueError as error:
        kinds = ", ".join(Kind)
        raise row.error("kind", f"one of {kinds}", f"{kinds} のいずれか") from error


def _degrees(row: Row, column: str, lowest: int, highest: int) -> float:
    """A coordinate within Japan."""
    try:
        value = float(row[column])
    except ValueError:
        value = float("nan")
    if not lowest <= value <= highest:
        raise row.error(column, f"degrees from {lowest} to {highest}", f"{lowest}から{highest}までの度")
    return value


def _homepage(row: Row) -> str:
    if not row["homepage"].startswith(("https://", "http://")):
        raise row.error("homepage", "an http(s) URL", "http(s)のURL")
    return row["homepage"]
