"""Rules that infer a policy field from an initiative's own words: ``data/registry/field-rules.csv``."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.bundled import bundled
from kg.registries.tables import read_table

COLUMNS = ("id", "renkei", "teiju", "where", "pattern", "unless", "note_ja", "note_en")


class Scope(StrEnum):
    """Which words of an initiative a rule is asked of: its title only, or its content too."""

    TITLE = "title"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One rule: words that ``pattern`` matches, save where ``unless`` does too, are about a field.

    ``renkei`` and ``teiju`` are the field's slugs in the taxonomies of the two guidelines, empty where one has none.
    """

    id: str
    renkei: str
    teiju: str
    where: Scope
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    note_ja: str
    note_en: str

    def find(self, text: str) -> re.Match[str] | None:
        """The words that trigger the rule, None where it does not apply."""
        found = self.pattern.search(text)
        return None if found and self.unless and self.unless.search(text) else found


@functools.cache
def load_field_rules() -> tuple[FieldRule, ...]:
    """The rules that travel with the package, in their order.

    >>> [rule.renkei for rule in load_field_rules() if rule.find("コミュニティバスの運行")]
    ['renkei-c-b-a']
    """
    return read_field_rules(bundled("data", "registry", "field-rules.csv"))


def read_field_rules(path: Path) -> tuple[FieldRule, ...]:
    """Rules from a file. Raises InputError where a row is not what it should be."""
    rules: dict[str, FieldRule] = {}
    for row in read_table(path, COLUMNS):
        rule = FieldRule(
            id=row.slug("id"),
            renkei=row.slug("renkei"),
            teiju=row.slug("teiju") if row["teiju"] else "",
            where=row.one_of("where", Scope),
            pattern=row.pattern("pattern"),
            unless=row.pattern("unless") if row["unless"] else None,
            note_ja=row.stated("note_ja"),
            note_en=row.stated("note_en"),
        )
        if rule.id in rules:
            raise row.error("id", "each rule once", "重複のない規則名")
        rules[rule.id] = rule
    return tuple(rules.values())
