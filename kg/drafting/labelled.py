"""Running text under a label while its lines are read: its own words, then items below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.drafting.labels import BULLETS
from kg.drafting.marks import Sequence, item_marks
from kg.model.drafting import Item, LabelledText
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import ends_sentence, join_lines, read_words


@dataclass(slots=True)
class _OpenItem:
    depth: int
    label: Passage
    lines: list[Passage]


@dataclass(slots=True)
class OpenLabel:
    """A label and the lines under it so far; ``items`` are the lists open."""

    mark: Passage | None
    label: Passage
    lines: list[Passage]
    entries: list[_OpenItem] = field(default_factory=list)
    items: Sequence = field(default_factory=Sequence)
    bullet: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether its last words end a sentence."""
        lines = self.entries[-1].lines if self.entries else self.lines
        return bool(lines) and ends_sentence(lines[-1].text)

    def take_item(self, label: Passage, words: Passage, items: Sequence) -> None:
        """An item begins, at the depth of the innermost of the lists open with it."""
        self.items = items
        self.entries.append(_OpenItem(len(items.open), label, [words]))

    def take_bullet(self, source: str, line: Line) -> bool:
        """An item with a bullet for a mark; False where the line has none that opens or continues a list."""
        bullet = line.text[0] if line.text[0] in BULLETS else ""
        opens = bullet and not self.bullet and (not self.lines or ends_sentence(self.lines[-1].text))
        if not bullet or not (bullet == self.bullet or opens):
            return False
        self.bullet = bullet
        label = read_words(source, line.at, line.at + 1)
        self.entries.append(_OpenItem(1, label, [read_words(source, line.at + 1, line.span.end)]))
        return True

    def take_line(self, words: Passage) -> None:
        """One more line of the last words."""
        (self.entries[-1].lines if self.entries else self.lines).append(words)

    def closed(self, source: str) -> LabelledText:
        """The label with its text."""
        items = _items(source, self.entries, 0, len(self.entries), 1)
        return LabelledText(self.mark, self.label, join_lines(source, self.lines), items)


def begin_label(*, mark: Passage | None, label: Passage, words: Passage) -> OpenLabel:
    """A label and the words on its own line: where they begin with the mark of a first item, they are that item."""
    found = OpenLabel(mark, label, [words] if words else [])
    text = words.text
    if text and text[0] in BULLETS:
        found.bullet = text[0]
        start = len(text) - len(text[1:].lstrip())
        found.entries.append(_OpenItem(1, words.slice(0, 1), [words.slice(start, len(text))]))
        found.lines = []
        return found
    placed = Sequence().place(tuple(item for item in item_marks(text) if item.ordinal == 1))
    if placed is None:
        return found
    item, lists = placed
    found.lines = []
    found.take_item(words.slice(0, item.label_end), words.slice(item.rest_start, len(text)), lists)
    return found


def _items(source: str, entries: list[_OpenItem], begin: int, end: int, depth: int) -> tuple[Item, ...]:
    """The items of a depth, each with the deeper ones up to the next of its depth."""
    if begin == end:
        return ()
    starts = [i for i in range(begin, end) if entries[i].depth <= depth]
    if not starts or starts[0] != begin:
        starts.insert(0, begin)
    return tuple(
        Item(
            entries[start].label,
            join_lines(source, entries[start].lines),
            _items(source, entries, start + 1, stop, depth + 1),
        )
        for start, stop in zip(starts, [*starts[1:], end], strict=True)
    )
