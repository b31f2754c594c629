"""Articles (条) and supplementary provisions (附則)."""

from __future__ import annotations

from functools import partial

from kg.drafting.entries import NOTHING, first_on_line
from kg.drafting.formulas import is_amending_tag
from kg.drafting.lines import Line, line_words
from kg.drafting.openings import (
    ArticleOpening,
    Reading,
    captions_sentence,
    opens_element,
    opens_provision,
    supplementary_sentence,
)
from kg.drafting.paragraphs import take_paragraphs
from kg.model.drafting import Article, HistoryTag, SupplementaryProvisions
from kg.model.text import Passage


def take_article(reading: Reading, opening: ArticleOpening) -> tuple[Article, int]:
    """One article with its paragraphs, and the index of the line after it."""
    source, lines = reading.source, reading.lines
    line, mark = lines[opening.line], opening.mark
    words = first_on_line(source, line, mark.rest_start)
    stops = partial(_stops_article, after=mark.number, first=-1 if words.words else opening.line + 1)
    running = take_paragraphs(source, lines, opening.line + 1, words, stops, width=reading.width)
    label = line_words(source, line, 0, mark.label_end)
    caption = _caption(source, lines, opening)
    return Article(mark.number, label, caption, running.paragraphs, running.history, mark.through), running.end


def _stops_article(lines: list[Line], index: int, *, after: tuple[int, ...], first: int) -> bool:
    """Whether a line ends an article; ``first`` is the line right below its bare number, which can be no 附則.

    There a sentence of taking effect is the article's own.
    """
    if index == first and supplementary_sentence(lines, index) is not None:
        return False
    return opens_element(lines, index, after=after)


def _caption(source: str, lines: list[Line], opening: ArticleOpening) -> Passage | None:
    if opening.caption is not None:
        return line_words(source, lines[opening.caption])
    if opening.mark.caption is not None:
        return line_words(source, lines[opening.line], *opening.mark.caption)
    return None


def take_supplementary(
    reading: Reading, index: int, *, after: tuple[int, ...]
) -> tuple[SupplementaryProvisions, tuple[HistoryTag, ...], int]:
    """Supplementary provisions with their heading or, where extraction lost it, without; and tags inside them."""
    source, lines = reading.source, reading.lines
    stops = partial(_stops_provisions, after=after)
    if supplementary_sentence(lines, index) is not None:
        words = first_on_line(source, lines[index], 0)
        running = take_paragraphs(source, lines, index + 1, words, stops, width=reading.width, captions=True)
        return SupplementaryProvisions(None, running.paragraphs), running.history, running.end
    heading, begin = (None, index) if captions_sentence(lines, index) else _heading(reading, index)
    running = take_paragraphs(source, lines, begin, NOTHING, stops, width=reading.width, captions=True)
    articles: list[Article] = []
    end = running.end
    while end < len(lines) and (opening := opens_provision(lines, end)):
        article, end = take_article(reading, opening)
        articles.append(article)
    return SupplementaryProvisions(heading, running.paragraphs, tuple(articles)), running.history, end


def _heading(reading: Reading, index: int) -> tuple[Passage, int]:
    """The heading, with the tag of an amendment on the line below it, and the index of the first line after it."""
    source, lines = reading.source, reading.lines
    heading = line_words(source, lines[index])
    below = index + 1
    if not is_amending_tag(lines[index].text) and below < len(lines) and is_amending_tag(lines[below].text):
        return Passage.join([heading, line_words(source, lines[below])]), below + 1
    return heading, below


def _stops_provisions(lines: list[Line], index: int, *, after: tuple[int, ...]) -> bool:
    """Whether a line ends supplementary provisions; their own sentence of taking effect does not."""
    return supplementary_sentence(lines, index) is None and opens_element(lines, index, after=after)
