"""Whole instruments that cite much: what they cite and refer to, written down by hand from their texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction import read_report
from kg.model.agreement import Agreement

FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"

#: Law, article/paragraph/item; ``*`` before it where it is the legal basis.
CITED = {
    "care-review-board": [
        "*地方自治法 252の7/1/-",
        "介護保険法 14/-/-",
        "障害者の日常生活及び社会生活を総合的に支援するための法律 15/-/-",
        "介護保険法 15/1/-",
        "介護保険法施行令 5/-/-",
        "介護保険法 15/2/-",
        "介護保険法施行令 6/1/-",
        "介護保険法施行令 6/3/-",
        "介護保険法施行令 6/1/-",
        "みどり野市特別会計条例 1/-/2",
        "みどり野市特別職の職員で非常勤のものの報酬及び費用弁償に関する条例 -/-/-",
        "みどり野市特別職の職員で非常勤のものの報酬及び費用弁償に関する条例 4/-/-",
        "みどり野市特別職の職員で非常勤のものの報酬及び費用弁償に関する条例 5/-/-",
        "地方自治法 252の11/4/-",
        "地方自治法 252の12/-/-",
        "介護保険法施行法 -/-/-",
    ],
    "appeal-board": [
        "地方自治法 292/-/-",
        "*地方自治法 252の14/1/-",
        "行政不服審査法 81/2/-",
        "行政不服審査法 81/3/-",
        "行政不服審査法 74/-/-",
        "行政不服審査法 79/-/-",
        "行政不服審査法 81/4/-",
        "みどり野市行政不服審査会条例 5/1/-",
        "地方自治法 233/6/-",
        "みどり野市情報公開条例 -/-/-",
        "みどり野市情報公開条例 6/1/3",
        "みどり野市情報公開条例 6/1/4",
        "みどり野市情報公開条例 6/1/4",
    ],
    "equity-commission": [
        "*地方公務員法 7/4/-",
        "地方公務員法 8/2/-",
        "職員の勤務条件に関する措置の要求に関する規則 3/-/-",
        "地方公務員法 47/-/-",
        "地方公務員法 50/3/-",
        "地方自治法 203の2/-/-",
        "地方自治法 204/-/-",
        "地方自治法施行令 161/1/14",
    ],
    "education-affairs": [
        "*学校教育法 40/1/-",
        "*学校教育法 49/-/-",
        "学校教育法施行令 5/2/-",
        "学校教育法施行令 9/1/-",
        "学校保健安全法 11/-/-",
        "義務教育諸学校の教科用図書の無償措置に関する法律 -/-/-",
        "学校教育法 17/1/-",
        "学校教育法 17/2/-",
        "地方教育行政の組織及び運営に関する法律 21/-/4",
        "地方教育行政の組織及び運営に関する法律 21/-/8",
        "川ノ辺町立学校管理規則 -/-/-",
    ],
}

REFERRED = {
    "care-review-board": [
        "前2号 article/3/paragraph/2/item/1",
        "前2号 article/3/paragraph/2/item/2",
        "前項第1号 article/3/paragraph/2/item/1",
        "第2号 article/3/paragraph/2/item/2",
        "前項 article/4/paragraph/1",
        "前条 article/5",
        "第3条第2項第3号 article/3/paragraph/2/item/3",
        "第4条第2項 article/4/paragraph/2",
        "前項 supplementary-provisions/1/paragraph/1",
    ],
    "appeal-board": ["前項 article/3/paragraph/1"],
    "equity-commission": [
        "当該各号 article/3/paragraph/1/item/1",
        "当該各号 article/3/paragraph/1/item/2",
        "前号 article/3/paragraph/1/item/1",
        "前条第一号 article/3/paragraph/1/item/1",
        "同条第二号 article/3/paragraph/1/item/2",
    ],
    "education-affairs": [
        "別表第1 appended-table/1",
        "別表第2 appended-table/2",
        "同表 appended-table/2",
        "前3条 article/1",
        "前3条 article/2",
        "前3条 article/3",
    ],
}


def _agreement(name: str) -> Agreement:
    (agreement,) = read_report(FIXTURES / f"{name}.txt").agreements
    return agreement


@pytest.mark.parametrize("name", sorted(CITED))
def test_citations(name: str) -> None:
    found = [
        f"{'*' if c.legal_basis else ''}{c.law} {'/'.join(value or '-' for value in (c.article, c.paragraph, c.item))}"
        for c in _agreement(name).citations
    ]
    assert found == CITED[name]


@pytest.mark.parametrize("name", sorted(REFERRED))
def test_references(name: str) -> None:
    assert [f"{r.words.text} {r.target}" for r in _agreement(name).references] == REFERRED[name]


def test_numbers_and_ids() -> None:
    numbers = {c.law: (c.law_number, c.law_id) for name in CITED for c in _agreement(name).citations}
    assert numbers["地方公務員法"] == ("昭和25年法律第261号", "325AC0000000261")
    assert numbers["介護保険法施行令"] == ("平成10年政令第412号", "410CO0000000412")
    assert numbers["介護保険法施行法"] == ("平成9年法律第124号", "409AC0000000124")
    assert numbers["みどり野市情報公開条例"] == (None, None)
    assert numbers["職員の勤務条件に関する措置の要求に関する規則"] == ("昭和26年みどり野県人事委員会規則第6号", None)


def test_relations_between_provisions() -> None:
    through = {
        f"{c.law} {c.article}": c.applied_through.text
        for c in _agreement("appeal-board").citations
        if c.applied_through
    }
    assert through == {
        "地方自治法 252の14": "地方自治法（昭和２２年法律第６７号）第２９２条",
        "行政不服審査法 74": "法第８１条第３項",
        "行政不服審査法 79": "法第８１条第３項",
    }
