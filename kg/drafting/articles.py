"""Articles (条) and supplementary provisions (附則)."""

from __future__ import annotations

from functools import partial

from kg.drafting.marks import is_supplementary_sentence
from kg.drafting.openings import ArticleOpening, opens_element
from kg.drafting.paragraphs import take_paragraphs
from kg.model.drafting import Article, SupplementaryProvisions
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import read_words


def take_article(source: str, lines: list[Line], opening: ArticleOpening) -> tuple[Article, int]:
    """One article with its paragraphs, and the index of the line after it."""
    line, mark = lines[opening.line], opening.mark
    words = read_words(source, line.at + mark.rest_start, line.span.end)
    stops = partial(opens_element, after=mark.number)
    paragraphs, end = take_paragraphs(source, lines, opening.line + 1, words, stops)
    label = read_words(source, line.at, line.at + mark.label_end)
    return Article(mark.number, label, _caption(source, lines, opening), paragraphs), end


def _caption(source: str, lines: list[Line], opening: ArticleOpening) -> Passage | None:
    if opening.caption is None:
        return None
    line = lines[opening.caption]
    return read_words(source, line.span.start, line.span.end)


def take_supplementary(
    source: str, lines: list[Line], index: int, *, after: tuple[int, ...]
) -> tuple[SupplementaryProvisions, int]:
    """Supplementary provisions with their heading or, where extraction lost it, without."""
    line = lines[index]
    words = read_words(source, line.span.start, line.span.end)
    if is_supplementary_sentence(line.text):
        stops = partial(opens_element, after=after)
        paragraphs, end = take_paragraphs(source, lines, index + 1, words, stops)
        return SupplementaryProvisions(None, paragraphs), end

    def stops_provisions(all_lines: list[Line], here: int) -> bool:
        return not is_supplementary_sentence(all_lines[here].text) and opens_element(all_lines, here, after=after)

    paragraphs, end = take_paragraphs(source, lines, index + 1, Passage(()), stops_provisions)
    return SupplementaryProvisions(words, paragraphs), end
