"""Verbs that are no noun of action with する, and how they are conjugated: ``data/registry/verbs.csv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum

from kg.bundled import bundled
from kg.registries.tables import read_table

COLUMNS = ("verb", "conjugation")


class Conjugation(StrEnum):
    """一段, 五段, サ変 of one character (資する, 応ずる)."""

    ICHIDAN = "ichidan"
    GODAN = "godan"
    SAHEN = "sahen"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb by its dictionary form."""

    base: str
    conjugation: Conjugation


@functools.cache
def load_verbs() -> tuple[Verb, ...]:
    """The verbs that travel with the package. Raises InputError where a row is not what it should be."""
    verbs = []
    for row in read_table(bundled("data", "registry", "verbs.csv"), COLUMNS):
        if row["conjugation"] not in set(Conjugation):
            raise row.error("conjugation", f"one of {', '.join(Conjugation)}", f"{'、'.join(Conjugation)}のいずれか")
        verbs.append(Verb(row.stated("verb"), Conjugation(row["conjugation"])))
    return tuple(verbs)
