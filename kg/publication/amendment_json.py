"""What an instrument does to another, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.model.agreement import Amendment, Change, StatedDate
from kg.model.text import Passage

Json = dict[str, Any]


def amendment_json(amendment: Amendment) -> Json:
    """Mode, amended instrument and changes; what the text does not say is null."""
    target = amendment.target
    return {
        "mode": amendment.mode.value,
        "target": {
            "title": target.title,
            "signed_on": _day(target.signed_on),
            "printed_on": _day(target.printed_on),
            "text": target.words.text,
            "spans": _spans(target.words),
        },
        "changes": [_change(change) for change in amendment.changes],
    }


def _change(change: Change) -> Json:
    return {
        "locus": change.locus,
        "operation": change.operation.value,
        "old": change.old.text if change.old else None,
        "new": _text(change.new),
        "spans": _spans(change.words),
    }


def _text(passages: Iterable[Passage]) -> str | None:
    return "\n".join(passage.text for passage in passages) or None


def _day(stated: StatedDate | None) -> str | None:
    return stated.value.isoformat() if stated else None


def _spans(words: Passage) -> list[Json]:
    return [{"start": span.start, "end": span.end} for span in words.spans]
