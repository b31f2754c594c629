"""Citations and references in the forms that real agreements use."""

from __future__ import annotations

import pytest

from tests.extraction.writing import read_articles

Target = tuple[str, str | None, str | None, str | None]

CASES: list[tuple[list[str], list[Target]]] = [
    (
        ["介護保険法(平成9年法律第123号。以下「法」という。)第14条の規定", "法第15条及び第16条第2項の規定を準用する。"],
        [("介護保険法", "14", None, None), ("介護保険法", "15", None, None), ("介護保険法", "16", "2", None)],
    ),
    (
        ["地方自治法第292条において準用する同法第252条の14第1項の規定により委託する。"],
        [("地方自治法", "292", None, None), ("地方自治法", "252の14", "1", None)],
    ),
    (
        ["行政不服審査法(平成26年法律第68号。以下「法」という。)第81条第3項において準用する法第74条の規定による。"],
        [("行政不服審査法", "81", "3", None), ("行政不服審査法", "74", None, None)],
    ),
    (
        ["定住自立圏構想推進要綱（平成20年12月26日総行応第39号総務事務次官通知）第4の規定により行う。"],
        [("定住自立圏構想推進要綱", None, None, "4")],
    ),
    (
        ["連携中枢都市圏構想推進要綱（平成26年8月25日（総行市第200号））第4に規定する。"],
        [("連携中枢都市圏構想推進要綱", None, None, "4")],
    ),
    (
        ["事務は、例県事務処理の特例に関する条例(平成12年例県条例第4号)第2条の規定による。"],
        [("例県事務処理の特例に関する条例", "2", None, None)],
    ),
    (
        ["地方自治法（昭和二十二年法律第六十七号）第二百五十二条の十四第一項及び同条第二項の規定による。"],
        [("地方自治法", "252の14", "1", None), ("地方自治法", "252の14", "2", None)],
    ),
    (
        ["水道法(昭和32年法律第177号)、下水道法（昭和33年法律第79号）第3条第1項第2号及び第3号の事務"],
        [
            ("水道法", None, None, None),
            ("下水道法", "3", "1", "2"),
            ("下水道法", "3", "1", "3"),
        ],
    ),
    (["この規約第1条の規定", "次条の規定は、第1条第1項の規定による。"], []),
]


@pytest.mark.parametrize(("articles", "targets"), CASES, ids=lambda value: value[0][:20] if value else "")
def test_targets(articles: list[str], targets: list[Target]) -> None:
    agreement = read_articles(*articles)
    assert [(c.law, c.article, c.paragraph, c.item) for c in agreement.citations] == targets
    for citation in agreement.citations:
        assert citation.words.printed in "\n".join(articles)


def test_number_that_contradicts_the_title_gives_no_law_id() -> None:
    (citation,) = read_articles("地方自治法（昭和23年法律第67号）第1条").citations
    assert (citation.law, citation.law_number, citation.law_id) == ("地方自治法", "昭和23年法律第67号", None)


def test_references_stop_at_citations() -> None:
    agreement = read_articles(
        "地方自治法第252条の2第1項の規定及び次条の規定", "前条第1項、第1条及び第9条", "前項の規定は、第2条に準ずる。"
    )
    assert [(r.words.text, r.target) for r in agreement.references] == [
        ("次条", "article/2"),
        ("前条第1項", "article/1/paragraph/1"),
        ("第1条", "article/1"),
        ("第9条", None),
        ("前項", None),
        ("第2条", "article/2"),
    ]


def test_previous_article_is_not_the_one_before_a_gap() -> None:
    agreement = read_articles("甲は、行う。", "", "前条の規定は、適用しない。")
    assert [(r.words.text, r.target) for r in agreement.references] == [("前条", None)]


def test_a_bracket_at_the_end_of_a_text_ends_it() -> None:
    (citation,) = read_articles("事務は、水道法（昭和32年法律第177号）").citations
    assert citation.words.printed == "水道法（昭和32年法律第177号）"
