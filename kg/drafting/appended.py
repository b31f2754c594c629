"""Appended tables (別表): headings, tables under them, and running text under labels."""

from __future__ import annotations

import re
from collections.abc import Sequence as Series
from dataclasses import dataclass, field

from kg.drafting.aligned import take_aligned
from kg.drafting.columns import Columns
from kg.drafting.labelled import OpenLabel
from kg.drafting.labels import BULLETS, LETTERS, LabelKind, is_label, label_at, label_of
from kg.drafting.lines import Line, line_words
from kg.drafting.marks import ItemMark, Sequence, ends_word, item_marks, table_mark
from kg.drafting.openings import ends_appended_table
from kg.drafting.plain_columns import take_plain_columns
from kg.drafting.tables import Joined, join_rows, lengthened, lists_on, read_row
from kg.drafting.unruled import header_width, splits, take_aligned_labels, take_barred, take_flattened, take_separated
from kg.model.drafting import (
    AppendedTable,
    LabelledText,
    Row,
    Table,
    TableHeading,
    TableText,
    TableTextKind,
    Unparsed,
)
from kg.model.text import Passage

Child = TableHeading | Table | LabelledText | TableText | Unparsed

_OMITTED = re.compile(r"[（(〔\[【]\s?(?:以下)?(?:省?\s?略|中略|別紙のとおり)\s?[)）〕\]】]|以下略|(?:省\s?)?略")
_BODY = r"[^\s。、，・()（）]{1,20}[都道府県市区町村会]|[^\s。、，・()（）]{1,30}(?:組合|広域連合|企業団)"
_BODIES = re.compile(rf"(?:{_BODY})(?:(?:\s+|[、，・]|及び|並びに)(?:{_BODY}))*")
#: A heading without a number: a noun phrase, with one bullet before it or in brackets.
_BARE_HEADING = re.compile(
    rf"(?P<bullet>[{BULLETS}]?)\s*(?P<open>[【〈《〔［＜≪\[]?)(?:(?<=[【〈《〔［＜≪\[])[0-9０-９]{{1,2}}[\s.．、]\s*)?"
    r"(?P<words>[一-龥々ァ-ヴＡ-ＺA-Z][^。、，\s【】〈〉《》〔〕［］＜＞≪≫\[\]]{1,40}(?:、[^。\s【】〈〉《》〔〕［］＜＞≪≫\[\]]{1,30})?)[】〉》〕］＞≫\]]?"
)
#: Titles of the table itself, which are no policy headings.
_TABLE_TITLE = re.compile(
    r"(?:連携|取組|役割|協約|協定|甲及び乙|事務|別表)[^。]{0,40}(?:役割分担|内容|一覧表?|事項|取組|事業)(?:等)?|役割分担表?"
)
#: A designation in brackets before what its bearer does, which needs no 役割 above it: (甲) 当番表を作る。
_BRACKETED_BEARER = re.compile(rf"[（(【〔［\[]{LETTERS}[】)）〕］\]]")
#: A heading behind the word for what it is.
_NAMED = re.compile(r"(?P<label>\S{1,12}?)(?:\s*[:：]\s*|\s+)(?P<words>[^\s。][^。]{0,60})")
_LONGEST_HEADING = 60


def take_appended_table(
    source: str, lines: list[Line], index: int, *, after: tuple[int, ...]
) -> tuple[AppendedTable, int]:
    """One appended table with everything up to the next one.

    A table whose heading extraction lost begins with its first row and has an empty heading. After a line that could
    not be placed the headings above are no longer known, so nothing stands under them.
    """
    line = lines[index]
    mark = None if line.is_row else table_mark(line.text)
    end = len(line.text) if mark is None or mark.title is None else mark.title
    heading = line_words(source, line, 0, end) if mark else Passage(())
    reading = _Reading(source, lines, after)
    if mark and mark.title is not None:
        reading.title(line_words(source, line, mark.title))
    index = index + 1 if mark else index
    while index < len(lines) and not reading.ends(index):
        index = reading.take(index)
    children = tuple(_closed(source, child) for child in reading.children)
    return AppendedTable(heading, mark.number if mark else None, mark.related if mark else None, children), index


@dataclass(slots=True)
class _OpenTable:
    """A table to which the next page may add the rest of its last row."""

    rows: list[Row]


