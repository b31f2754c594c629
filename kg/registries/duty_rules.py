"""Rules that type a duty by its words: ``data/registry/duty-rules.csv``.

A pattern is a regular expression in which ``{する|し}`` stands for a verb that ends its clause, in its final and in
its joined form: ``費用を負担{する|し}`` matches in 費用を負担する。 and in 費用を負担し、周知に努める。 but neither in
費用を負担する者 nor in 費用を負担しない。
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from kg.bundled import bundled
from kg.registries.tables import Row, read_table

COLUMNS = ("id", "duty_type", "pattern", "unless", "note_ja", "note_en")

_CLOSING_VERB = re.compile(r"\{(?P<final>[^{}|,]+)\|(?P<joined>[^{}|,]+)\}")
_CLAUSE_END = r"(?:[，、,。．）)]|\s|$)"
_AFTER_FINAL = rf"(?=(?:とともに|ほか|など|もの|こと|ものとする|こととする)?{_CLAUSE_END})"
_AFTER_JOINED = rf"(?=(?:つつ|た上で)?{_CLAUSE_END})"

_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRule:
    """One rule: a sentence of a role that ``pattern`` matches is a duty of ``duty_type``, a slug of that scheme.

    Where ``unless`` matches too, the words are someone else's and the rule does not apply.
    """

    id: str
    duty_type: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    note_ja: str
    note_en: str

    def find(self, sentence: str) -> re.Match[str] | None:
        """The words that trigger the rule, None where it does not apply."""
        found = self.pattern.search(sentence)
        return None if found and self.unless and self.unless.search(sentence) else found


@functools.cache
def load_duty_rules() -> tuple[DutyRule, ...]:
    """The rules that travel with the package, in their order.

    >>> [rule.duty_type for rule in load_duty_rules() if rule.find("甲に対し、応分の経費を負担する。")]
    ['bear-cost']
    """
    return read_duty_rules(bundled("data", "registry", "duty-rules.csv"))


def read_duty_rules(path: Path) -> tuple[DutyRule, ...]:
    """Rules from a file. Raises InputError where a row is not what it should be."""
    rules: dict[str, DutyRule] = {}
    for row in read_table(path, COLUMNS):
        rule = DutyRule(
            id=_slug(row, "id"),
            duty_type=_slug(row, "duty_type"),
            pattern=_compiled(row, "pattern"),
            unless=_compiled(row, "unless") if row["unless"] else None,
            note_ja=row.stated("note_ja"),
            note_en=row.stated("note_en"),
        )
        if rule.id in rules:
            raise row.error("id", "each rule once", "重複のない規則名")
        rules[rule.id] = rule
    return tuple(rules.values())


def _slug(row: Row, column: str) -> str:
    if not _SLUG.fullmatch(row[column]):
        raise row.error(column, "lower-case words joined by hyphens", "小文字の語をハイフンでつないだ名前")
    return row[column]


def _compiled(row: Row, column: str) -> re.Pattern[str]:
    """A pattern that compiles and does not match the empty text."""
    try:
        pattern = re.compile(_CLOSING_VERB.sub(_closing_verb, row.stated(column)))
    except re.error as error:
        raise row.error(column, f"a regular expression ({error})", f"正規表現（{error}）") from error
    if pattern.search(""):
        raise row.error(column, "a pattern that needs words", "空文字列に一致しない正規表現")
    return pattern


def _closing_verb(match: re.Match[str]) -> str:
    return f"(?:{match['final']}{_AFTER_FINAL}|{match['joined']}{_AFTER_JOINED})"
