"""Paragraphs and items: running text from lines, wrapped lines joined, numbers and labels taken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.drafting.labels import is_label
from kg.drafting.marks import ItemMark, Sequence, item_marks, paragraph_mark
from kg.model.drafting import Item, Paragraph
from kg.model.text import Passage
from kg.reading.text_file import Line
from kg.reading.words import ends_sentence, join_passages, read_words

_ANNOUNCES = re.compile(r"次の|次に掲げる|下記の|左に掲げる")

#: Whether a line begins something other than the running text.
Opens = Callable[[list[Line], int], bool]


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph or item while its text is read: depth 0 is the paragraph."""

    depth: int
    number: int
    label: Passage | None
    words: Passage


def take_paragraphs(
    source: str, lines: list[Line], index: int, first: Entry | None, opens: Opens
) -> tuple[tuple[Paragraph, ...], int]:
    """Paragraphs up to the next line that opens something else. ``first`` is the text on the article's own line."""
    entries = [first] if first else []
    sequence = Sequence()
    while index < len(lines) and not opens(lines, index):
        line = lines[index]
        if (entry := _numbered(source, line, entries)) is not None:
            entries.append(entry)
            sequence = Sequence()
        elif entries and (placed := sequence.place(item_marks(line.text))):
            mark, sequence = placed
            entries.append(_item(source, line, mark, depth=len(sequence.open)))
        elif entries and entries[-1].depth and is_label(entries[-1].words.text):
            words = read_words(source, line.span.start, line.span.end)
            entries.append(Entry(entries[-1].depth + 1, 1, None, words))
        elif _lists(entries) and not line.text.endswith("。") and _is_prose(line.text):
            entries.append(Entry(1, 1, None, read_words(source, line.span.start, line.span.end, keep_spaces=True)))
        elif entries and not ends_sentence(entries[-1].words.text):
            words = read_words(source, line.span.start, line.span.end)
            entries[-1] = replace(entries[-1], words=join_passages(source, entries[-1].words, words))
        elif _is_prose(line.text) and (not entries or line.text.endswith("。")):
            entries.append(_unnumbered(source, line, entries))
            sequence = Sequence()
        else:
            break
        index += 1
    return _paragraphs(entries), index


def first_entry(words: Passage) -> Entry | None:
    """The first paragraph's text on the article's own line; None where the line ends after the number."""
    return Entry(0, 1, None, words) if words else None


def _lists(entries: list[Entry]) -> bool:
    """Whether a line without a label is an item: its paragraph announces a list and no item so far has a label."""
    if not entries or not ends_sentence(next(e for e in reversed(entries) if e.depth == 0).words.text):
        return False
    depths = [i for i, entry in enumerate(entries) if entry.depth == 0]
    announced = _ANNOUNCES.search(entries[depths[-1]].words.text) is not None
    return announced and all(entry.label is None for entry in entries[depths[-1] + 1 :])


def _broken_off(entries: list[Entry]) -> bool:
    """Whether the last paragraph stops inside a sentence; an item may end without a full stop."""
    return bool(entries) and entries[-1].depth == 0 and not ends_sentence(entries[-1].words.text)


def _is_prose(text: str) -> bool:
    return not item_marks(text) and paragraph_mark(text) is None


def _numbered(source: str, line: Line, entries: list[Entry]) -> Entry | None:
    """A numbered paragraph, where its number is the next one."""
    mark = paragraph_mark(line.text)
    last = max((entry.number for entry in entries if entry.depth == 0), default=0)
    if mark is None or mark[0] != last + 1 or _broken_off(entries):
        return None
    number, label_end, rest_start = mark
    label = read_words(source, line.at, line.at + label_end)
    return Entry(0, number, label, read_words(source, line.at + rest_start, line.span.end))


def _unnumbered(source: str, line: Line, entries: list[Entry]) -> Entry:
    """A paragraph whose number extraction lost: a full sentence after a full sentence."""
    last = max((entry.number for entry in entries if entry.depth == 0), default=0)
    return Entry(0, last + 1, None, read_words(source, line.span.start, line.span.end))


def _item(source: str, line: Line, mark: ItemMark, *, depth: int) -> Entry:
    label = read_words(source, line.at, line.at + mark.label_end)
    words = read_words(source, line.at + mark.rest_start, line.span.end)
    return Entry(depth, mark.ordinal, label, words)


def _paragraphs(entries: list[Entry]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(head.number, head.label, head.words, _items(below, 1)) for head, below in _grouped(entries, 0)
    )


def _items(entries: list[Entry], depth: int) -> tuple[Item, ...]:
    return tuple(
        Item(head.label or Passage(()), head.words, _items(below, depth + 1))
        for head, below in _grouped(entries, depth)
    )


def _grouped(entries: list[Entry], depth: int) -> Iterator[tuple[Entry, list[Entry]]]:
    """Each entry of a depth with the deeper ones up to the next of its depth."""
    starts = [i for i, entry in enumerate(entries) if entry.depth == depth]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(entries)
        yield entries[start], entries[start + 1 : end]