def _closed(source: str, child: Child | OpenLabel | _OpenTable) -> Child:
    if isinstance(child, _OpenTable):
        return Table(tuple(child.rows))
    return child.closed(source) if isinstance(child, OpenLabel) else child


@dataclass(slots=True)
class _Reading:
    """An appended table while its lines are read: its children, and the lists of headings open at the line."""

    source: str
    lines: list[Line]
    after: tuple[int, ...]
    children: list[Child | OpenLabel | _OpenTable] = field(default_factory=list)
    headings: Sequence = field(default_factory=Sequence)
    lost: Sequence = field(default_factory=Sequence)
    columns: Columns | None = None

    def title(self, words: Passage) -> None:
        """The words behind the heading of the appended table on its line: a heading, or what the table is called."""
        if _TABLE_TITLE.fullmatch(words.text):
            self.children.append(TableText(TableTextKind.TITLE, words))
            return
        self.headings = Sequence((("title", 0),))
        self.children.append(TableHeading(1, Passage(()), words))

    def ends(self, index: int) -> bool:
        return ends_appended_table(self.lines, index, after=self.after)

    def take(self, index: int) -> int:
        """Take what begins at a line; the index of the line after it."""
        if self.lines[index].is_row:
            return self._take_rows(index)
        for take in _UNRULED:
            if taken := take(self.source, self.lines, index, self._ends_columns):
                self._table(taken[0])
                return taken[1]
        if width := header_width(self.lines, index):
            self.children.extend(Unparsed(self._words(line)) for line in self.lines[index : index + width])
            return index + width
        self._take_text(index)
        return index + 1

    def _ends_columns(self, index: int) -> bool:
        text = self.lines[index].text
        return self.ends(index) or _OMITTED.fullmatch(text) is not None or _is_note(text)

    def _take_rows(self, index: int) -> int:
        rows: list[Row] = []
        while index < len(self.lines):
            line = self.lines[index]
            if line.is_row:
                rows.append(read_row(self.source, line))
            elif rows and lists_on(rows[-1], line.text):
                rows[-1] = lengthened(rows[-1], Row((self._words(line),)))
            else:
                break
            index += 1
        self._table(rows)
        return index

    def _table(self, rows: Series[Row]) -> None:
        """Neighbouring rows as one table; rows that continue nothing become unparsed, cell by cell."""
        joined = self._with_table_above(rows)
        if joined is None:
            joined = join_rows(rows, self.columns)
            if joined.whole:
                self.children.append(_OpenTable(list(joined.whole)))
        self.columns = joined.columns
        self.children.extend(Unparsed(cell) for row in joined.stray for cell in row.cells if cell)

    def _with_table_above(self, rows: Series[Row]) -> Joined | None:
        """The rows joined to the table above, from which only lines that were not read divide them.

        So it is where the first of them goes on inside a sentence of its last row; None elsewhere.
        """
        at = len(self.children) - 1
        while at >= 0 and isinstance(self.children[at], Unparsed):
            at -= 1
        above = self.children[at] if 0 <= at < len(self.children) - 1 else None
        if not isinstance(above, _OpenTable) or any(is_label(cell.text) for cell in rows[0].cells):
            return None
        first = join_rows([above.rows[-1], rows[0]], self.columns)
        if len(first.whole) != 1 or first.stray:
            return None
        joined = join_rows([above.rows[-1], *rows], self.columns)
        above.rows[-1:] = joined.whole
        return joined

    def _take_text(self, index: int) -> None:
        """A line of text: a label, an item under the last one, a heading, more of its words, or a note."""
        line = self.lines[index]
        marks = item_marks(line.text)
        placed = (
            self._label(line, marks)
            or self._small(line)
            or self._named_heading(index)
            or self._item(index, marks)
            or self._heading(index, marks)
            or self._bare_heading(index)
            or self._continuation(index)
        )
        if not placed:
            self.children.append(Unparsed(self._words(line)))
            self.lost = self.headings if self.headings.open else self.lost
            if {mark.kind for mark in marks} & {kind for kind, _ in self.lost.open}:
                self.lost = Sequence()
            self.headings = Sequence()

    def _words(self, line: Line, begin: int = 0, end: int | None = None) -> Passage:
        return line_words(self.source, line, begin, end)

    @property
    def _open(self) -> OpenLabel | None:
        last = self.children[-1] if self.children else None
        return last if isinstance(last, OpenLabel) else None

    def _label(self, line: Line, marks: tuple[ItemMark, ...]) -> bool:
        """A label, bare or marked as one of the headings' list (a 取組の内容, b 甲の役割)."""
        placed = self.headings.place(marks) if marks else None
        mark, headings = placed or (None, self.headings)
        begin = mark.rest_start if mark else 0
        bracketed = self._open is not None and _BRACKETED_BEARER.match(line.text, begin) is not None
        found = label_at(line.text[begin:], bearers=bracketed or self._under_roles())
        if found is None:
            return False
        self.headings = headings
        label = self._words(line, begin, begin + found[0])
        opened = OpenLabel(self._words(line, 0, mark.label_end) if mark else None, label)
        opened.take_text(self.source, line, begin + found[1])
        self.children.append(opened)
        return True

    def _under_roles(self) -> bool:
        """Whether the line stands under 役割分担, where bare 甲 and 乙 head the roles."""
        for child in reversed(self.children[-_ROLES_ABOVE:]):
            label = label_of(child.label.text) if isinstance(child, OpenLabel) else None
            if label is None or label.kind not in {LabelKind.ROLES, LabelKind.ROLE}:
                return label is None and isinstance(child, OpenLabel)
            if label.kind is LabelKind.ROLES:
                return True
        return False

    def _small(self, line: Line) -> bool:
        """A line that says that something is left out, or that names bodies alone."""
        kind = TableTextKind.OMISSION if _OMITTED.fullmatch(line.text) else None
        if kind is None and len(line.text) <= _LONGEST_HEADING and self._open is None and _BODIES.fullmatch(line.text):
            kind = TableTextKind.BODIES
        if kind is None:
            return False
        self.children.append(TableText(kind, self._words(line)))
        return True

    def _item(self, index: int, marks: tuple[ItemMark, ...]) -> bool:
        """One more item under the last label, unless its mark continues the headings' list."""
        line, under = self.lines[index], self._open
        sure = not ends_word(self.lines[index - 1].text, line.text)
        placed = under.items.place(marks, gaps=False, begins=sure) if under and marks else None
        if under is None or (placed is None and line.text[0] not in BULLETS):
            return False
        if placed is not None and self._continues(marks) and (placed[0].ordinal == 1 or self._heads(index)):
            return False
        if placed is None and (marks or self._heads(index)):
            return False
        under.take_text(self.source, line)
        return True

    def _continues(self, marks: tuple[ItemMark, ...]) -> bool:
        placed = self.headings.place(marks, gaps=False)
        return placed is not None and len(placed[1].open) <= len(self.headings.open)

    def _heads(self, index: int) -> bool:
        """Whether a line reads like a heading: no sentence, and below it stands what headings stand over."""
        return not self.lines[index].text.endswith("。") and self._opens_part(index + 1)

    def _heads_headings(self, index: int) -> bool:
        """Whether a line reads like a heading over others, the last of which heads a table or label."""
        for at in range(index, min(index + _DEEPEST, len(self.lines) - 1)):
            line = self.lines[at]
            if line.is_row or line.text.endswith("。") or not item_marks(line.text):
                return False
            if self._opens_part(at + 1):
                return True
        return False

    def _opens_part(self, index: int) -> bool:
        """Whether a table or a label begins at a line."""
        if index >= len(self.lines) or self.ends(index):
            return False
        line = self.lines[index]
        marks = item_marks(line.text)
        begin = marks[0].rest_start if marks else 0
        return (
            line.is_row
            or label_at(line.text[begin:]) is not None
            or any(take(self.source, self.lines, index, self._ends_columns) for take in _UNRULED)
        )

    def _heading(self, index: int, marks: tuple[ItemMark, ...]) -> bool:
        line = self.lines[index]
        sure = not ends_word(self.lines[index - 1].text, line.text)
        placed = self._behind_unread(index, marks) or self.headings.place(marks, gaps=sure, begins=sure)
        if placed is None:
            return False
        mark, self.headings = placed
        label, words = self._words(line, 0, mark.label_end), self._words(line, mark.rest_start)
        self.children.append(TableHeading(len(self.headings.open), label, words))
        return True

    def _named_heading(self, index: int) -> bool:
        """A heading behind the word for what it is: 取組の名称 救急の確保 over its labels, 政策分野 医療 over that."""
        kind = self._kind_named(index)
        match = _NAMED.fullmatch(self.lines[index].text)
        if kind is None or match is None:
            return False
        line = self.lines[index]
        level = next((i for i, (name, _) in enumerate(self.headings.open) if name == kind.value), None)
        depth = len(self.headings.open) if level is None else level
        self.headings = Sequence((*self.headings.open[:depth], (kind.value, 0)))
        begin = match.start("words")
        label, words = self._words(line, 0, len(line.text[:begin].rstrip())), self._words(line, begin)
        self.children.append(TableHeading(depth + 1, label, words))
        return True

    def _kind_named(self, index: int) -> LabelKind | None:
        """Which kind of heading a line names, if it stands where headings do."""
        line = self.lines[index] if index < len(self.lines) else None
        match = None if line is None or line.is_row else _NAMED.fullmatch(line.text)
        label = label_of(match["label"]) if match else None
        if label is None or not self._is_over(index + 1, label.kind):
            return None
        return label.kind

    def _is_over(self, index: int, kind: LabelKind) -> bool:
        if kind is LabelKind.TITLE:
            return index < len(self.lines) and not self.lines[index].is_row and self._opens_part(index)
        return kind is LabelKind.FIELD and self._kind_named(index) is not None

    def _behind_unread(self, index: int, marks: tuple[ItemMark, ...]) -> tuple[ItemMark, Sequence] | None:
        """The next heading of a list that was open before lines that were not read and hold none of its headings."""
        if self.headings.open or not (self._heads(index) or self._heads_headings(index) or splits(self.lines, index)):
            return None
        placed = self.lost.place(marks, gaps=False)
        return placed if placed and len(placed[1].open) <= len(self.lost.open) else None

    def _bare_heading(self, index: int) -> bool:
        """A heading without a number, over a table or a label, or right under the heading of the appended table."""
        line = self.lines[index]
        match = _BARE_HEADING.fullmatch(line.text) if len(line.text) <= _LONGEST_HEADING else None
        under = self._open
        if match is None or label_of(line.text) or (under and not under.is_closed):
            return False
        if self.children and not self._opens_part(index + 1) and not self._bare_over_bare(index + 1):
            return False
        begin, end = match.span("words")
        if _TABLE_TITLE.fullmatch(match["words"]):
            self.children.append(TableText(TableTextKind.TITLE, self._words(line)))
            return True
        kind = match["bullet"] + match["open"] or "bare"
        if kind == "bare" and not self._opens_part(index + 1):
            kind = "bare over bare"
        level = next((i for i, (open_kind, _) in enumerate(self.headings.open) if open_kind == kind), None)
        depth = len(self.headings.open) if level is None else level
        self.headings = Sequence((*self.headings.open[:depth], (kind, 0)))
        label = Passage.join((self._words(line, 0, begin), self._words(line, end)))
        self.children.append(TableHeading(depth + 1, label, self._words(line, begin, end)))
        return True

    def _bare_over_bare(self, index: int) -> bool:
        """Whether a line is a heading without a number that stands over a table or a label itself."""
        if index >= len(self.lines) or self.ends(index) or len(self.lines[index].text) > _LONGEST_HEADING:
            return False
        return _BARE_HEADING.fullmatch(self.lines[index].text) is not None and self._opens_part(index + 1)

    def _continuation(self, index: int) -> bool:
        """More words of the label above: the rest of its sentence, or a further one that comes to a full stop."""
        under = self._open
        if under is None or (under.is_closed and not self._comes_to_stop(index)):
            return False
        under.take_text(self.source, self.lines[index])
        return True

    def _comes_to_stop(self, index: int) -> bool:
        for at in range(index, min(index + _LONGEST_SENTENCE, len(self.lines))):
            line = self.lines[at]
            if line.is_row or (at > index and (self.ends(at) or item_marks(line.text) or label_at(line.text))):
                return False
            if line.text.endswith(("。", "。）", "。)")):
                return True
        return False


#: How many headings may stand one below the other.
_DEEPEST = 4
#: Lines that one sentence may take.
_LONGEST_SENTENCE = 12
#: How many labels back 役割分担 may stand.
_ROLES_ABOVE = 8
#: Tables that extraction left without columns.
_UNRULED = (take_barred, take_separated, take_aligned, take_aligned_labels, take_flattened, take_plain_columns)


def _is_note(text: str) -> bool:
    found = label_at(text)
    label = label_of(text[: found[0]]) if found else None
    return label is not None and label.kind is LabelKind.NOTE
