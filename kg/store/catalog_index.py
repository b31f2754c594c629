"""The catalog of a release in pages and as packages in CKAN's form: the index that a release carries.

Conditions are trees of records; how requests write them is not known here.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import EngineUnavailable
from kg.folding import folded

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Has:
    """A field has the value; ``*`` in it stands for anything."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Between:
    """A field has a value in this range, its ends included; None for an open end."""

    field: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class Says:
    """The title, description, name or keywords hold the word."""

    word: str


@dataclass(frozen=True, slots=True)
class Both:
    """All of the conditions hold; true where there is none."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the conditions holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    part: Condition


Condition = Has | Between | Says | Both | Either | Not
EVERYTHING = Both(())


@dataclass(frozen=True, slots=True)
class Packages:
    """Some packages of all that meet a condition."""

    bodies: tuple[Body, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CatalogPage:
    """What a page of the catalog says, as N-Triples; ``datasets`` are the IRIs of the data sets on it."""

    triples: str
    catalog: str
    datasets: tuple[str, ...]


#: What packages are sorted by, and the column. Relevance is the order of the catalog.
ORDERS = {"id": "id", "name": "name", "title": "title", "title_string": "title", "score": "number"}


class CatalogIndex:
    """The index in a file. May be asked from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._database: sqlite3.Connection | None = None

    def page(self, number: int, size: int) -> CatalogPage:
        """The page of that number, from 1, with what every page says. Raises EngineUnavailable."""
        rows = self._rows(
            "SELECT iri, triples FROM packages ORDER BY number LIMIT ? OFFSET ?", (size, (number - 1) * size)
        )
        frame, catalog = self._about("frame"), self._about("catalog")
        return CatalogPage(frame + "".join(row[1] for row in rows), catalog, tuple(row[0] for row in rows))

    def count(self, condition: Condition = EVERYTHING) -> int:
        """How many packages meet a condition. Raises EngineUnavailable."""
        where, values = _sql(condition)
        ((count,),) = self._rows(f"SELECT COUNT(*) FROM packages WHERE {where}", values)  # noqa: S608 -- _sql writes no values
        return int(count)

    def find(self, condition: Condition, *, order: Sequence[tuple[str, bool]], start: int, rows: int) -> Packages:
        """Packages that meet a condition; ``order`` are names of :data:`ORDERS`, each with whether it descends."""
        where, values = _sql(condition)
        by = [f"{ORDERS[name]} {'DESC' if descending else 'ASC'}" for name, descending in order]
        statement = f"SELECT body FROM packages WHERE {where} ORDER BY {', '.join([*by, 'number'])} LIMIT ? OFFSET ?"  # noqa: S608
        found = self._rows(statement, (*values, rows, start))
        return Packages(tuple(json.loads(row[0]) for row in found), self.count(condition))

    def counted(self, condition: Condition, field: str) -> dict[str, int]:
        """How many packages that meet a condition have each value of a field, the most frequent first."""
        where, values = _sql(condition)
        statement = (
            f"SELECT value, COUNT(*) AS many FROM fields JOIN packages ON number = package WHERE {where}"  # noqa: S608
            " AND fields.name = ? GROUP BY value ORDER BY many DESC, value"
        )
        return dict(self._rows(statement, (*values, field)))

    @property
    def organization(self) -> Body:
        """The publisher."""
        body: Body = json.loads(self._about("organization"))
        return body

    @property
    def groups(self) -> list[Body]:
        """The series of data sets."""
        bodies: list[Body] = json.loads(self._about("groups"))
        return bodies

    @property
    def schema_org(self) -> Body:
        """The catalog as schema.org says it; empty for an index of an earlier version of the software."""
        rows = self._rows("SELECT value FROM about WHERE name = ?", ("schema_org",))
        body: Body = json.loads(rows[0][0]) if rows else {}
        return body

    def described(self, iri: str) -> dict[str, Body]:
        """A data set as schema.org (``schema``) and Croissant (``croissant``) say it; nothing for anything else, and
        for an index of an earlier version of the software.
        """
        if not {"schema_org", "croissant"} <= {row[1] for row in self._rows("PRAGMA table_info(packages)", ())}:
            return {}
        rows = self._rows("SELECT schema_org, croissant FROM packages WHERE iri = ?", (iri,))
        return {name: json.loads(text) for row in rows for name, text in zip(("schema", "croissant"), row, strict=True)}

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._database is not None:
                self._database.close()
            self._database = None

    def _about(self, name: str) -> str:
        ((value,),) = self._rows("SELECT value FROM about WHERE name = ?", (name,))
        return str(value)

    def _rows(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._turn:
            return self._opened().execute(statement, values).fetchall()

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            if not self._path.is_file():
                raise EngineUnavailable(
                    f"{self._path.name}: this release has no catalog index; build it again",
                    f"{self._path.name}: このリリースにはカタログの索引がありません。build をやり直してください",
                )
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        return self._database


def _sql(condition: Condition) -> tuple[str, tuple[object, ...]]:
    """The condition on a row of ``packages``, and its values."""
    match condition:
        case Has(field, value):
            test, values = _value_test(value)
            return f"number IN (SELECT package FROM fields WHERE name = ?{test})", (field, *values)  # noqa: S608
        case Between(field, low, high):
            ends = [("value >= ?", low), ("value <= ?", high)]
            tests = ["name = ?", *(test for test, end in ends if end is not None)]
            given = [end for _, end in ends if end is not None]
            return f"number IN (SELECT package FROM fields WHERE {' AND '.join(tests)})", (field, *given)  # noqa: S608
        case Says(word):
            return "words LIKE ? ESCAPE '!'", (f"%{_pattern(folded(word))}%",)
        case Not(part):
            where, values_of = _sql(part)
            return f"NOT ({where})", values_of
        case Both(parts) | Either(parts):
            written = [_sql(part) for part in parts]
            joint = " AND " if isinstance(condition, Both) else " OR "
            neutral = "1" if isinstance(condition, Both) else "0"
            where = joint.join(f"({where})" for where, _ in written) or neutral
            return where, tuple(value for _, values_of in written for value in values_of)


def _value_test(value: str) -> tuple[str, tuple[str, ...]]:
    """What is to be true of a value of a field, after its name."""
    if value == "*":
        return "", ()
    if "*" in value:
        return " AND value LIKE ? ESCAPE '!'", (_pattern(value),)
    return " AND value = ?", (value,)


def _pattern(value: str) -> str:
    """A value with ``*`` as a pattern of LIKE.

    >>> _pattern("a_b*")
    'a!_b%'
    """
    escaped = value.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return escaped.replace("*", "%")
