"""Forms that a second author's texts showed to be read wrongly, each in the fewest lines that have it."""

from __future__ import annotations

import pytest

from kg.model.agreement import Agreement
from tests.extraction.writing import PREAMBLE, read_articles, read_text

ENDS = "第3条 この協定に定めのない事項は、甲乙協議して定める。\n"


def _only(text: str) -> Agreement:
    (agreement,) = read_text(text).agreements
    return agreement


def _pact(*, front: str = "", articles: str = "", back: str = "") -> Agreement:
    return _only(f"施設の利用に関する協定\n{front}{PREAMBLE}\n第1条 甲と乙は、連携する。\n{articles}{ENDS}{back}")


@pytest.mark.parametrize("before", ["第252条の14第1項の規定により", "第252条の14の規定に基づき"])
def test_a_verb_before_a_name_is_no_part_of_it(before: str) -> None:
    article = (
        f"早島町（以下「甲」という。）は、消防の事務を地方自治法（昭和22年法律第67号）{before}"
        "倉敷市（以下「乙」という。）に委託する。"
    )
    parties = read_articles(article, "経費は、甲が負担する。", preamble="", title="○委託に関する規約").parties
    assert [body.name for party in parties for body in party.bodies] == ["早島町", "倉敷市"]


@pytest.mark.parametrize(
    ("front", "signed"),
    [("令和2年3月5日\n締結\n", "2020-03-05"), ("令和2年3月5日\n調印\n", None), ("令和2年3月5日\n議決\n", None)],
)
def test_a_date_at_the_head_is_of_signing_where_the_word_below_it_says_so(front: str, signed: str | None) -> None:
    found = _pact(front=front).signed_on
    assert (found and found.value.isoformat()) == signed


@pytest.mark.parametrize(
    "sentence",
    [
        "1 (施行期日)この協定は、令和2年4月1日から施行する。\n2 (経過措置)従前の例による。",
        "この協定は、令和二年四月一日から、これを施行する。",
    ],
)
def test_captions_and_pronouns_around_the_day_of_effect(sentence: str) -> None:
    effective = _pact(back=f"附 則\n{sentence}\n").effective_on
    assert effective is not None
    assert effective.value.isoformat() == "2020-04-01"


@pytest.mark.parametrize("name", ["𠮷　村　武　司", "𠮷村武司", "㐂多　一郎"])
def test_names_may_have_characters_of_the_extensions(name: str) -> None:
    back = f"令和2年3月5日\n甲 倉敷市\n倉敷市長　{name}\n乙 早島町\n早島町長　佐藤　一郎\n"
    signed = [(found.designation, found.title, found.name) for found in _pact(back=back).signatories]
    assert [("".join((n or "").split()), t) for _, t, n in signed] == [
        ("".join(name.split()), "倉敷市長"),
        ("佐藤一郎", "早島町長"),
    ]


def test_a_word_in_quotation_marks_that_a_sentence_defines_is_a_term() -> None:
    agreement = _pact(articles="第2条 この協定において「圏域」とは、甲及び乙の区域をいう。\n")
    assert [term.term for term in agreement.defined_terms] == ["圏域"]


@pytest.mark.parametrize(
    ("title", "read"),
    [("〇施設の利用に関する協定", "施設の利用に関する協定"), ("○○市と早島町との協定", "○○市と早島町との協定")],
)
def test_a_circle_before_a_title_is_no_part_of_it_and_blotted_names_are(title: str, read: str) -> None:
    assert _only(f"{title}\n第1条 施設を利用する。\n第2条 費用は、協議する。\n").title.text == read


def test_a_heading_may_stand_on_the_line_of_the_appended_table() -> None:
    back = "別表第1(第2条関係)生活機能の強化\n取組\t取組の内容\t甲の役割\n救急の確保\t当番を置く。\t当番表を作る。\n"
    (initiative,) = _pact(back=back).initiatives
    assert [heading.text for heading in initiative.headings] == ["生活機能の強化"]


