"""Front matter: cover, date, parties, promulgation number, title and preamble before the first article."""

from __future__ import annotations

import re

from kg.drafting.marks import is_promulgation, is_title
from kg.model.drafting import FrontKind, FrontLine, Node, Preamble, Unparsed
from kg.model.text import Passage
from kg.numerals import is_date, is_date_form
from kg.reading.text_file import Line
from kg.reading.words import ends_sentence, join_lines, read_words

_BODY = re.compile(r"\S+?(?:都|道|府|県|市|区|町|村|組合|広域連合|企業団)")
_NAMES = re.compile(rf"{_BODY.pattern}(?:(?:\s+|[・、]|及び|と){_BODY.pattern})*")


def take_front(source: str, lines: list[Line]) -> list[Node]:
    """The nodes before the first article. The last title before the preamble is the instrument's; others are cover."""
    preamble = _preamble_start(lines)
    title = max((i for i in range(preamble) if is_title(lines[i].text)), default=None)
    nodes: list[Node] = []
    for i, line in enumerate(lines[:preamble]):
        kind = FrontKind.TITLE if i == title else front_kind(line)
        nodes.append(_front_line(source, line, kind))
    if preamble < len(lines):
        nodes.append(Preamble(_joined(source, lines[preamble:])))
    return nodes


def _preamble_start(lines: list[Line]) -> int:
    """Index of the first line of the sentence that stands last before the articles."""
    if not lines or not lines[-1].text.endswith("。"):
        return len(lines)
    start = len(lines) - 1
    while start > 0 and not _ends_front(lines[start - 1]):
        start -= 1
    return start


def _ends_front(line: Line) -> bool:
    text = line.text
    return line.is_row or front_kind(line) is not None or (ends_sentence(text) and text.endswith("。"))


def front_kind(line: Line) -> FrontKind | None:
    """What a line is in the front matter; COVER for anything that reads like a title, None for running text."""
    if line.is_row:
        return None
    if is_date(line.text) or is_date_form(line.text):
        return FrontKind.DATE
    if is_title(line.text):
        return FrontKind.COVER
    if is_promulgation(line.text):
        return FrontKind.NUMBER
    return FrontKind.PARTIES if _NAMES.fullmatch(line.text) else None


def _front_line(source: str, line: Line, kind: FrontKind | None) -> Node:
    if kind is None:
        return Unparsed(read_words(source, line.span.start, line.span.end))
    keep_spaces = kind is FrontKind.PARTIES or is_date_form(line.text)
    return FrontLine(kind, read_words(source, line.span.start, line.span.end, keep_spaces=keep_spaces))


def _joined(source: str, lines: list[Line]) -> Passage:
    return join_lines(source, [read_words(source, line.span.start, line.span.end) for line in lines])
