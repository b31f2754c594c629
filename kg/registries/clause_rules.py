"""Rules that say what an article provides for: ``data/registry/clause-rules.csv``.

Rules of the caption are asked first. Rules of the words are asked where no caption decided, those marked ``also``
in any case, as an article may provide for several things.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.bundled import bundled
from kg.registries.tables import read_table

COLUMNS = ("id", "clause_type", "where", "pattern", "unless", "note_ja", "note_en")


class Where(StrEnum):
    """What a rule is asked of: the caption; the words, where no caption decided; the words in any case."""

    CAPTION = "caption"
    WORDS = "words"
    ALSO = "also"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRule:
    """One rule: what ``pattern`` matches provides for ``clause_type``, save where ``unless`` matches too."""

    id: str
    clause_type: str
    where: Where
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    note_ja: str
    note_en: str

    def find(self, text: str) -> re.Match[str] | None:
        """The words that trigger the rule, None where it does not apply."""
        found = self.pattern.search(text)
        return None if found and self.unless and self.unless.search(text) else found


@functools.cache
def load_clause_rules() -> tuple[ClauseRule, ...]:
    """The rules that travel with the package, in their order.

    >>> [rule.clause_type for rule in load_clause_rules() if rule.where == "caption" and rule.find("疑義の解決")]
    ['doubts']
    """
    return read_clause_rules(bundled("data", "registry", "clause-rules.csv"))


def read_clause_rules(path: Path) -> tuple[ClauseRule, ...]:
    """Rules from a file. Raises InputError where a row is not what it should be."""
    rules: dict[str, ClauseRule] = {}
    for row in read_table(path, COLUMNS):
        rule = ClauseRule(
            id=row.slug("id"),
            clause_type=row.slug("clause_type"),
            where=row.one_of("where", Where),
            pattern=row.pattern("pattern"),
            unless=row.pattern("unless") if row["unless"] else None,
            note_ja=row.stated("note_ja"),
            note_en=row.stated("note_en"),
        )
        if rule.id in rules:
            raise row.error("id", "each rule once", "重複のない規則名")
        rules[rule.id] = rule
    return tuple(rules.values())
