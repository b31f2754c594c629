"""条, 項, 号, 附則, 別表: the drafting tree in the graph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg.drafting.captions import shared_captions
from kg.drafting.writing import passages
from kg.graph.literals import integer, japanese, stated, string
from kg.graph.scope import Scope
from kg.identifiers import article_number, article_path
from kg.model.drafting import AppendedTable, Article, Instrument, Item, Paragraph, SupplementaryProvisions
from kg.model.text import Passage
from kg.vocabulary import RDF, RDFS, RENKEI

_OPENING = "（(〔［[【"
_CLOSING = "）)〕］]】"


def without_brackets(text: str) -> str:
    """A caption or label without the pair of brackets around it.

    >>> without_brackets("（事務（特別））"), without_brackets("(疑義の解決)"), without_brackets("目的")
    ('事務（特別）', '疑義の解決', '目的')
    """
    text = text.strip()
    if len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING:
        return text[1:-1].strip()
    return text


def item_number(label: str) -> str:
    """The number of an item from its printed label.

    >>> item_number("（１）"), item_number("イ")
    ('1', 'イ')
    """
    return without_brackets(unicodedata.normalize("NFKC", label))


def paragraphs_text(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs and items, one a line, each after its printed label."""
    return "\n".join(line for paragraph in paragraphs for line in _paragraph_lines(paragraph))


def supplementary_paragraphs(provisions: SupplementaryProvisions) -> tuple[Paragraph, ...]:
    """All paragraphs of supplementary provisions, those of their articles after the others."""
    below = (paragraph for article in provisions.articles for paragraph in article.paragraphs)
    return (*provisions.paragraphs, *below)


def _paragraph_lines(paragraph: Paragraph) -> Iterator[str]:
    yield _labelled(paragraph.label, paragraph.words)
    yield from _item_lines(paragraph.items)


def _item_lines(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        yield _labelled(item.label, item.words)
        yield from _item_lines(item.items)


def _labelled(label: Passage | None, words: Passage) -> str:
    return f"{label.text.strip()} {words.text}" if label else words.text


def instrument_triples(scope: Scope, tree: Instrument) -> Iterator[Triple]:
    """Every article, supplementary provision and appended table of the instrument, linked from the agreement."""
    shared = shared_captions(tree)
    for position, article in enumerate(tree.of(Article), start=1):
        yield from _article_triples(scope, article, position, shared.get(article.number))
    for position, provisions in enumerate(tree.of(SupplementaryProvisions), start=1):
        yield from _supplementary_triples(scope, provisions, position)
    numbers = {article.number for article in tree.of(Article)}
    for position, table in enumerate(tree.of(AppendedTable), start=1):
        yield from _table_triples(scope, table, position, numbers)


def _article_triples(scope: Scope, article: Article, position: int, shared: Passage | None) -> Iterator[Triple]:
    """The article; without a caption of its own it has the one it shares with the article before it."""
    path = article_path(article.number)
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["article"], node)
    yield Triple(node, RDF["type"], RENKEI["Article"])
    yield Triple(node, RENKEI["number"], string(article_number(article.number)))
    yield Triple(node, RENKEI["position"], integer(position))
    if caption := article.caption or shared:
        yield from stated(node, RENKEI["caption"], japanese(without_brackets(caption.text)))
    yield from stated(node, RENKEI["text"], japanese(paragraphs_text(article.paragraphs)))
    heading = [passage for passage in (article.caption, article.label) if passage]
    yield from scope.spans(node, [*heading, *_paragraph_passages(article.paragraphs)])
    yield from _paragraphs_triples(scope, node, path, article.paragraphs)


def _supplementary_triples(scope: Scope, provisions: SupplementaryProvisions, position: int) -> Iterator[Triple]:
    path = f"supplementary-provisions/{position}"
    node = scope.part(path)
    yield Triple(scope.agreement, RENKEI["supplementaryProvisions"], node)
    yield Triple(node, RDF["type"], RENKEI["SupplementaryProvisions"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RENKEI["text"], japanese(paragraphs_text(supplementary_paragraphs(provisions))))
    yield from scope.spans(node, passages(provisions))
    yield from _paragraphs_triples(scope, node, path, provisions.paragraphs)
    first = len(provisions.paragraphs) + 1
    for article in provisions.articles:  # provisions divided into articles of their own count on through them
        below = f"{path}/{article_path(article.number)}"
        yield from _paragraphs_triples(scope, node, below, article.paragraphs, first=first)
        first += len(article.paragraphs)


def _table_triples(
    scope: Scope, table: AppendedTable, position: int, numbers: set[tuple[int, ...]]
) -> Iterator[Triple]:
    """The table; 第N条関係 becomes a link where the instrument has that article."""
    node = scope.part(f"appended-table/{position}")
    yield Triple(scope.agreement, RENKEI["appendedTable"], node)
    yield Triple(node, RDF["type"], RENKEI["AppendedTable"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RDFS["label"], japanese(table.heading.text))
    if table.related in numbers and table.related:
        yield Triple(node, RENKEI["relatedArticle"], scope.part(article_path(table.related)))
    yield from scope.spans(node, (table.heading,))


def _paragraph_passages(paragraphs: Iterable[Paragraph]) -> Iterator[Passage]:
    for paragraph in paragraphs:
        if paragraph.label:
            yield paragraph.label
        yield paragraph.words
        yield from _item_passages(paragraph.items)


def _item_passages(items: Iterable[Item]) -> Iterator[Passage]:
    for item in items:
        yield from (item.label, item.words)
        yield from _item_passages(item.items)


def _paragraphs_triples(
    scope: Scope, parent: NamedNode, parent_path: str, paragraphs: Iterable[Paragraph], *, first: int = 1
) -> Iterator[Triple]:
    """The paragraphs below a node; their positions count from ``first``."""
    for position, paragraph in enumerate(paragraphs, start=first):
        path = f"{parent_path}/paragraph/{paragraph.number}"
        node = scope.part(path)
        yield Triple(parent, RENKEI["paragraph"], node)
        yield Triple(node, RDF["type"], RENKEI["Paragraph"])
        yield Triple(node, RENKEI["number"], string(str(paragraph.number)))
        yield Triple(node, RENKEI["position"], integer(position))
        yield from stated(node, RENKEI["text"], japanese(paragraph.words.text))
        yield from scope.spans(node, _paragraph_passages([paragraph]))
        yield from _items_triples(scope, node, path, paragraph.items)


def _items_triples(scope: Scope, parent: NamedNode, parent_path: str, items: Iterable[Item]) -> Iterator[Triple]:
    for position, item in enumerate(items, start=1):
        path = f"{parent_path}/item/{position}"
        node = scope.part(path)
        yield Triple(parent, RENKEI["item"], node)
        yield Triple(node, RDF["type"], RENKEI["Item"])
        yield from stated(node, RENKEI["number"], string(item_number(item.label.text)))
        yield Triple(node, RENKEI["position"], integer(position))
        yield from stated(node, RENKEI["text"], japanese(item.words.text))
        yield from scope.spans(node, _item_passages([item]))
        yield from _items_triples(scope, node, path, item.items)
