"""Events and force of a checked agreement as lines for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.cli.language import Language, Words, spoken
from kg.model.chronology_words import SAID
from kg.registries.concepts import load_concepts

_NO_DAY = Words("no day", "日は定まらない")
_AFTER = Words("{distance} after: {event}", "{event}から{distance}")
_BROUGHT = Words("by {}", "{} による")
_NOTICE_BY = Words("notice of party {}", "当事者{}の通告")
_ANSWERS = {
    True: Words("in force", "効力あり"),
    False: Words("not in force", "効力なし"),
    None: Words("cannot be told", "分からない"),
}


def event_line(event: Mapping[str, Any]) -> str:
    """An event of the JSON: its day, what happened, how that is known, the words."""
    counted = event["counted_from"]
    parts = [
        event["date"] or str(_NO_DAY),
        _kind(event["kind"]),
        f"({_said(event['rule'])})",
        _AFTER.format(distance=event["distance"], event=_kind(counted)) if counted and event["distance"] else "",
        _NOTICE_BY.format(event["party"]) if event["party"] else "",
        _BROUGHT.format(event["brought_by"]) if event["brought_by"] else "",
        f"「{event['text']}」" if event["text"] else "",
    ]
    return " ".join(part for part in parts if part)


def force_line(period: Mapping[str, Any]) -> str:
    """A period of the JSON: its days (the last one is the first day after it), the answer and the reason.

    >>> force_line({"from": None, "until": "2022-01-12", "in_force": False, "reason": "before-effect"})[:14]
    ' … 2022-01-12:'
    """
    answer = _ANSWERS[period["in_force"]]
    return f"{period['from'] or ''} … {period['until'] or ''}: {answer} ({_said(period['reason'])})"


def _kind(slug: str) -> str:
    language = "ja" if spoken() is Language.JA else "en"
    return next(concept.label(language) for concept in load_concepts("event-type") if concept.slug == slug)


def _said(name: str) -> str:
    ja, en = SAID.get(name, (name, name))
    return str(Words(en, ja))
