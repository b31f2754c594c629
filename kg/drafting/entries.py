"""Entries of running text while it is read, and the paragraphs and items they become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.drafting.lines import Line, is_unbalanced, line_words
from kg.drafting.paragraph_marks import paragraph_mark
from kg.model.drafting import Item, Paragraph
from kg.model.text import Passage
from kg.reading.words import ends_sentence, join_lines

_STOPS = ("。", "．")
#: In how many of the last lines an open bracket is looked for.
_LOOKED_AT = 6


def _text(words: Passage) -> str:
    return words.text


@dataclass(slots=True)
class Entry:
    """A paragraph (depth 0) or item while its lines are read; ``line_text`` is the whole of its last line."""

    depth: int
    number: int
    label: Passage | None
    lines: list[Passage]
    caption: Passage | None = None
    line_text: str = ""

    @property
    def last_text(self) -> str:
        """The words of its last line."""
        return self.lines[-1].text if self.lines else ""

    @property
    def is_open(self) -> bool:
        """Whether its words stop inside a sentence, or inside brackets."""
        text = self.last_text
        return not ends_sentence(text) or (
            not text.endswith(_STOPS) and is_unbalanced("".join(map(_text, self.lines[-_LOOKED_AT:])))
        )


@dataclass(frozen=True, slots=True)
class First:
    """The first paragraph as far as the heading's own line has it; its number may be printed there too."""

    label: Passage | None
    words: Passage


NOTHING = First(None, Passage(()))


def first_on_line(source: str, line: Line, begin: int) -> First:
    """What a line has of the first paragraph, from ``begin`` in its text on."""
    text = line.text[begin:]
    if not text:
        return NOTHING
    mark = paragraph_mark(text)
    if mark and mark[0] == 1:
        label = line_words(source, line, begin, begin + mark[1])
        return First(label, line_words(source, line, begin + mark[2]) if mark[2] < len(text) else Passage(()))
    return First(None, line_words(source, line, begin))


def paragraphs_from(source: str, entries: list[Entry]) -> tuple[Paragraph, ...]:
    """Entries to paragraphs with their items."""
    return tuple(
        Paragraph(head.number, head.label, join_lines(source, head.lines), _items(source, below, 1), head.caption)
        for head, below in _grouped(entries, 0)
    )


def _items(source: str, entries: list[Entry], depth: int) -> tuple[Item, ...]:
    return tuple(
        Item(head.label or Passage(()), join_lines(source, head.lines), _items(source, below, depth + 1))
        for head, below in _grouped(entries, depth)
    )


def _grouped(entries: list[Entry], depth: int) -> Iterator[tuple[Entry, list[Entry]]]:
    """Each entry of a depth with the deeper ones up to the next of its depth."""
    starts = [i for i, entry in enumerate(entries) if entry.depth == depth]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(entries)
        yield entries[start], entries[start + 1 : end]


def printed_text(source: str, line: Line) -> str:
    """The text of a line with the stray marks before it, which take their part of its width."""
    return source[line.stray.start : line.at] + line.text if line.stray else line.text