@pytest.mark.parametrize(
    ("words", "core"),
    [
        ("甲が中心市宣言をし、乙がこれに賛同する。", "甲"),
        ("甲は、中心市宣言を行い、乙と連携する。", "甲"),
        ("甲は、中心市宣言を行った乙と連携する。", "乙"),
        ("甲は圏域の中心となる市として、乙は生活圏を共にする町として、連携する。", "甲"),
    ],
)
def test_who_made_the_declaration(words: str, core: str) -> None:
    parties = read_articles(words, "費用は、協議する。", title="定住自立圏形成協定").parties
    assert [party.designation for party in parties if party.capacity.value == "core-city"] == [core]


@pytest.mark.parametrize(
    ("article", "basis"),
    [
        ("に基づく定住自立圏の形成に関し、次のとおり協定を締結する。", True),
        ("の規定により、定住自立圏を形成することを目的とする。", True),
        ("に規定する中心市宣言をした甲と乙が連携する。", False),
    ],
)
def test_a_notice_is_the_basis_of_a_region_formed_under_it(article: str, basis: bool) -> None:
    notice = "定住自立圏構想推進要綱（平成20年12月26日総行応第39号総務事務次官通知）第4"
    agreement = read_articles(
        f"この協定は、{notice}{article}", "費用は、協議する。", title="定住自立圏の形成に関する協定"
    )
    assert [citation.legal_basis for citation in agreement.citations] == [basis]


def test_the_title_of_an_unknown_act_keeps_its_characters() -> None:
    text = (
        "○消防ノ事務ノ委託ニ關スル規約\n第一條 赤松縣火災豫防取締條例(昭和二十三年赤松縣條例第三號)"
        "第二條ノ規定ニ依リ事務ヲ委託ス\n第二條 費用ハ協議シテ定ム\n"
    )
    (citation, *_) = _only(text).citations
    assert citation.law == "赤松縣火災豫防取締條例"


def test_an_annex_of_its_own_articles_is_of_the_parties_of_the_agreement_before_it() -> None:
    text = (
        f"施設の使用に関する協定書\n{PREAMBLE}\n"
        "第1条 乙は、甲の施設を使用する。\n第2条 費用は、乙が負担する。\n"
        "附則\nこの協定は、令和2年4月1日から施行する。\n"
        "付属協定書\n(使用の時間)\n第1条 使用の時間は、午前9時からとする。\n(休日)\n第2条 日曜日は、休日とする。\n"
    )
    main, annex = read_text(text).agreements
    assert annex.title.text == "付属協定書"
    assert (
        [party.designation for party in annex.parties] == [party.designation for party in main.parties] == ["甲", "乙"]
    )


@pytest.mark.parametrize("numbers", [("第１", "１", "⑴"), ("1", "1-1", "1-1-1"), ("第一", "一", "(一)")])
def test_numbers_of_one_kind_stand_below_each_other_in_other_forms(numbers: tuple[str, str, str]) -> None:
    area, field, title = numbers
    roles = "取組の内容\n当番を置く。\n甲の役割\n当番表を作る。\n"
    table = f"別表（第2条関係）\n{area} 生活機能の強化\n{field} 医療\n{title} 救急の確保\n{roles}"
    (initiative,) = _pact(back=table).initiatives
    headings = [heading.text for heading in initiative.headings]
    assert (headings, initiative.title.text) == (["生活機能の強化", "医療"], "救急の確保")


LAW = "地方自治法（昭和22年法律第67号）第252条の14第1項の規定により"


