"""別表: an appended table, with its headings nested as their levels are and its tables as tables."""

from __future__ import annotations

from collections.abc import Iterator

from kg.akoma_ntoso.blocks import is_block_among_provisions, read_among_provisions, write_among_provisions
from kg.akoma_ntoso.elements import Element, child, children, make, note, noted, the_child
from kg.akoma_ntoso.provisions import read_content, read_named, read_number, write_content, write_titles
from kg.akoma_ntoso.words import Words, read_words
from kg.errors import InputError
from kg.identifiers import article_number
from kg.model.drafting import (
    AppendedTable,
    LabelledText,
    Row,
    Table,
    TableHeading,
    TableText,
    TableTextKind,
    Unparsed,
)
from kg.model.text import Passage

APPENDED = "appendedTable"
_HEADING = "tableHeading"
_TABLE = "table"
_LABELLED = "labelledText"
_TEXT = "tableText"

Child = TableHeading | Table | LabelledText | TableText | Unparsed


def note_table(element: Element, table: AppendedTable) -> Element:
    """The element with the table's number and the article it belongs to."""
    number = None if table.number is None else str(table.number)
    return note(element, number=number, article=None if table.related is None else article_number(table.related))


def read_table(element: Element, holder: Element) -> AppendedTable:
    """The table whose heading stands in ``element`` and whose content in ``holder``."""
    number, article = noted(element, "number"), noted(element, "article")
    return AppendedTable(
        heading=read_words(the_child(element, "heading")),
        number=int(number) if number else None,
        related=tuple(int(part) for part in article.split("の")) if article else None,
        children=tuple(_read_children(holder)),
    )


def write_children(holder: Element, table: AppendedTable, words: Words) -> None:
    """Put the content of a table below an element, each heading around what stands under it."""
    open_: list[tuple[int, Element]] = []
    for part in table.children:
        if isinstance(part, TableHeading):
            while open_ and open_[-1][0] >= part.level:
                open_.pop()
        element = _write_child(part, words)
        (open_[-1][1] if open_ else holder).append(element)
        if isinstance(part, TableHeading):
            open_.append((part.level, element))


def _read_children(holder: Element) -> Iterator[Child]:
    for element in children(holder, "hcontainer"):
        yield _read_child(element)
        if element.get("name") == _HEADING:
            yield from _read_children(element)


def _write_child(part: Child, words: Words) -> Element:
    if isinstance(part, Unparsed):
        return write_among_provisions(part, words)
    eid = words.number("hcontainer")
    if isinstance(part, TableHeading):
        heading = write_titles(part.label, part.words, words)
        return note(make("hcontainer", *heading, name=_HEADING, eId=eid), level=str(part.level))
    if isinstance(part, LabelledText):
        labels = write_titles(part.mark, part.label, words)
        content = write_content(part.words, part.items, eid, words)
        return make("hcontainer", *labels, *content, name=_LABELLED, eId=eid)
    if isinstance(part, TableText):
        line = make("content", words.paragraph(part.words), eId=f"{eid}__content")
        return make("hcontainer", line, name=_TEXT, class_=part.kind.value, eId=eid)
    return make("hcontainer", make("content", _write_rows(part, words), eId=f"{eid}__content"), name=_TABLE, eId=eid)


def _read_child(element: Element) -> Child:
    name = element.get("name")
    if is_block_among_provisions(element):
        node = read_among_provisions(element)
        if isinstance(node, Unparsed):
            return node
    if name == _HEADING:
        heading = read_words(the_child(element, "heading"))
        return TableHeading(int(noted(element, "level") or ""), read_number(element), heading)
    if name == _LABELLED:
        words, items = read_content(element)
        label = read_words(the_child(element, "heading"))
        return LabelledText(read_named(element, "num"), label, words, items)
    if name == _TEXT:
        words, _ = read_content(element)
        return TableText(TableTextKind(element.get("class", "")), words)
    if name == _TABLE:
        return _read_rows(the_child(the_child(element, "content"), "table"))
    raise InputError(
        f"line {element.sourceline}: found an hcontainer named {name!r} in an appended table",
        f"{element.sourceline} 行目: 別表の中の hcontainer の名前が {name!r} です",
    )


def _write_rows(table: Table, words: Words) -> Element:
    rows = [make("tr", *(_write_cell(cell, words) for cell in row.cells)) for row in table.rows]
    return make("table", *rows, eId=words.number("table"))


def _write_cell(cell: Passage, words: Words) -> Element:
    return make("td", words.paragraph(cell))


def _read_rows(element: Element) -> Table:
    return Table(tuple(Row(tuple(_cells(row))) for row in children(element, "tr")))


def _cells(row: Element) -> Iterator[Passage]:
    for cell in children(row, "td", "th"):
        paragraph = child(cell, "p")
        yield Passage(()) if paragraph is None else read_words(paragraph)
