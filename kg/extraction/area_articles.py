"""Initiatives that stand in the articles themselves: nested lists, lists of the kind 当該各号アからカまで, areas as 編.

Without labels a role is a sentence whose subject is a party (甲は、…するものとする。). Only text that stands under a
policy area is read so: 甲は、 begins sentences in every agreement.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.drafting.labels import Label, LabelKind
from kg.extraction.entries import Entry, OpenEntry, labelled_words
from kg.extraction.nested_entries import nested_entries
from kg.extraction.policy_fields import normalise_label
from kg.extraction.shared_roles import begins_with_subject, by_subject
from kg.model.drafting import Article, Division, Instrument, Item, Paragraph
from kg.model.text import Passage, Repair
from kg.registries.concepts import load_concepts

_AREA_ENDS = re.compile(r".{2,40}(?:政策分野|に係る分野)")
_LISTS_INITIATIVES = re.compile(r"当該各号|次の各号")
_OF_INITIATIVES = re.compile(r"取組|取り組|連携する事項|政策分野")
_DEPTHS = "編章節款"


def labelled_in_articles(instrument: Instrument) -> Iterator[Entry]:
    """Items of articles with labels such as 取組の内容 below them."""
    for article in instrument.of(Article):
        caption = _caption(article)
        above = (caption,) if caption is not None and _is_area(caption) else ()
        for paragraph in article.paragraphs:
            yield from nested_entries(paragraph.items, above)


def unlabelled_in_articles(instrument: Instrument) -> Iterator[Entry]:
    """Initiatives without labels: items of lists by policy area, and articles under an area as 編 or 章."""
    divisions: list[Division] = []
    for node in instrument.nodes:
        if isinstance(node, Division):
            divisions = [above for above in divisions if _depth(above) < _depth(node)] + [node]
        elif isinstance(node, Article):
            path = tuple(division.words for division in divisions)
            if any(map(_is_area, path)):
                yield from _article(node, path)
            else:
                for paragraph in node.paragraphs:
                    yield from _listed(paragraph)


def _depth(division: Division) -> int:
    return max(_DEPTHS.find(division.label.text.strip()[-1:]), 0)


@functools.cache
def _area_labels() -> frozenset[str]:
    return frozenset(
        normalise_label(label.text)
        for concept in load_concepts("policy-field")
        for label in (*concept.labels, *concept.alternative_labels, *concept.hidden_labels)
    )


def _is_area(words: Passage) -> bool:
    return normalise_label(words.text) in _area_labels() or _AREA_ENDS.fullmatch(words.text) is not None


def _caption(article: Article) -> Passage | None:
    """The caption without its brackets."""
    caption = article.caption
    return caption.slice(1, len(caption.text) - 1) if caption and caption.text[:1] in "（(" else caption


def _article(article: Article, path: tuple[Passage, ...]) -> Iterator[Entry]:
    """An article under a policy area: its caption is the title, its sentences with a party as subject the roles."""
    caption = _caption(article)
    if caption is None:
        return
    entry = OpenEntry(path, caption)
    for paragraph in article.paragraphs:
        _add_sentences(entry, paragraph.words, paragraph.items)
    if entry.roles:
        yield entry.closed()


def _add_sentences(entry: OpenEntry, words: Passage, items: tuple[Item, ...]) -> None:
    """Add the sentences of a paragraph to the roles of their subjects; those before any subject are content.

    Items belong to the last sentence.
    """
    parts = list(by_subject(words))
    for number, part in enumerate(parts):
        last = items if number + 1 == len(parts) else ()
        label = Label(LabelKind.ROLE, part.bearer) if part.bearer else Label(LabelKind.CONTENT)
        entry.add(label, part.label, labelled_words(part.words, last))


def _listed(paragraph: Paragraph) -> Iterator[Entry]:
    text = paragraph.words.text
    if not (_LISTS_INITIATIVES.search(text) and _OF_INITIATIVES.search(text)):
        return
    for item in paragraph.items:
        if _is_area(item.words) and item.items:
            yield from _below(item.items, (item.words,))


def _below(items: tuple[Item, ...], path: tuple[Passage, ...]) -> Iterator[Entry]:
    """Items under an area: those over items that are no sentences are headings, the others initiatives."""
    for item in items:
        title, sentences = _title_and_sentences(item.words)
        if title is None:
            continue
        if item.items and not any("。" in below.words.text for below in item.items):
            yield from _below(item.items, (*path, title))
            continue
        entry = OpenEntry(path, title)
        if sentences:
            _add_sentences(entry, sentences, ())
        for below in item.items:
            _add_sentences(entry, below.words, below.items)
        yield entry.closed()


def _title_and_sentences(words: Passage) -> tuple[Passage | None, Passage | None]:
    """The title an item begins with and the sentences that follow on the next line; no title where there is none."""
    text = words.text
    if "。" not in text:
        return words, None
    position = 0
    for fragment in words.fragments:
        if fragment.repair is Repair.JOINED_LINES and "。" not in text[:position]:
            rest = position + len(fragment.reading)
            if begins_with_subject(text, rest):
                return words.slice(0, position), words.slice(rest, len(text))
        position += len(fragment.reading)
    return None, None
