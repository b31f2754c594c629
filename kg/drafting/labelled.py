"""Running text under a label while its lines are read: its own words, then items below it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.drafting.cells import place_first, sentences_apart
from kg.drafting.labels import BULLETS
from kg.drafting.lines import Line, line_words
from kg.drafting.marks import Sequence
from kg.model.drafting import Item, LabelledText
from kg.model.text import Passage
from kg.reading.words import ends_sentence, join_lines


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
    lines: list[Passage] = field(default_factory=list)
    entries: list[_OpenItem] = field(default_factory=list)
    items: Sequence = field(default_factory=Sequence)
    bullet: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether its last words end a sentence."""
        lines = self.entries[-1].lines if self.entries else self.lines
        return bool(lines) and ends_sentence(lines[-1].text)

    def take_text(self, source: str, line: Line, begin: int = 0) -> None:
        """The words of a line from an offset of its text; items may begin there and after each full stop."""
        for start, end in sentences_apart(line.text[begin:]):
            at = begin + start
            self._take_part(source, line, at, begin + end)

    def _take_part(self, source: str, line: Line, start: int, end: int) -> None:
        placed = place_first(self.items, source, line.offset(start), line.offset(end), len(source))
        bullet = line.text[start : start + 1]
        if placed is not None:
            self.items = placed[1]
            label = _words(source, line, start, start + placed[0].label_end)
            words = _words(source, line, start + placed[0].rest_start, end)
            self.entries.append(_OpenItem(len(self.items.open), label, [words]))
        elif bullet and bullet in BULLETS and self._opens_bullet(bullet):
            self.bullet = bullet
            words = _words(source, line, start + 1, end)
            self.entries.append(_OpenItem(1, _words(source, line, start, start + 1), [words]))
        elif words := _words(source, line, start, end):
            self.take_line(words)

    def _opens_bullet(self, bullet: str) -> bool:
        return bullet == self.bullet or (not self.bullet and (not self.lines or ends_sentence(self.lines[-1].text)))

    def take_line(self, words: Passage) -> None:
        """One more line of the last words."""
        (self.entries[-1].lines if self.entries else self.lines).append(words)

    def closed(self, source: str) -> LabelledText:
        """The label with its text."""
        items = _items(source, self.entries, 0, len(self.entries), 1)
        return LabelledText(self.mark, self.label, join_lines(source, self.lines), items)


def _words(source: str, line: Line, start: int, end: int) -> Passage:
    return line_words(source, line, start, end)


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
