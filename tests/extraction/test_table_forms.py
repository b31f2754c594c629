"""Single forms of tables and labels: what is read of each, and that a table of other things gives no initiative."""

from __future__ import annotations

import pytest

from kg.model.drafting import AppendedTable, Table
from tests.extraction.writing import read_text

HEAD = """連携中枢都市圏形成に係る連携協約

青鳥市（以下「甲」という。）と笹舟町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。

（取組）
第1条 取組は、別表のとおりとする。

別表（第1条関係）

"""
HEADER = "取組\t内容\t甲の役割\t乙の役割\n"

Read = list[tuple[str, str | None, dict[str, str]]]


def read(table: str) -> Read:
    """Path with title, content and roles of each initiative; nothing may be unclaimed."""
    report = read_text(HEAD + table)
    (agreement,) = report.agreements
    assert [report.source.text[span.start : span.end] for span in report.unclaimed] == []
    return [
        (
            " / ".join([*(heading.text for heading in initiative.headings), initiative.title.text]),
            initiative.content.text if initiative.content else None,
            {role.designation: role.words.text for role in initiative.roles},
        )
        for initiative in agreement.initiatives
    ]


EMERGENCY = ("救急医療", "続ける。", {"甲": "会議を開く。", "乙": "負担する。"})


@pytest.mark.parametrize(
    "table",
    [
        f"{HEADER}救急医療\t続ける。\t会議を開く。\t負担する。\n",
        "取組\t内容\t甲\t乙\n救急医療\t続ける。\t会議を開く。\t負担する。\n",
        "\t取組の内容\t甲の役割\t乙の役割\n救急医療\t続ける。\t会議を開く。\t負担する。\n",
        "No.\t乙の役割\t甲の役割\t取組名\t取組内容\n1\t負担する。\t会議を開く。\t救急医療\t続ける。\n",
        "取組\t内容\t甲 の 役 割\t【乙の役割】\n(1) 救急医療\t続ける。\t会議を開く。\t負担する。\n",
        "取組\t内容\t役割分担\n救急医療\t続ける。\t甲：会議を開く。\u2028乙：負担する。\n",
        "取組\t内容\t役割分担\t\n\t\t甲\t乙\n救急医療\t続ける。\t会議を開く。\t負担する。\n",
        "取組\t内容\t役割分担\n甲\t乙\n救急医療\t続ける。\t会議を開く。\t負担する。\n",
        "救急医療\t取組の内容\t続ける。\n\t甲の役割\t会議を開く。\n\t乙の役割\t負担する。\n",
        "救急医療\t\t\n\t取組の内容\t続ける。\n\t甲の役割\t会議を開く。\n\t乙の役割\t負担する。\n",
        "救急医療\t取組の内容\t続ける。\t\n\t役割分担\t甲\t会議を開く。\n\t\t乙\t負担する。\n",
        "(1) 救急医療\n取組の内容\t続ける。\n甲の役割\t会議を開く。\n乙の役割\t負担する。\n",
        "取組\t救急医療\n取組の内容\t続ける。\n甲の役割\t会議を開く。\n乙の役割\t負担する。\n",
        "(1) 救急医療\n取組の内容：続ける。\n（甲の役割）会議を開く。\n〈乙の役割〉\n負担する。\n",
        "(1) 救急医療\nア 取組の内容\n続ける。\nイ 役割分担\n甲 会議を開く。\n乙 負担する。\n",
        "取組 | 内容 | 甲の役割 | 乙の役割\n救急医療 | 続ける。 | 会議を開く。 | 負担する。\n",
        "取組\n内容\n甲の役割\n乙の役割\n救急医療\n続ける。\n会議を開く。\n負担する。\n",
    ],
)
def test_forms_of_one_initiative(table: str) -> None:
    ((title, content, roles),) = read(table)
    assert (title, content) == EMERGENCY[:2]
    assert roles == EMERGENCY[2]


@pytest.mark.parametrize(
    "table",
    [
        "区分\t甲\t乙\n救急医療\t2分の1\t2分の1\n",
        "番号\t職\t氏名\n1\t会長\t市長\n2\t委員\t町長\n",
        "施設の名称\t位置\n港の市場\t青鳥市港町1番\n\t笹舟町浜2番\n",
        "事務\t内容\n受付\t申請を受け付ける。\n",
        "項目\t青鳥市\t笹舟町\n人口\t10000人\t500人\n",
    ],
)
def test_other_tables_stay_tables(table: str) -> None:
    assert read(table) == []
    (agreement,) = read_text(HEAD + table).agreements
    (appended,) = agreement.instrument_tree.of(AppendedTable)
    (found,) = (child for child in appended.children if isinstance(child, Table))
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        line.split("\t") for line in table.splitlines()
    ]


def test_headings_inside_a_table() -> None:
    row = "救急\t続ける。\tする。\tする。\n"
    rows = f"1 生活機能の強化\t\t\t\n{row}2 ネットワークの強化\t\t\t\n{row}"
    assert [title for title, _, _ in read(HEADER + rows)] == ["生活機能の強化 / 救急", "ネットワークの強化 / 救急"]


