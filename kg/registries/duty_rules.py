"""Rules that type a duty by what it says is done: ``data/registry/duty-rules.csv``.

The rules are applied to the acts of a duty (:mod:`kg.extraction.duty.acts`), not to its characters: a rule of kind
``act`` decides an act by its verb or noun of action and by the thing it is done to; the first rule that fits decides.
``data/registry/README.md`` describes every column.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from kg.bundled import bundled
from kg.registries.tables import Row, read_table

COLUMNS = ("id", "duty_type", "kind", "act", "thing", "words", "unless", "confidence", "note_ja", "note_en")

#: Verbs kept with their rules; texts use some hundreds.
_MOST_VERBS = 4096

_Kind = TypeVar("_Kind", bound=StrEnum)


class RuleKind(StrEnum):
    """To what a rule is applied, and how.

    ``act``: an act; the first rule that fits decides it. ``plain``: likewise, but leaves the type open. ``causative``:
    an act that others are made to do. ``with``: an act, beside what decides it. ``manner``: the words of a clause
    outside those that qualify a noun. ``otherwise``: an act of a duty to which no other rule gave a type.
    """

    ACT = "act"
    PLAIN = "plain"
    CAUSATIVE = "causative"
    WITH = "with"
    MANNER = "manner"
    OTHERWISE = "otherwise"


class Confidence(StrEnum):
    """How sure a rule is: ``certain`` where its words have no other reading, else ``likely``."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRule:
    """One rule. ``duty_type`` is a slug of that scheme, None where the rule says that an act has no type.

    ``act`` is matched to the end of an act's verb, ``thing`` to the end of what it is done to, ``words`` to the
    duty, ``unless`` to the thing and the act (for ``manner`` to the clause); where that is found the rule does not
    apply.
    """

    id: str
    duty_type: str | None
    kind: RuleKind
    act: re.Pattern[str] | None
    thing: re.Pattern[str] | None
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    confidence: Confidence
    note_ja: str
    note_en: str

    def allows(self, duty: str, named: str) -> bool:
        """Whether the duty has the words the rule asks for and ``named``, thing and act, none that it rules out."""
        return not (self.unless and self.unless.search(named)) and (
            self.words is None or self.words.search(duty) is not None
        )


@dataclass(frozen=True, slots=True, eq=False)
class DutyRules:
    """All rules in their order; which rules a verb fits is looked up once for each verb."""

    rules: tuple[DutyRule, ...]
    _by_verb: dict[str, tuple[tuple[DutyRule, str], ...]] = field(default_factory=dict)
    _by_both: dict[str, tuple[tuple[DutyRule, str], ...]] = field(default_factory=dict)
    _by_kind: dict[RuleKind, tuple[DutyRule, ...]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)

    def of_act(self, verb: str) -> tuple[tuple[DutyRule, str], ...]:
        """The rules whose act the verb ends in, each with what stands before it in the verb: 情報 of 情報提供."""
        if (found := self._by_verb.get(verb)) is None:
            found = tuple(
                (rule, match["before"]) for rule in self.rules if rule.act and (match := rule.act.match(verb))
            )
            if len(self._by_verb) < _MOST_VERBS:
                self._by_verb[verb] = found
        return found

    def of_acts(self, short: str, verb: str) -> tuple[tuple[DutyRule, str], ...]:
        """The rules that the verb fits or the verb without 活動 and the like, which may be empty, in their order."""
        if (found := self._by_both.get(verb)) is None:
            both = (*(self.of_act(short) if short else ()), *self.of_act(verb))
            found = tuple(sorted(both, key=lambda candidate: self.place_of(candidate[0])))
            if len(self._by_both) < _MOST_VERBS:
                self._by_both[verb] = found
        return found

    def of_kind(self, kind: RuleKind) -> tuple[DutyRule, ...]:
        """The rules of one kind."""
        if (found := self._by_kind.get(kind)) is None:
            found = self._by_kind[kind] = tuple(rule for rule in self.rules if rule.kind is kind)
        return found

    def place_of(self, rule: DutyRule) -> int:
        """Where a rule stands in the order of all."""
        if not self._places:
            self._places.update((each.id, place) for place, each in enumerate(self.rules))
        return self._places[rule.id]


@functools.cache
def load_duty_rules() -> DutyRules:
    """The rules that travel with the package, in their order.

    >>> [rule.id for rule, _ in load_duty_rules().of_act("折半")]
    ['cost-borne', 'done']
    """
    return read_duty_rules(bundled("data", "registry", "duty-rules.csv"))


def read_duty_rules(path: Path) -> DutyRules:
    """Rules from a file. Raises InputError where a row is not what it should be."""
    rules: dict[str, DutyRule] = {}
    for row in read_table(path, COLUMNS):
        kind = _one_of(row, "kind", RuleKind)
        row.stated("words" if kind is RuleKind.MANNER else "act")
        rule = DutyRule(
            id=row.slug("id"),
            duty_type=row.slug("duty_type") if row["duty_type"] else None,
            kind=kind,
            act=_compiled(row, "act", "(?P<before>.*?)(?:{})(?:化)?$"),
            thing=_compiled(row, "thing", "^(?:.*?)(?P<head>{})$"),
            words=_compiled(row, "words", "{}"),
            unless=_compiled(row, "unless", "{}"),
            confidence=_one_of(row, "confidence", Confidence),
            note_ja=row.stated("note_ja"),
            note_en=row.stated("note_en"),
        )
        if rule.id in rules:
            raise row.error("id", "each rule once", "重複のない規則名")
        rules[rule.id] = rule
    return DutyRules(tuple(rules.values()))


def _one_of(row: Row, column: str, kinds: type[_Kind]) -> _Kind:
    if row[column] not in set(kinds):
        raise row.error(column, f"one of {', '.join(kinds)}", f"{'、'.join(kinds)}のいずれか")
    return kinds(row[column])


def _compiled(row: Row, column: str, form: str) -> re.Pattern[str] | None:
    """A pattern in its form, None where the column is empty."""
    if not row[column]:
        return None
    try:
        re.compile(row[column])
        whole = row[column].startswith("^")
        return re.compile(f"^(?P<head>{row[column][1:]})$" if whole else form.replace("{}", row[column]))
    except re.error as error:
        raise row.error(column, f"a regular expression ({error})", f"正規表現（{error}）") from error
