"""By which rule each kind of link to others is made, or why none is: ``data/registry/links-out.csv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.bundled import bundled
from kg.registries.tables import read_table
from kg.vocabulary import PREFIXES

_COLUMNS = ("name", "property", "target", "label_ja", "label_en", "rule_ja", "rule_en", "basis")
#: Stands for any property, and for a link that is not made.
ANY, NOT_MADE = "*", "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """A kind of link. ``target`` is a regular expression that its IRIs begin with, empty where the value is a literal.

    ``basis`` is where the rule is documented: an address, or a file of this project.
    """

    name: str
    predicate: str
    target: str
    label_ja: str
    label_en: str
    rule_ja: str
    rule_en: str
    basis: str

    @property
    def made(self) -> bool:
        """Whether there are such links at all."""
        return self.predicate != NOT_MADE

    def holds(self, predicate: str, value: str) -> bool:
        """Whether a statement with that property and value is such a link.

        >>> rule = next(rule for rule in load_link_rules() if rule.name == "e-stat-sac")
        >>> rule.holds("https://w3id.org/renkei/ontology#standardAreaCode", "http://data.e-stat.go.jp/lod/sac/C01204")
        True
        """
        return self.predicate in (ANY, predicate) and re.match(self.target, value) is not None


@cache
def load_link_rules() -> tuple[LinkRule, ...]:
    """The rules in the order of the table. Raises InputError where it is damaged."""
    rules = []
    for row in read_table(bundled("data", "registry", "links-out.csv"), _COLUMNS):
        prefix, colon, local = row["property"].partition(":")
        if row["property"] not in (ANY, NOT_MADE) and prefix not in PREFIXES:
            raise row.error("property", "a property with a known prefix, * or -", "接頭辞の分かるプロパティ、* か -")
        stated = {column: row.stated(column) for column in _COLUMNS if column not in ("property", "target")}
        iri = PREFIXES[prefix] + local if colon else row["property"]
        rules.append(LinkRule(predicate=iri, target=row["target"], **stated))
    return tuple(rules)
