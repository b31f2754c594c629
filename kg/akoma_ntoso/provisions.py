"""条・項・号・附則・章・改め文: provisions as the hierarchy of Akoma Ntoso, each writer beside its reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.akoma_ntoso.blocks import read_among_provisions, write_among_provisions
from kg.akoma_ntoso.elements import Element, child, children, make, note, noted, the_child
from kg.akoma_ntoso.numbering import article_eid
from kg.akoma_ntoso.words import Words, read_words
from kg.drafting.writing import node_spans
from kg.errors import InputError
from kg.identifiers import article_number
from kg.model.drafting import (
    AmendingClause,
    Article,
    HistoryTag,
    Item,
    Paragraph,
    SupplementaryProvisions,
)
from kg.model.text import Passage

SUPPLEMENTARY = "supplementaryProvisions"
AMENDING = "amendingClause"
_ADDED = "added"


def write_named(name: str, passage: Passage | None, words: Words) -> list[Element]:
    """A ``num`` or ``heading``, where there is one."""
    return [] if passage is None else [words.into(make(name), passage)]


def write_titles(num: Passage | None, heading: Passage | None, words: Words) -> list[Element]:
    """``num`` and ``heading`` as printed: （目的） above 第1条, or 第1条（目的）."""
    titles = [*write_named("num", num, words), *write_named("heading", heading, words)]
    return titles[::-1] if num and heading and heading.start < num.start else titles


def read_named(element: Element, name: str) -> Passage | None:
    """The words of a ``num`` or ``heading``, None where there is none."""
    found = child(element, name)
    return None if found is None else read_words(found)


def read_number(element: Element) -> Passage:
    """The words of a ``num`` that has to be there. Raises InputError."""
    return read_words(the_child(element, "num"))


def write_article(article: Article, words: Words, *, above: str = "") -> Element:
    """An article; a tag between its paragraphs keeps its place."""
    eid = words.give(above + article_eid(article.number))
    through = article_number(article.through) if article.through else None
    element = make("article", eId=eid)
    note(element, number=article_number(article.number), through=through)
    element.extend(write_titles(article.label, article.caption, words))
    parts: list[Paragraph | HistoryTag] = [*article.paragraphs, *article.history]
    for part in sorted(parts, key=_place):
        if isinstance(part, HistoryTag):
            element.append(write_among_provisions(part, words))
        else:
            element.append(write_paragraph(part, eid, words))
    return element


def _place(node: Paragraph | HistoryTag) -> int:
    """Where a node begins in the source; a paragraph without words is the first."""
    return min((span.start for span in node_spans(node)), default=-1)


def read_article(element: Element) -> Article:
    through = noted(element, "through")
    return Article(
        number=_number(element, noted(element, "number")),
        label=read_number(element),
        caption=read_named(element, "heading"),
        paragraphs=_read_paragraphs(element),
        history=tuple(_history(element)),
        through=_number(element, through) if through else None,
    )


def _number(element: Element, printed: str | None) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in (printed or "").split("の"))
    except ValueError as error:
        raise InputError(
            f"line {element.sourceline}: found {printed!r} as the number of an article, expected 3 or 3の2",
            f"{element.sourceline} 行目: 条番号が {printed!r} です。3 や 3の2 の形で書いてください",
        ) from error


def _history(element: Element) -> Iterator[HistoryTag]:
    for tag in children(element, "hcontainer"):
        node = read_among_provisions(tag)
        if isinstance(node, HistoryTag):
            yield node


def write_paragraph(paragraph: Paragraph, above: str, words: Words) -> Element:
    """A paragraph, with its items as a list."""
    eid = words.give(f"{above}__para_{paragraph.number}")
    element = note(make("paragraph", eId=eid), number=str(paragraph.number))
    element.extend(write_titles(paragraph.label, paragraph.caption, words))
    element.extend(write_content(paragraph.words, paragraph.items, eid, words))
    return element


def _read_paragraphs(element: Element) -> tuple[Paragraph, ...]:
    return tuple(_read_paragraph(part) for part in children(element, "paragraph"))


def _read_paragraph(element: Element) -> Paragraph:
    words, items = read_content(element)
    return Paragraph(
        number=int(noted(element, "number") or ""),
        label=read_named(element, "num"),
        words=words,
        items=items,
        caption=read_named(element, "heading"),
    )


def write_content(passage: Passage, items: Sequence[Item], above: str, words: Words) -> Iterator[Element]:
    """The words of a provision: ``content``, or with items ``intro`` and a ``list``."""
    if not items:
        yield make("content", words.paragraph(passage), eId=f"{above}__content")
        return
    yield make("intro", words.paragraph(passage), eId=f"{above}__intro")
    eid = f"{above}__list_1"
    points = [
        _write_item(item, words.give(f"{eid}__point_{position}"), words) for position, item in enumerate(items, start=1)
    ]
    yield make("list", *points, eId=words.give(eid))


def read_content(element: Element) -> tuple[Passage, tuple[Item, ...]]:
    """The words of a provision and its items. Raises InputError where it has none."""
    content = child(element, "content")
    if content is not None:
        return read_words(the_child(content, "p")), ()
    words = read_words(the_child(the_child(element, "intro"), "p"))
    return words, tuple(_read_item(point) for point in children(the_child(element, "list"), "point"))


def _write_item(item: Item, eid: str, words: Words) -> Element:
    point = make("point", words.into(make("num"), item.label), eId=eid)
    point.extend(write_content(item.words, item.items, eid, words))
    return point


def _read_item(element: Element) -> Item:
    words, items = read_content(element)
    return Item(read_number(element), words, items)


def write_supplementary(provisions: SupplementaryProvisions, position: int, words: Words) -> Element:
    """附則."""
    eid = words.give(f"supp_{position}")
    element = make("hcontainer", *write_named("heading", provisions.heading, words), name=SUPPLEMENTARY, eId=eid)
    element.extend(write_paragraph(paragraph, eid, words) for paragraph in provisions.paragraphs)
    element.extend(write_article(article, words, above=f"{eid}__") for article in provisions.articles)
    return element


def read_supplementary(element: Element) -> SupplementaryProvisions:
    articles = tuple(read_article(part) for part in children(element, "article"))
    return SupplementaryProvisions(read_named(element, "heading"), _read_paragraphs(element), articles)


def write_amending(clause: AmendingClause, words: Words) -> Element:
    """改め文, with the lines it adds."""
    eid = words.number("hcontainer")
    content = make("content", words.paragraph(clause.words), eId=f"{eid}__content")
    content.extend(words.into(make("block", name=_ADDED), line) for line in clause.added)
    return make("hcontainer", *write_named("num", clause.label, words), content, name=AMENDING, eId=eid)


def read_amending(element: Element) -> AmendingClause:
    content = the_child(element, "content")
    added = tuple(read_words(line) for line in children(content, "block"))
    return AmendingClause(read_named(element, "num"), read_words(the_child(content, "p")), added)
