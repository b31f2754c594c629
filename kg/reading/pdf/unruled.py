"""Tables without lines: columns that only blanks divide.

Prose, signature blocks and tables of contents have wide blanks too. So a table is taken only where its labels say that
it is one: a header such as 取組 内容 甲の役割 乙の役割, or rows that begin with 取組の内容, 甲の役割 and the like.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from kg.reading.pdf.lines import Line, segments, within
from kg.reading.pdf.rows import Cell, Row, filled_cell

_COLUMN_GAP = 0.8  # em of blank that divide the labels of a header
#: Em of blank that stay between two columns in every line. Prose fills a narrow strip soon, two of them sooner.
_GUTTER = 0.7
_ONE_OF_SEVERAL_GUTTERS = 0.3
_MOST_PITCH = 3.0  # line heights without words that end a table
_ONE_LINE_LEFT_OUT = 2.2  # times the usual distance of lines: where lines stand far apart, more ends a table
_AFTER_LABEL = 1.25  # em: a label in a list has one space after it
_LABEL_LINES = 7  # over which a label may wrap: one character to a line
_LOOK_AHEAD = 40  # lines in which the next label must come
_FURNITURE_LINES = 3  # that may stand before or after a table at the edge of a page
_NEW_ROW_PITCH = 1.3  # times the usual distance of lines: the gap between rows

_LABEL = re.compile(
    r"(?:[(（]?[0-9０-９ア-ンa-z]{1,2}[)）]?\s*)?"
    r"(?:(?:連携する|具体的な)?(?:取組|取り組み|事業|事務|項目|施策)(?:の?(?:名称?|内容|概要|項目|分野))?|内容|概要|区分|分野|政策分野"
    r"|役割(?:分担)?(?:及び費用分担)?|費用(?:の?負担|分担)|.{1,12}の(?:役割(?:分担)?|負担)(?:及び費用(?:分担|負担))?|備考|番号)"
)


#: The number of a page that stands inside the text, as in a text made from pages.
_PAGE_NUMBER = re.compile(r"[-‐–—―－─]\s*[0-9０-９]{1,4}\s*[-‐–—―－─]")
_Blank = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns may be divided: for each column after the first the blanks before it that all lines leave."""

    gutters: tuple[tuple[_Blank, ...], ...]

    @classmethod
    def between(cls, parts: Sequence[Line]) -> Columns:
        return cls(tuple(((one.right, other.left),) for one, other in pairwise(parts)))

    def narrowed(self, line: Line) -> Columns | None:
        """The blanks that a further line leaves, or None where it fills one."""
        least = line.size * (_GUTTER if len(self.gutters) == 1 else _ONE_OF_SEVERAL_GUTTERS)
        inked = sorted((glyph.left, glyph.right) for glyph in line.glyphs if not glyph.is_blank)
        kept = tuple(
            tuple(left for blank in gutter for left in _left_blank(blank, inked) if left[1] - left[0] >= least)
            for gutter in self.gutters
        )
        return Columns(kept) if all(kept) else None

    @property
    def edges(self) -> tuple[float, ...]:
        widest = (max(gutter, key=lambda blank: blank[1] - blank[0]) for gutter in self.gutters)
        return (-math.inf, *((left + right) / 2 for left, right in widest), math.inf)


def _left_blank(blank: _Blank, inked: Sequence[_Blank]) -> Iterator[_Blank]:
    """What words (in order) leave of a blank."""
    begin, end = blank
    for left, right in inked:
        if right > begin and left < end:
            if left > begin:
                yield begin, left
            begin = max(begin, right)
    if begin < end:
        yield begin, end


def is_label(text: str) -> bool:
    """Whether words are a label of a table of initiatives.

    >>> is_label("甲の役割"), is_label("取 組 の 内 容"), is_label("甲は、次の役割を担う。")
    (True, True, False)
    """
    return _LABEL.fullmatch(re.sub(r"\s", "", text)) is not None


def is_header(line: Line) -> bool:
    """Whether a line is a header of labels: at least three parts, or two where there are no more, all labels."""
    parts = segments(line, gap=_COLUMN_GAP)
    return len(parts) >= 2 and sum(is_label(part.text) for part in parts) >= max(2, len(parts) - 1)


