"""Furniture of pages that a plain text keeps: running headers, and page numbers that stand alone on their line.

A running header is a line that comes back beside page numbers. A bare number is a page number where bare numbers count
the pages one by one; the number of a paragraph can stand alone too, but those begin again in every article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from kg.drafting.labels import is_label
from kg.drafting.marks import article_mark, item_marks
from kg.drafting.paragraph_marks import paragraph_mark
from kg.model.text import SourceText, Span
from kg.numerals import is_date
from kg.reading.text_file import is_page_number
from kg.reading.words import ends_sentence

_BARE = re.compile(r"[pP]?\.?\s*(?P<page>[0-9０-９]{1,4})(?:\s*[/／]\s*[0-9０-９]{1,4}|\s?ページ|\s?頁)?")
_COUNTED = re.compile(
    r"[pP]\.?\s*[0-9０-９]{1,4}|[0-9０-９]{1,4}\s*[/／]\s*[0-9０-９]{1,4}|[0-9０-９]{1,4}\s?(?:ページ|頁)"
    r"|[-－‐―ー−~～・]\s*[0-9０-９]{1,4}\s*[-－‐―ー−~～・]"
)
_LINE = re.compile(r"[^\r\n]+")
_FEWEST_PAGES = 3
#: Words of which the headers of collections, gazettes and minutes are made.
_HEADER = re.compile(r"例規|公報|官報|号外|会報|会議録|議事録|議案書|議会|定例会|目次|ページ|頁|要覧|年報")
_LONGEST_HEADER = 60
#: Marks of which a line is never a running header, however often it comes back.
_NEVER = re.compile(r"[（(].*[)）]$|第\s?\S{1,8}\s?[条章節]|.*。$|(?:取組|甲|乙|内容).{0,12}|附\s*則|別\s*表.*")


def all_furniture(source: SourceText) -> tuple[Span, ...]:
    """What the format shows to be furniture and what the text itself does, in order of place."""
    known = source.furniture
    starts = [span.start for span in known]
    found = [span for span in page_furniture(source.text) if not _touches(known, starts, span)]
    return tuple(sorted((*known, *found)))


def _touches(known: tuple[Span, ...], starts: list[int], span: Span) -> bool:
    index = bisect_right(starts, span.start) - 1
    before = index >= 0 and known[index].end > span.start
    return before or (index + 1 < len(known) and known[index + 1].start < span.end)


def page_furniture(text: str) -> tuple[Span, ...]:
    """Places of the lines that are furniture of pages, without the page numbers that dashes mark."""
    lines = _lines(text)
    numbers = {index for index, line in enumerate(lines) if is_page_number(line[2]) or _COUNTED.fullmatch(line[2])}
    numbers |= _counting(lines) | _inside_rows(text, lines)
    headers = _running_headers(lines, numbers)
    plain = (index for index in sorted(numbers | headers) if not is_page_number(lines[index][2]))
    return tuple(Span(lines[index][0], lines[index][1]) for index in plain)


def _lines(text: str) -> list[tuple[int, int, str]]:
    """Start, end and words of each line that has some."""
    found: list[tuple[int, int, str]] = []
    for raw in _LINE.finditer(text):
        if words := raw[0].strip():
            found.append((*raw.span(), words))
    return found


def _counting(lines: list[tuple[int, int, str]]) -> set[int]:
    """Lines with a bare number that is one more than the one before, all through the text."""
    bare = [(index, int(match["page"])) for index, line in enumerate(lines) if (match := _BARE.fullmatch(line[2]))]
    steps = [after - before for (_, before), (_, after) in pairwise(bare)]
    counts = len(bare) >= _FEWEST_PAGES and all(step == 1 for step in steps)
    return {index for index, _ in bare} if counts else set()


def _inside_rows(text: str, lines: list[tuple[int, int, str]]) -> set[int]:
    """Bare numbers between the two parts of a row that the end of a page cut: the second has no first cell."""
    return {
        index
        for index in range(1, len(lines) - 1)
        if _BARE.fullmatch(lines[index][2])
        and "\t" in lines[index - 1][2]
        and not ends_sentence(lines[index - 1][2])
        and text[lines[index + 1][0] : lines[index + 1][0] + 1] == "\t"
    }


def _running_headers(lines: list[tuple[int, int, str]], numbers: set[int]) -> set[int]:
    """Lines on the same side of page numbers at two pages or more; lines of a collection's name at three or more.

    A title may stand below the number of one page and, in the footer of the instrument, above that of another.
    """
    of_collections = [index for index, line in enumerate(lines) if _HEADER.search(line[2]) and _may_be_header(line[2])]
    shapes = Counter(_shape(lines[index][2]) for index in of_collections)
    named = {index for index in of_collections if shapes[_shape(lines[index][2])] >= _FEWEST_PAGES}
    headers = set(named)
    for number_at in (-1, 1):
        beside = [index for index in range(len(lines)) if index not in numbers and index + number_at in numbers]
        often = Counter(_shape(lines[index][2]) for index in beside)
        headers |= {index for index in beside if often[_shape(lines[index][2])] > 1 and _may_be_header(lines[index][2])}
    return headers


def _may_be_header(words: str) -> bool:
    return (
        len(words) <= _LONGEST_HEADER
        and "\t" not in words
        and not _NEVER.fullmatch(words)
        and article_mark(words) is None
        and not item_marks(words)
        and paragraph_mark(words) is None
        and not is_date(words)
        and not is_label(words)
    )


def _shape(words: str) -> str:
    """Words without their numbers, as a header may hold the number of its page."""
    return re.sub(r"[0-9０-９]+", "0", words)
