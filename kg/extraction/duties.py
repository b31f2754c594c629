"""Duties: the sentences of a role text and the types that documented rules conclude from their words."""

from __future__ import annotations

import re

from kg.model.agreement import Duty, DutyTyping
from kg.model.text import Passage
from kg.registries.duty_rules import DutyRule

#: What may end a sentence, and the brackets in which a full stop does not.
_MARK = re.compile(r"[（(「『）)」』\n。]")


def extract_duties(role: Passage, rules: tuple[DutyRule, ...]) -> tuple[Duty, ...]:
    """One duty for each sentence or item, in order; full stops inside brackets end no sentence."""
    duties = []
    ends = role.ends()
    for start, end in _sentences(role.text):
        words = role.slice(start, end, ends)
        duties.append(Duty(words=words, typings=tuple(_typings(words, rules))))
    return tuple(duties)


def _sentences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = depth = 0
    for mark in _MARK.finditer(text):
        depth += (mark[0] in "（(「『") - (mark[0] in "）)」』")
        if mark[0] == "\n" or (mark[0] == "。" and depth <= 0):
            found.append((start, mark.end()))
            start = mark.end()
    found.append((start, len(text)))
    return [_trimmed(text, begin, end) for begin, end in found if text[begin:end].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _typings(words: Passage, rules: tuple[DutyRule, ...]) -> list[DutyTyping]:
    typings: dict[str, DutyTyping] = {}
    text = words.text
    for rule in rules:
        match = rule.find(text) if rule.duty_type not in typings else None
        if match:
            trigger = words.slice(match.start(), match.end())
            typings[rule.duty_type] = DutyTyping(duty_type=rule.duty_type, rule=rule.id, words=trigger)
    return list(typings.values())
