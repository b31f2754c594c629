"""Parties in the forms that real agreements use."""

from __future__ import annotations

import pytest

from tests.extraction.writing import read_articles, read_text

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


ITAKU = "地方自治法第252条の14第1項の規定により"

#: Title, what stands before the articles, the articles, the parties.
WHOLE: list[tuple[str, str, list[str], Parties]] = [
    (
        "○東山市とみなと町との間の証明書の交付に係る事務の委託に関する規約",
        "",
        [f"みなと町は、{ITAKU}、証明書の交付に関する事務の管理及び執行を東山市に委託する。"],
        [(None, [("東山市", None)]), (None, [("みなと町", None)])],
    ),
    (
        "○山形県と上山市との間の事務の委託に関する規約",
        "",
        [f"上山市(以下「甲」という。)は、{ITAKU}、行政不服審査会の事務を山形県に委託する。"],
        [("甲", [("上山市", "062073")]), (None, [("山形県", "060003")])],
    ),
    (
        "○東山市とA町、B町及びC村との間の消防事務の委託に関する規約",
        "",
        [f"A町、B町及びC村(以下「委託町村」という。)は、{ITAKU}、消防事務を東山市(以下「受託市」という。)に委託する。"],
        [("委託町村", [("A町", None), ("B町", None), ("C村", None)]), ("受託市", [("東山市", None)])],
    ),
    (
        "○し尿処理事務委託規約",
        "",
        [
            f"東山市及び南山市(以下「甲」という。)は、{ITAKU}、事務を北広域事務組合(以下「乙」という。)に委託する。",
            "費用は、甲が負担する。",
            "事務は、乙が行う。",
            "前条の費用のうち施設に係るものは、みなと町(以下「丙」という。)が負担する。",
        ],
        [
            ("甲", [("東山市", None), ("南山市", None)]),
            ("乙", [("北広域事務組合", None)]),
            ("丙", [("みなと町", None)]),
        ],
    ),
    (
        "○東山市、みなと町及び南村公平委員会共同設置規約",
        "",
        [
            "東山市、みなと町及び南村(以下「関係市町村」という。)は、共同して公平委員会を設置する。",
            "みなと町及び南村(以下「関係町村」という。)は、その費用を負担する。",
        ],
        [("関係市町村", [("東山市", None)]), ("関係市町村", [("みなと町", None)]), ("関係市町村", [("南村", None)])],
    ),
    (
        "○公平委員会共同設置規約",
        "",
        ["関係市町(東山市及びみなと町をいう。以下同じ。)は、地方自治法第252条の7第1項の規定により、委員会を設置する。"],
        [("関係市町", [("東山市", None)]), ("関係市町", [("みなと町", None)])],
    ),
    (
        "○中央消防協議会規約",
        "",
        [
            "この協議会は、消防の事務を共同して管理し、及び執行する。",
            "協議会は、次に掲げる市町が設ける。\n(1) 東山市\n(2) みなと町\n(3) 南山市",
        ],
        [(None, [("東山市", None)]), (None, [("みなと町", None)]), (None, [("南山市", None)])],
    ),
    (
        "○中央消防協議会規約",
        "",
        [
            "協議会は、次に掲げる市町(以下「構成団体」という。)が設け、事務を管理し、及び執行する。\n東山市・四日町市\n西谷消防組合"
        ],
        [("構成団体", [("東山市", None)]), ("構成団体", [("四日町市", None)]), ("構成団体", [("西谷消防組合", None)])],
    ),
    (
        "○中央協議会規約",
        "",
        ["協議会は、東山市 四日町市(以下「関係市」という。)が設け、事務を管理し、及び執行する。"],
        [("関係市", [("東山市", None)]), ("関係市", [("四日町市", None)])],
    ),
    (
        "北部三町相互応援協定",
        "東町、みなと町及び南村(以下「協定町村」という。)は、災害時の相互応援に関し、次のとおり協定を締結する。",
        ["協定町村は、相互に応援する。"],
        [("協定町村", [("東町", None)]), ("協定町村", [("みなと町", None)]), ("協定町村", [("南村", None)])],
    ),
    (
        "境界に関する協議書",
        "A町長佐藤一郎（以下甲という。）とB村長山田太郎（以下乙という。）は、次のとおり協議する。",
        ["境界は、次のとおりとする。"],
        [("甲", [("A町", None)]), ("乙", [("B村", None)])],
    ),
    (
        "連携に関する協定書",
        "東山市を甲とし、みなと町を乙とし、次のとおり協定を締結する。",
        ["連携する。"],
        [("甲", [("東山市", None)]), ("乙", [("みなと町", None)])],
    ),
    (
        "連携に関する協定書",
        "東山市（以下「甲」という。）、みなと町（以下「乙」という。）及び南村（以下「丙」という。）（以下これらを「関係市町村」という。）は、協定する。",
        ["連携する。"],
        [("甲", [("東山市", None)]), ("乙", [("みなと町", None)]), ("丙", [("南村", None)])],
    ),
    (
        "○東山市とみなと町との間の事務の委託に関する規約",
        "",
        [f"みなと町は、東部医療広域連合(以下「広域連合」という。)に係る事務を{ITAKU}、東山市に委託する。"],
        [(None, [("東山市", None)]), (None, [("みなと町", None)])],
    ),
    (
        "○福山市及び府中市における連携中枢都市圏の形成に係る連携協約",
        "",
        [
            "備後圏域（福山市、三原市、尾道市、世羅町及び井原市で構成する圏域をいう。以下「圏域」という。）において連携する。"
        ],
        [(None, [("福山市", "342076")]), (None, [("府中市", "342084")])],
    ),
    (
        "○東山市教育委員会とみなと町教育委員会との間の教育事務の委託に関する規約",
        "",
        ["東山市教育委員会(以下「甲」という。)は、教育事務をみなと町教育委員会(以下「乙」という。)に委託する。"],
        [("甲", [("東山市教育委員会", None)]), ("乙", [("みなと町教育委員会", None)])],
    ),
    (
        "○市ノ沢町と大村原町との間の証明書の交付に関する事務の委託に関する規約",
        "",
        ["費用は、協議して定める。"],
        [(None, [("市ノ沢町", None)]), (None, [("大村原町", None)])],
    ),
    (
        "○観光連絡協議会規約",
        "",
        ["この会は、観光連絡協議会と称する。", "この会は、東山市及びみなと町をもって組織する。"],
        [(None, [("東山市", None)]), (None, [("みなと町", None)])],
    ),
    (
        "○競輪事業の委託規約",
        "",
        [
            f"別表に掲げる競輪施行者(以下「甲」という。)は、{ITAKU}、事務を東山市(以下「乙」という。)に委託する。\n\n別表(第1条関係)\n南山市\nみなと町"
        ],
        [("甲", [("南山市", None), ("みなと町", None)]), ("乙", [("東山市", None)])],
    ),
]


