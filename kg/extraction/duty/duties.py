"""Duties: a role text divided, each part typed by documented rules, with the words for what, to whom and for whom."""

from __future__ import annotations

from kg.extraction.duty.acts import acts_of, with_things
from kg.extraction.duty.clauses import Stretch, blanked, divide
from kg.extraction.duty.typing import Clause, typed
from kg.extraction.duty.wording import named_in
from kg.model.agreement import Duty, DutyTyping
from kg.model.text import Passage
from kg.registries.duty_rules import DutyRules

#: How much of a clause is read, from its end, in characters: no clause of these texts is longer.
_LONGEST = 600


def extract_duties(role: Passage, rules: DutyRules, *, bearer: str) -> tuple[Duty, ...]:
    """The duties of ``bearer``, a designation or name as the role's label prints it, in the order of the text."""
    text, ends = role.text, role.ends()
    plain = blanked(text)

    def words(start: int, end: int) -> Passage:
        return role.slice(start, end, ends)

    duties = []
    for stretch in divide(text, bearer):
        clauses = _clauses(plain, stretch)
        fits = typed(clauses, bearer, rules)
        typings = tuple(
            DutyTyping(
                duty_type=found.rule.duty_type or "",
                rule=found.rule.id,
                confidence=found.rule.confidence.value,
                words=words(found.start, found.end),
            )
            for found in fits
        )
        named = named_in(text, clauses, bearer, types=frozenset(found.rule.duty_type for found in fits))
        duties.append(
            Duty(
                words=words(stretch.start, stretch.end),
                typings=typings,
                object=words(*named.object) if named.object else None,
                counterparty=words(*named.counterparty) if named.counterparty else None,
                beneficiary=words(*named.beneficiary) if named.beneficiary else None,
            )
        )
    return tuple(duties)


def _clauses(plain: str, stretch: Stretch) -> list[Clause]:
    """The clauses of a duty; one without an object of its own has that of the one before."""
    found: list[Clause] = []
    for first, end in stretch.clauses:
        start = max(first, end - _LONGEST)
        stated = acts_of(plain[start:end])
        if found and stated.object is None:
            stated = with_things(stated, found[-1].stated)
        found.append(Clause(words=plain[start:end], start=start, stated=stated))
    return found
