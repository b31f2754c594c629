"""The tables and their columns, from ``data/tables/columns.toml``: names, words, kinds of values, statements."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from kg.bundled import bundled
from kg.publication.catalog_words import Bilingual
from kg.vocabulary import PREFIXES

#: Between the values of a cell of :attr:`Datatype.LIST`.
SEPARATOR = "; "


class Datatype(StrEnum):
    """What the cells of a column hold. Every cell is written as text, an empty one says nothing."""

    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    IRI = "iri"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a cell says of the IRI of its row: property, and language or the template of an IRI (RFC 6570)."""

    property_iri: str
    language: str | None
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: name of programs, heading and explanation of people; ``statement`` where it is one of the graph."""

    name: str
    title: Bilingual
    about: Bilingual
    datatype: Datatype
    statement: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """A table: its name in files, its title, its columns in order. The last column is the IRI of the row."""

    name: str
    title: Bilingual
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@cache
def load_tables() -> tuple[TableWords, ...]:
    """Read the bundled table. Raises KeyError for a column that is not described or states what it is not in."""
    with bundled("data", "tables", "columns.toml").open("rb") as file:
        content = tomllib.load(file)
    return tuple(_table(name, entry, content["column"]) for name, entry in content["table"].items())


def _table(name: str, entry: Mapping[str, Any], columns: Mapping[str, Any]) -> TableWords:
    unknown = set(entry["states"]) - set(entry["columns"])
    if unknown:
        raise KeyError(f"columns.toml: table {name} states {sorted(unknown)}, expected names of its columns")
    return TableWords(
        name=name,
        title=Bilingual(ja=entry["ja"], en=entry["en"]),
        columns=tuple(_column(column, columns[column], entry["states"].get(column)) for column in entry["columns"]),
    )


def _column(name: str, entry: Mapping[str, Any], states: Mapping[str, str] | None) -> Column:
    return Column(
        name=name,
        title=Bilingual(ja=entry["ja"], en=entry["en"]),
        about=Bilingual(**entry["about"]),
        datatype=Datatype(entry.get("datatype", "string")),
        statement=None if states is None else _statement(states),
    )


def _statement(states: Mapping[str, str]) -> Statement:
    prefix, _, name = states["property"].partition(":")
    return Statement(property_iri=PREFIXES[prefix] + name, language=states.get("language"), value=states.get("value"))
