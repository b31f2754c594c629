"""A drafted instrument as a tree of provisions, each with the instrument that gave it its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model.consolidation import Provision, ProvisionKind
from kg.model.drafting import (
    AppendedTable,
    Article,
    Division,
    FrontKind,
    FrontLine,
    Instrument,
    Item,
    LabelledText,
    Paragraph,
    Preamble,
    Row,
    SupplementaryProvisions,
    Table,
    TableHeading,
    TableText,
    Unparsed,
)
from kg.model.text import Passage
from kg.numerals import NUMBER, parse_number

_BRACKETS = "（(〔［[【）)〕］]】"
_ROW_NUMBER = re.compile(rf"[（(]?({NUMBER})[）)]?(?=[.．、\s　]|$)")
_CELLS = "\t"


def normal_number(label: str) -> str:
    """A printed number in normal form.

    >>> normal_number("（１）"), normal_number("第三条の２"), normal_number("(ア)"), normal_number("⑵")
    ('1', '3の2', 'ア', '2')
    """
    plain = unicodedata.normalize("NFKC", label).strip().strip(_BRACKETS + ".．").strip()
    if found := re.fullmatch(rf"第?({NUMBER})[編章節条項号]?((?:の{NUMBER})*)", plain):
        branches = [part for part in found[2].split("の") if part]
        return "の".join(str(parse_number(part)) for part in (found[1], *branches))
    return plain


def to_provisions(instrument: Instrument, *, title: str, key: str) -> Provision:
    """The text of an instrument, all of it in the words of the instrument ``key``.

    Dates, signatures and what stands before the title are no part of what an amendment can change, and are left out.
    """
    by = (key,)
    children = (child for node in instrument.nodes for child in _of_node(node, by))
    head = Provision(kind=ProvisionKind.TITLE, text=title, worded_by=by)
    return Provision(kind=ProvisionKind.INSTRUMENT, worded_by=by, children=(head, *children))


def table_provision(table: AppendedTable, *, key: str) -> Provision:
    """An appended table in the words of the instrument ``key``."""
    return _table(table, (key,))


def _of_node(node: object, by: tuple[str, ...]) -> Iterator[Provision]:
    match node:
        case FrontLine(kind=FrontKind.TITLE):
            return
        case Preamble():
            yield Provision(kind=ProvisionKind.PREAMBLE, text=node.words.text, worded_by=by)
        case Division():
            label = node.label.text
            yield Provision(
                kind=ProvisionKind.DIVISION,
                number=normal_number(label),
                label=label,
                text=node.words.text,
                worded_by=by,
            )
        case Article():
            yield _article(node, by)
        case SupplementaryProvisions():
            heading = node.heading.text if node.heading else ""
            below = (*_paragraphs(node.paragraphs, by), *(_article(article, by) for article in node.articles))
            yield Provision(kind=ProvisionKind.SUPPLEMENTARY, label=heading, worded_by=by, children=below)
        case AppendedTable():
            yield _table(node, by)
        case Unparsed():
            yield Provision(kind=ProvisionKind.LINE, text=node.words.text, worded_by=by)


def _article(article: Article, by: tuple[str, ...]) -> Provision:
    return Provision(
        kind=ProvisionKind.ARTICLE,
        number="の".join(map(str, article.number)),
        label=article.label.text,
        caption=article.caption.text if article.caption else "",
        worded_by=by,
        children=_paragraphs(article.paragraphs, by),
    )


def _paragraphs(paragraphs: Iterable[Paragraph], by: tuple[str, ...]) -> tuple[Provision, ...]:
    return tuple(
        Provision(
            kind=ProvisionKind.PARAGRAPH,
            number=str(paragraph.number),
            label=_text(paragraph.label),
            caption=_text(paragraph.caption),
            text=paragraph.words.text,
            worded_by=by,
            children=_items(paragraph.items, by),
        )
        for paragraph in paragraphs
    )


def _items(items: Iterable[Item], by: tuple[str, ...]) -> tuple[Provision, ...]:
    return tuple(
        Provision(
            kind=ProvisionKind.ITEM,
            number=normal_number(item.label.text),
            label=item.label.text.strip(),
            text=item.words.text,
            worded_by=by,
            children=_items(item.items, by),
        )
        for item in items
    )


def _text(words: Passage | None) -> str:
    return words.text.strip() if words else ""


def _table(table: AppendedTable, by: tuple[str, ...]) -> Provision:
    flat = [(level, child) for part in table.children for level, child in _table_parts(part, by)]
    return Provision(
        kind=ProvisionKind.TABLE,
        number=str(table.number or ""),
        label=table.heading.text,
        worded_by=by,
        children=_nested(flat),
    )


def _table_parts(part: object, by: tuple[str, ...]) -> Iterator[tuple[int | None, Provision]]:
    """The parts of a table with the level of its headings; None for what stands below the heading before it."""
    match part:
        case TableHeading():
            label = part.label.text.strip()
            number = normal_number(label)
            yield (
                part.level,
                Provision(kind=ProvisionKind.HEADING, number=number, label=label, text=part.words.text, worded_by=by),
            )
        case Table():
            yield from ((None, _row(row, by)) for row in part.rows)
        case LabelledText():
            text = f"{part.label.text} {part.words.text}".strip()
            mark = _text(part.mark)
            items = _items(part.items, by)
            yield (
                None,
                Provision(
                    kind=ProvisionKind.LINE,
                    number=normal_number(mark),
                    label=mark,
                    text=text,
                    worded_by=by,
                    children=items,
                ),
            )
        case TableText() | Unparsed():
            yield None, Provision(kind=ProvisionKind.LINE, text=part.words.text, worded_by=by)


def _row(row: Row, by: tuple[str, ...]) -> Provision:
    cells = [cell.text for cell in row.cells]
    found = _ROW_NUMBER.match(unicodedata.normalize("NFKC", cells[0])) if cells else None
    number = str(parse_number(found[1])) if found else ""
    return Provision(kind=ProvisionKind.ROW, number=number, text=_CELLS.join(cells), worded_by=by)


def _nested(flat: list[tuple[int | None, Provision]]) -> tuple[Provision, ...]:
    """Headings with what stands below them, down to the next heading of the same level or a wider one."""
    found: list[Provision] = []
    index = 0
    while index < len(flat):
        own, part = flat[index]
        end = index + 1
        if own is not None:
            while end < len(flat) and ((under := flat[end][0]) is None or under > own):
                end += 1
            part = replace(part, children=_nested(flat[index + 1 : end]))
        found.append(part)
        index = end
    return tuple(found)
