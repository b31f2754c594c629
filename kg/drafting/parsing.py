"""A source text to its drafting tree.

The lines are read once, from top to bottom; each node is taken by the function that knows its marks, which returns the
node and the index of the next line. Nothing is refused: a line that no function takes becomes ``Unparsed``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.drafting.amending import mark_amending, take_amending
from kg.drafting.appended import take_appended_table
from kg.drafting.articles import take_article, take_supplementary
from kg.drafting.evidence import abolition_end, comparison_end, count_marks, is_instrument
from kg.drafting.footer import take_footer
from kg.drafting.formulas import is_history_tag
from kg.drafting.front import is_contents_line, take_front
from kg.drafting.lines import Line, line_words, readable, wrap_width
from kg.drafting.marks import division_mark, table_mark
from kg.drafting.openings import Reading, closing_formula, opens_article, opens_element, opens_supplementary
from kg.drafting.outline import instrument_starts, outlined
from kg.drafting.pages import all_furniture
from kg.drafting.signature_columns import Columns, below_columns, blocks_of, columns_of
from kg.drafting.signatures import continues_block, is_signature_line, signature_parts
from kg.drafting.unwrapping import unwrapped
from kg.drafting.wrappers import take_reason
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
    Marks,
    Node,
    SignatureKind,
    SignaturePart,
    SigningDate,
    Unparsed,
)
from kg.model.text import SourceText
from kg.numerals import is_date, is_date_form
from kg.reading.text_file import split_lines
from kg.reading.words import join_lines

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
    source = replace(source, furniture=all_furniture(source))
    lines = mark_amending(unwrapped(readable(split_lines(text, source.furniture))))
    instruments: list[Instrument] = []
    outside: list[Unparsed] = []
    starts = instrument_starts(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = outlined(lines[start:end])
        if is_instrument(part):
            instruments.append(_take_instrument(text, part))
        else:
            outside += [Unparsed(line_words(text, line)) for line in part]
    found = tuple(instruments)
    marks = Marks() if found else count_marks(outlined(lines))
    return Draft(found, tuple(outside), ignored_text(source, found, tuple(outside)), marks)


def _take_instrument(source: str, lines: list[Line]) -> Instrument:
    first = _main_start(lines)
    width = wrap_width(lines)
    front = take_front(source, lines[:first], width)
    title = next((n.words.text for n in front if isinstance(n, FrontLine) and n.kind is FrontKind.TITLE), "")
    return Instrument((*front, *_take_body(Reading(source, lines, width), first, title)))


def _main_start(lines: list[Line]) -> int:
    """Index of the first line of the main provisions: an article, a division of them, an amending clause, a table.

    An instrument that does no more than end another one, or change it by a table, has none: what follows its sentence.
    """
    contents = False
    for index, line in enumerate(lines):
        contents = is_contents_line(line, begun=contents)
        if contents:
            continue
        if line.amending or opens_article(lines, index, after=()) or (not line.is_row and division_mark(line.text)):
            return index
    if (end := abolition_end(lines)) is not None or (end := comparison_end(lines)) is not None:
        return end
    return next((i for i, line in enumerate(lines) if not line.is_row and table_mark(line.text)), len(lines))


def _take_body(reading: Reading, index: int, title: str) -> list[Node]:
    nodes: list[Node] = []
    progress = _Progress(title=title)
    while index < len(reading.lines):
        taken, index = _take(reading, index, progress)
        nodes.extend(taken)
        progress = _advanced(progress, taken[0])
    return nodes


def _advanced(progress: _Progress, node: Node) -> _Progress:
    if isinstance(node, Article):
        return replace(progress, last_article=node.number)
    return replace(progress, closed=True) if isinstance(node, ClosingFormula | SigningDate) else progress


def _take(reading: Reading, index: int, progress: _Progress) -> Taken:
    """The nodes that begin at a line, by the first function that knows its mark."""
    source, lines = reading.source, reading.lines
    line, after = lines[index], progress.last_article
    if line.amending:
        clause, end = take_amending(source, lines, index)
        return [clause], end
    if line.is_row or table_mark(line.text):
        table, end = take_appended_table(source, lines, index, after=after)
        return [table], end
    if opening := opens_article(lines, index, after=after):
        article, end = take_article(reading, opening)
        return [article], end
    if opens_supplementary(lines, index):
        provisions, history, end = take_supplementary(reading, index, after=after)
        return [provisions, *history], end
    return _take_small(reading, index, progress)


def _take_small(reading: Reading, index: int, progress: _Progress) -> Taken:
    """Elements of a line or two, and the lines around the instrument: footer, reason of a bill, signature blocks."""
    source, lines = reading.source, reading.lines
    if footer := take_footer(source, lines, index, progress.title):
        return footer
    if single := _single_line(source, lines[index], progress):
        return [single], index + 1
    if (last := closing_formula(lines, index)) is not None:
        words = [line_words(source, line) for line in lines[index : last + 1]]
        return [ClosingFormula(join_lines(source, words))], last + 1
    if reason := take_reason(source, lines, index):
        return reason
    if progress.closed or is_signature_line(lines[index].text):
        return _take_signatures(source, lines, index, progress)
    return [Unparsed(line_words(source, lines[index]))], index + 1


def _single_line(source: str, line: Line, progress: _Progress) -> Node | None:
    """A history tag, division heading or signing date."""
    if progress.last_article and is_history_tag(line.text):
        return HistoryTag(line_words(source, line))
    if mark := division_mark(line.text):
        return Division(line_words(source, line, 0, mark[0]), line_words(source, line, mark[1]))
    if is_date(line.text) or is_date_form(line.text):
        return SigningDate(line_words(source, line, keep_spaces=is_date_form(line.text)))
    return None


def _take_signatures(source: str, lines: list[Line], index: int, progress: _Progress) -> Taken:
    """Every line of the signature blocks; a line that is none of one is unparsed."""
    after = progress.last_article
    parts: list[SignaturePart] = []
    columns: list[Columns] = []
    while index < len(lines) and not opens_element(lines, index, after=after):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        after_title = bool(parts) and parts[-1].kind is SignatureKind.TITLE
        span = lines[index].span
        apart = below_columns(source, span.start, span.end, columns)
        found = tuple(part for column in apart for part in column) or signature_parts(
            source, span.start, span.end, after_title=after_title, following=following
        )
        if not found or not continues_block(found, parts) or take_reason(source, lines, index):
            break
        if take_footer(source, lines, index, progress.title):
            break
        parts.extend(found)
        columns.append(apart or columns_of(found))
        index += 1
    if not parts:
        return [Unparsed(line_words(source, lines[index]))], index + 1
    return list(blocks_of(columns)), index
