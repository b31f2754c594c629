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
        ("前 2 号に", "前2号に"),
        ("同条第 2 項の", "同条第2項の"),
        ("第 12 条の 2 に", "第12条の2に"),
        ("第 12 条の 2 第 1 項", "第12条の2第1項"),
        ("本書 2 通を作成し、甲 1 通、乙 1 通を", "本書2通を作成し、甲1通、乙1通を"),
        ("会長 1名", "会長 1名"),
        ("取組 1 通勤の支援", "取組 1 通勤の支援"),
        ("行う。 次に", "行う。 次に"),
        ("ならない 。", "ならない。"),
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
