"""CSV (RFC 4180) of a table: for programs, and for Excel with a byte order mark and Japanese headings.

UTF-8, CRLF, one header row, no merged cells. A cell whose words begin with ``=``, ``+``, ``-`` or ``@``, in half or
full width, a tab or a line end is preceded by an apostrophe: spreadsheets would take it for a formula (CWE-1236). Every
other form of the tables and the RDF files hold the words without it. Numbers are no words: a negative one stays.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence

from kg.publication.tables.columns import Column, Datatype, TableWords
from kg.publication.tables.rows import Row

_FORMULA_MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_NUMBERS = (Datatype.INTEGER, Datatype.DECIMAL)


def write_csv(table: TableWords, rows: Sequence[Row]) -> bytes:
    """For programs: the header has the names of the columns."""
    return _write(table.header, table, rows)


def write_excel_csv(table: TableWords, rows: Sequence[Row]) -> bytes:
    """For Excel, which takes a file without byte order mark for Shift_JIS: the header has the Japanese headings."""
    return codecs.BOM_UTF8 + _write(japanese_header(table), table, rows)


def japanese_header(table: TableWords) -> Row:
    """The headings that people read."""
    return tuple(column.title.ja for column in table.columns)


def _write(header: Row, table: TableWords, rows: Sequence[Row]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(*each) for each in zip(table.columns, row, strict=True)] for row in rows)
    return buffer.getvalue().encode()


def _cell(column: Column, value: str) -> str:
    return value if column.datatype in _NUMBERS else plain_cell(value)


def plain_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> plain_cell("=1+1"), plain_cell("負担する。")
    ("'=1+1", '負担する。')
    """
    return f"'{value}" if value.startswith(_FORMULA_MARKS) else value


def altered_columns(table: TableWords, rows: Sequence[Row]) -> frozenset[str]:
    """Names of the columns of which a cell has an apostrophe that its words do not have."""
    return frozenset(
        column.name
        for place, column in enumerate(table.columns)
        if any(_cell(column, row[place]) != row[place] for row in rows)
    )
