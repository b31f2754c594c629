"""Initiatives from lists: an item with labels below it, in articles (ア → (ア) → a 取組の内容) and appended tables.

An initiative's title is the item above its labels, never the text of 取組の内容; 役割分担 only groups the labels below
it. A label may stand on a line of its own or before its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.drafting.labels import Label, LabelKind, bearer_of, label_at, label_of
from kg.extraction.entries import Entry, OpenEntry, labelled_words
from kg.extraction.shared_roles import shared_roles
from kg.model.drafting import Item, LabelledText, TableHeading
from kg.model.text import Passage

#: Labels whose text is about one initiative; 備考 in running text is about all above it.
_OF_TEXT = {LabelKind.CONTENT, LabelKind.ROLE, LabelKind.COST}
Labelled = tuple[Label, Passage, Passage]


def nested_entries(items: Iterable[Item], headings: tuple[Passage, ...]) -> Iterator[Entry]:
    """An item with labels below it is an initiative: its words the title, the items above it the headings."""
    for item in items:
        labelled = list(_labels_below(item.items, grouped=False))
        if any(label.kind in {LabelKind.CONTENT, LabelKind.ROLE} for label, _, _ in labelled):
            yield _entry(headings, item.words, labelled)
        else:
            yield from nested_entries(item.items, (*headings, item.words))


def _entry(headings: tuple[Passage, ...], title: Passage, labelled: Iterable[Labelled]) -> Entry:
    entry = OpenEntry(headings, title)
    for label, printed, words in labelled:
        entry.add(label, printed, words)
    return entry.closed()


def _labels_below(items: Iterable[Item], *, grouped: bool) -> Iterator[Labelled]:
    """The labels among items with the text under each; ``grouped`` under 役割分担, where bare 甲 is a label too."""
    for item in items:
        text = item.words.text
        found = label_at(text, bearers=grouped)
        if found is None:
            continue
        printed = item.words.slice(0, found[0])
        label = label_of(printed.text) or Label(LabelKind.ROLE, bearer_of(printed.text) or "")
        if label.kind is LabelKind.ROLES:
            yield from _shared(printed, item.words.slice(found[1], len(text)))
            yield from _labels_below(item.items, grouped=True)
        elif label.kind in _OF_TEXT:
            yield label, printed, labelled_words(item.words.slice(found[1], len(text)), item.items)


def _shared(printed: Passage, words: Passage) -> Iterator[Labelled]:
    """The roles in the text of 役割分担 itself; where it names no bearers, it stays a text under that label."""
    roles = shared_roles(words)
    for role in roles:
        yield Label(LabelKind.ROLE, role.bearer), role.label, role.words
    if words and not roles:
        yield Label(LabelKind.ROLES), printed, words


def labelled_entry(texts: Iterable[LabelledText], headings: list[TableHeading]) -> Entry | None:
    """Labelled texts under one heading: the heading is the initiative's title, those above it its path."""
    labelled = list(_labelled(texts))
    if not headings or not any(label.kind in {LabelKind.CONTENT, LabelKind.ROLE} for label, _, _ in labelled):
        return None
    return _entry(tuple(heading.words for heading in headings[:-1]), headings[-1].words, labelled)


def _labelled(texts: Iterable[LabelledText]) -> Iterator[Labelled]:
    for text in texts:
        name = text.label.text
        label = label_of(name) or Label(LabelKind.ROLE, bearer_of(name) or "")
        if label.kind is LabelKind.ROLES:
            yield from _shared(text.label, text.words)
            yield from _labels_below(text.items, grouped=True)
        elif label.kind in _OF_TEXT:
            yield label, text.label, labelled_words(text.words, text.items)
