"""The way back: drafting tree to source text, and what of the source the tree leaves out.

Every element holds its own source characters, so writing the tree is putting its passages in order and the ignored
text between them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache

from kg.model.drafting import Draft, Instrument, Unparsed
from kg.model.text import Fragment, Ignorable, Ignored, Passage, SourceText, Span
from kg.reading.text_file import is_page_number, is_rule
from kg.reading.words import MARKUP


def passages(node: object) -> list[Passage]:
    """Every passage of a node and of all below it, in the order of the records' fields."""
    found: list[Passage] = []
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Passage):
            found.append(part)
        elif isinstance(part, tuple):
            waiting.extend(reversed(part))
        else:
            waiting.extend([getattr(part, name) for name in reversed(_parts(type(part)))])
    return found


def _field_names(kind: type) -> tuple[str, ...]:
    """Names of a record's fields; none where it is no record."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


_parts: Callable[[type], tuple[str, ...]] = cache(_field_names)


def write_source(draft: Draft) -> str:
    """The source text, from the tree alone: every fragment and every ignored stretch in order of place."""
    pieces: list[tuple[int, str]] = [(piece.start, piece.source) for piece in draft.ignored]
    pieces += [
        (fragment.start, fragment.source)
        for root in (*draft.instruments, *draft.outside)
        for passage in passages(root)
        for fragment in passage.fragments
    ]
    return "".join(words for _, words in sorted(pieces, key=lambda piece: piece[0]))


def node_spans(node: object) -> tuple[Span, ...]:
    """Where the words of a node stand, in order of place."""
    return tuple(sorted(span for passage in passages(node) for span in passage.spans))


def ignored_text(
    source: SourceText, instruments: tuple[Instrument, ...], outside: tuple[Unparsed, ...]
) -> tuple[Ignored, ...]:
    """What stands between the passages, by the closed classes of ignorable text.

    Text of none of the classes is left out here and so is unclaimed (:func:`unclaimed_spans`).
    """
    claimed = _claimed(source.text, (*instruments, *outside))
    furniture = _Furniture(source.furniture)
    return tuple(piece for gap in _gaps(source.text, claimed) for piece in _classified(source.text, gap, furniture))


class _Furniture:
    """Stretches that are furniture of the page, in order of place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def covers(self, start: int, end: int) -> bool:
        """Whether a stretch is part of one of them."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and end <= self._spans[index].end


def _claimed(source: str, roots: Iterable[Instrument | Unparsed]) -> bytearray:
    """One byte for each character of the source: 1 where a passage holds it."""
    held = bytearray(len(source))
    for root in roots:
        for passage in passages(root):
            for fragment in passage.fragments:
                held[fragment.start : fragment.start + len(fragment.source)] = b"\x01" * len(fragment.source)
    return held


def _gaps(source: str, held: bytearray) -> Iterator[Span]:
    if len(held) != len(source):
        raise ValueError(f"{len(source)} characters, {len(held)} accounted for")
    start = held.find(0)
    while start >= 0:
        taken = held.find(1, start)
        end = taken if taken >= 0 else len(held)
        yield Span(start, end)
        start = held.find(0, end)


_GAP = re.compile(rf"(?P<markup>{MARKUP.pattern})|(?P<line>[^\r\n<]+|<)|(?P<end>[\r\n]+)", re.IGNORECASE)
_BARE_PAGE_NUMBER = re.compile(
    r"(?:\W*p(?:age)?)?\W*[0-9]{1,4}(?:\W*/\W*[0-9]{1,4})?\W*(?:ページ|頁)?\W*", re.IGNORECASE
)
_LONGEST_PAGE_NUMBER = 24
#: What stands between the cells of a table that a spreadsheet saved.
_SEPARATORS = re.compile(r'[,"]{1,12}')


def _classified(source: str, gap: Span, furniture: _Furniture) -> Iterator[Ignored]:
    for piece in _GAP.finditer(source, gap.start, gap.end):
        kind = _kind(piece) or _kind_of_furniture(piece, furniture)
        if kind is not None:
            yield Ignored(piece.start(), piece[0], kind)


def _kind_of_furniture(piece: re.Match[str], furniture: _Furniture) -> Ignorable | None:
    text = piece[0].strip()
    at = piece.start() + piece[0].index(text)
    if not furniture.covers(at, at + len(text)):
        return None
    return Ignorable.PAGE_NUMBER if _is_bare_page_number(text) else Ignorable.RUNNING_HEADER


def _is_bare_page_number(text: str) -> bool:
    """Whether furniture holds a page number and no more: ``12``, ``- 3 / 10 -``, ``5ページ``."""
    return len(text) <= _LONGEST_PAGE_NUMBER and _BARE_PAGE_NUMBER.fullmatch(text) is not None


def _kind(piece: re.Match[str]) -> Ignorable | None:
    text = piece[0]
    if text.isspace():
        return Ignorable.WHITE_SPACE
    if piece["markup"]:
        return Ignorable.MARKUP
    if is_rule(text.strip()) or _SEPARATORS.fullmatch(text.strip()):
        return Ignorable.TABLE_RULE
    return Ignorable.PAGE_NUMBER if is_page_number(text) else None


def unclaimed_spans(source: str, draft: Draft) -> tuple[Span, ...]:
    """What belongs to no element and to no class of ignorable text: unparsed text and whatever the tree lacks."""
    held = _claimed(source, draft.instruments)
    for node in draft.unparsed():
        for span in node.words.spans:
            held[span.start : span.end] = bytes(len(span))
    for piece in draft.ignored:
        held[piece.start : piece.start + len(piece.source)] = b"\x01" * len(piece.source)
    return tuple(_gaps(source, held))


def dropped_counts(instrument: Instrument) -> Iterator[tuple[Ignorable, int]]:
    """Characters inside elements that their reading drops, by class: inner white space and markup.

    What could not be placed is listed whole as unclaimed, spaces and all, so nothing of it is counted here.
    """
    unparsed = Draft((instrument,), (), ()).unparsed()
    whole = {fragment.start for words in unparsed for fragment in words.words.fragments}
    for passage in passages(instrument):
        for fragment in passage.fragments:
            if fragment.ignorable is not None and fragment.start not in whole:
                yield fragment.ignorable, len(fragment.source)


def repaired_fragments(node: object) -> Iterator[Fragment]:
    """The fragments whose damage was undone, in order of place."""
    found = (f for passage in passages(node) for f in passage.fragments if f.repair is not None)
    yield from sorted(found, key=lambda fragment: fragment.start)
