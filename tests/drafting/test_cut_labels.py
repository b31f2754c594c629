"""Rows of a table that a page has cut inside a label are put together."""

from __future__ import annotations

import pytest

from kg.drafting.parsing import draft
from kg.model.drafting import AppendedTable, Table
from kg.model.text import SourceText

BEFORE = "協定書\n(目的)\n第1条 甲と乙は、別表の取組を行う。\n別表\n"


def rows_of(table: str) -> list[list[str]]:
    tree = draft(SourceText(name="cut.txt", text=BEFORE + table, sha256="0" * 64, encoding="utf-8"))
    tables = [
        child
        for node in tree.instruments[0].nodes
        if isinstance(node, AppendedTable)
        for child in node.children
        if isinstance(child, Table)
    ]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


@pytest.mark.parametrize(
    ("cut", "rows"),
    [
        (
            "空港の利\t取組\t共同で\n用拡大\tの内容\t案内を行う。\n\t乙の\t案内を配\n\t役割\tる。\n",
            [["空港の利用拡大", "取組の内容", "共同で案内を行う。"], ["", "乙の役割", "案内を配る。"]],
        ),
        (
            "取組\t内容\t白浜市の役\t大峰村の役割\n\t\t割分担\t分担\n案内\t行う。\t作る。\t配る。\n",
            [["取組", "内容", "白浜市の役割分担", "大峰村の役割分担"], ["案内", "行う。", "作る。", "配る。"]],
        ),
        (
            "案内\t取組の内容\t行う。\n\t甲の役割\t作る\n\t乙の役割\t配る。\n",
            [["案内", "取組の内容", "行う。"], ["", "甲の役割", "作る"], ["", "乙の役割", "配る。"]],
        ),
    ],
    ids=["row label", "column label", "whole labels"],
)
def test_cut_rows(cut: str, rows: list[list[str]]) -> None:
    assert rows_of(cut) == rows
