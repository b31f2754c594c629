"""Cooperation areas as public sources describe them: which declarations their core cities made, and who belongs to
them. An agreement states only its own two parties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.bundled import bundled
from kg.identifiers import is_web_iri
from kg.registries.tables import Row, read_table

#: Declarations by slug, with their names in both languages (連携中枢都市圏構想推進要綱, 定住自立圏構想推進要綱).
DECLARATIONS: dict[str, tuple[str, str]] = {
    "renkei-chusu-toshi-sengen": ("連携中枢都市宣言", "Declaration of a regional core city"),
    "chushin-shi-sengen": ("中心市宣言", "Declaration of a central city"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """宣言. That a city declared to be the core of an area; ``source`` is the page that says so."""

    core_city: str
    declaration: str
    declared_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMember:
    """構成市町村. A municipality that belongs to the area of a core city, after a source."""

    core_city: str
    member: str
    source: str


@cache
def load_declarations() -> tuple[Declaration, ...]:
    """The table ``data/registry/area-declarations.csv``. Raises InputError where it is damaged."""
    path = bundled("data", "registry", "area-declarations.csv")
    return tuple(_declaration(row) for row in read_table(path, ("core_city", "declaration", "declared_on", "source")))


@cache
def load_area_members() -> tuple[AreaMember, ...]:
    """The table ``data/registry/area-members.csv``. Raises InputError where it is damaged."""
    path = bundled("data", "registry", "area-members.csv")
    return tuple(
        AreaMember(core_city=row.stated("core_city"), member=row.stated("member"), source=_source(row))
        for row in read_table(path, ("core_city", "member", "source"))
    )


def _declaration(row: Row) -> Declaration:
    if row["declaration"] not in DECLARATIONS:
        listed = ", ".join(DECLARATIONS)
        raise row.error("declaration", listed, f"{listed} のいずれか")
    return Declaration(
        core_city=row.stated("core_city"),
        declaration=row["declaration"],
        declared_on=read_day(row, "declared_on"),
        source=_source(row),
    )


def read_day(row: Row, column: str) -> date:
    """The day in a column. Raises InputError for anything else."""
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise row.error(column, "a day such as 2024-05-01", "2024-05-01 のような日付") from error


def _source(row: Row) -> str:
    if not is_web_iri(row["source"]):
        raise row.error("source", "an http(s) IRI", "http(s) のIRI")
    return row["source"]
