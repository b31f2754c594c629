"""An instrument's lines as rows of the sheet 条文: wraps joined as the reader joined them, or just as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.drafting.writing import node_spans, passages
from kg.model.drafting import (
    AppendedTable,
    Article,
    ClosingFormula,
    FrontKind,
    FrontLine,
    Instrument,
    Item,
    Node,
    Paragraph,
    Preamble,
    Row,
    SignatureBlock,
    SigningDate,
    SupplementaryProvisions,
    Table,
)
from kg.model.text import Passage, SourceText, Span
from kg.reading.grid import CELL_LINE_END
from kg.reading.text_file import split_lines
from kg.reading.workbook.form import ARTICLE, TABLE_HEADING, TABLE_ROW
from kg.workbook.content import ProvisionRow

_OTHER = "その他"
_CAPTION, _PARAGRAPH, _ITEM, _SUPPLEMENTARY = "見出し", "項", "号", "附則"
_KINDS: dict[type, str] = {
    Preamble: "前文",
    SupplementaryProvisions: _SUPPLEMENTARY,
    ClosingFormula: "締結文",
    SigningDate: "日付",
    SignatureBlock: "署名",
}
_FRONT = {FrontKind.TITLE: "標題", FrontKind.DATE: "日付"}
_LINE_END = re.compile(r"[\r\n]")

Kinded = tuple[str, Passage]


def joined_rows(
    source: SourceText, nodes: Iterable[Node], tables: Mapping[str, Sequence[ProvisionRow]]
) -> list[ProvisionRow]:
    """The lines of the nodes as the reader put them together.

    ``tables`` are the rows that stand for appended tables, by their headings; others are written as printed.
    """
    rows: list[ProvisionRow] = []
    for node in nodes:
        heading = node.heading.text if isinstance(node, AppendedTable) else ""
        rows += tables[heading] if heading in tables else _lines(source.text, node)
    return rows


def printed_rows(source: SourceText, instrument: Instrument) -> list[ProvisionRow]:
    """The printed lines from the first to the last word of the instrument."""
    spans = node_spans(instrument.nodes)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    rows = []
    for line in split_lines(source.text, source.furniture):
        if first <= line.span.end and line.span.start < last:
            cells = line.cells if line.is_row else (Span(line.at, line.at + len(line.text)),)
            words = tuple(source.text[cell.start : cell.end].replace(CELL_LINE_END, "\n").strip(" ") for cell in cells)
            rows.append(ProvisionRow(kind=TABLE_ROW if line.is_row else "", cells=words))
    return rows


def _lines(source: str, node: Node) -> Iterator[ProvisionRow]:
    """The lines of a node; the rows of its tables cell by cell."""
    if isinstance(node, AppendedTable):
        yield from table_lines(source, node)
    else:
        yield from _lines_of(source, sorted(_kinded(node), key=lambda pair: pair[1].start))


def table_lines(source: str, table: AppendedTable) -> Iterator[ProvisionRow]:
    """An appended table line by line, its rows cell by cell."""
    yield from _lines_of(source, [(TABLE_HEADING, table.heading)] if table.heading else [])
    for child in table.children:
        if isinstance(child, Table):
            yield from (_cells(row) for row in child.rows)
        else:
            yield from text_lines(source, child)


def text_lines(source: str, child: object) -> Iterator[ProvisionRow]:
    """Running text of an appended table line by line."""
    found = sorted((passage for passage in passages(child) if passage), key=lambda words: words.start)
    yield from _lines_of(source, [(_OTHER, words) for words in found])


def _cells(row: Row) -> ProvisionRow:
    return ProvisionRow(kind=TABLE_ROW, cells=tuple(cell.text for cell in row.cells))


def _lines_of(source: str, kinded: Iterable[Kinded]) -> Iterator[ProvisionRow]:
    """Passages in order of place as lines: those that one printed line holds are one, with what divides them."""
    kind, words, end = "", "", None
    for found, passage in kinded:
        gap = source[end : passage.start] if end is not None and end <= passage.start else "\n"
        if words and not _LINE_END.search(gap):
            words += gap + passage.text
        else:
            if words:
                yield _row(kind, words)
            kind, words = found, passage.text
        end = passage.spans[-1].end if passage.spans else passage.start
    if words:
        yield _row(kind, words)


def _row(kind: str, words: str) -> ProvisionRow:
    cells = tuple(cell.strip(" ") for cell in words.split("\t"))
    return ProvisionRow(kind=TABLE_ROW if len(cells) > 1 else kind, cells=cells)


def _kinded(node: Node) -> Iterator[Kinded]:
    """The passages of a node with the kind of line that each begins."""
    match node:
        case Article():
            kind = ARTICLE if node.label.text.startswith("第") else _OTHER  # 要領 number theirs 1, 2, 3
            yield from _filled((_CAPTION, node.caption), (kind, node.label))
            for paragraph in node.paragraphs:
                yield from _paragraph(paragraph)
            yield from ((_OTHER, tag.words) for tag in node.history)
        case SupplementaryProvisions():
            yield from _filled((_SUPPLEMENTARY, node.heading))
            for paragraph in node.paragraphs:
                yield from _paragraph(paragraph)
            for article in node.articles:
                yield from _kinded(article)
        case FrontLine():
            yield _FRONT.get(node.kind, _OTHER), node.words
        case _:
            kind = _KINDS.get(type(node), _OTHER)
            yield from ((kind, passage) for passage in passages(node) if passage)


def _paragraph(paragraph: Paragraph) -> Iterator[Kinded]:
    yield from _filled((_CAPTION, paragraph.caption), (_PARAGRAPH, paragraph.label), (_PARAGRAPH, paragraph.words))
    for item in paragraph.items:
        yield from _item(item)


def _item(item: Item) -> Iterator[Kinded]:
    yield from _filled((_ITEM, item.label), (_ITEM, item.words))
    for inner in item.items:
        yield from _item(inner)


def _filled(*pairs: tuple[str, Passage | None]) -> Iterator[Kinded]:
    yield from ((kind, passage) for kind, passage in pairs if passage)
