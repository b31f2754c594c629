"""Workbooks of the tests: the template filled in as a person would, changed cell by cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from kg.extraction import report_on
from kg.model.agreement import Report, SourceMetadata
from kg.reading.source_file import source_of
from kg.workbook import template

Change = Callable[[Any], None]

PREAMBLE = (
    "旭川市（以下「甲」という。）と美瑛町（以下「乙」という。）は、地方自治法（昭和22年法律第67号）"
    "第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。"
)
AGREEMENT = {
    "標題": "連携中枢都市圏形成に係る連携協約",
    "協定の種類": "連携協約",
    "甲": "旭川市",
    "乙": "美瑛町",
    "締結日": "令和４年１月１２日",
}
PROVISIONS = (
    ("標題", "連携中枢都市圏形成に係る連携協約"),
    ("前文", PREAMBLE),
    ("見出し", "（取組）"),
    ("条", "第1条　甲及び乙が連携する取組は、別表に定めるとおりとする。"),
    ("見出し", "（協議）"),
    ("条", "第2条　この連携協約に関し疑義が生じたときは、甲及び乙が協議して定める。"),
    ("締結文", "この連携協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自その1通を保有する。"),
    ("日付", "令和4年1月12日"),
    ("別表", "別表（第1条関係）"),
)
INITIATIVES = (
    {
        "政策分野1": "3 圏域全体の生活関連機能サービスの向上",
        "政策分野2": "(1) 地域医療",
        "取組の名称": "二次救急医療の連携",
        "取組の内容": "休日及び夜間の二次救急医療を確保する。",
        "甲の役割": "輪番制の調整を行う。\n応分の経費を負担する。",
        "乙の役割": "応分の経費を負担する。",
    },
    {
        "政策分野2": "(2) 福祉",
        "取組の名称": "子育て支援の充実",
        "取組の内容": "子育て支援を共同で行う。",
        "甲の役割": "研修を開催する。",
        "乙の役割": "研修の情報を住民に提供する。",
    },
)


def filled(change: Change | None = None) -> bytes:
    """The template with an agreement written into it, and then changed."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    for row in book["協定"].iter_rows(min_row=2):
        row[1].value = AGREEMENT.get(str(row[0].value))
    for number, cells in enumerate(PROVISIONS, start=3):
        for column, words in enumerate(cells, start=1):
            book["条文"].cell(number, column, words)
    columns = {cell.value: cell.column for cell in book["取組"][1]}
    for number, initiative in enumerate(INITIATIVES, start=3):
        for heading, words in initiative.items():
            book["取組"].cell(number, columns[heading], words)
    if change is not None:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(data: bytes, name: str = "a.xlsx") -> Report:
    """What is read of a workbook, as of any source file."""
    return report_on(source_of(data, name=name), SourceMetadata())