def rows_of(lines: Sequence[Line], carried: Columns | None = None) -> tuple[list[Row], Columns | None]:
    """Lines as rows: those of unruled tables divided into cells, the others as they are.

    ``carried`` are the columns of a table that the page before may have cut; what comes back with the rows are those of
    a table that goes on to the last line but for a page number.
    """
    rows: list[Row] = []
    index = 0
    since = 0
    columns: Columns | None = None
    open_columns: Columns | None = None
    pitch = _ONE_LINE_LEFT_OUT * _usual_pitch(lines)
    while index < len(lines):
        end, columns = _table_at(lines, index, pitch)
        if columns is None and carried is not None and index - since < _FURNITURE_LINES:
            end, columns = _grown(lines, index, carried, pitch, least=1)
            carried = None if columns is not None else carried
        if columns is None:
            rows.append(Row.of(lines[index]))
            index += 1
        else:
            rows.extend(_table(lines[index:end], columns))
            index = end
            if end < len(lines) and _is_page_number(lines[end]):
                carried, since = columns, end
            open_columns = columns if len(lines) - end < _FURNITURE_LINES else None
    return rows, open_columns


def _table_at(lines: Sequence[Line], start: int, pitch: float) -> tuple[int, Columns | None]:
    """Where a table that begins at a line ends, and its columns; None where no table begins there."""
    columns = _header_columns(lines[start])
    if columns is not None:
        return _grown(lines, start, columns, pitch, least=2)
    columns = _row_label_columns(lines, start)
    if columns is None:
        return start, None
    end, narrowed = _grown(lines, start, columns, pitch, least=2)
    return (start, None) if narrowed is None else _labelled(lines[:end], start, narrowed)


def _labelled(lines: Sequence[Line], start: int, columns: Columns) -> tuple[int, Columns | None]:
    """The table where the column of its labels holds nothing else.

    A list whose entries begin with labels looks alike, but its lines go on below the labels.
    """
    label_column = len(columns.gutters) - 1
    left, right = columns.edges[label_column : label_column + 2]
    labels = [within(line, left, right) for line in lines[start:]]
    covered: set[int] = set()
    for index in _label_starts(labels):
        covered.update(range(index, index + _label_length(labels[index : index + _LABEL_LINES])))
    other = any(part is not None and index not in covered for index, part in enumerate(labels))
    return (start, None) if other else (start + len(labels), columns)


def _grown(
    lines: Sequence[Line], start: int, columns: Columns, pitch: float, *, least: int
) -> tuple[int, Columns | None]:
    """Where a table of those columns ends, and the columns; None where fewer than ``least`` lines are of it.

    Base lines in it are not further apart than ``pitch``, and blanks not higher than some lines. Of lines without a
    header at least one has words in two columns.
    """
    end = start
    while end < len(lines):
        if end > start and _is_far_below(lines[end - 1], lines[end], pitch):
            break
        narrowed = columns.narrowed(lines[end])
        if narrowed is None or _is_page_number(lines[end]) or _is_beside(lines[end], narrowed, lines[start]):
            break
        columns, end = narrowed, end + 1
    while end > start + 1 and _is_heading(lines[end - 1], columns):
        end -= 1
    divided = any(len(segments(line, gap=_COLUMN_GAP)) > 1 for line in lines[start : start + 2])
    return (end, columns) if end - start >= least and divided else (start, None)


def _is_page_number(line: Line) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _is_far_below(line: Line, following: Line, pitch: float) -> bool:
    return following.top - line.bottom > _MOST_PITCH * following.size and following.base - line.base > pitch


def _header_columns(line: Line) -> Columns | None:
    if not is_header(line):
        return None
    parts = segments(line, gap=_COLUMN_GAP)
    return Columns.between(parts)


def _row_label_columns(lines: Sequence[Line], start: int) -> Columns | None:
    """The columns of rows that begin with labels: the label is the first or the second part of two or three."""
    parts = segments(lines[start], gap=_COLUMN_GAP)
    if not 2 <= len(parts) <= 3:
        return None
    label = parts[len(parts) - 2]
    if len(parts) == 2 and parts[1].left - label.right < _AFTER_LABEL * label.size:
        return None
    below = [_part_at(line, label) for line in lines[start + 1 : start + _LOOK_AHEAD]]
    starts = _label_starts([label, *below])
    return Columns.between(parts) if 0 in starts and len(starts) > 1 else None


def _part_at(line: Line, label: Line) -> Line | None:
    """The part of a line that begins where a label begins."""
    return next(
        (part for part in segments(line, gap=_COLUMN_GAP)[:2] if abs(part.left - label.left) < label.size), None
    )


def _is_beside(line: Line, columns: Columns, first: Line) -> bool:
    """Whether a line begins left of the table: the text after it."""
    return bool(columns.gutters) and line.left < first.left - 3 * line.size and _is_heading(line, columns)


