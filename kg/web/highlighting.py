"""The source text as lines, with stretches of it marked.

Offsets count code points of the whole text, line ends included; a mark over several lines is cut at each line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.model.text import Span

_MAX_SPANS = 500
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a line; ``first`` marks the piece that the page opens at."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its line end; ``number`` counts from 1."""

    number: int
    pieces: tuple[Piece, ...]


def parse_spans(text: str) -> tuple[Span, ...]:
    """The stretches named by ``at=``. Raises InputError.

    >>> parse_spans("120-180,200-240")
    (Span(start=120, end=180), Span(start=200, end=240))
    """
    spans: list[Span] = []
    for part in text.split(",") if text else []:
        found = _SPAN.fullmatch(part.strip())
        if not found or int(found[1]) >= int(found[2]) or len(spans) == _MAX_SPANS:
            raise InputError(
                f"at: found {part!r}, expected start-end pairs such as 120-180,200-240",
                f"at={part!r} は「120-180,200-240」の形ではありません",
            )
        spans.append(Span(int(found[1]), int(found[2])))
    return tuple(spans)


def highlight(text: str, spans: Sequence[Span]) -> tuple[Line, ...]:
    """The lines of a text with the stretches marked. Raises InputError for a stretch beyond its end.

    >>> [[(p.text, p.marked) for p in line.pieces] for line in highlight("ab\\ncd", [Span(1, 4)])]
    [[('a', False), ('b', True)], [('c', True), ('d', False)]]
    """
    for span in spans:
        if span.end > len(text):
            raise InputError(
                f"at: found {span.start}-{span.end}, the source has {len(text)} characters",
                f"{span.start}-{span.end} は原文（{len(text)} 文字）の外です",
            )
    merged = _merged(spans)
    opening = merged[0].start if merged else -1
    lines, start = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        words = line.rstrip("\r\n")
        lines.append(Line(number, tuple(_pieces(words, start, merged, opening))))
        start += len(line)
    return tuple(lines)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _pieces(words: str, start: int, spans: list[Span], opening: int) -> Iterator[Piece]:
    end, position = start + len(words), start
    for span in spans:
        left, right = max(span.start, position), min(span.end, end)
        if left >= right:
            continue
        if left > position:
            yield Piece(words[position - start : left - start])
        yield Piece(words[left - start : right - start], marked=True, first=left == opening)
        position = right
    if position < end:
        yield Piece(words[position - start :])