@pytest.mark.parametrize(
    ("title", "preamble", "articles", "expected"), WHOLE, ids=lambda value: value[:14] if isinstance(value, str) else ""
)
def test_parties_of_whole_instruments(title: str, preamble: str, articles: list[str], expected: Parties) -> None:
    agreement = read_articles(*articles, preamble=preamble, title=title)
    found = [(p.designation, [(body.name, body.code) for body in p.bodies]) for p in agreement.parties]
    assert found == expected


def test_groups_are_no_parties() -> None:
    agreement = read_articles(*WHOLE[4][2], preamble="", title=WHOLE[4][0])
    groups = {group.designation: [body.name for body in group.bodies] for group in agreement.groups}
    assert groups == {"関係市町村": ["東山市", "みなと町", "南村"], "関係町村": ["みなと町", "南村"]}
    assert [term.term for term in agreement.defined_terms] == []


def test_letters_are_told_again_in_the_next_instrument() -> None:
    one = "東山市（以下「甲」という。）とみなと町（以下「乙」という。）は、協定を締結する。\n\n第1条 連携する。\n"
    other = "みなと町（以下「甲」という。）と東山市（以下「乙」という。）は、協定を締結する。\n\n第1条 連携する。\n"
    report = read_text(f"連携に関する協定書\n\n{one}\n連携に関する協定書\n\n{other}")
    told = [[(p.designation, p.bodies[0].name) for p in agreement.parties] for agreement in report.agreements]
    assert told == [[("甲", "東山市"), ("乙", "みなと町")], [("甲", "みなと町"), ("乙", "東山市")]]


def test_address_of_one_body_of_a_party_says_nothing_of_the_other() -> None:
    text = (
        "連携に関する協定書\n\n北見市及び福島県金山町（以下これらを「甲」という。）と壮瞥町（以下「乙」という。）は、"
        "協定を締結する。\n\n第1条 連携する。\n\n"
        "この協定の証として、本書3通を作り、甲乙記名押印の上、各1通を保有する。\n\n"
        "令和2年4月1日\n\n甲　福島県大沼郡金山町1番地\n金山町　金山町長　山田 太郎\n"
    )
    (agreement,) = read_text(text).agreements
    assert [body.code for body in agreement.parties[0].bodies] == ["012084", "074454"]


def test_term_begins_after_the_words_that_lead_up_to_it() -> None:
    agreement = read_articles("費用を負担し、もって圏域（甲及び乙の区域をいう。以下同じ。）を形成する。")
    assert [term.term for term in agreement.defined_terms] == ["圏域"]


def test_letters_set_apart_are_one_name() -> None:
    preamble = " ".join("四日町市（以下「甲」という。）と町ノ内村（以下「乙」という。）は、協定する。")
    agreement = read_articles("連携する。", preamble=preamble)
    assert [(p.designation, p.bodies[0].name) for p in agreement.parties] == [("甲", "四日町市"), ("乙", "町ノ内村")]


def test_a_body_with_a_letter_gets_no_second_one() -> None:
    preamble = "東山市（以下「甲」という。）とみなと町（以下「乙」という。）は、次のとおり協定を締結する。"
    agreement = read_articles("施設の管理を東山市（以下「丙」という。）に行わせる。", preamble=preamble)
    assert [(p.designation, p.bodies[0].name) for p in agreement.parties] == [("甲", "東山市"), ("乙", "みなと町")]


