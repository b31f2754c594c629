"""Registry tables are read strictly and say where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.tables import read_table


def _table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_know_their_line(tmp_path: Path) -> None:
    path = _table(tmp_path, 'a,b\n1,"two\nlines"\n3,4\n')
    assert [(row.line, row["a"], row["b"]) for row in read_table(path, ("a", "b"))] == [
        (3, "1", "two\nlines"),
        (4, "3", "4"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("b,a\n1,2\n", 1), ("a\n1\n", 1), ("a,b\n1,2\n1\n", 3), ("a,b\n1,2,3\n", 2), ("a,b\n\n", 2)],
)
def test_other_columns_are_an_error(tmp_path: Path, text: str, line: int) -> None:
    path = _table(tmp_path, text)
    with pytest.raises(InputError) as raised:
        list(read_table(path, ("a", "b")))
    assert raised.value.message.startswith(f"{path}:{line}: found ")
    assert raised.value.message.endswith("expected the columns a, b")
    assert "列 a, b が必要です" in raised.value.message_ja


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a UTF-8 CSV file"):
        list(read_table(tmp_path / "none.csv", ("a",)))


def test_another_encoding_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("a\n札幌市\n".encode("cp932"))
    with pytest.raises(InputError, match="expected a UTF-8 CSV file"):
        list(read_table(path, ("a",)))


def test_an_empty_value_is_an_error_where_one_is_needed(tmp_path: Path) -> None:
    path = _table(tmp_path, "a,b\n1,\n")
    (row,) = read_table(path, ("a", "b"))
    with pytest.raises(InputError, match=r"table\.csv:2: b: found '', expected a value"):
        row.stated("b")