@pytest.mark.parametrize(
    "sentence",
    [
        f"早島町の汚泥の処理に関する事務を{LAW}倉敷市に委託し、倉敷市はこれを受託する。",
        f"この規約は、早島町が{LAW}倉敷市に汚泥の処理に関する事務を委託することについて定める。",
        f"倉敷市は、早島町から汚泥の処理に関する事務を{LAW}受託する。",
    ],
)
def test_who_delegates_to_whom_is_read_where_neither_has_an_alias(sentence: str) -> None:
    agreement = _only(f"○汚泥の処理に関する規約\n第1条 {sentence}\n第2条 経費は、協議して定める。\n")
    assert {body.name for party in agreement.parties for body in party.bodies} == {"早島町", "倉敷市"}
    told = [([b.name for b in each.delegating], [b.name for b in each.performing]) for each in agreement.delegations]
    assert told == [(["早島町"], ["倉敷市"])]


def test_an_ended_agreement_is_known_by_its_day_with_the_day_of_its_end_behind_it() -> None:
    preamble = (
        "倉敷市（以下「甲」という。）と早島町（以下「乙」という。）は、平成21年10月1日に締結した定住自立圏の形成に関する"
        "協定を、令和3年3月31日をもって廃止することに合意し、次のとおり協定を締結する。"
    )
    title = "定住自立圏の形成に関する協定の廃止に関する協定書"
    agreement = read_articles(
        "甲及び乙は、協定を廃止する。", "費用は、従前の例による。", preamble=preamble, title=title
    )
    assert agreement.amendment is not None
    assert agreement.amendment.target.signed_on is not None
    assert agreement.amendment.target.signed_on.value.isoformat() == "2009-10-01"


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        ("協議会は、倉敷市、総社市及び早島町で構成する。", ["倉敷市", "総社市", "早島町"]),
        ("圏域は、倉敷市、総社市及び早島町で構成する。", []),
    ],
)
def test_members_make_up_a_council_and_municipalities_a_region(sentence: str, members: list[str]) -> None:
    text = f"○流域連絡協議会規約\n第1条 協議会は、計画を作成する。\n第2条 {sentence}\n第3条 会長を置く。\n"
    assert [body.name for party in _only(text).parties for body in party.bodies] == members


@pytest.mark.parametrize(
    "table",
    [
        "取組の名称\t救急の確保\t図書館\n取組の内容\t当番を置く。\t貸し出す。\n"
        "甲の役割\t当番表を作る。\t仕組みを作る。\n乙の役割\t周知する。\t知らせる。\n",
        "＜生活機能＞\n1 救急の確保\n(内容) 当番を置く。\n(甲) 当番表を作る。\n(乙) 周知する。\n"
        "2 図書館\n(内容) 貸し出す。\n(甲) 仕組みを作る。\n(乙) 知らせる。\n",
        "取組,取組の内容,甲の役割,乙の役割\n救急の確保,当番を置く。,当番表を作る。,周知する。\n"
        '図書館,貸し出す。,"仕組みを作る。",知らせる。\n',
        "政策分野　医療\n取組名：救急の確保\n取組の内容　当番を置く。\n甲の役割　当番表を作る。\n乙の役割　周知する。\n"
        "政策分野　教育\n取組名：図書館\n取組の内容　貸し出す。\n甲の役割　仕組みを作る。\n乙の役割　知らせる。\n",
    ],
    ids=["turned", "bracketed", "commas", "named"],
)
def test_two_initiatives_of_a_table(table: str) -> None:
    text = f"施設の利用に関する協定\n{PREAMBLE}\n第1条 甲と乙は、連携する。\n{ENDS}別表（第2条関係）\n{table}"
    report = read_text(text)
    (agreement,) = report.agreements
    found = [
        (initiative.title.text, [(role.designations, role.words.text) for role in initiative.roles])
        for initiative in agreement.initiatives
    ]
    assert found == [
        ("救急の確保", [(("甲",), "当番表を作る。"), (("乙",), "周知する。")]),
        ("図書館", [(("甲",), "仕組みを作る。"), (("乙",), "知らせる。")]),
    ]
    assert not report.unclaimed
