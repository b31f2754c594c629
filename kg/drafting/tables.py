"""Tables: rows cut by a page put together again.

A page break inside a row leaves a second row whose first cells are empty and whose other cells hold the rest of the
sentences, sometimes repeating the last characters. An empty first cell alone also means "same initiative as above" in
tables with row labels, so a row that holds a label begins anew. A table of other things stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from kg.drafting.cells import LINE_END, joined_by_line_ends, read_cell
from kg.drafting.columns import Columns, header_at
from kg.drafting.labels import BULLETS, is_label, label_of
from kg.drafting.lines import Line
from kg.drafting.marks import item_marks
from kg.drafting.row_labels import label_column, row_label, unknown_label
from kg.model.drafting import Row
from kg.model.text import Passage
from kg.reading.words import continued, drop_overlap, ends_sentence

Texts = Sequence[str]
_HALF = 0.5
#: The rest of a title that a page has cut begins inside a word or with a particle.
_REST_OF_WORD = re.compile("[ぁ-んー、・]")
_WAITS = re.compile("[の、・]$|及び$|並びに$")
_LONGEST_LABEL = 60
#: Cells that hold no sentence and need no full stop.
_WHOLE = {"同左", "同上", "同右", "〃", "－", "―", "—", "‐", "-", "−", "なし", "無し", "該当なし"}
#: How headings of policy areas end, which may stand in a row of their own without a number.
_AREA = re.compile(r"[一-龥々ァ-ヴA-ZＡ-Ｚ].{0,50}(?:の強化|・強化|の向上|のけん引|の牽引|分野)")


def read_row(source: str, line: Line) -> Row:
    """The cells of a row, each with inner damage undone."""
    return Row(tuple(read_cell(source, cell) for cell in line.cells))


@dataclass(frozen=True, slots=True)
class Joined:
    """Whole rows from rows cut by pages, and the rows that neither begin anything nor continue an open cell.

    ``columns`` are those of the last header, which hold for a later part of the table too.
    """

    whole: tuple[Row, ...]
    stray: tuple[Row, ...]
    columns: Columns | None


def join_rows(rows: Sequence[Row], columns: Columns | None = None) -> Joined:
    """The rows of a table put together; ``columns`` are those of the part before it."""
    rows = _labels_together(rows)
    texts = [[cell.text for cell in row.cells] for row in rows]
    found, labels = _sentences(texts), label_column(texts)
    above = columns_under(columns, labels) if columns else None
    joining = _Joining(rows, texts, above, labels, some_sentences=found > 0, in_sentences=found >= _HALF)
    index = 0
    while index < len(rows):
        index += joining.take(index)
    if not joining.found:
        return Joined(tuple(rows), (), columns)
    return Joined(tuple(joining.whole), tuple(joining.stray), joining.columns)


def _labels_together(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, those put together that a page has cut inside a label: of a row, or of the columns."""
    found: list[Row] = []
    for row in rows:
        if found and _cut_in_label(found[-1], row):
            found[-1] = _joined(found[-1], row)
        else:
            found.append(row)
    return found


def _cut_in_label(above: Row, below: Row) -> bool:
    """Whether two rows are one: a cell of the first becomes a label with the one below, and the others go on too."""
    if len(below.cells) > len(above.cells):
        return False
    pairs = [(a.text, b.text) for a, b in zip(above.cells, below.cells, strict=False) if b]
    if any(ends_sentence(a) or is_label(b) for a, b in pairs if not _inside_words(a, b)):
        return False
    return any(_parted_label(a, b) for a, b in pairs if a and len(a) + len(b) <= _LONGEST_LABEL)


def _parted_label(above: str, below: str) -> bool:
    """Whether a page has cut a label into two.

    >>> _parted_label("取組", "の内容"), _parted_label("乙の", "役割"), _parted_label("取組の内容", "甲の役割")
    (True, True, False)
    """
    whole, first = label_of(above + below), label_of(above)
    cut = whole is not None and (first is None or first.kind is not whole.kind)
    return cut and (_inside_words(above, below) or not is_label(below))


def _inside_words(above: str, below: str) -> bool:
    """Whether one text ends with a word that another must follow, or the other begins with one that follows another."""
    return _WAITS.search(above) is not None or below.startswith("の")


