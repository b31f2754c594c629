"""Where running text stands: every passage of an instrument that can cite, define or name, with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Place:
    """A passage and, inside an article, the article's and paragraph's numbers, which 前条 and 前項 count from."""

    words: Passage
    article: tuple[int, ...] = ()
    paragraph: int = 0
    preamble: bool = False


def places(instrument: Instrument) -> Iterator[Place]:
    """Every passage of running text, in text order."""
    for node in instrument.nodes:
        if isinstance(node, Preamble):
            yield Place(node.words, preamble=True)
        elif isinstance(node, Article):
            for paragraph in node.paragraphs:
                yield from _paragraph(paragraph, node.number)
        elif isinstance(node, SupplementaryProvisions):
            for paragraph in node.paragraphs:
                yield from _paragraph(paragraph, ())
        elif isinstance(node, ClosingFormula):
            yield Place(node.words)
        elif isinstance(node, AppendedTable):
            yield from _table(node)


def _paragraph(paragraph: Paragraph, article: tuple[int, ...]) -> Iterator[Place]:
    yield Place(paragraph.words, article, paragraph.number)
    for item in paragraph.items:
        yield from _item(item, article, paragraph.number)


def _item(item: Item, article: tuple[int, ...], paragraph: int) -> Iterator[Place]:
    yield Place(item.words, article, paragraph)
    for subitem in item.items:
        yield from _item(subitem, article, paragraph)


def _table(table: AppendedTable) -> Iterator[Place]:
    for child in table.children:
        if isinstance(child, Table):
            yield from (Place(cell) for row in child.rows for cell in row.cells if cell)
        elif isinstance(child, LabelledText):
            yield Place(child.words)
            for item in child.items:
                yield from _item(item, (), 0)
