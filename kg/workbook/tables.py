"""An appended table as rows of the sheet 取組, where each of its words has its place there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.drafting.columns import Columns, header_at
from kg.drafting.labels import LabelKind, label_of
from kg.drafting.writing import node_spans
from kg.extraction.entries import Entry
from kg.model.drafting import AppendedTable, Item, LabelledText, Row, Table, TableHeading, TableText, Unparsed
from kg.model.text import Passage
from kg.reading.workbook.form import CONTENT, FIELDS, NAME, NUMBER, ROLE_ENDING, TABLE

#: Between the mark of a heading and its words: a space of another kind could be one inside a word.
MARK_END = "\u3000"
Child = TableHeading | Table | LabelledText | TableText | Unparsed
#: The cells of one initiative by heading.
Cells = dict[str, str]


def initiative_cells(table: AppendedTable, entries: Sequence[Entry], areas: int) -> list[Cells] | None:
    """The initiatives of a table, a row each; None where the sheet has no place for some of its words.

    ``areas`` is how many headings of each stand outside of the table.
    """
    if not table.heading or not entries:
        return None
    printed = _Printed(table)
    rows = [_cells(table.heading.text, entry, printed, areas) for entry in entries]
    if any(row is None for row in rows):
        return None
    found = [row for row in rows if row is not None]
    return found if _holds_all(table, found, printed.labels) else None


def leftover(table: AppendedTable) -> Iterator[Child]:
    """What of a table is no part of an initiative: its title, notes, what could not be read."""
    yield from (child for child in table.children if _is_leftover(child))


def _is_leftover(child: Child) -> bool:
    if isinstance(child, LabelledText):
        label = label_of(child.label.text)
        return label is not None and label.kind is LabelKind.NOTE
    return isinstance(child, TableText | Unparsed)


class _Printed:
    """Words of a table with the marks before them, by where the words begin."""

    def __init__(self, table: AppendedTable) -> None:
        self._whole: dict[int, str] = {}
        self._numbers: dict[int, str] = {}
        self.labels: set[str] = set()
        for child in table.children:
            if isinstance(child, TableHeading):
                self._whole[child.words.start] = f"{child.label.text}{MARK_END}{child.words.text}".strip()
            elif isinstance(child, LabelledText):
                self._labelled(child.words, child.items)
                for item in child.items:
                    self._inner(item)
            elif isinstance(child, Table):
                self._table(child)

    def _table(self, table: Table) -> None:
        texts = [[cell.text for cell in row.cells] for row in table.rows]
        columns: Columns | None = None
        for index, row in enumerate(table.rows):
            header = header_at(texts, index)
            if header is not None:
                columns = header[0]
                self.labels |= {text for row_texts in texts[index : index + header[1]] for text in row_texts}
            self._row(row)
            if columns is not None and columns.title < len(row.cells) and row.cells[columns.title]:
                numbers = (i for i in range(len(row.cells)) if columns.kind(i) is LabelKind.NUMBER)
                self._numbers[row.cells[columns.title].start] = next((texts[index][i] for i in numbers), "")

    def _labelled(self, words: Passage, items: Iterable[Item]) -> None:
        lines = [*_texts(words, items)]
        first = next((passage for passage in _passages(words, items)), None)
        if first is not None:
            self._whole[first.start] = "\n".join(lines)

    def _inner(self, item: Item) -> None:
        label = label_of(item.words.text.split(" ")[0])
        if label is not None:
            self._labelled(Passage(()), item.items)
        for inner in item.items:
            self._inner(inner)

    def _row(self, row: Row) -> None:
        for cell in row.cells:
            for fragment in cell.fragments[:4]:
                self._whole.setdefault(fragment.start, cell.text)
            if cell:
                self._whole[cell.start] = cell.text

    def number(self, title: Passage) -> str:
        """What stands in the column of numbers beside a title."""
        before = [start for start in self._numbers if start <= title.start]
        return self._numbers[max(before)] if before else ""

    def words(self, passage: Passage) -> str:
        """The words as printed."""
        return self._whole.get(passage.start, passage.text)

    def heading(self, passage: Passage) -> str:
        """The words of a heading with its mark, which stands before them in the same cell or line."""
        if passage.start in self._whole:
            return self._whole[passage.start]
        before = [start for start in self._whole if start < passage.start]
        whole = self._whole[max(before)] if before else ""
        mark = whole.removesuffix(passage.text).strip()
        return f"{mark}{MARK_END}{passage.text}" if len(mark) < len(whole) else passage.text


def _texts(words: Passage, items: Iterable[Item]) -> Iterator[str]:
    if words:
        yield words.text
    for item in items:
        yield f"{item.label.text} {item.words.text}".strip()
        yield from _texts(Passage(()), item.items)


def _passages(words: Passage, items: Iterable[Item]) -> Iterator[Passage]:
    if words:
        yield words
    for item in items:
        if item.words:
            yield item.words
        yield from _passages(Passage(()), item.items)


def _cells(table: str, entry: Entry, printed: _Printed, areas: int) -> Cells | None:
    headings = entry.headings[areas:]
    if len(headings) > len(FIELDS) or not entry.title:
        return None
    cells = {TABLE: table}
    cells |= {field: printed.heading(heading) for field, heading in zip(FIELDS, headings, strict=False)}
    cells[NAME] = printed.heading(entry.title)
    if number := printed.number(entry.title):
        cells[NUMBER] = number
    if entry.content:
        cells[CONTENT] = printed.words(entry.content)
    for role in entry.roles:
        heading = f"{role.bearer}{ROLE_ENDING}"
        label = label_of(heading)
        if label is None or label.kind is not LabelKind.ROLE or label.bearer != role.bearer:
            return None
        cells[heading] = printed.words(role.words)
    for name, words in entry.remarks:
        label = label_of(name)
        if label is not None and label.kind not in {LabelKind.COST, LabelKind.NOTE, LabelKind.ROLES}:
            return None
        cells["".join(name.split())] = printed.words(words)
    return cells


def _holds_all(table: AppendedTable, rows: Sequence[Cells], labels: set[str]) -> bool:
    """Whether the rows have all words of the table but the labels that head its columns and rows."""
    held = "".join("".join("".join(words.split()) for words in row.values()) for row in rows)
    known = {*("".join(label.split()) for label in labels), *(heading for row in rows for heading in row)}
    words = {"".join(words.split()) for words in _words(table)} - known
    return all(word in held for word in words)


def _words(table: AppendedTable) -> Iterator[str]:
    for child in table.children:
        if isinstance(child, TableHeading):
            yield child.words.text
        elif isinstance(child, Table):
            for row in child.rows:
                yield from (cell.text for cell in row.cells if cell and label_of(cell.text) is None)
        elif isinstance(child, LabelledText) and not _is_leftover(child):
            yield from _texts(child.words, child.items)


def entries_of(table: AppendedTable, entries: Iterable[Entry]) -> list[Entry]:
    """The entries whose titles stand in the table."""
    spans = node_spans(table)
    first, last = spans[0].start, spans[-1].end
    return [entry for entry in entries if entry.title and first <= entry.title.start < last]


def columns_of(rows: Sequence[Cells]) -> tuple[str, ...]:
    """The headings that the rows need, in the order of the sheet; those of roles and others as they come."""
    used = dict.fromkeys(heading for row in rows for heading in row)
    fields = [field for field in FIELDS if field in used]
    known = [TABLE, *([NUMBER] if NUMBER in used else []), *(fields or FIELDS[:1]), NAME, CONTENT]
    roles = [heading for heading in used if heading.endswith(ROLE_ENDING)]
    return (*known, *roles, *(heading for heading in used if heading not in {*known, *roles}))