@dataclass(slots=True)
class _Joining:
    """The rows put together so far; ``above`` is the last one that a further row may continue."""

    rows: Sequence[Row]
    texts: list[list[str]]
    columns: Columns | None
    label_column: int | None
    some_sentences: bool
    in_sentences: bool
    found: bool = False
    above: int | None = None
    lost: bool = False
    whole: list[Row] = field(default_factory=list)
    stray: list[Row] = field(default_factory=list)

    def take(self, index: int) -> int:
        """Take the row at an index, or a header of two; how many rows were taken."""
        row, texts = self.rows[index], self.texts[index]
        if header := header_at(self.texts, index):
            self.columns, self.found = columns_under(header[0], self.label_column), True
            self.whole.extend(self.rows[index : index + header[1]])
            return header[1]
        labelled = self.label_column is not None and row_label(texts, self.label_column) is not None
        if self.label_column is not None and (labelled or self.columns is None):
            self.found = True
            self._labelled_row(index, row, texts, labelled=labelled)
        elif self.columns is not None:
            self.found = self.found or len(texts) == len(self.columns.names)
            self._column_row(row, texts, self.columns)
        else:
            self.whole.append(row)
        return 1

    def _labelled_row(self, index: int, row: Row, texts: Texts, *, labelled: bool) -> None:
        column = self.label_column or 0
        if labelled and self._known(texts, range(column)):
            self._begin(row)
        elif labelled:
            self.stray.append(row)
        elif heads_group(texts) or self._names_next(index, texts):
            self.whole.append(row)
            self.above = None
        elif self._continues(row, texts, frozenset(range(max(column, 1)))):
            self._continue(row)
        elif self.above is not None and _REST_OF_WORD.match(texts[0]) and not any(texts[1:]):
            self._continue_title(row)
        elif self.above is not None and unknown_label(texts, column):
            self._begin(row)
        elif self.above is not None and not any(texts[: column + 1]) and any(texts):
            self.whole[self.above] = lengthened(self.whole[self.above], row)
        else:
            self._stray(row, texts, range(column))

    def _known(self, texts: Texts, lead: Iterable[int]) -> bool:
        """Whether it is known which initiative a row is about: not behind a title that could not be placed."""
        self.lost = self.lost and not any(texts[i] for i in lead if i < len(texts))
        return not self.lost

    def _stray(self, row: Row, texts: Texts, lead: Iterable[int]) -> None:
        self.stray.append(row)
        self.lost = self.lost or any(texts[i] for i in lead if i < len(texts))

    def _continue_title(self, row: Row) -> None:
        """Join the rest of a title to the row that begins with the title."""
        at = next((i for i in range(len(self.whole) - 1, -1, -1) if self.whole[i].cells[0]), self.above or 0)
        self.whole[at] = _joined(self.whole[at], row)

    def _names_next(self, index: int, texts: Texts) -> bool:
        """Whether a row holds a title alone and the next one the first label under it."""
        if not texts[0] or any(texts[1:]) or self._is_open() or index + 1 >= len(self.rows):
            return False
        if _REST_OF_WORD.match(texts[0]):
            return False
        following = self.texts[index + 1]
        return row_label(following, self.label_column or 0) is not None and (not self.label_column or not following[0])

    def _column_row(self, row: Row, texts: Texts, columns: Columns) -> None:
        missing = _missing_in_front(texts, columns)
        row, texts = Row((*(Passage(()),) * missing, *row.cells)), [*[""] * missing, *texts]
        filled = [i for i, text in enumerate(texts) if text]
        title = columns.title < len(texts) and bool(texts[columns.title])
        if heads_group(texts, columns):
            self.whole.append(row)
            self.above = None
        elif self._continues(row, texts, columns.lead):
            self._continue(row)
        elif (title and len(filled) > 1) or (self.above is not None and filled and not columns.lead & set(filled)):
            if self._known(texts, columns.lead):
                self._begin(row)
            else:
                self.stray.append(row)
        else:
            self._stray(row, texts, columns.lead)

    def _begin(self, row: Row) -> None:
        self.whole.append(row)
        self.above = len(self.whole) - 1

    def _is_open(self) -> bool:
        if self.above is None:
            return False
        texts = [cell.text for cell in self.whole[self.above].cells[1:]]
        return any(is_open(text) and not is_label(text) for text in texts)

    def _continues(self, row: Row, texts: Texts, lead: frozenset[int]) -> bool:
        """Whether a row is the rest of the one above, which broke off inside a sentence.

        A filled cell needs words above it that are no label. A row whose first cells are filled names the next
        initiative, unless in a table of sentences each of its cells goes on where the one above broke off.
        """
        if self.above is None or any(map(is_label, texts)):
            return False
        above = [cell.text for cell in self.whole[self.above].cells]
        pairs = [(above[i] if i < len(above) else "", i) for i, text in enumerate(texts) if text]
        begun = [(text, i) for text, i in pairs if text]
        if not begun or any(is_label(text) for text, _ in begun):
            return False
        if len(begun) < len(pairs):
            # A cell may begin behind the page end only where the others were all cut by it.
            return not lead & {i for _, i in pairs} and all(is_open(text) for text, _ in begun)
        tails = [text for text, i in pairs if i not in lead]
        if len(tails) == len(pairs):
            return any(map(is_open, tails)) and (self.some_sentences or self._apart(row))
        cut = all(map(is_open, tails)) if tails else len(pairs) == 1 and self._is_open()
        return self.in_sentences and cut

    def _apart(self, row: Row) -> bool:
        """Whether a row does not stand right below the one above: something like a page end is between them."""
        above = self.whole[self.above or 0].cells
        last = max((cell.spans[-1].end for cell in above if cell), default=0)
        after = next((i for i, cell in enumerate(reversed(above)) if cell), 0)
        before = next(i for i, cell in enumerate(row.cells) if cell)
        return row.cells[before].start - last > after + 1 + before

    def _continue(self, row: Row) -> None:
        at = self.above or 0
        self.whole[at] = _joined(self.whole[at], row)


