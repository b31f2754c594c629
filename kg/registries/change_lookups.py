"""Bodies that were looked up in a list of changes: where the list has no row, that is a statement with a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.bundled import bundled
from kg.identifiers import is_web_iri
from kg.registries.areas import read_day
from kg.registries.tables import Row, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLookup:
    """That a body was looked up in a list which covers the days ``first`` to ``last``, both included.

    Its changes in the list are the rows of ``data/municipality-changes.csv``; where there is none, the list has none.
    """

    code: str
    name: str
    first: date
    last: date
    source: str

    def covers(self, day: date) -> bool:
        """Whether the list tells about a day."""
        return self.first <= day <= self.last


@cache
def load_change_lookups() -> tuple[ChangeLookup, ...]:
    """The table ``data/registry/change-lookups.csv``. Raises InputError where it is damaged."""
    path = bundled("data", "registry", "change-lookups.csv")
    return tuple(_lookup(row) for row in read_table(path, ("code", "name", "from", "until", "source")))


def _lookup(row: Row) -> ChangeLookup:
    first, last = read_day(row, "from"), read_day(row, "until")
    if last < first:
        raise row.error("until", f"a day from {first} on", f"{first} 以後の日")
    if not is_web_iri(row["source"]):
        raise row.error("source", "an http(s) IRI", "http(s) のIRI")
    return ChangeLookup(code=row.stated("code"), name=row.stated("name"), first=first, last=last, source=row["source"])
