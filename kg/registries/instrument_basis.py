"""Which kind of instrument a provision of law establishes, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.bundled import bundled
from kg.registries.tables import read_table

_COLUMNS = ("law_id", "article", "paragraphs", "from", "until", "instrument", "note_ja", "note_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentBasis:
    """A provision and the kind of instrument concluded under it between two dates (inclusive, None for open).

    ``paragraphs`` are those an instrument is concluded under, empty where the article has no other.
    """

    law_id: str
    article: str
    paragraphs: frozenset[str]
    since: date | None
    until: date | None
    instrument: str

    def names(self, law_id: str | None, article: str | None, paragraph: str | None) -> bool:
        """Whether a citation is of this provision; one without a paragraph is."""
        if (law_id, article) != (self.law_id, self.article):
            return False
        return not self.paragraphs or paragraph is None or paragraph in self.paragraphs

    def covers(self, day: date | None) -> bool:
        """Whether the provision meant this kind on a day; an unknown day is taken as after the last change."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@cache
def load_instrument_basis() -> tuple[InstrumentBasis, ...]:
    """The table ``data/registry/instrument-basis.csv``. Raises InputError where it is damaged."""
    return tuple(
        InstrumentBasis(
            law_id=row.stated("law_id"),
            article=row.stated("article"),
            paragraphs=frozenset(row["paragraphs"].split()),
            since=date.fromisoformat(row["from"]) if row["from"] else None,
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            instrument=row.stated("instrument"),
        )
        for row in read_table(bundled("data", "registry", "instrument-basis.csv"), _COLUMNS)
    )
