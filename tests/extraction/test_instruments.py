"""Kinds of instruments: the legal basis and its date first, notices second, titles last."""

from __future__ import annotations

import pytest

from tests.extraction.writing import read_text

LAW = "地方自治法（昭和22年法律第67号）"
OFFICERS = "地方公務員法（昭和25年法律第261号）第7条第4項の規定により"

CASES = [
    ("renkei", "協定書", "令和2年4月1日", f"{LAW}第252条の2第1項の規定により、次の事項を定める。", "renkei-kyoyaku"),
    ("council-before", "規約", "平成26年10月31日", f"{LAW}第252条の2第1項の規定により、次の事項を定める。", "kyogikai"),
    ("first-day", "規約", "平成26年11月1日", f"{LAW}第252条の2第1項の規定により、次の事項を定める。", "renkei-kyoyaku"),
    ("undated-council", "東部協議会規約", "", f"{LAW}第252条の2第1項の規定により設ける。", "kyogikai"),
    ("procedure", "職員の派遣に関する覚書", "平成20年4月1日", f"{LAW}第252条の2第3項の規定により議決した。", "other"),
    ("council", "規約", "平成28年4月1日", f"{LAW}第252条の2の2第1項の規定により設ける。", "kyogikai"),
    (
        "council-in-wide-digits",
        "東部調整協議会規約",
        "平成28年4月1日",
        "地方自治法（昭和２２年法律第６７号）第２５２条の２の２第１項の規定により設ける東部調整協議会とする。",
        "kyogikai",
    ),
    ("joint", "規約", "", f"{LAW}第252条の7第1項の規定により設置する。", "kyodo-setchi"),
    ("delegation", "規約", "", f"{LAW}第252条の14第1項の規定により委託する。", "jimu-itaku"),
    ("substitute", "規約", "", f"{LAW}第252条の16の2第1項の規定により管理し、及び執行する。", "daitai-shikko"),
    ("officers-title", "公平委員会の事務の委託に関する規約", "", f"{OFFICERS}、事務を委託する。", "jimu-itaku"),
    ("officers-joint", "公平委員会規約", "", f"{OFFICERS}、共同して公平委員会を設置する。", "kyodo-setchi"),
    ("officers-joint-title", "公平委員会共同設置規約", "", f"{OFFICERS}、公平委員会を置く。", "kyodo-setchi"),
    ("school", "規約", "", "学校教育法（昭和22年法律第26号）第40条の規定により委託する。", "jimu-itaku"),
    (
        "notice",
        "圏域の形成に関する協定書",
        "",
        "定住自立圏構想推進要綱（平成20年12月26日総行応第39号総務事務次官通知）第4に規定する中心市",
        "teiju-jiritsuken",
    ),
    ("teiju-title", "定住自立圏の形成に関する協定", "", "目的とする。", "teiju-jiritsuken"),
    ("teiju-council", "湖北定住自立圏推進協議会規約", "", "この協議会は、連絡する。", "kyogikai"),
    ("liaison", "西部観光連絡協議会規約", "", "この会は、西部観光連絡協議会と称する。", "kyogikai"),
    ("aid", "消防相互応援協定書", "", "消防組織法第39条の規定により、応援する。", "other"),
    ("memo", "境界に関する覚書", "", "次のとおりとする。", "other"),
]


@pytest.mark.parametrize(
    ("title", "day", "words", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_kind(title: str, day: str, words: str, kind: str) -> None:
    (agreement,) = read_text(f"○{title}\n\n{day}\n\n（目的）\n第1条 {words}\n").agreements
    assert agreement.instrument == kind


def test_an_undated_instrument_under_the_article_of_both_is_what_its_title_says() -> None:
    text = f"○湖北市及びみなと町連携協約\n\n第1条 {LAW}第252条の2第1項の規定により連携する。\n"
    (agreement,) = read_text(text).agreements
    assert agreement.instrument == "renkei-kyoyaku"
