"""Registry tables: CSV files that are sources of truth, read strictly.

A table has exactly the columns its reader names, in that order; every message about it carries file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``line`` is the line of the file it ends on."""

    path: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def stated(self, column: str) -> str:
        """The value of a column that must not be empty. Raises InputError where it is."""
        value = self.values[column]
        if not value:
            raise self.error(column, "a value", "値")
        return value

    def error(self, column: str, expected: str, expected_ja: str) -> InputError:
        """The error that a value is not what was expected, to be raised by the caller."""
        found = self.values[column]
        return InputError(
            f"{self.path}:{self.line}: {column}: found {found!r}, expected {expected}",
            f"{self.path}:{self.line}: {column}: {found!r} ではなく{expected_ja}が必要です",
        )


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table. Raises InputError for a missing file, other columns or a row of another length."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: found {error}, expected a UTF-8 CSV file",
            f"{path}: UTF-8のCSVファイルとして読めません（{error}）",
        ) from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    for number, values in enumerate(reader):
        if len(values) != len(columns) or (number == 0 and values != list(columns)):
            raise InputError(
                f"{path}:{reader.line_num}: found {values!r}, expected the columns {', '.join(columns)}",
                f"{path}:{reader.line_num}: {values!r} ではなく列 {', '.join(columns)} が必要です",
            )
        if number:
            yield Row(path, reader.line_num, dict(zip(columns, values, strict=True)))