def _missing_in_front(texts: Texts, columns: Columns) -> int:
    """How many cells in front a row lacks: those of merged cells above, where without them a sentence were a title."""
    missing = len(columns.names) - len(texts)
    before = sum(1 for column in columns.lead if column < columns.title)
    if not 0 < missing <= before or columns.title >= len(texts):
        return 0
    shifted = texts[columns.title - missing]
    return missing if "。" in texts[columns.title] and shifted and "。" not in shifted else 0


def heads_group(texts: Texts, columns: Columns | None = None) -> bool:
    """Whether a row is a heading over the rows below: one text, numbered or worded as an area, across all columns.

    >>> heads_group(["1 生活機能の強化", "", ""]), heads_group(["の連携", "", ""])
    (True, False)
    """
    filled = [text for text in texts if text]
    if len(texts) < 2 or not filled or len(set(filled)) > 1 or "。" in filled[0]:
        return False
    if 1 < len(filled) < len(texts):
        return False
    first = next(i for i, text in enumerate(texts) if text)
    if len(filled) == 1 and first > (columns.title if columns else 0):
        return False
    return bool(item_marks(filled[0])) or _AREA.fullmatch(filled[0]) is not None


def _sentences(rows: Sequence[Texts]) -> float:
    """The share of the table's texts that end like sentences; where most do, one without a full stop has been cut."""
    texts = [text for row in rows for text in row[1:] if text and not is_label(text)]
    return sum(map(ends_sentence, texts)) / len(texts) if texts else 1.0


def is_open(text: str) -> bool:
    """Whether a cell's text has been cut: it neither ends a sentence nor stands for one."""
    return bool(text) and not ends_sentence(text) and text not in _WHOLE


def _joined(above: Row, row: Row) -> Row:
    """The row above with each cell continued, and cells that begin only in the row below."""
    filled = max((i for i, cell in enumerate(row.cells, start=1) if cell), default=0)
    tails = zip_longest(above.cells, row.cells[: max(len(above.cells), filled)], fillvalue=Passage(()))
    return Row(tuple(_cell(cell, tail) for cell, tail in tails))


def lengthened(above: Row, row: Row) -> Row:
    """The row above with the words of one whose label is that of the row above: a line more in its last cell."""
    last = max(i for i, cell in enumerate(above.cells) if cell)
    return Row((*above.cells[:last], joined_by_line_ends([above.cells[last], *row.cells]), *above.cells[last + 1 :]))


def lists_on(above: Row, text: str) -> bool:
    """Whether a line without columns is one more item of the list in the last cell of the row above it.

    So it is where a cell of several lines was copied out as such: the list goes on, with a sentence.
    """
    cell = next((cell.text for cell in reversed(above.cells) if cell), "")
    last = cell.rpartition("\n")[2]
    if not text.endswith("。") or not last.endswith("。"):
        return False
    if text[0] in BULLETS:
        return last.startswith(text[0])
    before = {(mark.kind, mark.ordinal) for mark in item_marks(last)}
    return any((mark.kind, mark.ordinal - 1) in before for mark in item_marks(text))


def columns_under(header: Columns, labels: int | None) -> Columns | None:
    """The columns of a table with a header; none where the header only stands over row labels."""
    return header if header.has_roles or labels is None else None


def _cell(cell: Passage, tail: Passage) -> Passage:
    if not tail or not cell:
        return cell or tail
    if cell and ends_sentence(cell.text) and item_marks(tail.text):
        return continued(Passage.join((cell, LINE_END)), tail)
    return continued(cell, drop_overlap(cell, tail))
