"""The source text as lines, with stretches of it marked.

Offsets count code points of the whole text, line ends included; a mark over several lines is cut at each line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.model.text import Span

_MAX_SPANS = 500
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_LINE = re.compile(r"[^\r\n]+(?:\r\n?|\n|\Z)|\r\n?|\n")
_CELL_LINE_END = "\u2028"


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

    @property
    def cells(self) -> tuple[tuple[Piece, ...], ...]:
        """The cells of a table's row, which tabs divide; a line of prose is one. A line end in a cell is a line feed.

        >>> [[piece.text for piece in cell] for cell in Line(1, (Piece("甲\\t乙\u2028丙", marked=True),)).cells]
        [['甲'], ['乙\\n丙']]
        """
        cells: list[list[Piece]] = [[]]
        for piece in self.pieces:
            for index, words in enumerate(piece.text.replace(_CELL_LINE_END, "\n").split("\t")):
                if index:
                    cells.append([])
                if words:
                    cells[-1].append(replace(piece, text=words, first=piece.first and not index))
        return tuple(tuple(cell) for cell in cells)


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
    return tuple(
        Line(number, tuple(_pieces(line[0].rstrip("\r\n"), line.start(), merged, opening)))
        for number, line in enumerate(_LINE.finditer(text), start=1)
    )


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
