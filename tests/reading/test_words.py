"""What counts as repair and what is never touched."""

from __future__ import annotations

import pytest

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
