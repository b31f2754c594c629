"""The policy field that an initiative's own words are about, where it is another than its heading's.

Bus routes printed under 高度な中心拠点の整備 are about 地域公共交通. The printed heading, the concept it maps to and
the concept inferred here stay three separate statements.
"""

from __future__ import annotations

from kg.model.agreement import FieldMapping, Initiative
from kg.model.text import Passage
from kg.registries.field_rules import FieldRule, Scope

_TAXONOMY = {"renkei-kyoyaku": "renkei", "teiju-jiritsuken": "teiju"}


def infer_field(initiative: Initiative, instrument: str, rules: tuple[FieldRule, ...]) -> FieldMapping | None:
    """The inferred field; None where the words name none or several, or only confirm the field of the heading.

    The title is asked first, the content only where the title names no field, and only by rules that allow it.
    """
    if instrument not in _TAXONOMY:
        return None
    found = _inferred(initiative.title, _TAXONOMY[instrument], rules)
    if not found and initiative.content:
        found = _inferred(
            initiative.content, _TAXONOMY[instrument], tuple(rule for rule in rules if rule.where is Scope.ANY)
        )
    if len({mapping.slug for mapping in found}) != 1:
        return None
    inferred = found[0]
    return None if initiative.field and _confirms(inferred.slug, initiative.field.slug) else inferred


def _inferred(words: Passage, taxonomy: str, rules: tuple[FieldRule, ...]) -> list[FieldMapping]:
    mappings = []
    for rule in rules:
        slug = rule.renkei if taxonomy == "renkei" else rule.teiju
        match = rule.find(words.text) if slug else None
        if match:
            mappings.append(FieldMapping(slug=slug, rule=rule.id, words=words.slice(match.start(), match.end())))
    return mappings


def _confirms(inferred: str, mapped: str) -> bool:
    """Whether the mapped field is the inferred one or stands below it."""
    return mapped == inferred or mapped.startswith(f"{inferred}-")
