"""Lines that a wrap divides to one line of the text, where the layout shows that the words go on.

A printed line goes on where it reaches the right margin, so that what follows would not have fitted, and the next line
stands where lines of the same paragraph stand. Nothing is joined across pages, columns or tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median_low

from kg.reading.pdf.lines import Line, segments
from kg.reading.pdf.rows import ITEM_LABEL, Cell, Row, begins_anew

_EVEN = 0.35  # em by which lines of a paragraph may be out of line
_DEEPEST = 6.0  # em of a hanging indent, and of the indent of a first line
_FARTHEST = 2.6  # em between base lines
_LEAST_FULL = 3  # lines that show where the margin is
_SURELY_BROKEN = 25.0  # em of a line that ends inside a sentence: one shows where the margin is
_SENTENCE_ENDS = ("。", "．")
_ENDS = re.compile(r"[。．）)」』:：]$")
_NARROWEST = 18.0  # em of text; what is narrower is a list, a signature block
_APART = 1.2  # em
_LONGEST_LABEL = 8  # characters
_NUMERAL = "0-9０-９一二三四五六七八九十百千〇"

#: What opens an element of an agreement, besides the labels of items.
_OPENING = re.compile(
    rf"\s*(?:[(（][^()（）]{{1,40}}[)）]\s*$|第\s*[{_NUMERAL}]{{1,6}}\s*[条章節款編]|別\s*[表紙記]|附\s*則|付\s*則|様\s*式"
    r"|[0-9０-９]{1,3}(?:[\s．、]|$)|[一二三四五六七八九十]{1,3}\s|[ア-ンa-z]\s|記\s*$|[-‐–—―－]\s*[0-9０-９]+\s*[-‐–—―－]\s*$)"
)
_HANGS = re.compile(
    rf"\s*(?:[0-9０-９]{{1,3}}[\s．、.]|第\s*[{_NUMERAL}]{{1,6}}\s*条|[一二三四五六七八九十ア-ンa-z]{{1,3}}\s)"
)


def paragraphs(pages: Sequence[Sequence[Sequence[Row]]]) -> list[list[Row]]:
    """The rows of each page with the lines of a paragraph in one row; given are the columns of text of each page."""
    margins = [[_margin(column) for column in page] for page in pages]
    usual = sorted(page[0] for page in margins if len(page) == 1 and page[0] is not None)
    return [
        [
            row
            for column, margin in zip(page, of_page, strict=True)
            for row in _joined(column, _margin_or_usual(column, margin, usual if len(page) == 1 else []))
        ]
        for page, of_page in zip(pages, margins, strict=True)
    ]


def _lines(rows: Sequence[Row]) -> list[Line]:
    return [row.lines[0] for row in rows if _is_line(row)]


def _is_line(row: Row) -> bool:
    return len(row.cells) == 1 and not row.is_note


def _margin(rows: Sequence[Row]) -> float | None:
    """The right margin: where several lines end, and none reaches further; None where no margin shows."""
    lines = _lines(rows)
    if not lines:
        return None
    end = max(line.right for line in lines)
    full = [line for line in lines if line.right > end - 1.1 * line.size]
    several = len(full) >= _LEAST_FULL and max(map(_ems, full)) > _NARROWEST
    broken = any(_ems(line) > _SURELY_BROKEN and not _ENDS.search(line.text) for line in full)
    return end if several or broken else None


def _ems(line: Line) -> float:
    """The width of a line in its own ems."""
    return (line.right - line.left) / max(line.size, 0.1)


def _margin_or_usual(rows: Sequence[Row], margin: float | None, usual: Sequence[float]) -> float | None:
    """The margin that a page of few lines shares with the other pages."""
    if margin is not None or not usual:
        return margin
    middle = median_low(usual)
    return middle if all(line.right <= middle + line.size for line in _lines(rows)) else None


def _joined(rows: Sequence[Row], margin: float | None) -> list[Row]:
    joined: list[Row] = []
    for row in rows:
        if margin is not None and joined and _is_line(row) and _goes_on(joined[-1], row.lines[0], margin):
            before = joined[-1].cells[0]
            joined[-1] = Row((Cell((*before.lines, row.lines[0]), (*before.breaks, False)),))
        else:
            joined.append(row)
    return joined


def _is_set_apart(line: Line) -> bool:
    """Whether a line has wide blanks inside, as rows of tables and signatures have; one after a label is none."""
    parts = segments(line, gap=_APART)
    return len(parts) > 2 or (len(parts) == 2 and len(parts[0].glyphs) > _LONGEST_LABEL)


def _goes_on(row: Row, following: Line, margin: float) -> bool:
    if not _is_line(row):
        return False
    lines = row.lines
    last, size = lines[-1], lines[-1].size
    if (
        abs(following.size - size) > 0.1 * size
        or not 0 < following.base - last.base <= _FARTHEST * size
        or ITEM_LABEL.match(following.text)
        or _OPENING.match(following.text)
        or following.text.startswith("　")
        or _is_set_apart(last)
        or _is_set_apart(following)
        or begins_anew(last, following, left=last.left, right=margin)
    ):
        return False
    if last.text.endswith(_SENTENCE_ENDS) and abs(following.left - lines[0].left) <= _EVEN * size:
        return False  # a paragraph that ends with its line and another look just like this
    if len(lines) > 1:
        return abs(following.left - lines[1].left) <= _EVEN * size
    indent = (following.left - last.left) / size
    hangs = ITEM_LABEL.match(last.text) or _HANGS.match(last.text)
    return -_DEEPEST <= indent <= (_DEEPEST if hangs else _EVEN)
