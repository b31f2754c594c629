"""The cells of a workbook (Office Open XML, SpreadsheetML) by openpyxl, as words.

A cell has the words that a person sees in it. What has no words that could stand in an agreement is a fault: errors of
formulas, dates where words are expected. Of a formula its last result is read, as the program that saved it kept it.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from kg.reading.office_package import Package
from kg.reading.workbook.findings import Findings

_Value = str | int | float | bool | date | time | timedelta | None
#: The most rows and columns with something in them; the longest agreements have some hundred rows.
_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
#: What openpyxl raises on parts that do not follow the standard.
_DAMAGE = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    ParseError,
    OSError,
    EOFError,
    NotImplementedError,
    zipfile.BadZipFile,
    InvalidFileException,
)
#: The namespace of strict workbooks (ISO/IEC 29500-1), which openpyxl does not read.
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/"
#: What a cell with a text is typed (ISO/IEC 29500-1, section 18.18.11), as openpyxl says it with and without a text.
_TEXT_TYPES = ("s", "str")
_WIDE = re.compile(r"[\t\u2028\u2029\x0b\x0c\x1c-\x1e\x85]+")
_LINE_ENDS = re.compile(r"(?:\r\n?|\n|_x000[DA]_)+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it: its name (``取組!D7``), its place, its value."""

    name: str
    row: int
    column: int
    value: _Value
    formula: str = ""
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """Merged cells: first and last row and column."""

    name: str
    rows: tuple[int, int]
    columns: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells by row and column, both from 1; what is merged; what is hidden."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]] = field(default_factory=lambda: MappingProxyType({}))
    merged: tuple[Merged, ...] = ()
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place; None where it is empty."""
        return self.rows.get(row, {}).get(column)

    def place(self, row: int, column: int) -> str:
        """The name of a cell, also of an empty one.

        >>> Sheet("取組").place(7, 4)
        '取組!D7'
        """
        return f"{self.name}!{get_column_letter(column)}{row}"


def open_sheets(package: Package, data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook in order. Every part is looked at before: its size, its XML, no document type in it.

    Raises SourceError.
    """
    formulas = False
    for part in sorted(package.names()):
        if part.endswith((".xml", ".rels")):
            root = package.xml(part)
            if root.tag.startswith(_STRICT):
                raise package.refused(
                    "found a Strict Open XML workbook, expected a usual one; save it as Excel workbook (.xlsx)",
                    "「Strict Open XML」形式のブックは読めません。「Excel ブック（.xlsx）」として保存してください",
                )
            formulas = formulas or next(root.iter("{*}f"), None) is not None
    shown = _load(package, data, values=True)
    written = _load(package, data, values=False) if formulas else None
    return tuple(_sheet(package, sheet, written[sheet.title] if written else None) for sheet in shown.worksheets)


def _load(package: Package, data: bytes, *, values: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # features that openpyxl would lose on saving, which it is not asked to
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
        except _DAMAGE as error:
            raise package.damaged(f"{type(error).__name__}: {error}"[:200]) from error


def _sheet(package: Package, shown: Any, written: Any) -> Sheet:
    name = shown.title
    if shown.max_row > _MOST_ROWS or shown.max_column > _MOST_COLUMNS:
        raise package.refused(
            f"sheet {name}: found cells down to row {shown.max_row} and column {shown.max_column}, expected at most "
            f"{_MOST_ROWS} rows and {_MOST_COLUMNS} columns; delete the rows and columns behind the last one",
            f"シート「{name}」: {shown.max_row} 行 {shown.max_column} 列目まで使われています"
            f"（上限は {_MOST_ROWS} 行 {_MOST_COLUMNS} 列）。最後の行・列より後ろを削除してください",
        )
    rows: dict[int, dict[int, Cell]] = {}
    for cell in _filled(shown, written):
        rows.setdefault(cell.row, {})[cell.column] = cell
    merged = tuple(
        Merged(f"{name}!{area.coord}", (area.min_row, area.max_row), (area.min_col, area.max_col))
        for area in sorted(shown.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col))
    )
    hidden = tuple(row for row, size in sorted(shown.row_dimensions.items()) if size.hidden and row in rows)
    return Sheet(name, MappingProxyType(rows), merged, shown.sheet_state != "visible", hidden)


def _filled(shown: Any, written: Any) -> Iterator[Cell]:
    for row in shown.iter_rows():
        for cell in row:
            formula = ""
            if written is not None:
                source = written.cell(cell.row, cell.column)
                formula = str(getattr(source.value, "text", source.value)) if source.data_type == "f" else ""
            value = cell.value
            if formula and value in (None, "") and cell.data_type in _TEXT_TYPES:
                continue  # its result was saved, and is the empty text
            if formula or not (value is None or (isinstance(value, str) and not value.strip())):
                place = f"{shown.title}!{cell.coordinate}"
                yield Cell(place, cell.row, cell.column, value, formula, cell.data_type == "e")


def words_of(cell: Cell | None, findings: Findings) -> str:
    """The words of a cell, without white space at the ends; lines divided by ``\\n``. Empty where it has none."""
    if cell is None or not _is_usable(cell, findings):
        return ""
    value = cell.value
    if isinstance(value, bool):
        findings.fault(cell.name, f"found {value}, expected words", f"真偽値（{value}）です。文字で書いてください")
        return ""
    if isinstance(value, date | time | timedelta):
        shown = value.isoformat() if isinstance(value, date | time) else str(value)
        findings.fault(
            cell.name,
            f"found the date or time {shown}, expected words; set the format of the cell to text and type it again",
            f"日付・時刻（{shown}）になっています。セルの書式を「文字列」にして入れ直してください",
        )
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    lines = _LINE_ENDS.sub("\n", str(value))
    return "\n".join(line for line in (_WIDE.sub(" ", each).strip() for each in lines.split("\n")) if line)


def date_of(cell: Cell | None, findings: Findings) -> date | str | None:
    """A day, or the words that state it where it is no date of the program; None where the cell is empty."""
    if cell is None or not _is_usable(cell, findings):
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        findings.fault(
            cell.name,
            f"found the number {cell.value}, expected a date; give the cell a date format or type 令和4年1月12日",
            f"数値（{cell.value}）です。セルの書式を「日付」にするか、令和4年1月12日のように書いてください",
        )
        return None
    return words_of(cell, findings)


def _is_usable(cell: Cell, findings: Findings) -> bool:
    """Whether a cell has a value; of a formula, its last result."""
    if cell.is_error:
        findings.fault(
            cell.name,
            f"found the error {cell.value}, expected words",
            f"エラー値（{cell.value}）です。値を入れてください",
        )
        return False
    if not cell.formula:
        return True
    if cell.value is None or cell.value == "":
        findings.fault(
            cell.name,
            f"found the formula {cell.formula} without a result, expected words; paste it as a value",
            f"数式（{cell.formula}）の結果が保存されていません。値として貼り付けてください",
        )
        return False
    findings.note(
        cell.name,
        f"the result of the formula {cell.formula} was read",
        f"数式（{cell.formula}）の結果を値として読みました",
    )
    return True
