"""Registry tables: CSV files that are sources of truth, read strictly.

A table has exactly the columns its reader names, in that order; every message about it carries file and line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from kg.errors import InputError

_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
_Kind = TypeVar("_Kind", bound=StrEnum)


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

    def slug(self, column: str) -> str:
        """The value of a column that names something: lower-case words. Raises InputError where it is none."""
        if not _SLUG.fullmatch(self.values[column]):
            raise self.error(column, "lower-case words joined by hyphens", "小文字の語をハイフンでつないだ名前")
        return self.values[column]

    def one_of(self, column: str, kinds: type[_Kind]) -> _Kind:
        """The value of a column as a member of an enumeration. Raises InputError where it is none."""
        if self.values[column] not in set(kinds):
            raise self.error(column, " or ".join(kinds), "・".join(kinds))
        return kinds(self.values[column])

    def pattern(self, column: str, write: Callable[[str], str] = str) -> re.Pattern[str]:
        """A column as a regular expression, which ``write`` makes of its value and which needs words to match.

        Raises InputError where it does not compile or matches the empty text.
        """
        try:
            pattern = re.compile(write(self.stated(column)))
        except re.error as error:
            raise self.error(column, f"a regular expression ({error})", f"正規表現（{error}）") from error
        if pattern.search(""):
            raise self.error(column, "a pattern that needs words", "空文字列に一致しない正規表現")
        return pattern

    def error(self, column: str, expected: str, expected_ja: str) -> InputError:
        """The error that a value is not what was expected, to be raised by the caller."""
        found = self.values[column]
        return InputError(
            f"{self.path}:{self.line}: {column}: found {found!r}, expected {expected}",
            f"{self.path}:{self.line}: {column}: {found!r} ではなく{expected_ja}が必要です",
        )


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table. A byte order mark, which Excel writes, is no part of it.

    Raises InputError for a missing file, one that is no CSV, other columns or a row of another length.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: found {error}, expected a UTF-8 CSV file",
            f"{path}: UTF-8のCSVファイルとして読めません（{error}）",
        ) from error
    for number, (line, values) in enumerate(_records(path, text)):
        if len(values) != len(columns) or (number == 0 and values != list(columns)):
            raise InputError(
                f"{path}:{line}: found {values!r}, expected the columns {', '.join(columns)}",
                f"{path}:{line}: {values!r} ではなく列 {', '.join(columns)} が必要です",
            )
        if number:
            yield Row(path, line, dict(zip(columns, values, strict=True)))


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV file, each with the line it ends on; of an empty file one without values."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        yield 1, next(reader, [])
        for values in reader:
            yield reader.line_num, values
    except csv.Error as error:
        raise InputError(
            f"{path}:{reader.line_num}: found {error}, expected CSV in which every quotation mark is closed",
            f'{path}:{reader.line_num}: CSVとして読めません（{error}）。引用符「"」が閉じているか確かめてください',
        ) from error
