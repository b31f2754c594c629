"""Words put right: the same stretch of the source gives another reading wherever it is read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.model.agreement import Agreement
from kg.model.correction import AppliedCorrection
from kg.model.text import Fragment, Passage, Repair, Span


def with_words(agreement: Agreement, span: Span, value: str) -> Agreement | None:
    """The agreement with ``value`` as the reading of a stretch, in every passage that holds all of it.

    None where no passage does. The source's own characters stay in the fragments, so spans and quotations do not move.
    """
    changed: Agreement = _rewritten(agreement, span, value)
    return None if changed is agreement else changed


def _rewritten(value: Any, span: Span, words: str) -> Any:
    """The record with rewritten passages; itself where none holds the stretch."""
    if isinstance(value, Passage):
        return _passage(value, span, words)
    if isinstance(value, tuple):
        items = [_rewritten(item, span, words) for item in value]
        return value if all(new is old for new, old in zip(items, value, strict=True)) else tuple(items)
    if not is_dataclass(value) or isinstance(value, type | AppliedCorrection | Fragment):
        return value
    before = {field.name: getattr(value, field.name) for field in fields(value)}
    after = {name: _rewritten(part, span, words) for name, part in before.items()}
    changed = {name: part for name, part in after.items() if part is not before[name]}
    return replace(value, **changed) if changed else value


def _passage(passage: Passage, span: Span, words: str) -> Passage:
    if not any(each.start <= span.start and span.end <= each.end for each in passage.spans):
        return passage
    within = [fragment for fragment in passage.fragments if _meets(fragment.span, span)]
    ends = (within[0], within[-1])
    if any(_cuts(fragment.span, span) and fragment.reading != fragment.source for fragment in ends):
        return passage
    source = "".join(fragment.source for fragment in within)
    begin, stop = span.start - within[0].start, span.end - within[0].start
    pieces = (
        Fragment(within[0].start, source[:begin], source[:begin]),
        Fragment(span.start, source[begin:stop], words, Repair.CORRECTED),
        Fragment(span.end, source[stop:], source[stop:]),
    )
    first = passage.fragments.index(within[0])
    kept = tuple(piece for piece in pieces if piece.source)
    return Passage((*passage.fragments[:first], *kept, *passage.fragments[first + len(within) :]))


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _cuts(fragment: Span, span: Span) -> bool:
    """Whether the stretch begins or ends inside the fragment."""
    return fragment.start < span.start or span.end < fragment.end
