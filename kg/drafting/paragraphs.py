"""Paragraphs and items: running text from lines, wrapped lines joined, numbers and labels taken off.

In statutory drafting every paragraph but the first has a printed number, so a further sentence without one belongs to
the paragraph before it (a proviso, 後段, a line that happens to end with a full stop). Only where extraction lost the
number, and the sentence says so by beginning with 前項, it is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.drafting.labels import is_label
from kg.drafting.marks import ItemMark, Sequence, item_marks, paragraph_mark
from kg.model.drafting import Item, Paragraph
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import ends_sentence, join_lines, read_words

_ANNOUNCES = re.compile(r"次の|次に掲げる|下記の|左に掲げる")
_LOST_NUMBER = re.compile(r"前(?:各|[0-9０-９二三四五六七八九])?項")
#: How many numbers may be missing before a printed one: extraction drops paragraphs, it does not invent them.
_LARGEST_GAP = 5

#: Whether a line begins something other than the running text.
Opens = Callable[[list[Line], int], bool]


@dataclass(slots=True)
class _Entry:
    """A paragraph (depth 0) or item while its lines are read."""

    depth: int
    number: int
    label: Passage | None
    lines: list[Passage]

    @property
    def is_open(self) -> bool:
        """Whether its words stop inside a sentence."""
        return not ends_sentence(self.lines[-1].text)


@dataclass(slots=True)
class _Running:
    """The running text read so far: its entries, the lists open in it, the paragraph it is in."""

    source: str
    entries: list[_Entry] = field(default_factory=list)
    sequence: Sequence = field(default_factory=Sequence)
    paragraph: int = 0
    announced: bool = False
    labelled: bool = False

    def take(self, line: Line) -> bool:
        """Add a line; False where it is no running text."""
        return (
            self._numbered(line)
            or self._marked(line)
            or self._under_label(line)
            or self._unmarked_item(line)
            or self._continued(line)
        )

    def begin(self, number: int, label: Passage | None, words: Passage) -> None:
        """A paragraph begins."""
        self.entries.append(_Entry(0, number, label, [words]))
        self.sequence, self.paragraph, self.labelled = Sequence(), number, False
        self.announced = _ANNOUNCES.search(words.text) is not None

    def _words(self, line: Line, begin: int = 0) -> Passage:
        return read_words(self.source, line.at + begin, line.span.end)

    def _numbered(self, line: Line) -> bool:
        """A numbered paragraph: its number is the next one, or a later one where the source lacks some."""
        mark = paragraph_mark(line.text)
        if mark is None or not self.paragraph < mark[0] <= self.paragraph + 1 + self._gap(line):
            return False
        if self.entries and self.entries[-1].depth == 0 and self.entries[-1].is_open:
            return False
        number, label_end, rest_start = mark
        self.begin(number, read_words(self.source, line.at, line.at + label_end), self._words(line, rest_start))
        return True

    def _gap(self, line: Line) -> int:
        return _LARGEST_GAP if self.paragraph and line.text.endswith("。") else 0

    def _marked(self, line: Line) -> bool:
        """An item whose label continues an open list or begins one."""
        placed = self.sequence.place(item_marks(line.text)) if self.entries else None
        if placed is None:
            return False
        mark, self.sequence = placed
        self._item(line, mark, len(self.sequence.open))
        return True

    def _item(self, line: Line, mark: ItemMark, depth: int) -> None:
        label = read_words(self.source, line.at, line.at + mark.label_end)
        self.entries.append(_Entry(depth, mark.ordinal, label, [self._words(line, mark.rest_start)]))
        self.labelled = True

    def _under_label(self, line: Line) -> bool:
        """The text under a label such as 取組の内容 that is an item of its own."""
        if not self.entries or not self.entries[-1].depth or not is_label(self.entries[-1].lines[-1].text):
            return False
        self.entries.append(_Entry(self.entries[-1].depth + 1, 1, None, [self._words(line)]))
        return True

    def _unmarked_item(self, line: Line) -> bool:
        """An item without a label: its paragraph announces a list and no item so far has one."""
        if not self.announced or self.labelled or line.text.endswith("。") or not _is_prose(line.text):
            return False
        if self.entries[-1].depth == 0 and self.entries[-1].is_open:
            return False
        words = read_words(self.source, line.span.start, line.span.end, keep_spaces=True)
        self.entries.append(_Entry(1, 1, None, [words]))
        return True

    def _continued(self, line: Line) -> bool:
        """More of the last entry; a first sentence; or a paragraph whose number extraction lost."""
        if self.entries and self.entries[-1].is_open:
            return self._lengthen(line)
        if not _is_prose(line.text) or (self.entries and not line.text.endswith("。")):
            return False
        if self.entries and not _LOST_NUMBER.match(line.text) and self.entries[-1].depth == 0:
            return self._lengthen(line)
        self.begin(self.paragraph + 1, None, self._words(line))
        return True

    def _lengthen(self, line: Line) -> bool:
        self.entries[-1].lines.append(self._words(line))
        if self.entries[-1].depth == 0 and _ANNOUNCES.search(line.text):
            self.announced = True
        return True


def take_paragraphs(
    source: str, lines: list[Line], index: int, first: Passage, opens: Opens
) -> tuple[tuple[Paragraph, ...], int]:
    """Paragraphs up to the next line that opens something else. ``first`` is the text on the article's own line."""
    running = _Running(source)
    if first:
        running.begin(1, None, first)
    while index < len(lines) and not opens(lines, index) and running.take(lines[index]):
        index += 1
    return _paragraphs(source, running.entries), index


def _is_prose(text: str) -> bool:
    return not item_marks(text) and paragraph_mark(text) is None


def _paragraphs(source: str, entries: list[_Entry]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(head.number, head.label, join_lines(source, head.lines), _items(source, below, 1))
        for head, below in _grouped(entries, 0)
    )


def _items(source: str, entries: list[_Entry], depth: int) -> tuple[Item, ...]:
    return tuple(
        Item(head.label or Passage(()), join_lines(source, head.lines), _items(source, below, depth + 1))
        for head, below in _grouped(entries, depth)
    )


def _grouped(entries: list[_Entry], depth: int) -> Iterator[tuple[_Entry, list[_Entry]]]:
    """Each entry of a depth with the deeper ones up to the next of its depth."""
    starts = [i for i, entry in enumerate(entries) if entry.depth == depth]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(entries)
        yield entries[start], entries[start + 1 : end]
