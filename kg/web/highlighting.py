"""The source text as lines, with stretches of it marked.

Offsets count code points of the whole text, line ends included; a mark over several lines is cut at each line's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.folding import folded
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


#: Characters of an excerpt before the first word and in all.
_BEFORE, _EXCERPT = 24, 120


def excerpt(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """The stretch of a text about the first of some folded words, each of them marked wherever it stands there.

    >>> [(piece.text, piece.marked) for piece in excerpt("経費の一部をＩＣＴに充てる。", ["ict"])]
    [('経費の一部を', False), ('ＩＣＴ', True), ('に充てる。', False)]
    """
    spans = _merged([span for word in words for span in _places(text, word)])
    begin = max(spans[0].start - _BEFORE, 0) if spans else 0
    end = min(begin + _EXCERPT, len(text))
    pieces = _pieces(text[begin:end], begin, [span for span in spans if span.start < end], -1)
    return (*([Piece("…")] if begin else []), *pieces, *([Piece("…")] if end < len(text) else []))


def _places(text: str, word: str) -> Iterator[Span]:
    """Where a folded word stands in a text; folding may change how many characters there are."""
    line, places = "", []
    for place, character in enumerate(text):
        letters = folded(character)
        line += letters
        places += [place] * len(letters)
    for found in re.finditer(re.escape(word), line):
        yield Span(places[found.start()], places[found.end() - 1] + 1)


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
