"""A workbook to text: the lines of the sheet 条文, and below each line of 別表 the rows of the sheet 取組.

Where the sheet 条文 is empty, title and preamble are written from the sheet 協定. The text is read like that of any
other document; every stretch of it knows the cell it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.formats import XLSX
from kg.model.text import CellPlace, Diagnostic, Severity, Span, StatedFact
from kg.reading.extraction import Extraction
from kg.reading.grid import CELL_LINE_END
from kg.reading.office_package import Package
from kg.reading.workbook.agreement_sheet import read_agreement_sheet
from kg.reading.workbook.cells import Sheet, open_sheets
from kg.reading.workbook.columns import headings_of, report_hidden
from kg.reading.workbook.composing import composed_front
from kg.reading.workbook.findings import Finding, Findings
from kg.reading.workbook.form import (
    AGREEMENT,
    CHOICES,
    CONTENT,
    EXPLANATION,
    INITIATIVE,
    INITIATIVES,
    LINE_KIND,
    NAME,
    PARTY,
    PROVISIONS,
    READ,
    TABLE_HEADING,
    WORDS,
)
from kg.reading.workbook.initiatives import InitiativeRows, read_initiatives, report_strange_bearers
from kg.reading.workbook.provisions import Block, Piece, read_provisions

#: The headings that tell what a sheet is.
_HEADINGS = {PROVISIONS: {LINE_KIND, WORDS}, INITIATIVES: {NAME, CONTENT}}


def read_workbook(data: bytes, *, name: str) -> Extraction:
    """The text of a workbook, what its sheet 協定 says, and where everything stands.

    Raises SourceError where the file is damaged or too large, or has anything that must be put right: every fault at
    once, each with its cell.
    """
    package = Package(data, name=name, kind="XLSX", program="Excel")
    findings = Findings()
    sheets = _sheets(open_sheets(package, data), package, findings)
    for sheet in sheets.values():
        report_hidden(sheet, findings)
    facts = read_agreement_sheet(sheets[AGREEMENT], findings)
    blocks = read_provisions(sheets[PROVISIONS], findings) if PROVISIONS in sheets else ()
    rows = read_initiatives(sheets[INITIATIVES], findings) if INITIATIVES in sheets else InitiativeRows()
    parties = list(dict.fromkeys(fact.of for fact in facts if fact.key == PARTY and fact.of))
    report_strange_bearers(rows, parties, findings)
    if not blocks and not findings.faults:
        blocks = composed_front(facts, has_table=bool(rows.rows), findings=findings)
    blocks = tuple(_with_tables(blocks, rows, findings))
    findings.refuse(name)
    text, cells = _written(blocks)
    names = (row.pieces[NAME] for row in rows.rows)
    facts += tuple(StatedFact(key=INITIATIVE, value=name.words, cell=name.cell) for name in names)
    return Extraction(
        text=text, media_type=XLSX.media_type, notes=tuple(map(_note, findings.notes)), cells=cells, facts=facts
    )


def _sheets(found: Sequence[Sheet], package: Package, findings: Findings) -> dict[str, Sheet]:
    """The sheets that are read, by name. Raises SourceError where those that must be there are not."""
    sheets = {sheet.name.strip(): sheet for sheet in found}
    names = "、".join(sheets)
    for needed in ((AGREEMENT,), (PROVISIONS, INITIATIVES)):
        if not any(name in sheets for name in needed):
            raise package.refused(
                f"the sheet {' or '.join(needed)} is missing, expected sheets named {', '.join(READ)}; found {names}; "
                "give the sheet its name back, or begin with a fresh template (renkei workbook template)",
                f"「{'」または「'.join(needed)}」という名前のシートがありません（あるシート: {names}）。"
                f"シートの名前（{'・'.join(READ)}）を元に戻すか、新しいひな形から始めてください",
            )
    for name, sheet in sheets.items():
        if name not in {*READ, EXPLANATION, CHOICES} and sheet.rows:
            _report_unread(sheet, sheets, findings)
    return {name: sheets[name] for name in READ if name in sheets}


def _report_unread(sheet: Sheet, sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """A sheet by another name: a fault where it has the headings of one that is missing, as renamed ones have."""
    headings = headings_of(sheet)
    for name, expected in _HEADINGS.items():
        if name not in sheets and expected <= headings:
            findings.fault(
                sheet.name,
                f"the sheet has the headings of {name}, which is missing, expected it to be named so",
                f"{name}シートの見出しがありますが、名前が違います。シートの名前を「{name}」に戻してください",
            )
            return
    findings.note(
        sheet.name,
        f"the sheet was not read; those that are read are {', '.join(READ)}",
        f"読み取りの対象ではないシートです（対象は {'・'.join(READ)}）",
    )


def _with_tables(blocks: Sequence[Block], rows: InitiativeRows, findings: Findings) -> Iterator[Block]:
    """The blocks, with the rows of the initiatives below the headings of their appended tables."""
    tables = rows.tables()
    headings = [block for block in blocks if block.is_table]
    if "" in tables and len(headings) == 1 and headings[0].words not in tables:
        tables[headings[0].words] = tables.pop("")
    named = {block.words: block.pieces[0].cell for block in headings}
    for row in rows.rows:
        name = "".join(row.table.words.split())
        if name not in named and not (not name and len(headings) == 1):
            known = "、".join(block.pieces[0].words for block in headings) or "（なし）"
            findings.fault(
                row.table.cell,
                f"found {row.table.words or 'nothing'}, expected a row {TABLE_HEADING} of {PROVISIONS}: {known}",
                f"「{row.table.words}」は{PROVISIONS}シートの「{TABLE_HEADING}」の行にありません（あるのは: {known}）",
            )
    for block in blocks:
        yield block
        if block.is_table:
            yield from tables.pop(block.words, ())


def _written(blocks: Sequence[Block]) -> tuple[str, tuple[CellPlace, ...]]:
    """The text of the blocks, and in which cell each stretch stands."""
    pieces: list[str] = []
    cells: list[CellPlace] = []
    position = 0

    def write(piece: Piece, words: str) -> None:
        nonlocal position
        if words and piece.cell:
            cells.append(CellPlace(Span(position, position + len(words)), piece.cell))
        pieces.append(words)
        position += len(words)

    for block in blocks:
        for index, piece in enumerate(block.pieces):
            if index and block.is_row:
                pieces.append("\t")
                position += 1
            write(piece, piece.words.replace("\n", CELL_LINE_END if block.is_row else "\n"))
        pieces.append("\n")
        position += 1
    return "".join(pieces), tuple(cells)


def _note(finding: Finding) -> Diagnostic:
    return Diagnostic(
        code="workbook-cell",
        severity=Severity.INFO,
        span=Span(0, 0),
        message=f"{finding.cell}: {finding.message}",
        message_ja=f"{finding.cell}: {finding.message_ja}",
    )
