"""XLSX of a table: a sheet with Japanese headings, a second sheet that explains the columns.

Words are written as text, never as formulas or links; dates and numbers as such. What a sheet cannot hold goes on:
rows to further sheets, and of a text that is longer than a cell the end is left out, which the cell says.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kg.publication.tables.columns import Column, Datatype, TableWords
from kg.publication.tables.rows import Row
from kg.publication.tables.values import Value, typed
from kg.vocabulary import DATA_LICENCE

#: What Excel holds (Excel specifications and limits).
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
CUT = "…（長いため以下略。全文は CSV にあります）"

_EXPLANATION = "列の説明"
_EXPLAINED = ("列", "説明", "プログラム用の列名", "Column", "Explanation", "型")
_TYPES = {
    Datatype.STRING: "文字列",
    Datatype.INTEGER: "整数",
    Datatype.DECIMAL: "小数",
    Datatype.BOOLEAN: "true / false",
    Datatype.DATE: "日付",
    Datatype.IRI: "IRI",
    Datatype.LIST: "文字列（複数は「; 」区切り）",
}
#: Files carry a time of making; of all files the same, so that the same rows give the same bytes.
_MADE = datetime(1980, 1, 1, tzinfo=UTC)
_WIDTHS = {Datatype.INTEGER: 9, Datatype.DATE: 12, Datatype.DECIMAL: 12, Datatype.IRI: 30}
_TEXT_WIDTH = 22


def write_workbook(table: TableWords, rows: Sequence[Row]) -> bytes:
    """The table as a workbook."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as book:
        book.set_properties(
            {"title": table.title.ja, "created": _MADE.replace(tzinfo=None)}
        )  # the library asks for it without zone
        heading = book.add_format({"bold": True, "bg_color": "#E8EEF4"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        first, *further = _parts(rows)
        _write_rows(book.add_worksheet(table.title.ja), table, first, heading=heading, day=day)
        _write_explanation(book.add_worksheet(_EXPLANATION), table, heading=heading)
        for number, part in enumerate(further, start=2):
            _write_rows(book.add_worksheet(f"{table.title.ja} {number}"), table, part, heading=heading, day=day)
    return buffer.getvalue()


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """As many rows as a sheet holds below its headings; one part at least."""
    size = MOST_ROWS - 1
    return (rows[start : start + size] for start in range(0, max(len(rows), 1), size))


def _write_rows(sheet: Worksheet, table: TableWords, rows: Sequence[Row], *, heading: Format, day: Format) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTHS.get(column.datatype, _TEXT_WIDTH))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title.ja, heading)
    for number, row in enumerate(rows, start=1):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _write_cell(sheet, (number, place), _value(cell, column), day=day)


def _value(cell: str, column: Column) -> Value:
    return cell if column.datatype is Datatype.BOOLEAN else typed(cell, column.datatype)


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Value, *, day: Format) -> None:
    match value:
        case None:
            return
        case date():
            sheet.write_datetime(*place, value, day)
        case str():
            sheet.write_string(*place, _cut(value))
        case _:
            sheet.write_number(*place, value)


def _cut(text: str) -> str:
    """The text as far as a cell holds it."""
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(CUT)] + CUT


def _write_explanation(sheet: Worksheet, table: TableWords, *, heading: Format) -> None:
    for place, (title, width) in enumerate(zip(_EXPLAINED, (22, 60, 24, 28, 60, 26), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, heading)
    number = 0
    for number, column in enumerate(table.columns, start=1):
        about, kind = column.about, _TYPES[column.datatype]
        words = (column.title.ja, about.ja, column.name, column.title.en, about.en, kind)
        for place, word in enumerate(words):
            sheet.write_string(number, place, word)
    sheet.write_string(number + 2, 0, "利用条件")
    sheet.write_string(number + 2, 1, DATA_LICENCE.value)
