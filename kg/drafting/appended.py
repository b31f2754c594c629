"""Appended tables (別表): headings, tables under them, and running text under labels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.drafting.labels import label_at
from kg.drafting.marks import ItemMark, Sequence, item_marks, table_mark
from kg.drafting.openings import ends_appended_table
from kg.drafting.tables import join_rows, read_row
from kg.model.drafting import AppendedTable, Item, LabelledText, Row, Table, TableHeading, Unparsed
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import join_lines, read_words

Child = TableHeading | Table | LabelledText | Unparsed


@dataclass(frozen=True, slots=True)
class _Open:
    """The lists open at a line: of headings, and of items under the last label."""

    headings: Sequence
    items: Sequence


_Placed = tuple[list[Child], _Open]


def take_appended_table(
    source: str, lines: list[Line], index: int, *, after: tuple[int, ...]
) -> tuple[AppendedTable, int]:
    """One appended table with everything up to the next one.

    A table whose heading extraction lost begins with its first row and has an empty heading. After a line that could
    not be placed the headings above are no longer known, so nothing stands under them.
    """
    line = lines[index]
    mark = None if line.is_row else table_mark(line.text)
    heading = read_words(source, line.span.start, line.span.end) if mark else Passage(())
    children: list[Child] = []
    state = _Open(Sequence(), Sequence())
    index = index + 1 if mark else index
    while index < len(lines) and not ends_appended_table(lines, index, after=after):
        if lines[index].is_row:
            taken, index = _take_rows(source, lines, index)
            children.extend(taken)
            continue
        placed = _take_text(source, lines[index], children, state)
        if placed is None:
            children.append(Unparsed(read_words(source, lines[index].span.start, lines[index].span.end)))
            state = _Open(Sequence(), Sequence())
        else:
            children, state = placed
        index += 1
    return AppendedTable(heading, mark.number if mark else None, mark.related if mark else None, tuple(children)), index


def _take_rows(source: str, lines: list[Line], index: int) -> tuple[list[Child], int]:
    """Neighbouring rows as one table; rows that continue nothing become unparsed, cell by cell."""
    rows: list[Row] = []
    while index < len(lines) and lines[index].is_row:
        rows.append(read_row(source, lines[index]))
        index += 1
    whole, stray = join_rows(rows)
    return [Table(whole), *(Unparsed(cell) for row in stray for cell in row.cells if cell)], index


def _take_text(source: str, line: Line, children: list[Child], state: _Open) -> _Placed | None:
    """The children after a line of text: a label, an item under the last one, a heading, or more of its words."""
    marks = item_marks(line.text)
    return (
        _take_label(source, line, marks, children, state)
        or _take_item(source, line, marks, children, state)
        or _take_heading(source, line, marks, children, state)
        or _take_continuation(source, line, children, state)
    )


def _take_label(
    source: str, line: Line, marks: tuple[ItemMark, ...], children: list[Child], state: _Open
) -> _Placed | None:
    """A label, bare or marked as one of the headings' list (a 取組の内容, b 甲の役割)."""
    placed = state.headings.place(marks) if marks else None
    mark, headings = placed or (None, state.headings)
    begin = mark.rest_start if mark else 0
    found = label_at(line.text[begin:])
    if found is None:
        return None
    at = line.at + begin
    text = LabelledText(
        mark=read_words(source, line.at, line.at + mark.label_end) if mark else None,
        label=read_words(source, at, at + found[0]),
        words=read_words(source, at + found[1], line.span.end),
        items=(),
    )
    text, items = _first_item(text)
    return [*children, text], _Open(headings, items)


def _first_item(text: LabelledText) -> tuple[LabelledText, Sequence]:
    """The label's own words, where they begin with the mark of a first item, as that item."""
    words = text.words
    marks = tuple(mark for mark in item_marks(words.text) if mark.ordinal == 1)
    placed = Sequence().place(marks)
    if placed is None:
        return text, Sequence()
    mark, items = placed
    item = Item(words.slice(0, mark.label_end), words.slice(mark.rest_start, len(words.text)))
    return replace(text, words=Passage(()), items=(item,)), items


def _take_item(
    source: str, line: Line, marks: tuple[ItemMark, ...], children: list[Child], state: _Open
) -> _Placed | None:
    """One more item under the last label, unless its mark continues the headings' list."""
    under = children[-1] if children else None
    if not isinstance(under, LabelledText):
        return None
    placed = state.items.place(marks, gaps=False)
    if placed is None or (placed[0].ordinal == 1 and _continues(state.headings, marks)):
        return None
    mark, items = placed
    item = Item(
        read_words(source, line.at, line.at + mark.label_end),
        read_words(source, line.at + mark.rest_start, line.span.end),
    )
    longer = replace(under, items=_nested(under.items, item, len(items.open)))
    return [*children[:-1], longer], _Open(state.headings, items)


def _take_heading(
    source: str, line: Line, marks: tuple[ItemMark, ...], children: list[Child], state: _Open
) -> _Placed | None:
    placed = state.headings.place(marks)
    if placed is None:
        return None
    mark, headings = placed
    return [*children, _heading(source, line, mark, len(headings.open))], _Open(headings, Sequence())


def _take_continuation(source: str, line: Line, children: list[Child], state: _Open) -> _Placed | None:
    under = children[-1] if children else None
    if not isinstance(under, LabelledText):
        return None
    return [*children[:-1], _continued(source, line, under)], state


def _continues(headings: Sequence, marks: tuple[ItemMark, ...]) -> bool:
    placed = headings.place(marks, gaps=False)
    return placed is not None and len(placed[1].open) <= len(headings.open)


def _nested(items: tuple[Item, ...], item: Item, depth: int) -> tuple[Item, ...]:
    """The items with one more at a depth; 1 is the outermost."""
    if depth <= 1 or not items:
        return (*items, item)
    last = items[-1]
    return (*items[:-1], replace(last, items=_nested(last.items, item, depth - 1)))


def _continued(source: str, line: Line, under: LabelledText) -> LabelledText:
    """The label with one more line of its last words."""
    words = read_words(source, line.span.start, line.span.end)
    if not under.items:
        return replace(under, words=join_lines(source, (under.words, words)))
    return replace(under, items=_lengthened(source, under.items, words))


def _lengthened(source: str, items: tuple[Item, ...], words: Passage) -> tuple[Item, ...]:
    last = items[-1]
    if last.items:
        longer = replace(last, items=_lengthened(source, last.items, words))
    else:
        longer = replace(last, words=join_lines(source, (last.words, words)))
    return (*items[:-1], longer)


def _heading(source: str, line: Line, mark: ItemMark, level: int) -> TableHeading:
    label = read_words(source, line.at, line.at + mark.label_end)
    return TableHeading(level, label, read_words(source, line.at + mark.rest_start, line.span.end))
