"""The sheet 取組: an initiative to a row, its roles a column each. It makes one table for each appended table.

The headings of the sheet are the labels of the table's columns, so the rows are read like a table of the document that
has its policy headings in columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.reading.workbook.cells import Cell, Merged, Sheet, words_of
from kg.reading.workbook.columns import Columns, columns_of, filled_rows
from kg.reading.workbook.findings import Findings
from kg.reading.workbook.form import AGREEMENT, CONTENT, DESIGNATIONS, FIELD, FIELDS, NAME, NUMBER, ROLE_ENDING, TABLE
from kg.reading.workbook.provisions import Block, Piece

_NUMBERED_FIELD = re.compile(rf"{FIELD}\W*[0-9]+\W*")
_KNOWN = {TABLE, NUMBER, *FIELDS, NAME, CONTENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow:
    """A row: which appended table it is of, with the cell that says so, and its words by the headings."""

    table: Piece
    pieces: dict[str, Piece]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRows:
    """The rows of the sheet and the cells of its headings, in the order of the columns."""

    headings: tuple[Piece, ...] = ()
    rows: tuple[InitiativeRow, ...] = ()

    def tables(self) -> dict[str, tuple[Block, ...]]:
        """The rows of each appended table as blocks, header first, by what the sheet calls it (without white space)."""
        names = list(dict.fromkeys("".join(row.table.words.split()) for row in self.rows))
        return {name: tuple(self._blocks(name)) for name in names}

    def _blocks(self, name: str) -> Iterator[Block]:
        rows = [row for row in self.rows if "".join(row.table.words.split()) == name]
        used = [
            heading
            for heading in self.headings
            if heading.words == NAME or any(row.pieces[heading.words].words for row in rows)
        ]
        yield Block(tuple(used), is_row=True)
        for row in rows:
            yield Block(tuple(row.pieces[heading.words] for heading in used), is_row=True)


def read_initiatives(sheet: Sheet, findings: Findings) -> InitiativeRows:
    """The rows of the sheet."""
    columns = columns_of(sheet, (NAME, CONTENT), findings)
    if NAME not in columns or CONTENT not in columns:
        return InitiativeRows()
    _report_strange_fields(sheet, columns, findings)
    merged = _fill_merged(sheet, columns, findings)
    headings = tuple(Piece(sheet.place(1, column), heading) for heading, column in columns.items() if heading != TABLE)
    rows = []
    for row, cells in filled_rows(sheet):
        whole = {**{column: merged[row, column] for column in columns.values() if (row, column) in merged}, **cells}
        rows.append(_row(sheet, row, whole, columns, findings))
    _report_repeated(rows, findings)
    return InitiativeRows(headings=headings, rows=tuple(rows))


def _report_strange_fields(sheet: Sheet, columns: Columns, findings: Findings) -> None:
    """Columns such as 政策分野(1) would be read as one of the further columns that the document has."""
    for heading, column in columns.items():
        words = unicodedata.normalize("NFKC", heading)
        if _NUMBERED_FIELD.fullmatch(words) and words not in FIELDS:
            findings.fault(
                sheet.place(1, column),
                f"found the heading {heading}, expected {' or '.join(FIELDS)}",
                f"見出し「{heading}」はありません（{'、'.join(FIELDS)} のどれかにしてください）",
            )


def report_strange_bearers(rows: InitiativeRows, parties: Sequence[str], findings: Findings) -> None:
    """Columns for the role of a 甲, 乙 … that the sheet 協定 does not name are faults."""
    for heading in rows.headings:
        bearers = [letter for letter in heading.words.removesuffix(ROLE_ENDING) if letter in DESIGNATIONS]
        if not heading.words.endswith(ROLE_ENDING) or not parties:
            continue
        for bearer in bearers:
            if bearer not in parties:
                findings.fault(
                    heading.cell,
                    f"found a role of {bearer}, which {AGREEMENT} does not name; expected {', '.join(parties)}",
                    f"「{bearer}」は{AGREEMENT}シートにありません（あるのは「{'」「'.join(parties)}」）。"
                    f"{AGREEMENT}シートに「{bearer}」の行を足すか、見出しを直してください",
                )


def _row(sheet: Sheet, row: int, cells: dict[int, Cell], columns: Columns, findings: Findings) -> InitiativeRow:
    for column, cell in cells.items():
        if column not in columns.values():
            findings.fault(
                cell.name,
                "found words in a column without a heading, expected a heading in row 1",
                "見出しのない列に書かれています。1行目に見出しを入れるか、消してください",
            )
    pieces = {
        heading: Piece(sheet.place(row, column), words_of(cells.get(column), findings))
        for heading, column in columns.items()
    }
    name = pieces[NAME]
    if not name.words:
        findings.fault(
            name.cell,
            "the name of the initiative is missing, expected one in each row",
            "取組の名称がありません。1行に1つ書いてください",
        )
    elif not any(piece.words for heading, piece in pieces.items() if heading == CONTENT or heading not in _KNOWN):
        findings.fault(
            pieces[CONTENT].cell,
            f"the initiative {name.words} has neither content nor roles, expected either",
            f"取組「{name.words}」に内容も役割もありません。どちらかを書いてください",
        )
    table = pieces.pop(TABLE, Piece(f"{sheet.name}!{row}:{row}", ""))
    return InitiativeRow(table=table, pieces=pieces)


def _fill_merged(sheet: Sheet, columns: Columns, findings: Findings) -> dict[tuple[int, int], Cell]:
    """The cells of merged headings, which hold for every row that they cover; other merged cells are faults."""
    names = {column: heading for heading, column in columns.items()}
    found: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged:
        cell = sheet.cell(area.rows[0], area.columns[0])
        if cell is None or area.rows[0] == area.rows[1] == 1:
            continue
        if area.columns[0] == area.columns[1] and names.get(area.columns[0]) in {TABLE, *FIELDS}:
            for row in range(area.rows[0] + 1, area.rows[1] + 1):
                found[row, area.columns[0]] = replace(cell, row=row)
            findings.note(
                area.name,
                "merged cells: their words were read for each row",
                "結合されたセルです。各行に同じ内容があるものとして読みました",
            )
        else:
            _report_merged(area, findings)
    return found


def _report_merged(area: Merged, findings: Findings) -> None:
    findings.fault(
        area.name,
        f"found merged cells, expected one cell for each row and column (only {TABLE} and {FIELDS[0]} … may be merged)",
        f"セルが結合されています。結合を解除し、1行に1つの取組を書いてください（結合してよいのは「{TABLE}」「{FIELDS[0]}」…だけです）",
    )


def _report_repeated(rows: list[InitiativeRow], findings: Findings) -> None:
    """Rows that say the same: the second is most likely a copy that was to be changed."""
    seen: dict[tuple[str, ...], Piece] = {}
    for row in rows:
        words = (row.table.words, *(piece.words for piece in row.pieces.values()))
        name = row.pieces[NAME]
        if words in seen:
            findings.fault(
                name.cell,
                f"found the row of {seen[words].cell} again, expected each initiative once",
                f"{seen[words].cell} の行と全く同じです。取組は1行ずつにしてください",
            )
        seen.setdefault(words, name)
