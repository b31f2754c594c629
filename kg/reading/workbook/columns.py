"""The headings of a sheet: which column holds what, and whether the sheet has the form it should have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.reading.workbook.cells import Cell, Sheet, words_of
from kg.reading.workbook.findings import Findings
from kg.reading.workbook.form import EXAMPLE

Columns = dict[str, int]


def columns_of(sheet: Sheet, expected: Sequence[str], findings: Findings) -> Columns:
    """The columns of a sheet by the headings in its first row; ``expected`` ones that lack are faults."""
    columns: Columns = {}
    for cell in _cells_of(sheet, 1):
        heading = "".join(words_of(cell, findings).split())
        if heading in columns:
            before = sheet.place(1, columns[heading])
            findings.fault(
                cell.name,
                f"found the heading {heading} again, which {before} has, expected each heading once",
                f"見出し「{heading}」が {before} と重なっています。見出しは1つずつにしてください",
            )
        elif heading:
            columns[heading] = cell.column
    for heading in expected:
        if heading not in columns:
            findings.fault(
                f"{sheet.name}!1:1",
                f"the heading {heading} is missing from the first row, expected {', '.join(expected)}",
                f"1行目に見出し「{heading}」がありません（必要な見出し: {'、'.join(expected)}）",
            )
    return columns


def headings_of(sheet: Sheet) -> frozenset[str]:
    """The words of the first row, without white space."""
    return frozenset("".join(str(cell.value).split()) for cell in _cells_of(sheet, 1))


def report_unread(sheet: Sheet, columns: Columns, read: Collection[str], findings: Findings) -> None:
    """Note columns with something below a heading that is none of those that are ``read``."""
    for heading, column in columns.items():
        if heading not in read and any(column in cells for _, cells in filled_rows(sheet)):
            findings.note(
                sheet.place(1, column),
                f"the column {heading} was not read; those that are read are {', '.join(read)}",
                f"列「{heading}」は読み取りの対象ではありません（対象は {'・'.join(read)}）",
            )


def filled_rows(sheet: Sheet) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows below the headings with something in them, in order; examples are left out."""
    for row in sorted(sheet.rows):
        cells = dict(sheet.rows[row])
        first = cells[min(cells)].value
        if row > 1 and not (isinstance(first, str) and first.strip() == EXAMPLE):
            yield row, cells


def report_hidden(sheet: Sheet, findings: Findings) -> None:
    """Note what a person does not see and the program reads all the same."""
    if sheet.is_hidden:
        findings.note(
            sheet.name, "the sheet is hidden; it was read", "シートが非表示になっています。読み取りには含めました"
        )
    if sheet.hidden_rows:
        rows = ", ".join(map(str, sheet.hidden_rows))
        findings.note(
            f"{sheet.name}!{sheet.hidden_rows[0]}:{sheet.hidden_rows[-1]}",
            f"rows that are hidden or filtered out were read: {rows}",
            f"非表示（絞り込み）の行も読みました: {rows}",
        )


def _cells_of(sheet: Sheet, row: int) -> Iterator[Cell]:
    cells = sheet.rows.get(row, {})
    for column in sorted(cells):
        yield cells[column]
