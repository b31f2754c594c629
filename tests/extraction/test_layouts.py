"""Initiatives and roles in every layout: what stands in the fixtures, written down by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction import read_report
from kg.model.agreement import Initiative, Report
from kg.model.drafting import AppendedTable, Table, TableText, TableTextKind

FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"

Roles = list[tuple[str, str]]


def report(name: str) -> Report:
    return read_report(FIXTURES / f"{name}.txt")


def initiatives(name: str) -> tuple[Initiative, ...]:
    (agreement,) = report(name).agreements
    return agreement.initiatives


def path(initiative: Initiative) -> list[str]:
    return [*(heading.text for heading in initiative.headings), initiative.title.text]


def content(initiative: Initiative) -> str | None:
    return initiative.content.text if initiative.content else None


def roles(initiative: Initiative) -> Roles:
    return [(role.designation, role.words.text) for role in initiative.roles]


def codes(found: Report) -> list[str]:
    return [one.code for one in found.diagnostics if one.severity == "warning"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "teiju-three-tables",
            [
                ["生活機能の強化に係る政策分野", "医療", "救急医療体制の確保"],
                ["生活機能の強化に係る政策分野", "医療", "医療従事者の確保"],
                ["生活機能の強化に係る政策分野", "福祉", "病児保育の広域利用"],
                ["結びつきやネットワークの強化に係る政策分野", "地域公共交通"],
            ],
        ),
        (
            "row-labels",
            [
                ["圏域全体の経済成長のけん引", "戦略的な観光施策", "広域観光の推進"],
                ["圏域全体の経済成長のけん引", "戦略的な観光施策", "特産品の販路拡大"],
                ["圏域全体の経済成長のけん引", "地域経済の裾野拡大", "創業の支援"],
                ["圏域全体の生活関連機能サービスの向上", "地域医療", "夜間診療の維持"],
                ["圏域全体の生活関連機能サービスの向上", "地域医療", "夜間の電話相談"],
            ],
        ),
        (
            "nested-kana",
            [
                ["生活機能の強化に係る政策分野", "医療", "病院と診療所の連携"],
                ["生活機能の強化に係る政策分野", "医療", "人材の確保"],
                ["生活機能の強化に係る政策分野", "福祉", "子育ての支援"],
                ["結びつきやネットワークの強化に係る政策分野", "地域公共交通", "バス路線の維持"],
                ["結びつきやネットワークの強化に係る政策分野", "地域公共交通", "人材の確保"],
            ],
        ),
        (
            "nested-latin",
            [
                ["圏域全体の経済成長のけん引", "産業の振興"],
                ["圏域全体の経済成長のけん引", "観光の振興"],
                ["圏域全体の生活関連機能サービスの向上", "公共施設の相互利用"],
            ],
        ),
        (
            "columns-with-areas",
            [
                ["産業", "創業の支援"],
                ["産業", "企業の誘致"],
                ["防災", "避難所の相互利用"],
                ["防災", "防災訓練の共同実施"],
                ["教育", "図書館の相互利用"],
            ],
        ),
        (
            "named-columns",
            [
                ["圏域全体の経済成長のけん引", "戦略的な観光施策", "登山道と港を結ぶ観光"],
                ["圏域全体の生活関連機能サービスの向上", "地域医療", "診療所への医師の派遣"],
                ["圏域全体の生活関連機能サービスの向上", "公共施設", "体育館の相互利用"],
            ],
        ),
        (
            "areas-as-parts",
            [
                ["生活機能の強化に係る政策分野", "救急医療の維持"],
                ["生活機能の強化に係る政策分野", "消費生活相談"],
                ["結びつきやネットワークの強化に係る政策分野", "地域公共交通"],
            ],
        ),
        (
            "listed-in-article",
            [
                ["生活機能の強化に係る政策分野", "救急医療の維持"],
                ["生活機能の強化に係る政策分野", "図書館の相互利用"],
                ["生活機能の強化に係る政策分野", "消費生活相談"],
                ["圏域マネジメント能力の強化に係る政策分野", "職員の交流"],
            ],
        ),
        (
            "aligned-columns",
            [
                ["圏域全体の経済成長のけん引", "創業支援体制の整備"],
                ["圏域全体の経済成長のけん引", "特産品の販路拡大"],
                ["圏域全体の経済成長のけん引", "広域観光の推進"],
                ["圏域全体の生活関連機能サービスの向上", "救急医療の維持"],
                ["圏域全体の生活関連機能サービスの向上", "図書館の相互利用"],
            ],
        ),
        (
            "three-parties",
            [["消防体制", "通報の受信"], ["消防体制", "予防査察"], ["救急体制", "救急講習の開催"]],
        ),
    ],
)
def test_paths_and_nothing_unclaimed(name: str, expected: list[list[str]]) -> None:
    assert [path(initiative) for initiative in initiatives(name)] == expected
    assert report(name).unclaimed == ()


def test_teiju_roles_by_schedule() -> None:
    emergency, staff, children, buses = initiatives("teiju-three-tables")
    assert roles(emergency) == [
        ("甲", "当番表を作成し、関係機関との連絡調整を行う。\n当番医制の運営に必要な費用を負担する。"),
        ("乙", "当番医制の運営に必要な費用の一部を負担する。"),
    ]
    assert [len(role.duties) for role in emergency.roles] == [3, 1]
    assert content(staff) == "看護師の養成を支援する。\n就職の相談会を共同で開催する。"
    (joint,) = staff.roles
    assert (joint.designations, [body.name for body in joint.bodies]) == (("甲", "乙"), ["灘ヶ浦市", "小波町"])
    assert joint.words.text == "相談会を共同で企画し、開催する。\n相談会について住民に広報する。"
    assert content(children) == "病児保育施設の広域利用を進める。"
    assert [(remark.label, remark.words.text) for remark in buses.remarks] == [
        ("費用負担", "運行費用は、運行距離に応じて甲乙が負担する。")
    ]
    assert [initiative.field and initiative.field.slug for initiative in (emergency, children, buses)] == [
        "teiju-a-a",
        "teiju-a-b",
        "teiju-b-a",
    ]


def test_a_schedule_that_the_source_omits_is_said_so() -> None:
    found = report("teiju-three-tables")
    assert "appended-table-omitted" in codes(found)
    third = found.agreements[0].instrument_tree.of(AppendedTable)[2]
    assert [child.kind for child in third.children if isinstance(child, TableText)] == [TableTextKind.OMISSION]


def test_rows_with_labels() -> None:
    tourism, products, founding, night, telephone = initiatives("row-labels")
    assert content(tourism) == "圏域の観光資源を結ぶ周遊ルートを設け、共同で情報を発信する。"
    assert roles(tourism) == [
        ("甲", "周遊ルートを企画する。\n案内所を運営する。"),
        ("乙", "周遊ルートの企画に参加する。 町内の案内板を整備する。"),
    ]
    assert [remark.label for remark in tourism.remarks] == ["費用負担"]
    assert roles(products)[1] == ("乙", "同左")
    assert products.roles[1].duties == ()
    assert founding.roles[0].designations == ("甲", "乙")
    assert roles(night) == [("甲", "夜間診療所を運営する。\n医師の確保に努める。")]
    assert (content(telephone), roles(telephone)) == ("夜間の電話相談に応じる。", [])
    assert {"role-by-reference", "cell-of-unknown-meaning"} <= set(codes(report("row-labels")))


def test_cost_shares_are_a_table_and_no_initiatives() -> None:
    (agreement,) = report("row-labels").agreements
    (shares,) = (table for table in agreement.instrument_tree.of(AppendedTable) if table.number == 2)
    (table,) = (child for child in shares.children if isinstance(child, Table))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["区分", "甲", "乙"],
        ["人口割", "4分の3", "4分の1"],
        ["均等割", "2分の1", "2分の1"],
    ]


def test_items_nested_in_articles() -> None:
    doctors, staff, children, buses, drivers = initiatives("nested-kana")
    assert content(doctors) == "医師を診療所へ派遣する体制をつくる。\n研修を共同で行う。"
    assert roles(doctors) == [
        ("甲", "医師の確保に努める。\n乙の要請に応じて医師を派遣する。"),
        ("乙", "受け入れた医師の住居を用意する。"),
    ]
    assert roles(staff) == [("甲及び乙", "看護師の募集を広報する。")]
    assert len(children.roles) == 2
    assert roles(buses) == [("甲", "運行に要する費用を負担する。")]
    assert (content(drivers), roles(drivers)) == ("運転士を育てる。", [])
    industry, _, facilities = initiatives("nested-latin")
    assert content(industry) == "圏域の事業者の販路の開拓を支援する。"
    assert roles(industry) == [
        ("甲", "商談会を開催する。"),
        ("乙", "町内の事業者に対し商談会への参加を呼びかける。"),
    ]
    assert facilities.roles[0].designations == ("甲", "乙")


def test_columns_under_a_header_of_two_rows() -> None:
    founding, companies, shelters, drills, libraries = initiatives("columns-with-areas")
    assert roles(founding) == [
        ("甲", "相談窓口を設け、専門家を置く。"),
        ("乙", "町内の希望者を相談窓口へ案内する。"),
    ]
    assert [(remark.label, remark.words.text) for remark in founding.remarks] == [("備考", "令和2年度から")]
    assert companies.remarks == ()
    assert content(shelters) == "災害のとき、避難所を相互に利用する。"
    assert roles(shelters) == [
        ("甲", "避難所を開設する。\n避難者の名簿を作る。"),
        ("乙", "避難所を開設する。\n物資を備える。"),
    ]
    assert roles(drills) == [("甲", "訓練を企画する。")]
    assert roles(libraries) == [
        ("甲", "資料の目録を公開し、予約を受け付ける。"),
        ("乙", "資料の目録を公開し、返却を受け付ける。"),
    ]
    printed = [role.words.printed for role in libraries.roles]
    assert printed == ["資料の目録を公開し、予約を受け付ける。", "資料の目録を公開し、返却を受け付ける。"]


def test_columns_of_named_parties() -> None:
    tourism, doctors, hall = initiatives("named-columns")
    assert roles(tourism) == [
        ("白浜港市", "案内の冊子を作成し、その費用を負担する。"),
        ("大峰村", "登山口に冊子を置く。"),
    ]
    assert [(remark.label, remark.words.text) for remark in tourism.remarks] == [("関係市町村", "白浜港市、大峰村")]
    assert [(role.designation, [body.name for body in role.bodies]) for role in doctors.roles] == [
        ("連携中枢都市", ["白浜港市"]),
        ("連携市町村", ["大峰村"]),
        ("両市村", ["白浜港市", "大峰村"]),
    ]
    assert hall.roles[0].designations == ("白浜港市", "大峰村")


def test_sentences_under_policy_areas() -> None:
    emergency, advice, buses = initiatives("areas-as-parts")
    assert content(emergency) == "救急患者を圏域内で受け入れる体制を維持する。"
    assert roles(emergency) == [
        ("乙", "乙は、市立病院の救急部門を運営する。"),
        ("甲", "甲は、救急部門の運営に要する費用の一部を負担する。"),
    ]
    assert roles(advice) == [
        ("甲及び乙", "甲及び乙は、消費生活の相談窓口を共同で運営する。"),
        ("乙", "乙は、相談員を置く。"),
    ]
    assert roles(buses) == [("甲", "甲は、次に掲げることを行う。\n町内の停留所を維持する。\n住民に利用を呼びかける。")]
    emergency, libraries, advice, staff = initiatives("listed-in-article")
    assert roles(emergency) == [("甲", "甲は、救急病院を運営する。"), ("乙", "乙は、その費用の一部を負担する。")]
    assert roles(libraries) == [("甲及び乙", "甲及び乙は、図書館の資料を相互に貸し出す。")]
    assert roles(advice) == []
    assert roles(staff) == [("甲", "甲は、乙の職員を研修に受け入れる。")]


def test_columns_aligned_by_spaces() -> None:
    founding, products, tourism, emergency, libraries = initiatives("aligned-columns")
    assert content(founding) == "創業を志す者の相談に応じ、事業計画の作成を助ける。"
    assert roles(founding) == [
        ("甲", "相談窓口を設け、専門家を置く。"),
        ("乙", "町内の希望者を相談窓口へ案内する。"),
    ]
    assert roles(products) == [
        ("甲", "展示会を開催する。\n会場の費用を負担する。"),
        ("乙", "展示会に出品する事業者を募る。"),
    ]
    assert roles(tourism) == [
        ("甲", "周遊ルートを企画し、案内する。"),
        ("乙", "町内の観光資源の情報を甲に提供する。"),
    ]
    assert roles(emergency) == [
        ("甲", "救急病院を運営する。"),
        ("乙", "救急病院の運営に要する費用の一部を負担する。"),
    ]
    assert roles(libraries) == [("甲及び乙", "目録を公開する。")]


def test_three_parties() -> None:
    calls, inspections, courses = initiatives("three-parties")
    assert [(role.designation, [body.name for body in role.bodies]) for role in calls.roles] == [
        ("甲", ["岬崎市"]),
        ("乙", ["浜頓町"]),
        ("丙", ["沖ノ村"]),
        ("乙及び丙", ["浜頓町", "沖ノ村"]),
    ]
    assert roles(inspections) == [("甲", "査察の計画を作る。")]
    assert roles(courses) == [("甲", "講師を派遣する。"), ("乙及び丙", "会場を用意する。")]
    assert courses.remarks == ()
