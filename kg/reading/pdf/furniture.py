"""Running headers and footers and page numbers: what stands at the same place of several pages.

It is kept in the text and marked. Nothing but furniture stands between it and the edge of its page. Headings at the
top of a page (別表第1 on one, 別表第2 on the next), titles in larger type and the repeated header of a table are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from statistics import median_low

from kg.reading.pdf.rows import Row
from kg.reading.pdf.sheet import Sheet

_MARGIN = 0.12  # of the page's height
_ALLOWED_SHIFT = 6.0  # points
_EDGE_LINES = 3
_DASH = r"[-‐–—―－─\s(（)）]*"
_NUMBER = r"[0-9０-９]{1,4}"
_PAGE_NUMBER = re.compile(rf"{_DASH}{_NUMBER}(?:\s*[/／]\s*{_NUMBER})?{_DASH}(?:ページ|頁)?")
#: What browsers print at the edges of a page: the date and time, the address with the number of the page.
_BROWSER_TOP = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4},? [0-9]{1,2}:[0-9]{2}\b.{0,200}")
_BROWSER_FOOT = re.compile(r"(?:https?|file)://\S{1,2000}\s.{0,20}[0-9]{1,4}/[0-9]{1,4}")
_LARGE = 1.2  # times the usual size of letters: a title
#: A date is on the cover and at the signatures of one document; as a running header it is on all pages but a first.
_DATE = re.compile(r"(?:明治|大正|昭和|平成|令和)[0-9０-９元一二三四五六七八九十]{1,3}年[^年]{1,4}月[^月]{1,4}日")
_LEAST_DATES = 3
_HEADING = re.compile(r"\s*(?:第|別表|別紙|別記|様式|附|付|[(（]|[0-9０-９]+[\s　．.])")


def furniture(pages: Sequence[tuple[Sheet, Sequence[Row]]]) -> set[tuple[int, int]]:
    """The (page, row) indexes of what is furniture."""
    edges = [(page, side) for page, found in enumerate(pages) for side in _edge_rows(*found)]
    seen: Counter[tuple[str, int]] = Counter()
    for page, side in edges:
        for row in side:
            seen.update(_keys(pages[page], row, page))
    large = _LARGE * _usual_size(pages)
    return {
        (page, row) for page, side in edges for row in takewhile(partial(_is_furniture, pages, page, seen, large), side)
    }


def _usual_size(pages: Sequence[tuple[Sheet, Sequence[Row]]]) -> float:
    return median_low([line.size for _, rows in pages for row in rows for line in row.lines] or [0.0])


def _edge_rows(sheet: Sheet, rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """Rows of one cell in the upper and in the lower margin, each from the edge inwards."""
    singles = [index for index, row in enumerate(rows) if len(row.cells) == 1]
    ordered = sorted(singles, key=lambda index: _place(rows[index])[0])
    margin = _MARGIN * sheet.height
    above = [index for index in ordered[:_EDGE_LINES] if _place(rows[index])[1] <= margin]
    below = [index for index in ordered[-_EDGE_LINES:] if _place(rows[index])[0] >= sheet.height - margin]
    return above, [index for index in reversed(below) if index not in above]


def _place(row: Row) -> tuple[float, float]:
    """Top and bottom of a row on the page as it is shown."""
    places = [glyph.place for line in row.lines for glyph in line.glyphs]
    return min(place[1] for place in places), max(place[3] for place in places)


def _keys(page: tuple[Sheet, Sequence[Row]], row: int, number: int) -> set[tuple[str, int]]:
    """What to look for on other pages: the words, and the words without a number that counts the pages."""
    _, rows = page
    text = re.sub(r"\s+", "", rows[row].text)
    height = round(_place(rows[row])[0] / _ALLOWED_SHIFT)
    words = {text}
    for found in re.finditer(r"[0-9]{1,4}", text):
        if found.start() == 0 or found.end() == len(text):
            words.add(f"{text[: found.start()]}\N{NULL}{int(found[0]) - number}\N{NULL}{text[found.end() :]}")
    return {(word, near) for word in words for near in (height, height + 1)}


def _is_furniture(
    pages: Sequence[tuple[Sheet, Sequence[Row]]], page: int, seen: Counter[tuple[str, int]], large: float, row: int
) -> bool:
    sheet, rows = pages[page]
    text = rows[row].text.strip()
    at_foot = _place(rows[row])[0] > sheet.height / 2
    if at_foot and (_PAGE_NUMBER.fullmatch(text) or _BROWSER_FOOT.fullmatch(text)):
        return True
    if not at_foot and _BROWSER_TOP.fullmatch(text):
        return True
    times = max(seen[key] for key in _keys(pages[page], row, page))
    if times < 2 or rows[row].lines[0].size > large or not _stands_apart(rows, row, at_foot=at_foot):
        return False
    if _DATE.fullmatch(re.sub(r"\s", "", text)):
        return times >= max(_LEAST_DATES, len(pages) - 1)
    return times >= len(pages) / 3 and not _HEADING.match(text)


def _stands_apart(rows: Sequence[Row], row: int, *, at_foot: bool) -> bool:
    """Whether there is more room between a row and the text than between the lines of the text.

    The next row on the text's side may be furniture as well; two lines of a header stand close to each other.
    """
    size = rows[row].lines[0].size
    top, bottom = _place(rows[row])
    inner = [_place(other) for other in rows if other is not rows[row]]
    gaps = [top - other[1] for other in inner if other[1] <= top] if at_foot else []
    gaps += [] if at_foot else [other[0] - bottom for other in inner if other[0] >= bottom]
    return not gaps or min(gaps) > 0.6 * size