def test_merged_title_over_two_rows_is_one_initiative() -> None:
    ((title, content, roles),) = read(f"{HEADER}救急医療\t続ける。\t開く。\t払う。\n\t広げる。\t招く。\t\n")
    assert (title, content, roles) == ("救急医療", "続ける。\n広げる。", {"甲": "開く。\n招く。", "乙": "払う。"})


def test_same_title_again_is_the_rest_of_it_or_another_initiative() -> None:
    label = "救急\t取組の内容\t続ける。\n救急\t甲の役割\t開く。\n"
    assert len(read(label)) == 1
    assert len(read(label * 2)) == 2


def test_row_that_lacks_the_merged_cell_in_front() -> None:
    header = "分野\t取組\t内容\t甲の役割\t乙の役割\n"
    rows = "医療\t救急\t当番を続ける。\tする。\tする。\n看護師\t看護師を育てる。\t教える。\t送る。\n"
    assert read(header + rows)[1] == ("医療 / 看護師", "看護師を育てる。", {"甲": "教える。", "乙": "送る。"})


def test_full_row_never_continues_the_one_above() -> None:
    rows = "救急\t続ける。\t会議の開催\t負担する。\n図書館\t貸す。\t目録を作る。\t広報する。\n"
    assert [title for title, _, _ in read(HEADER + rows)] == ["救急", "図書館"]


def test_rows_behind_a_title_that_has_no_place_are_given_to_nobody() -> None:
    report = read_text(f"{HEAD}{HEADER}救急\t続ける。\t開く。\t払う。\n図書館\t\t\t\n\t貸す。\t作る。\t配る。\n")
    (agreement,) = report.agreements
    assert [initiative.title.text for initiative in agreement.initiatives] == ["救急"]
    assert {role.words.text for role in agreement.initiatives[0].roles} == {"開く。", "払う。"}
    assert [report.source.text[s.start : s.end] for s in report.unclaimed] == ["図書館", "貸す。", "作る。", "配る。"]


@pytest.mark.parametrize("dash", ["－", "―", "なし"])
def test_dash_is_no_role(dash: str) -> None:
    report = read_text(f"{HEAD}{HEADER}救急\t続ける。\t開く。\t{dash}\n")
    assert [role.designation for role in report.agreements[0].initiatives[0].roles] == ["甲"]
    assert [found.code for found in report.diagnostics if found.code.startswith("role-")] == ["role-cell-empty"]


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("甲及び乙の役割", ["青鳥市", "笹舟町"]),
        ("甲乙の役割", ["青鳥市", "笹舟町"]),
        ("共通の役割", ["青鳥市", "笹舟町"]),
        ("両市町の役割", ["青鳥市", "笹舟町"]),
        ("青鳥市の役割分担及び費用分担", ["青鳥市"]),
        ("笹舟町及び青鳥市の役割", ["笹舟町", "青鳥市"]),
        ("事業者の役割", []),
    ],
)
def test_bearers(label: str, names: list[str]) -> None:
    report = read_text(f"{HEAD}取組\t内容\t{label}\n救急\t続ける。\t会議を開く。\n")
    ((role,),) = (initiative.roles for initiative in report.agreements[0].initiatives)
    assert [body.name for body in role.bodies] == names
    assert ("role-bearer-unknown" in {found.code for found in report.diagnostics}) == (not names)


def test_headings_without_numbers() -> None:
    table = f"{HEADER}救急\t続ける。\tする。\tする。\n"
    found = read(f"生活機能の強化\n医療\n{table}福祉\n{table}結びつきの強化\n交通\n{table}")
    assert [title for title, _, _ in found] == [
        "生活機能の強化 / 医療 / 救急",
        "生活機能の強化 / 福祉 / 救急",
        "結びつきの強化 / 交通 / 救急",
    ]


@pytest.mark.parametrize(
    ("items", "by_order"),
    [
        (("生活機能の強化（別表第1）", "ネットワークの強化（別表第2）"), False),
        (("別表第1 生活機能の強化", "別表第2 ネットワークの強化"), False),
        (("生活機能の強化", "ネットワークの強化 別表第1 別表第2"), True),
    ],
)
def test_areas_of_appended_tables(items: tuple[str, str], by_order: bool) -> None:
    table = f"取組は別表のとおりとする。\n(1) {items[0]}\n(2) {items[1]}\n"
    rows = f"{HEADER}救急\t続ける。\tする。\tする。\n"
    head = HEAD.partition("第1条")[0]
    report = read_text(f"{head}第1条 次に掲げる{table}\n別表第1（第1条関係）\n{rows}\n別表第2（第1条関係）\n{rows}")
    found = [[heading.text for heading in one.headings] for one in report.agreements[0].initiatives]
    assert found == [["生活機能の強化"], ["ネットワークの強化"]]
    assert ("policy-area-by-order" in {one.code for one in report.diagnostics}) == by_order


def test_bare_number_in_a_cell_is_no_mark() -> None:
    ((_, content, _),) = read(f"{HEADER}学校\t1 人1台の端末を整える。\tする。\tする。\n")
    assert content == "1 人1台の端末を整える。"
