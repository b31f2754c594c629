"""What begins at a line: its marks (:mod:`kg.drafting.marks`), the lines after it and the articles before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.drafting.formulas import (
    is_amending_tag,
    is_closing_formula,
    is_history_tag,
    is_reason_heading,
    is_supplementary_sentence,
    opens_closing_formula,
)
from kg.drafting.lines import Line
from kg.drafting.marks import ArticleMark, caption_of, division_mark, supplementary_mark, table_mark
from kg.drafting.paragraph_marks import paragraph_mark
from kg.numerals import is_date, is_date_form

#: How the text of every element but an article begins that opens_element knows; a quick look before the closer ones.
_MAY_OPEN = re.compile(r"[別附付第この本上以右（(〔［0-9０-９年元○〇●◯*＊xX]|明治|大正|昭和|平成|令和")
_FIRST = re.compile(r"[1１一]")
_FORMULA_LINES = 6
_SENTENCE_LINES = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read: the source, the lines of one instrument, and the width at which they were wrapped or 0."""

    source: str
    lines: list[Line]
    width: int


@dataclass(frozen=True, slots=True)
class ArticleOpening:
    """Where an article begins: its mark, the line of the mark and the line of its caption if it has one."""

    mark: ArticleMark
    line: int
    caption: int | None


def opens_article(lines: list[Line], index: int, *, after: tuple[int, ...]) -> ArticleOpening | None:
    """The article that begins at a line, with its caption or without; it must come after the last one read."""
    at = index + 1 if lines[index].caption else index
    mark = lines[at].article if at < len(lines) else None
    if mark is None or mark.number <= after:
        return None
    return _opening(mark, at, index)


def opens_provision(lines: list[Line], index: int) -> ArticleOpening | None:
    """The article of supplementary provisions that begins at a line."""
    at = index + 1 if lines[index].caption else index
    mark = lines[at].provision if at < len(lines) else None
    return _opening(mark, at, index) if mark else None


def _opening(mark: ArticleMark, at: int, index: int) -> ArticleOpening:
    """The opening with its caption; below a caption on a line of its own, what looks like one more is text."""
    if at == index:
        return ArticleOpening(mark, at, None)
    if mark.caption is not None:
        mark = replace(mark, caption=None, rest_start=mark.caption[0])
    return ArticleOpening(mark, at, index)


def closing_formula(lines: list[Line], index: int) -> int | None:
    """Index of the last line of the closing formula that begins at a line; None where none does.

    A formula that a page cut off ends where the next element or the text does.
    """
    if lines[index].is_row or not opens_closing_formula(lines[index].text):
        return None
    text = ""
    for last in range(index, min(index + _FORMULA_LINES, len(lines))):
        line = lines[last]
        if line.is_row or (last > index and _after_formula(line.text)):
            return last - 1
        text += line.text
        if text.endswith("。"):
            return last if is_closing_formula(text) else None
        if is_closing_formula(text):
            return last
    return len(lines) - 1 if index + _FORMULA_LINES > len(lines) else None


def _after_formula(text: str) -> bool:
    return is_date(text) or is_date_form(text) or supplementary_mark(text) is not None or table_mark(text) is not None


def supplementary_sentence(lines: list[Line], index: int) -> int | None:
    """Index of the last line of the sentence of taking effect that begins at a line; None where none does."""
    begin = _sentence_begin(lines, index)
    if not lines[index].text.startswith("この", begin):
        return None
    text = ""
    for last in range(index, min(index + _SENTENCE_LINES, len(lines))):
        if lines[last].is_row:
            return None
        text += lines[last].text[begin if last == index else 0 :]
        if text.endswith("。"):
            return last if is_supplementary_sentence(text) else None
    return None


def _sentence_begin(lines: list[Line], index: int) -> int:
    """Where the sentence of a line begins, behind the number 1 that the first supplementary provision may have.

    Right below the bare number of an article a 1 is that of its first paragraph.
    """
    mark = paragraph_mark(lines[index].text) if _FIRST.match(lines[index].text) else None
    if mark is None or mark[0] != 1:
        return 0
    above = lines[index - 1] if index else None
    bare = above is not None and above.article is not None and above.article.rest_start >= len(above.text)
    return 0 if bare else mark[2]


def opens_supplementary(lines: list[Line], index: int) -> bool:
    """Whether supplementary provisions begin at a line: with their heading, an amendment's tag, or without either."""
    text = lines[index].text
    return (
        supplementary_mark(text) is not None
        or supplementary_sentence(lines, index) is not None
        or is_amending_tag(text)
        or _dates_sentence(lines, index)
        or captions_sentence(lines, index)
    )


def _dates_sentence(lines: list[Line], index: int) -> bool:
    """Whether a line is a date in brackets, of an amendment without number, above its sentence of taking effect."""
    text = lines[index].text
    if not (text.startswith(("(", "（")) and text.endswith((")", "）")) and is_date(text[1:-1])):
        return False
    return index + 1 < len(lines) and supplementary_sentence(lines, index + 1) is not None


def captions_sentence(lines: list[Line], index: int) -> bool:
    """Whether a line is the caption of a sentence of taking effect, over which extraction lost the heading 附則."""
    if lines[index].is_row or lines[index].caption or index + 1 >= len(lines):
        return False
    return caption_of(lines[index].text) is not None and supplementary_sentence(lines, index + 1) is not None


def ends_appended_table(lines: list[Line], index: int, *, after: tuple[int, ...]) -> bool:
    """Whether an appended table ends at a line: at the next one, an article, or what closes an instrument."""
    line = lines[index]
    return not line.is_row and (is_reason_heading(line.text) or opens_element(lines, index, after=after, in_table=True))


def opens_element(lines: list[Line], index: int, *, after: tuple[int, ...], in_table: bool = False) -> bool:
    """Whether a line begins an element of its own and so ends the running text or the table before it."""
    line, text = lines[index], lines[index].text
    if line.is_row or line.astray or line.amending is not None:
        return True
    if not _MAY_OPEN.match(text):
        return opens_article(lines, index, after=after) is not None
    return (
        table_mark(text) is not None
        or opens_article(lines, index, after=after) is not None
        or opens_provision(lines, index) is not None
        or opens_supplementary(lines, index)
        or (division_mark(text) is not None and not in_table)
        or is_date(text)
        or is_date_form(text)
        or is_history_tag(text)
        or closing_formula(lines, index) is not None
    )