def test_blotted_names_that_look_alike_are_two() -> None:
    preamble = "○○町（以下「甲」という。）と○○町（以下「乙」という。）は、次のとおり協定を締結する。"
    agreement = read_articles("連携する。", preamble=preamble)
    assert [(p.designation, p.bodies[0].name) for p in agreement.parties] == [("甲", "○○町"), ("乙", "○○町")]


def test_homonym_is_told_by_the_only_prefecture_that_the_text_mentions() -> None:
    preamble = "池田町（以下「甲」という。）と東部消防組合（以下「乙」という。）は、次のとおり協定を締結する。"
    told = read_articles("長野県知事に届け出る。", preamble=preamble)
    untold = read_articles("長野県知事及び岐阜県知事に届け出る。", preamble=preamble)
    assert [agreement.parties[0].bodies[0].code for agreement in (told, untold)] == ["204811", None]


DELEGATIONS = [
    (
        f"みなと町(以下「甲」という。)は、{ITAKU}、事務を東山市(以下「乙」という。)に委託する。",
        [("みなと町", "東山市")],
    ),
    (f"みなと町は、{ITAKU}、事務の管理及び執行を東山市に委託し、東山市は、これを受託する。", [("みなと町", "東山市")]),
    ("東山市及びみなと町は、学齢児童の教育事務を相互に委託する。", [("東山市", "みなと町"), ("みなと町", "東山市")]),
    (
        "東山市の区域のうち北部の教育に関する事務をみなと町に、みなと町の区域のうち南部の教育に関する事務を東山市に、それぞれ委託する。",
        [("東山市", "みなと町"), ("みなと町", "東山市")],
    ),
    ("東山市は、みなと町から消防に関する事務の委託を受けて処理する。", [("みなと町", "東山市")]),
    ("委託に要する経費は、東山市とみなと町が協議して定める。", []),
]


@pytest.mark.parametrize(("words", "expected"), DELEGATIONS, ids=[words[:12] for words, _ in DELEGATIONS])
def test_who_delegates_to_whom(words: str, expected: list[tuple[str, str]]) -> None:
    agreement = read_articles(words, preamble="", title="○東山市とみなと町との間の事務の委託に関する規約")
    found = [(one.delegating[0].name, one.performing[0].name) for one in agreement.delegations]
    assert sorted(found) == sorted(expected)


CORE = [
    ("中心市宣言（平成21年4月1日の宣言をいう。）を行った乙とこれに賛同した甲が連携する。", ["partner", "core-city"]),
    ("乙が行った連携中枢都市宣言に基づき、連携する。", ["partner", "core-city"]),
    ("甲は、連携中枢都市として、連携する。", ["core-city", "partner"]),
    ("中心市である甲と乙が連携する。", ["core-city", "partner"]),
    ("乙は、圏域の発展において中心的な役割を担う。", ["partner", "core-city"]),
    ("甲及び乙は、連携する。", ["plain-party", "plain-party"]),
    ("中心市と近隣の町が連携し、甲及び乙は協力する。", ["plain-party", "plain-party"]),
]


@pytest.mark.parametrize(("words", "expected"), CORE, ids=[words[:12] for words, _ in CORE])
def test_core_city_is_what_the_text_says(words: str, expected: list[str]) -> None:
    preamble = "みなと市（以下「甲」という。）と湖北市（以下「乙」という。）は、次のとおり連携協約を締結する。"
    agreement = read_articles(words, preamble=preamble, title="連携中枢都市圏の形成に係る連携協約")
    assert [party.capacity.value for party in agreement.parties] == expected


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


def test_delegation_whose_title_names_nobody_begins_with_a_district() -> None:
    agreement = read_articles(
        "木田郡三木町は、地方自治法第252条の14第1項の規定により、下水の処理に関する事務を軽米町に委託し、軽米町は、これを受託する。",
        preamble="",
        title="下水の処理事務の委託に関する規約",
    )
    assert [party.bodies[0].name for party in agreement.parties] == ["三木町", "軽米町"]


def test_name_cut_by_a_line_end_is_one_also_where_its_rest_is_a_name() -> None:
    agreement = read_articles(
        "かつらぎ町(以下「甲」という。)は、地方自治法第252条の14第1項の規定により、事務の管理及び執行を市\n"
        "野々市(以下「乙」という。)に委託し、乙は、これを受託するものとし、その範囲は別に定める。",
        preamble="",
        title="消防事務の委託に関する規約",
    )
    assert [party.bodies[0].name for party in agreement.parties] == ["かつらぎ町", "市野々市"]


def test_name_cut_by_a_line_end_into_two_names_is_one() -> None:
    preamble = (
        "市川市(以下「甲」という。)、栄町(以下「乙」という。)及び大村\n"
        "原町(以下「丙」という。)は、次のとおり連携協約を締結する。"
    )
    agreement = read_articles("連携を目的とする。", preamble=preamble, title="連携協約")
    assert [[body.name for body in party.bodies] for party in agreement.parties] == [["市川市"], ["栄町"], ["大村原町"]]
