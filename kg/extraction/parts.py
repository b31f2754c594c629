"""The parts of an instrument that a reference can mean, and their paths (``article/3/paragraph/1/item/2``).

Items are found by their printed number, so that an item missing in the source is missing here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.identifiers import article_path
from kg.model.drafting import (
    AppendedTable,
    Article,
    Division,
    Instrument,
    Item,
    Paragraph,
    SupplementaryProvisions,
)
from kg.numerals import NUMBER, parse_number

_MARKS = re.compile(r"[()（）.．、,・•\s]")


@dataclass(frozen=True, slots=True)
class Parts:
    """``articles`` in order; ``items`` are paths by the path above and the printed label (``2``, ``イ``).

    ``positions`` are those of the articles; ``paths`` are the paths of all paragraphs, items and tables.
    """

    articles: tuple[tuple[int, ...], ...]
    positions: dict[tuple[int, ...], int]
    paths: frozenset[str]
    paragraphs: dict[str, tuple[int, ...]]
    items: dict[str, dict[str, str]]
    tables: tuple[int | None, ...]
    divisions: dict[str, tuple[tuple[int, ...], ...]]

    def article(self, number: tuple[int, ...]) -> str | None:
        """Path of an article."""
        return article_path(number) if number in self.positions else None

    def beside(self, number: tuple[int, ...], step: int) -> str | None:
        """Path of the article before or after; None where an article is missing between them."""
        if number not in self.positions:
            return None
        index = self.positions[number] + step
        if not 0 <= index < len(self.articles) or abs(self.articles[index][0] - number[0]) > 1:
            return None
        return article_path(self.articles[index])

    def below(self, holder: str | None, paragraph: int | None, item: str | None, subitem: str | None) -> str | None:
        """Path of a paragraph, item or subitem of an article or of supplementary provisions, None where it has none."""
        if holder is None or (paragraph is None and item is None):
            return holder
        number = 1 if paragraph is None else paragraph
        if number not in self.paragraphs.get(holder, ()):
            return None
        path: str | None = f"{holder}/paragraph/{number}"
        for label in (item, subitem):
            if label is not None and path is not None:
                path = self.items.get(path, {}).get(label)
        return path

    def table(self, number: int | None) -> str | None:
        """Path of an appended table; a bare 別表 means the only one."""
        if number is None:
            return "appended-table/1" if len(self.tables) == 1 else None
        return f"appended-table/{self.tables.index(number) + 1}" if number in self.tables else None


def parts_of(instrument: Instrument) -> Parts:
    """Every part of an instrument that a reference can mean."""
    index = _Index()
    for article in instrument.of(Article):
        index.add(article_path(article.number), article.paragraphs)
    for position, provisions in enumerate(instrument.of(SupplementaryProvisions), start=1):
        holder = f"supplementary-provisions/{position}"
        index.add(holder, provisions.paragraphs)
        for article in provisions.articles:
            index.add(f"{holder}/{article_path(article.number)}", article.paragraphs)
    articles = tuple(article.number for article in instrument.of(Article))
    tables = tuple(table.number for table in instrument.of(AppendedTable))
    paths = {path for below in index.items.values() for path in below.values()}
    paths |= {f"{holder}/paragraph/{n}" for holder, numbers in index.paragraphs.items() for n in numbers}
    paths |= {f"appended-table/{n}" for n, _ in enumerate(tables, start=1)}
    return Parts(
        articles=articles,
        positions={number: position for position, number in reversed(list(enumerate(articles)))},
        paths=frozenset(paths),
        paragraphs=index.paragraphs,
        items=index.items,
        tables=tables,
        divisions=_divisions(instrument),
    )


def item_label(printed: str) -> str:
    """The number or letter of an item's mark, as a reference names it.

    >>> [item_label(mark) for mark in ("(2)", "⑵", "二", "イ", "(3)の2")]
    ['2', '2', '2', 'イ', '3の2']
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFKC", printed))
    try:
        return re.sub(NUMBER, lambda number: str(parse_number(number[0])), bare)
    except ValueError:
        return bare


@dataclass(slots=True)
class _Index:
    paragraphs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    items: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, holder: str, paragraphs: tuple[Paragraph, ...]) -> None:
        """The paragraphs of an article or of supplementary provisions; of a number that stands twice the first."""
        if holder in self.paragraphs:
            return
        self.paragraphs[holder] = tuple(paragraph.number for paragraph in paragraphs)
        for paragraph in paragraphs:
            self._items(f"{holder}/paragraph/{paragraph.number}", paragraph.items)

    def _items(self, path: str, items: tuple[Item, ...]) -> None:
        below = self.items.setdefault(path, {})
        for position, item in enumerate(items, start=1):
            own = f"{path}/item/{position}"
            below.setdefault(item_label(item.label.text), own)
            self._items(own, item.items)


def _divisions(instrument: Instrument) -> dict[str, tuple[tuple[int, ...], ...]]:
    """The articles of each 編, 章 and 節. A label that stands twice (節 of several 章) means none."""
    found: dict[str, tuple[tuple[int, ...], ...]] = {}
    for label, articles in _labelled(instrument):
        found[label] = () if label in found else articles
    return found


def _labelled(instrument: Instrument) -> Iterator[tuple[str, tuple[tuple[int, ...], ...]]]:
    ranks = "編章節款"
    nodes = [node for node in instrument.nodes if isinstance(node, Division | Article)]
    for index, node in enumerate(nodes):
        if isinstance(node, Division):
            label = item_label(node.label.text)
            articles: list[tuple[int, ...]] = []
            for after in nodes[index + 1 :]:
                if isinstance(after, Article):
                    articles.append(after.number)
                elif ranks.find(after.label.text.strip()[-1:]) <= ranks.find(node.label.text.strip()[-1:]):
                    break
            yield label, tuple(articles)
