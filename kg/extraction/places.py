"""Where running text stands: every passage of an instrument that can cite, define or name, with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from kg.model.drafting import (
    AppendedTable,
    Article,
    ClosingFormula,
    Instrument,
    Item,
    LabelledText,
    Paragraph,
    Preamble,
    SupplementaryProvisions,
    Table,
)
from kg.model.text import Passage


@dataclass(frozen=True)
class Place:
    """A passage and, inside an article, the article's and paragraph's numbers, which 前条 and 前項 count from.

    ``items`` are the positions (from 1) of the item, subitem … that holds the passage; ``supplementary`` and ``table``
    the positions of the supplementary provisions and the appended table that it stands in, 0 outside them;
    ``provision`` is the number of the article that supplementary provisions are divided into.
    """

    words: Passage
    article: tuple[int, ...] = ()
    paragraph: int = 0
    preamble: bool = False
    items: tuple[int, ...] = ()
    supplementary: int = 0
    table: int = 0
    provision: tuple[int, ...] = ()

    def part(self, start: int, end: int) -> Passage:
        """The part of the words whose reading is ``words.text[start:end]``."""
        return self.words.slice(start, end, self._ends)

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return self.words.ends()


@lru_cache(maxsize=4)
def places(instrument: Instrument) -> tuple[Place, ...]:
    """Every passage of running text, in text order; kept for the instrument being read, as every extractor asks."""
    return tuple(_places(instrument))


def _places(instrument: Instrument) -> Iterator[Place]:
    supplementary = table = 0
    for node in instrument.nodes:
        if isinstance(node, Preamble):
            yield Place(node.words, preamble=True)
        elif isinstance(node, Article):
            for paragraph in node.paragraphs:
                yield from _paragraph(paragraph, node.number, 0)
        elif isinstance(node, SupplementaryProvisions):
            supplementary += 1
            yield from _provisions(node, supplementary)
        elif isinstance(node, ClosingFormula):
            yield Place(node.words)
        elif isinstance(node, AppendedTable):
            table += 1
            yield from _table(node, table)


def _provisions(node: SupplementaryProvisions, position: int) -> Iterator[Place]:
    for paragraph in node.paragraphs:
        yield from _paragraph(paragraph, (), position)
    for article in node.articles:
        for paragraph in article.paragraphs:
            yield from _paragraph(paragraph, (), position, article.number)


def _paragraph(
    paragraph: Paragraph, article: tuple[int, ...], supplementary: int, provision: tuple[int, ...] = ()
) -> Iterator[Place]:
    place = Place(paragraph.words, article, paragraph.number, supplementary=supplementary, provision=provision)
    yield place
    for position, item in enumerate(paragraph.items, start=1):
        yield from _item(item, replace(place, words=item.words, items=(position,)))


def _item(item: Item, place: Place) -> Iterator[Place]:
    yield place
    for position, subitem in enumerate(item.items, start=1):
        yield from _item(subitem, replace(place, words=subitem.words, items=(*place.items, position)))


def _table(table: AppendedTable, position: int) -> Iterator[Place]:
    for child in table.children:
        if isinstance(child, Table):
            yield from (Place(cell, table=position) for row in child.rows for cell in row.cells if cell)
        elif isinstance(child, LabelledText):
            yield Place(child.words, table=position)
            for ordinal, item in enumerate(child.items, start=1):
                yield from _item(item, Place(item.words, items=(ordinal,), table=position))
