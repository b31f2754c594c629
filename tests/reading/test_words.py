"""What counts as repair and what is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.reading.text_file import read_source
from kg.reading.words import read_words


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("取 り組む", "取り組む"),
        ("I C T インフラ整備", "ICTインフラ整備"),
        ("Wi Fi spot", "Wi Fi spot"),
        ("平成 20 年 3 月", "平成20年3月"),
        ("会長 1名", "会長 1名"),
        ("行う。 次に", "行う。 次に"),
        ("甲　乙", "甲　乙"),
        ("<p>提供する。</p>", "提供する。"),
        ("促進，形成、及び（甲）(乙)", "促進，形成、及び（甲）(乙)"),
        ("経なければならぬ。", "経なければならぬ。"),
        ("A < B", "A < B"),
    ],
)
def test_repair(printed: str, published: str) -> None:
    assert read_words(printed, 0, len(printed)).text == published


def test_lines_of_names_keep_their_spaces() -> None:
    assert read_words("札幌市 岩見沢市", 0, 8, keep_spaces=True).text == "札幌市 岩見沢市"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("協約".encode("cp932"))
    with pytest.raises(SourceError, match="byte 0: found 8b a6 96 f1, expected UTF-8"):
        read_source(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(tmp_path / "none.txt")


def test_byte_order_mark_and_line_ends_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = b"\xef\xbb\xbf" + "甲\r\n乙\n".encode()
    path.write_bytes(data)
    source = read_source(path)
    assert source.text == "甲\r\n乙\n"
    assert source.data == data
