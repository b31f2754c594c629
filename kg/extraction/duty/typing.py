"""The types of a duty: the rules of ``data/registry/duty-rules.csv`` applied to its acts and to its words of manner."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.duty.acts import Act, Stated
from kg.extraction.duty.phrases import head_start
from kg.extraction.duty.subordinate import ADNOMINAL
from kg.registries.duty_rules import DutyRule, DutyRules, RuleKind

_LETTERS = "甲乙丙丁戊己庚辛壬癸"
_ANY_LETTER = re.compile(f"[{_LETTERS}]")
#: What may follow a noun of action without changing the act: 普及啓発活動. Not 委託業務, which is what was entrusted.
_SUFFIX = re.compile(r"(?<!委託)(?<!受託)(?<!補助)(?<!助成)(?<!負担)(?:活動|業務|等|など)$")
_ETC = re.compile(r"(?:等|など|＃|その他)+$")
#: Nouns that say only that something is done.
_GENERAL = re.compile(r"(?:活動|事業|事務|業務|取組|取り組み|施策|対策|措置)$")
_DECIDING = frozenset({RuleKind.ACT, RuleKind.PLAIN, RuleKind.CAUSATIVE})
_COMMA = re.compile(r"[、，]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A rule that fits, and where the words stand that triggered it."""

    rule: DutyRule
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause with its place in the role text; brackets are blanked."""

    words: str
    start: int
    stated: Stated


def seen_by(bearer: str, words: str) -> str:
    """The words as rules see them: 甲 is the bearer, 乙 everybody else who is called by a letter.

    >>> seen_by("乙", "甲の施設を乙の住民が利用する")
    '乙の施設を甲の住民が利用する'
    """
    table = _masks(bearer)
    return words.translate(table) if table and _ANY_LETTER.search(words) else words


@functools.lru_cache(maxsize=1024)
def _masks(bearer: str) -> dict[int, str]:
    own = {ord(letter): "甲" for letter in _LETTERS if letter in bearer}
    return {ord(letter): "乙" for letter in _LETTERS} | own if own else {}


def typed(clauses: Sequence[Clause], bearer: str, rules: DutyRules) -> tuple[Typed, ...]:
    """The rules that fit a duty, the first of each type, in the order of the rules."""
    found: list[Typed] = []
    open_: list[Typed] = []
    specific: list[Typed] = []
    decided = False
    whole = seen_by(bearer, "".join(clause.words for clause in clauses))
    for clause in clauses:
        if clause.stated.negated:
            decided = True
            continue
        words = seen_by(bearer, clause.words)
        found.extend(_manners(clause, words, rules))
        for act in clause.stated.acts:
            fits = list(_fits(clause, act, whole, bearer, rules))
            found.extend(fit for fit in fits if fit.rule.kind is RuleKind.WITH)
            first = next((fit for fit in fits if fit.rule.kind in _DECIDING), None)
            if first is None or first.rule.kind is RuleKind.PLAIN:
                rest = [fit for fit in fits if fit.rule.kind is RuleKind.OTHERWISE]
                open_.extend(rest)
                specific.extend(rest if first is None and act.thing and not _GENERAL.search(act.verb) else ())
            else:
                decided = True
                found.append(first)
    found = [one for one in found if one.rule.duty_type]
    if not decided:  # of 「代表して契約を締結する」 the manner alone does not say what is done
        found.extend((specific or ([] if found else open_))[:1])
    once: dict[str | None, Typed] = {}
    for one in found:
        once.setdefault(one.rule.duty_type, one)
    return tuple(once.values())


def _fits(clause: Clause, act: Act, whole: str, bearer: str, rules: DutyRules) -> Iterator[Typed]:
    """Every rule that fits an act, in the order of the rules; its verb without 活動 and the like goes first."""
    thing = seen_by(bearer, act.thing)
    short = _SUFFIX.sub("", act.verb)
    for rule, before in rules.of_acts(short, act.verb) if short != act.verb else rules.of_act(act.verb):
        if not _kind_fits(rule, act) or not _thing_fits(rule, before, thing):
            continue
        if rule.allows(whole, _named(act, seen_by(bearer, clause.words)) if rule.unless else ""):
            yield Typed(rule=rule, start=clause.start + _start(rule, before, act, clause), end=clause.start + act.end)


def _kind_fits(rule: DutyRule, act: Act) -> bool:
    """Of several verbs of one object each is a deed of its own: what only says that something is done counts."""
    return act.causative if rule.kind is RuleKind.CAUSATIVE else not (rule.kind is RuleKind.PLAIN and act.parallel)


def _thing_fits(rule: DutyRule, before: str, thing: str) -> bool:
    if rule.thing is None:
        return True
    return any(rule.thing.match(_ETC.sub("", one)) for one in ((before, thing) if before else (thing,)))


def _start(rule: DutyRule, before: str, act: Act, clause: Clause) -> int:
    """Where the words that triggered a rule start: at the thing, where the rule goes by the thing too."""
    if rule.thing is None or before or not act.thing:
        return act.start
    at = clause.words.rfind(act.thing, 0, act.start)
    return at + head_start(act.thing) if at >= 0 else act.start


def _named(act: Act, words: str) -> str:
    """The words from what the act is done to until the act."""
    thing = words.rfind(act.thing, 0, act.start) if act.thing else -1
    return words[thing if thing >= 0 else act.start : act.end + 2]


def _manners(clause: Clause, words: str, rules: DutyRules) -> Iterator[Typed]:
    """Rules of manner that fit words which belong to the predicate of the clause and qualify no noun before it."""
    for rule in rules.of_kind(RuleKind.MANNER):
        if rule.words is None or (rule.unless and rule.unless.search(words)):
            continue
        for match in rule.words.finditer(words):
            if not _qualifies_noun(clause, match.end()):
                yield Typed(rule=rule, start=clause.start + match.start(), end=clause.start + match.end())
                break


def _qualifies_noun(clause: Clause, at: int) -> bool:
    """Whether words that end at ``at`` belong to a verb before a noun (共同で運営する施設)."""
    if clause.words[at - 1] in "、，":
        return False
    rest = clause.words[at : clause.stated.predicate + 1]
    comma = _COMMA.search(rest)
    return ADNOMINAL.search(rest[: comma.start()] if comma else rest) is not None
