"""A source text to its drafting tree.

The lines are read once, from top to bottom; each node is taken by the function that knows its marks, which returns the
node and the index of the next line. Nothing is refused: a line that no function takes becomes ``Unparsed``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.drafting.appended import take_appended_table
from kg.drafting.articles import take_article, take_supplementary
from kg.drafting.footer import take_footer
from kg.drafting.front import take_front
from kg.drafting.marks import division_mark, is_history_tag, table_mark
from kg.drafting.openings import closing_formula, opens_article, opens_element, opens_supplementary
from kg.drafting.segments import instrument_starts
from kg.drafting.signatures import group_blocks, signature_parts
from kg.drafting.writing import ignored_text
from kg.model.drafting import (
    Article,
    ClosingFormula,
    Division,
    Draft,
    FrontKind,
    FrontLine,
    HistoryTag,
    Instrument,
    Node,
    SignatureKind,
    SignaturePart,
    SigningDate,
    Unparsed,
)
from kg.model.text import Passage, SourceText
from kg.numerals import is_date, is_date_form
from kg.reading.text_file import Line, split_lines
from kg.reading.words import join_lines, read_words

Taken = tuple[list[Node], int]


@dataclass(frozen=True, slots=True)
class _Progress:
    """What has been read of an instrument: title, last article, whether its closing formula or date was met."""

    title: str = ""
    last_article: tuple[int, ...] = ()
    closed: bool = False


def draft(source: SourceText) -> Draft:
    """The drafting tree of a source document; empty of instruments where it holds none."""
    text = source.text
    lines = list(split_lines(text, source.furniture))
    if not any(_opens_main(lines, i) for i in range(len(lines))):
        outside = tuple(Unparsed(_words(text, line)) for line in lines)
        return Draft((), outside, ignored_text(source, (), outside))
    starts = instrument_starts(lines)
    parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    instruments = tuple(_take_instrument(text, part) for part in parts)
    return Draft(instruments, (), ignored_text(source, instruments, ()))


def _take_instrument(source: str, lines: list[Line]) -> Instrument:
    first = next((i for i in range(len(lines)) if _opens_main(lines, i)), len(lines))
    front = take_front(source, lines[:first])
    title = next((n.words.text for n in front if isinstance(n, FrontLine) and n.kind is FrontKind.TITLE), "")
    return Instrument((*front, *_take_body(source, lines, first, title)))


def _opens_main(lines: list[Line], index: int) -> bool:
    return opens_article(lines, index, after=()) is not None or division_mark(lines[index].text) is not None


def _take_body(source: str, lines: list[Line], index: int, title: str) -> list[Node]:
    nodes: list[Node] = []
    progress = _Progress(title=title)
    while index < len(lines):
        taken, index = _take(source, lines, index, progress)
        nodes.extend(taken)
        progress = _advanced(progress, taken[0])
    return nodes


def _advanced(progress: _Progress, node: Node) -> _Progress:
    if isinstance(node, Article):
        return replace(progress, last_article=node.number)
    return replace(progress, closed=True) if isinstance(node, ClosingFormula | SigningDate) else progress


def _take(source: str, lines: list[Line], index: int, progress: _Progress) -> Taken:
    """The nodes that begin at a line, by the first function that knows its mark."""
    line, after = lines[index], progress.last_article
    if line.is_row or table_mark(line.text):
        table, end = take_appended_table(source, lines, index, after=after)
        return [table], end
    if opening := opens_article(lines, index, after=after):
        article, end = take_article(source, lines, opening)
        return [article], end
    if opens_supplementary(lines, index):
        provisions, end = take_supplementary(source, lines, index, after=after)
        return [provisions], end
    return _take_small(source, lines, index, progress)


def _take_small(source: str, lines: list[Line], index: int, progress: _Progress) -> Taken:
    """Elements of a line or two, and the lines around the instrument: footer, signature blocks."""
    if single := _single_line(source, lines[index], progress):
        return [single], index + 1
    if (last := closing_formula(lines, index)) is not None:
        return [ClosingFormula(_joined(source, lines[index : last + 1]))], last + 1
    if footer := take_footer(source, lines, index, progress.title):
        return footer
    if progress.closed:
        return _take_signatures(source, lines, index, after=progress.last_article)
    return [Unparsed(_words(source, lines[index]))], index + 1


def _single_line(source: str, line: Line, progress: _Progress) -> Node | None:
    """A history tag, division heading or signing date."""
    if progress.last_article and is_history_tag(line.text):
        return HistoryTag(_words(source, line))
    if mark := division_mark(line.text):
        label = read_words(source, line.at, line.at + mark[0])
        return Division(label, read_words(source, line.at + mark[1], line.span.end))
    if progress.last_article and (is_date(line.text) or is_date_form(line.text)):
        return SigningDate(read_words(source, line.span.start, line.span.end, keep_spaces=True))
    return None


def _take_signatures(source: str, lines: list[Line], index: int, *, after: tuple[int, ...]) -> Taken:
    """Every line of the signature blocks; a line that is none of one is unparsed."""
    parts: list[SignaturePart] = []
    while index < len(lines) and not opens_element(lines, index, after=after):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        after_title = bool(parts) and parts[-1].kind is SignatureKind.TITLE
        span = lines[index].span
        found = signature_parts(source, span.start, span.end, after_title=after_title, following=following)
        if not found:
            break
        parts.extend(found)
        index += 1
    if not parts:
        return [Unparsed(_words(source, lines[index]))], index + 1
    return list(group_blocks(parts)), index


def _words(source: str, line: Line) -> Passage:
    return read_words(source, line.span.start, line.span.end)


def _joined(source: str, lines: list[Line]) -> Passage:
    return join_lines(source, [_words(source, line) for line in lines])