def _is_heading(line: Line, columns: Columns) -> bool:
    """Whether a line at the end of a table is a heading after it: it stands in the first column only, which words of a
    row's other columns do not follow."""
    return line.right <= columns.edges[1] and re.match(r"\s*(?:第|別表|附|[0-9０-９]+[\s　．.])", line.text) is not None


def _table(lines: Sequence[Line], columns: Columns) -> list[Row]:
    edges = columns.edges
    cells = [[within(line, left, right) for left, right in pairwise(edges)] for line in lines]
    sides = _sides(cells)
    starts = _row_starts(lines, cells, sides[0])
    rows: list[list[list[Line]]] = []
    title = 0
    for index, parts in enumerate(cells):
        if index in starts:
            rows.append([[] for _ in parts])
            if index == 0 or not _title_goes_on(cells[index - 1], parts, cells[0], sides[0]):
                title = len(rows) - 1
        elif cells[index - 1][0] is None:
            title = len(rows) - 1
        for column, part in enumerate(parts):
            if part is not None:
                rows[-1 if column else title][column].append(part)
    return [
        Row(
            tuple(
                filled_cell(inside, left=left, right=right) if inside else Cell()
                for inside, (left, right) in zip(row, sides, strict=True)
            )
        )
        for row in rows
    ]


def _title_goes_on(
    before: Sequence[Line | None],
    parts: Sequence[Line | None],
    first: Sequence[Line | None],
    sides: tuple[float, float],
) -> bool:
    """Whether the title in the first column, with several labelled rows beside it, goes on in a line.

    Each title begins beside the label beside which the table's ``first`` one begins: beside another one the title above
    goes on. ``sides`` are those of the first column.
    """
    if before[0] is None or parts[0] is None or first[1] is None or parts[1] is None:
        return False
    if len(parts) < 3 or not is_label(first[1].text) or not is_label(parts[1].text):
        return False
    if _bare(parts[1]) == _bare(first[1]):
        return False
    return not filled_cell([before[0], parts[0]], left=sides[0], right=sides[1]).breaks[0]


def _bare(label: Line) -> str:
    return re.sub(r"\s", "", label.text)


def _row_starts(
    lines: Sequence[Line], cells: Sequence[Sequence[Line | None]], first_column: tuple[float, float]
) -> set[int]:
    """Which lines begin a row: after a wider gap, or with a label; where no gap is wider than others, also with a
    first cell that does not go on."""
    usual = _usual_pitch(lines)
    gaps = {n for n, (one, other) in enumerate(pairwise(lines), 1) if other.base - one.base > _NEW_ROW_PITCH * usual}
    labels = {index for column in (0, 1) for index in _label_starts([parts[column] for parts in cells])}
    starts = {0} | gaps | labels
    if not gaps and not labels - {0}:
        starts |= {n for n in range(1, len(cells)) if _begins_row(cells[n - 1], cells[n], first_column)}
    return starts


def _label_starts(column: Sequence[Line | None]) -> list[int]:
    """Where labels begin in a column; a label may wrap."""
    starts: list[int] = []
    after = 0
    for index, part in enumerate(column):
        if part is None or index < after:
            continue
        length = _label_length(column[index : index + _LABEL_LINES])
        if length:
            starts.append(index)
            after = index + length
    return starts


def _label_length(parts: Sequence[Line | None]) -> int:
    """How many lines a label takes that begins with the first of them; 0 where there is none."""
    text, length = "", 0
    for count, part in enumerate(parts, start=1):
        if part is None:
            break
        if length == count - 1 and length and is_label(part.text):
            break
        text += part.text
        if is_label(text):
            length = count
    return length


def _sides(cells: Sequence[Sequence[Line | None]]) -> list[tuple[float, float]]:
    """From where to where the words of each column reach."""
    columns = [[part for part in column if part is not None] for column in zip(*cells, strict=True)]
    return [
        (min(part.left for part in column), max(part.right for part in column)) if column else (0.0, 0.0)
        for column in columns
    ]


def _usual_pitch(lines: Sequence[Line]) -> float:
    """The least usual distance of base lines: that of lines inside a cell. 0 where there is one line."""
    pitches = sorted(other.base - one.base for one, other in pairwise(lines)) or [0.0]
    return median_low(pitches[: max(1, len(pitches) // 2)])


def _begins_row(before: Sequence[Line | None], parts: Sequence[Line | None], sides: tuple[float, float]) -> bool:
    """Whether a line has a first cell that does not go on that of the line before, and words beside it.

    ``sides`` are those of the first column.
    """
    first, first_before = parts[0], before[0]
    if first is None or sum(part is not None for part in parts) < 2:
        return False
    return first_before is None or filled_cell([first_before, first], left=sides[0], right=sides[1]).breaks[0]
