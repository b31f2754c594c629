"""Tables inside an article, such as the rates under 「次の表のとおり」: their rows are text of the paragraph above.

A table belongs to the article only where its next paragraph follows; one at the end of the articles may be an appended
table that lost its heading.
"""

from __future__ import annotations

import re

from kg.drafting.labels import is_label
from kg.drafting.lines import Line
from kg.drafting.paragraph_marks import paragraph_mark
from kg.model.text import Fragment, Passage, Repair
from kg.reading.words import read_words

_SPEAKS_OF = re.compile(r"(?:次の|下の|次|下|左の|右の)表")


def rows_end(source: str, lines: list[Line], index: int, paragraph: int, words: str) -> int:
    """Index after the rows that begin at a line and belong to a paragraph; ``index`` where none do.

    They do where the next paragraph stands below them, or where the ``words`` before them speak of the table (次の表).
    A table of initiatives, as its labels show, is read as such and belongs to none.
    """
    end = index
    while end < len(lines) and lines[end].is_row:
        end += 1
    if end == index or not (_SPEAKS_OF.search(words) or _next_paragraph(lines, end, paragraph)):
        return index
    cells = (source[cell.start : cell.end].strip() for line in lines[index:end] for cell in line.cells)
    return index if any(map(is_label, cells)) else end


def _next_paragraph(lines: list[Line], index: int, paragraph: int) -> bool:
    """Whether the paragraph after one begins at a line."""
    mark = paragraph_mark(lines[index].text) if index < len(lines) else None
    return mark is not None and mark[0] == paragraph + 1 and mark[2] < len(lines[index].text)


def row_words(source: str, line: Line) -> Passage:
    """The words of a row: its cells with the space between them, in place of which rules may stand."""
    cells = [words for cell in line.cells if (words := read_words(source, cell.start, cell.end))]
    joined: list[Passage] = []
    for words in cells:
        if joined:
            joined.append(_gap(source, joined[-1].spans[-1].end, words.spans[0].start))
        joined.append(words)
    return Passage.join(joined)


def _gap(source: str, start: int, end: int) -> Passage:
    gap = source[start:end]
    return Passage((Fragment(start, gap, gap) if gap.isspace() else Fragment(start, gap, " ", Repair.MARKUP),))
