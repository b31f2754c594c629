"""Initiatives from the tables of an appended table, in both layouts, and what their cells leave open.

In a column table (取組・内容・甲の役割・乙の役割) each row with a title is an initiative; a row without one belongs to
the title above it. In a row-label table the cells before the labels name the initiative and rows labelled 取組の内容,
甲の役割 … follow. A row of one text across the table is a heading over those below.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.drafting.columns import Columns, header_at
from kg.drafting.labels import Label, LabelKind, label_of
from kg.drafting.marks import Sequence, item_marks
from kg.drafting.row_labels import RowLabel, label_column, row_label, unknown_label
from kg.drafting.tables import columns_under, heads_group
from kg.extraction.entries import OpenEntry, without_mark
from kg.extraction.shared_roles import shared_roles
from kg.model.drafting import Row, Table
from kg.model.text import Passage

#: Cells a row has at least in a table that is turned: its label and two initiatives.
_FEWEST_TURNED = 3


@dataclass(frozen=True, slots=True)
class OddCell:
    """A cell a person should look at: ``code`` says why, ``label`` under or beside which label."""

    code: str
    words: Passage
    label: str = ""


def titles_first(rows: tuple[Row, ...], labels: int) -> tuple[Row, ...]:
    """The rows with the titles of initiatives on the first of their rows.

    A title set in the middle of a cell over several rows comes on the second or third of them: there it moves up to
    取組の内容, whose row has none. One that is printed again after a page break follows a row with a title and stays.
    """
    moved = list(rows)
    first: int | None = None
    for index, row in enumerate(rows):
        texts = [cell.text for cell in row.cells]
        label = row_label(texts, labels)
        if label is None or label.label is None or label.column != labels:
            first = None
            continue
        titled = any(texts[:labels])
        if label.label.kind is LabelKind.CONTENT:
            first = None if titled else index
        elif titled and first is not None:
            content = moved[first]
            moved[first] = Row((*row.cells[:labels], *content.cells[labels:]))
            moved[index] = Row((*content.cells[:labels], *row.cells[labels:]))
            first = None
    return tuple(moved)


def upright(table: Table) -> Table:
    """The table with its initiatives in rows; one that has them in columns, beside labels that head rows, is turned."""
    rows = table.rows
    width = len(rows[0].cells) if rows else 0
    if width < _FEWEST_TURNED or any(len(row.cells) != width for row in rows):
        return table
    kinds = [label.kind if (label := label_of(row.cells[0].text)) else None for row in rows]
    named = rows[kinds.index(LabelKind.TITLE)].cells[1:] if kinds.count(LabelKind.TITLE) == 1 else ()
    if None in kinds or not {LabelKind.CONTENT, LabelKind.ROLE} & {*kinds} or not named:
        return table
    if any(not cell or label_of(cell.text) for cell in named):
        return table
    return Table(tuple(Row(tuple(row.cells[column] for row in rows)) for column in range(width)))


def _says_title(words: Passage) -> bool:
    """Whether a cell beside the labels holds the word 取組 or the like instead of the name of one."""
    label = label_of(words.text)
    return label is not None and label.kind is LabelKind.TITLE


@dataclass(slots=True)
class TableReading:
    """The initiatives of the tables under one heading after another; ``columns`` hold until the next header."""

    columns: Columns | None = None
    _names: dict[str, Passage] = field(default_factory=dict)
    entries: list[OpenEntry] = field(default_factory=list)
    odd: list[OddCell] = field(default_factory=list)
    _path: tuple[Passage, ...] = ()
    _inner: list[tuple[int, Passage]] = field(default_factory=list)
    _lists: Sequence = field(default_factory=Sequence)
    _fields: dict[int, Passage] = field(default_factory=dict)
    _open: OpenEntry | None = None
    _titled: bool = False

    def take(self, table: Table, path: tuple[Passage, ...]) -> None:
        """Read one table that stands under headings."""
        self._path, self._inner, self._lists = path, [], Sequence()
        self._fields, self._open, self._titled = {}, None, False
        table = upright(table)
        labels = label_column([[cell.text for cell in row.cells] for row in table.rows])
        rows = titles_first(table.rows, labels) if labels else table.rows
        texts = [[cell.text for cell in row.cells] for row in rows]
        self.columns = columns_under(self.columns, labels) if self.columns else None
        index = 0
        while index < len(rows):
            header = header_at(texts, index)
            if header:
                self.columns, taken = columns_under(header[0], labels), header[1]
                cells = (cell for row in rows[index : index + taken] for cell in row.cells)
                self._names = {cell.text: cell for cell in cells}
                index += taken
                continue
            self._row(rows[index], texts[index], labels)
            index += 1

    def _row(self, row: Row, texts: list[str], labels: int | None) -> None:
        label = row_label(texts, labels) if labels is not None else None
        if labels is not None and (label or self.columns is None):
            self._labelled_row(row, texts, labels, label)
        elif heads_group(texts, self.columns):
            self._group(row, texts)
        elif self.columns is not None and len(texts) <= len(self.columns.names) + 2:
            self._column_row(row, self.columns)

    def _group(self, row: Row, texts: list[str]) -> None:
        """A heading row; its mark decides its level, one without a mark stands in place of its like."""
        words = row.cells[next(i for i, text in enumerate(texts) if text)]
        placed = self._lists.place(item_marks(words.text))
        if placed is not None:
            self._lists = placed[1]
            level = len(placed[1].open)
        else:
            level = self._inner[-1][0] if self._inner else 1
        self._inner = [(above, heading) for above, heading in self._inner if above < level]
        self._inner.append((level, without_mark(words)))
        self._fields, self._open, self._titled = {}, None, False

    def _headings(self) -> tuple[Passage, ...]:
        return (*self._path, *(words for _, words in self._inner))

    def _begin(self, headings: tuple[Passage, ...], title: Passage) -> OpenEntry:
        self._open = OpenEntry(headings, title)
        self.entries.append(self._open)
        return self._open

    def _column_row(self, row: Row, columns: Columns) -> None:
        for column in columns.fields:
            if column < len(row.cells) and row.cells[column]:
                inner = [other for other in self._fields if other > column]
                self._fields = {c: words for c, words in self._fields.items() if c not in inner}
                self._fields[column] = without_mark(row.cells[column])
        title = row.cells[columns.title] if columns.title < len(row.cells) else Passage(())
        if title:
            fields = tuple(self._fields[column] for column in columns.fields if column in self._fields)
            entry = self._begin((*self._headings(), *fields), title)
        elif self._open is not None:
            entry = self._open
        else:
            self.odd.extend(OddCell("cell-of-unknown-meaning", cell) for cell in row.cells if cell)
            return
        self._column_cells(row, columns, entry, begins=bool(title))

    def _column_cells(self, row: Row, columns: Columns, entry: OpenEntry, *, begins: bool) -> None:
        for column, cell in enumerate(row.cells):
            if column == columns.title or column in columns.fields:
                continue
            if column >= len(columns.names):
                if cell:
                    self.odd.append(OddCell("cell-without-column", cell))
                continue
            self._cell(entry, columns.labels[column], self._names.get(columns.names[column], Passage(())), cell)
            if begins and not cell and columns.kind(column) is LabelKind.ROLE:
                self.odd.append(OddCell("role-cell-empty", entry.title, columns.names[column]))
        for column in range(len(row.cells), len(columns.names)):
            if begins and columns.kind(column) is LabelKind.ROLE:
                self.odd.append(OddCell("role-cell-empty", entry.title, columns.names[column]))

    def _cell(self, entry: OpenEntry, label: Label | None, printed: Passage, cell: Passage) -> None:
        """Put a cell in its place; one of 役割分担 may hold the roles of several bearers."""
        if not cell:
            return
        if label is None or label.kind is not LabelKind.ROLES:
            entry.add(label, printed, cell)
            return
        roles = shared_roles(cell)
        for role in roles:
            entry.add(Label(LabelKind.ROLE, role.bearer), role.label, role.words)
        if not roles:
            entry.add(None, printed, cell)
            self.odd.append(OddCell("cell-of-unknown-meaning", cell, printed.text))

    def _labelled_row(self, row: Row, texts: list[str], column: int, label: RowLabel | None) -> None:
        if label is None:
            self._unlabelled_row(row, texts, column)
            return
        lead = [(i, row.cells[i]) for i in range(min(column, label.column)) if texts[i]]
        text = row.cells[label.text] if label.text is not None else Passage(())
        kind = label.label.kind if label.label else None
        if kind is LabelKind.TITLE and "。" not in text.text:
            self._begin(self._headings(), text)
            return
        if lead or self._open is None or (column == 0 and self._titled and kind is LabelKind.CONTENT):
            self._entitle(lead, label.label)
        if self._open is None:
            self.odd.extend(OddCell("cell-of-unknown-meaning", cell) for cell in row.cells if cell)
            return
        self._titled = True
        printed = row.cells[label.column]
        if kind is LabelKind.TITLE:
            self._open.add(Label(LabelKind.CONTENT), printed, text)
        else:
            self._cell(self._open, label.label, printed, text)
        if not text and kind is LabelKind.ROLE:
            self.odd.append(OddCell("role-cell-empty", self._open.title, printed.text))

    def _entitle(self, lead: list[tuple[int, Passage]], label: Label | None) -> None:
        """An initiative begins: its title is the cell next to the labels, or the heading above where there is none."""
        headings = self._headings()
        named = [cell for cell in lead if not (headings and _says_title(cell[1]))]
        beside = lead and not named and self._open is not None and self._open.title is headings[-1]
        lead = named
        again = beside or (len(lead) == 1 and self._open is not None and lead[0][1].text == self._open.title.text)
        if again and self._open is not None and not self._open.has(label):
            return  # the title again, after a page break
        if lead:
            for column, words in lead[:-1]:
                self._fields[column] = without_mark(words)
            at = lead[-1][0]
            self._fields = {column: words for column, words in self._fields.items() if column < at}
            self._begin((*headings, *self._fields.values()), lead[-1][1])
            return
        if headings:
            self._begin(headings[:-1], headings[-1])

    def _unlabelled_row(self, row: Row, texts: list[str], column: int) -> None:
        if heads_group(texts) or (texts[0] and not any(texts[1:])):
            self._group(row, texts)
        elif self._open is not None and unknown_label(texts, column):
            lead = [(i, row.cells[i]) for i in range(column) if texts[i]]
            if lead:
                self._entitle(lead, None)
            words = [row.cells[i] for i in range(column + 1, len(texts)) if texts[i]]
            for cell in words:
                self._open.add(None, row.cells[column], cell)
            self.odd.append(OddCell("cell-of-unknown-meaning", row.cells[column], texts[column]))
