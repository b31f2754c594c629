"""A day that no calendar has is reported where it stands, as no date is published for it."""

from __future__ import annotations

import pytest

from tests.extraction.writing import read_text

_TEXT = """火葬に関する事務の委託に関する規約

（委託事務の範囲）

第1条 早島町（以下「乙」という。）は、火葬に関する事務の管理及び執行を倉敷市（以下「甲」という。）に委託する。

（期間）

第2条 委託の期間は、{until}までとする。

附 則

この規約は、{effect}から施行する。
"""


@pytest.mark.parametrize(
    ("until", "effect", "found"),
    [
        ("令和7年3月31日", "令和3年2月30日", ["令和3年2月30日"]),
        ("令和七年四月三十一日", "令和3年4月1日", ["令和七年四月三十一日"]),
        ("2025年13月1日", "令和3年2月29日", ["2025年13月1日", "令和3年2月29日"]),
        ("令和7年3月31日", "令和2年2月29日", []),
    ],
)
def test_impossible_days_are_reported_at_their_words(until: str, effect: str, found: list[str]) -> None:
    text = _TEXT.format(until=until, effect=effect)
    report = read_text(text)
    told = [each for each in report.diagnostics if each.code == "date-incomplete"]
    assert [text[each.span.start : each.span.end] for each in told] == found
    assert all(each.severity == "warning" and words in each.message_ja for each, words in zip(told, found, strict=True))
