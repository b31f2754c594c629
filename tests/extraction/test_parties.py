"""Parties in the forms that real agreements use."""

from __future__ import annotations

import pytest

from tests.extraction.writing import read_articles

Parties = list[tuple[str | None, list[tuple[str, str | None]]]]

CASES: list[tuple[str, str, Parties]] = [
    (
        "連携協定",
        "岡山市及び倉敷市（以下これらを「甲」という。）と総社市（以下「乙」という。）は、次のとおり協定を締結する。",
        [("甲", [("岡山市", "331007"), ("倉敷市", "332020")]), ("乙", [("総社市", "332089")])],
    ),
    (
        "連携協定",
        "岡山市（以下「甲」という。）、倉敷市（以下「乙」という。）及び岡山県（以下「丙」という。）は、協定する。",
        [("甲", [("岡山市", "331007")]), ("乙", [("倉敷市", "332020")]), ("丙", [("岡山県", "330001")])],
    ),
    (
        "連携協定",
        "xx町（以下「甲」という。）とxxxx地域広域連合（以下「乙」という。）は、次のとおり協定を締結する。",
        [("甲", [("xx町", None)]), ("乙", [("xxxx地域広域連合", None)])],
    ),
    (
        "連携協定",
        "上川郡美瑛町（以下「甲」という。）と北海道上川郡鷹栖町（以下「乙」という。）とは、次のとおり協定を締結する。",
        [("甲", [("美瑛町", "014591")]), ("乙", [("鷹栖町", "014524")])],
    ),
    (
        "連携協定",
        "みなと町（以下「甲」という。）とつくば市（以下「乙」という。）とは、次のとおり協定を締結する。",
        [("甲", [("みなと町", None)]), ("乙", [("つくば市", "082201")])],
    ),
    (
        "連携協定",
        "四日市市（以下「甲」という。）と廿日市市（以下「乙」という。）とは、次のとおり協定を締結する。",
        [("甲", [("四日市市", "242021")]), ("乙", [("廿日市市", "342131")])],
    ),
    (
        "連携協定",
        "福島県伊達市（以下「甲」という。）と池田町（以下「乙」という。）は、次のとおり協定を締結する。",
        [("甲", [("伊達市", "072133")]), ("乙", [("池田町", None)])],
    ),
    (
        "○旭川市と鷹栖町との間のし尿処理に関する事務の委託に関する規約",
        "",
        [(None, [("旭川市", "012041")]), (None, [("鷹栖町", "014524")])],
    ),
]


@pytest.mark.parametrize(
    ("title", "preamble", "expected"), CASES, ids=lambda value: value[:12] if isinstance(value, str) else ""
)
def test_parties(title: str, preamble: str, expected: Parties) -> None:
    agreement = read_articles("連携を目的とする。", preamble=preamble, title=title)
    found = [(p.designation, [(body.name, body.code) for body in p.bodies]) for p in agreement.parties]
    assert found == expected


def test_members_of_the_region_are_no_parties() -> None:
    preamble = (
        "福山市（以下「甲」という。）と備後圏域（福山市、三原市、尾道市、府中市、世羅町、神石高原町、笠岡市及び井原市を"
        "いう。）を構成する府中市（以下「乙」という。）は、次のとおり連携協約を締結する。"
    )
    agreement = read_articles("連携を目的とする。", preamble=preamble)
    assert [party.bodies[0].code for party in agreement.parties] == ["342076", "342084"]


def test_delegation_names_its_parties_in_the_first_article() -> None:
    agreement = read_articles(
        "鷹栖町(以下「委託町」という。)は、地方自治法第252条の14第1項の規定により、事務を旭川市(以下「受託市」という。)に委託する。",
        preamble="",
        title="○消防事務の委託に関する規約",
    )
    assert agreement.instrument == "jimu-itaku"
    assert [party.designation for party in agreement.parties] == ["委託町", "受託市"]
