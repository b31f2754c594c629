"""Schedules whose lines were wrapped or whose cells stand one below the other."""

from __future__ import annotations

from kg.drafting.parsing import draft
from kg.model.drafting import AppendedTable, LabelledText, Table, TableHeading, Unparsed
from kg.model.text import SourceText

BEFORE = "協約書\n(目的)\n第1条 東山市及び西山町は、別表の取組を行う。\n別表\n"
HEADER = "取組\n取組の内容\n東山市の役割\n西山町の役割\n"


def children_of(schedule: str) -> list[str]:
    """The children of the appended table below ``BEFORE``: headings, labelled texts, rows with bars."""
    tree = draft(SourceText(name="cut.txt", text=BEFORE + schedule, sha256="0" * 64, encoding="utf-8"))
    found: list[str] = []
    for node in tree.instruments[0].nodes:
        for child in node.children if isinstance(node, AppendedTable) else ():
            if isinstance(child, TableHeading | Unparsed):
                found.append(child.words.text)
            elif isinstance(child, LabelledText):
                found.append(f"{child.label.text}: {child.words.text}")
            elif isinstance(child, Table):
                found += ["|".join(cell.text for cell in row.cells) for row in child.rows]
    return found


def test_end_of_a_katakana_word_is_no_label() -> None:
    schedule = "1 医療\n(1) 獣害\nア 取組の内容\n若者のため、エゾシ\nカ、ヒグマ等を調べる。\nイ 甲の役割\n集める。\n"
    assert children_of(schedule) == [
        "医療",
        "獣害",
        "取組の内容: 若者のため、エゾシカ、ヒグマ等を調べる。",
        "甲の役割: 集める。",
    ]


def test_header_that_comes_again_is_no_heading_over_a_table() -> None:
    part = "検診\n検診を行う。\n会場を設ける。\n案内を配る。\n"
    rows = ["取組|取組の内容|東山市の役割|西山町の役割", "検診|検診を行う。|会場を設ける。|案内を配る。"]
    assert children_of("1 医療\n" + HEADER + part + HEADER + part) == ["医療", *rows, *rows]


def test_label_beside_page_numbers_is_no_running_header() -> None:
    header = "取組|取組の内容|東山市の役割|西山町の役割"
    first, second = "検診\n検診を行う。\n会場を設ける。\n案内を配る。\n", "予防\n予防を行う。\n本を作る。\n本を配る。\n"
    rows = ["検診|検診を行う。|会場を設ける。|案内を配る。", "予防|予防を行う。|本を作る。|本を配る。"]
    schedule = f"(1) 医療\n{HEADER}－ 86 －\n{first}(2) 福祉\n{HEADER}－ 87 －\n{second}"
    assert children_of(schedule) == ["医療", header, rows[0], "福祉", header, rows[1]]


def test_blank_line_behind_the_last_cell_is_no_empty_cell() -> None:
    header = "取組\n内容\n東山市の役割\n西山町の役割\n東山市及び西山町の役割\n"
    for behind in ("", "\n戻る\n"):
        found = children_of(f"1 医療\n{header}検診\n検診を行う。\n会場を設ける。\n{behind}")
        assert "検診" in found  # whose role it is cannot be told, so the cells are no row


def test_empty_cells_beside_a_page_number_leave_the_row_unread() -> None:
    header = "取組\n内容\n東山市の役割\n西山町の役割\n東山市及び西山町の役割\n"
    first = "検診\n検診を行う。\n会場を設ける。\n案内を配る。\n\n"
    found = children_of(f"1 医療\n{header}{first}予防\n予防を行う。\n- 85 -\n\n\n共に広報を行う。\n")
    assert found[2:] == ["検診|検診を行う。|会場を設ける。|案内を配る。|", "予防", "予防を行う。", "共に広報を行う。"]
