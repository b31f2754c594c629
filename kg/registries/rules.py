"""Every rule by which a statement is known, whatever table it stands in: what it says, in words that people read.

Tables of rules are the files ``data/registry/*-rules.csv``. Each has its own columns for what it concludes and from
what; all have ``id``, ``note_ja`` and ``note_en``. What is decided by procedure, not by a row, is described by the
rows of ``procedure-rules.csv``.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.bundled import bundled
from kg.errors import InputError

_NOTES = ("note_ja", "note_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: ``table`` is the file it stands in, ``cells`` what that says of it beside the notes, by column."""

    id: str
    table: str
    note_ja: str
    note_en: str
    cells: tuple[tuple[str, str], ...]


@functools.cache
def load_rules() -> tuple[Rule, ...]:
    """The rules that travel with the package, by name.

    >>> next(rule.table for rule in load_rules() if rule.id == "caption-purpose")
    'clause-rules.csv'
    """
    return read_rules(sorted(bundled("data", "registry").glob("*-rules.csv")))


def read_rules(tables: Iterable[Path]) -> tuple[Rule, ...]:
    """The rules of some tables, by name. Raises InputError where a rule has no note or its name is given twice."""
    rules: dict[str, Rule] = {}
    for table in tables:
        for line, rule in _rules_of(table):
            if rule.id in rules or not (rule.id and rule.note_ja and rule.note_en):
                raise InputError(
                    f"{table}:{line}: id: found {rule.id!r}, expected each rule once, with notes in both languages",
                    f"{table}:{line}: id: {rule.id!r} は、重複がなく、両言語の説明が必要です",
                )
            rules[rule.id] = rule
    return tuple(rules[name] for name in sorted(rules))


def _rules_of(table: Path) -> Iterator[tuple[int, Rule]]:
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            cells = tuple((name, text) for name, text in row.items() if text and name not in {"id", *_NOTES})
            yield (
                rows.line_num,
                Rule(
                    id=row.get("id", ""),
                    table=table.name,
                    note_ja=row.get("note_ja", ""),
                    note_en=row.get("note_en", ""),
                    cells=cells,
                ),
            )
