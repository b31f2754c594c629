"""What begins at a line: its marks (:mod:`kg.drafting.marks`), the lines after it and the articles before it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.drafting.marks import (
    ArticleMark,
    article_mark,
    caption_of,
    division_mark,
    is_amending_tag,
    is_closing_formula,
    is_history_tag,
    is_supplementary_sentence,
    supplementary_mark,
    table_mark,
)
from kg.numerals import is_date, is_date_form
from kg.reading.text_file import Line

_FORMULA_LINES = 5


@dataclass(frozen=True, slots=True)
class ArticleOpening:
    """Where an article begins: its mark, the line of the mark and the line of its caption if it has one."""

    mark: ArticleMark
    line: int
    caption: int | None


def opens_article(lines: list[Line], index: int, *, after: tuple[int, ...]) -> ArticleOpening | None:
    """The article that begins at a line, with its caption or without; it must come after the last one read."""
    caption = caption_of(lines[index].text) if not lines[index].is_row else None
    at = index + 1 if caption is not None else index
    if at >= len(lines) or lines[at].is_row:
        return None
    mark = article_mark(lines[at].text)
    if mark is None or mark.number <= after:
        return None
    return ArticleOpening(mark, at, index if caption is not None else None)


def closing_formula(lines: list[Line], index: int) -> int | None:
    """Index of the last line of the closing formula that begins at a line; None where none does."""
    text = ""
    for last in range(index, min(index + _FORMULA_LINES, len(lines))):
        if lines[last].is_row:
            return None
        text += lines[last].text
        if text.endswith("。"):
            return last if is_closing_formula(text) else None
    return None


def opens_supplementary(lines: list[Line], index: int) -> bool:
    """Whether supplementary provisions begin at a line: with their heading, an amendment's tag, or without either."""
    text = lines[index].text
    return supplementary_mark(text) is not None or is_supplementary_sentence(text) or is_amending_tag(text)


def ends_appended_table(lines: list[Line], index: int, *, after: tuple[int, ...]) -> bool:
    """Whether an appended table ends at a line: at the next one, an article, or what closes an instrument."""
    text = lines[index].text
    return not lines[index].is_row and (
        table_mark(text) is not None
        or opens_article(lines, index, after=after) is not None
        or opens_supplementary(lines, index)
        or is_date(text)
        or is_date_form(text)
        or is_history_tag(text)
        or closing_formula(lines, index) is not None
    )


def opens_element(lines: list[Line], index: int, *, after: tuple[int, ...]) -> bool:
    """Whether a line begins an element of its own and so ends the running text before it."""
    text = lines[index].text
    return (
        lines[index].is_row
        or table_mark(text) is not None
        or opens_article(lines, index, after=after) is not None
        or opens_supplementary(lines, index)
        or division_mark(text) is not None
        or is_date(text)
        or is_date_form(text)
        or is_history_tag(text)
        or closing_formula(lines, index) is not None
    )
