"""What is wrong in a workbook is said cell by cell, in both languages, all of it at once."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from kg.errors import SourceError
from kg.model.agreement import Report
from kg.reading.source_file import source_of
from kg.workbook import template
from tests.workbook.books import Change, filled, read


def _put(sheet: str, cell: str, value: object) -> Change:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def _both(*changes: Change) -> Change:
    def change(book: Any) -> None:
        for one in changes:
            one(book)

    return change


def _serial(book: Any) -> None:
    book["協定"]["B6"] = 44573
    book["協定"]["B6"].number_format = "General"


def _renamed(book: Any) -> None:
    book["協定"].title = "Sheet1"


def _renamed_initiatives(book: Any) -> None:
    book["取組"].title = "取組 (2)"


def _merged(book: Any) -> None:
    book["取組"].merge_cells("G3:G4")


def _copied(book: Any) -> None:
    for cell in book["取組"][3]:
        book["取組"].cell(4, cell.column, cell.value)


#: A change to a workbook that was right, the cell that is named, and what is said of it in each language.
FAULTS: dict[str, tuple[Change, str, str, str]] = {
    "no title": (_put("協定", "B2", None), "協定", "title", "標題を書いて"),
    "unknown item": (_put("協定", "A2", "題名"), "協定!A2", "found the item 題名", "「題名」はありません"),
    "party twice": (
        _both(_put("協定", "A5", "甲"), _put("協定", "B5", "旭川市")),
        "協定!B5",
        "again",
        "協定!B4 と重なって",
    ),
    "code too short": (_put("協定", "C4", "1204"), "協定!C4", "6 digits", "6桁の数字"),
    "name missing": (
        _both(_put("協定", "B4", None), _put("協定", "C4", "012041")),
        "協定!B4",
        "official name",
        "名称がありません",
    ),
    "no date": (_put("協定", "B6", "来年の春"), "協定!B6", "expected a date", "日付ではありません"),
    "impossible date": (_put("協定", "B6", "令和4年2月30日"), "協定!B6", "expected a date", "日付ではありません"),
    "serial number": (_serial, "協定!B6", "found the number 44573", "数値（44573）です"),
    "no address": (_put("協定", "B10", "www.city.example.jp"), "協定!B10", "http://", "URL ではありません"),
    "renamed sheet": (_renamed, "Sheet1", "the sheet 協定 is missing", "「協定」という名前のシートがありません"),
    "renamed sheet of initiatives": (
        _renamed_initiatives,
        "取組 (2)",
        "has the headings of 取組, which is missing",
        "名前を「取組」に戻して",
    ),
    "strange policy heading": (
        _put("取組", "C1", "政策分野(1)"),
        "取組!C1",
        "found the heading 政策分野(1)",
        "見出し「政策分野(1)」はありません",
    ),
    "heading missing": (
        _put("取組", "G1", "内容の説明"),
        "取組!1:1",
        "取組の内容 is missing",
        "見出し「取組の内容」がありません",
    ),
    "heading twice": (_put("取組", "B1", "取組の内容"), "取組!G1", "which 取組!B1 has", "取組!B1 と重なって"),
    "extra column": (_put("取組", "K3", "追記"), "取組!K3", "without a heading", "見出しのない列"),
    "name of the initiative": (_put("取組", "F4", None), "取組!F4", "expected one in each row", "1行に1つ"),
    "strange bearer": (
        _put("取組", "J1", "丁の役割"),
        "取組!J1",
        "found a role of 丁",
        "「丁」は協定シートにありません",
    ),
    "merged": (_merged, "取組!G3:G4", "found merged cells", "結合されています"),
    "date for words": (_put("取組", "B3", datetime(2022, 1, 2)), "取組!B3", "found the date", "「文字列」にして"),
    "true": (_put("取組", "B3", True), "取組!B3", "found True", "真偽値"),
    "formula without result": (_put("取組", "B3", "=1+1"), "取組!B3", "without a result", "値として貼り付けて"),
    "unknown table": (_put("取組", "A3", "別表第9"), "取組!A3", "found 別表第9", "「別表第9」は条文シート"),
    "unknown kind of line": (_put("条文", "A4", "前がき"), "条文!A4", "found 前がき", "という区分はありません"),
    "no article": (
        _put("条文", "B6", "取組は別表のとおり。"),
        "条文!B6",
        "an article with its number",
        "条番号で始まって",
    ),
    "behind the column": (_put("条文", "C6", "続き"), "条文!C6", "behind the column 本文", "「本文」の右に"),
    "row twice": (_copied, "取組!F4", "found the row of 取組!F3 again", "取組!F3 の行と全く同じ"),
}


@pytest.mark.parametrize(("change", "cell", "said", "said_ja"), FAULTS.values(), ids=FAULTS)
def test_faults_name_the_cell(change: Change, cell: str, said: str, said_ja: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(filled(change))
    for message, words in ((caught.value.message, said), (caught.value.message_ja, said_ja)):
        assert message.startswith("a.xlsx: ")
        assert any(cell in line and words in line for line in message.splitlines()), message


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        read(filled(_both(_put("協定", "B6", "春"), _put("取組", "F4", None), _put("条文", "A4", "前がき"))))
    assert len(caught.value.message_ja.splitlines()) == 4


def test_a_template_says_what_it_lacks() -> None:
    with pytest.raises(SourceError, match="標題"):
        read(template())


def test_a_filled_template_is_read() -> None:
    report = read(filled())
    (agreement,) = report.agreements
    assert [found.code for found in report.diagnostics if found.code.startswith("workbook")] == []
    assert [initiative.title.text for initiative in agreement.initiatives] == ["二次救急医療の連携", "子育て支援の充実"]
    assert [[words.text for words in one.headings] for one in agreement.initiatives] == [
        ["圏域全体の生活関連機能サービスの向上", "地域医療"],
        ["圏域全体の生活関連機能サービスの向上", "福祉"],
    ]
    assert agreement.initiatives[0].roles[0].words.text == "輪番制の調整を行う。\n応分の経費を負担する。"
    assert [place.cell for place in report.source.cells][-1] == "取組!I4"


def _hidden(book: Any) -> None:
    book["取組"].row_dimensions[4].hidden = True


def _merged_headings(book: Any) -> None:
    book["取組"]["C4"] = None
    book["取組"].merge_cells("C3:C4")


def _more_sheets(book: Any) -> None:
    book.create_sheet("メモ")["A1"] = "下書き"


def _spaced(book: Any) -> None:
    book["取組"].insert_rows(4, 3)
    book["取組"]["F3"] = "二次救急医療の連携　\n"
    book["条文"].insert_rows(5)
    book["協定"]["B6"] = datetime(2022, 1, 12)
    book["協定"]["C4"] = 12041


#: Changes after which the same is read, and what a note says of them.
ODDITIES: dict[str, tuple[Change, str]] = {
    "hidden row": (_hidden, "取組!4:4: 非表示"),
    "merged headings": (_merged_headings, "取組!C3:C4: 結合された"),
    "column by another name": (
        _both(_put("協定", "C1", "コード"), _put("協定", "C4", "999999")),
        "協定!C1: 列「コード」は読み取りの対象では",
    ),
    "more sheets": (_more_sheets, "メモ: 読み取りの対象ではない"),
    "empty rows, blanks at the end, dates and codes as numbers": (_spaced, ""),
}


def _initiatives(report: Report) -> list[object]:
    (agreement,) = report.agreements
    return [
        ([heading.text for heading in one.headings], one.title.text, [role.words.text for role in one.roles])
        for one in agreement.initiatives
    ]


@pytest.mark.parametrize(("change", "note"), ODDITIES.values(), ids=ODDITIES)
def test_oddities_change_nothing(change: Change, note: str) -> None:
    report, plain = read(filled(change)), read(filled())
    assert _initiatives(report) == _initiatives(plain)
    assert [(fact.key, fact.value) for fact in report.source.facts if fact.key != "code"] == [
        (fact.key, fact.value) for fact in plain.source.facts
    ]
    notes = [found.message_ja for found in report.diagnostics if found.code == "workbook-cell"]
    assert [one[: len(note)] for one in notes] == ([note] if note else [])


#: Changes after which the workbook says otherwise than its text, and where.
DIFFERENCES: dict[str, tuple[Change, str]] = {
    "title": (_put("協定", "B2", "別の協定"), "協定!B2: 「別の協定」とありますが"),
    "kind": (_put("協定", "B3", "事務の委託"), "協定!B3: 「事務の委託」とありますが、本文では「連携協約」"),
    "party": (_put("協定", "B5", "美瑛"), "協定!B5: 「乙 美瑛」とありますが、本文の当事者は「甲 旭川市、乙 美瑛町」"),
    "code": (
        _put("協定", "C5", "012041"),
        "協定!C5: 団体コード 012041 は「美瑛町」のものでは",
    ),
    "day": (_put("協定", "B6", "令和4年1月13日"), "協定!B6: 「2022-01-13」とありますが、本文では「2022-01-12」"),
    "day of effect": (
        _put("協定", "B7", "令和4年4月1日"),
        "協定!B7: 「2022-04-01」とありますが、本文では「書かれて",
    ),
    "legal basis": (_put("協定", "B8", "地方自治法第252条の14第1項"), "協定!B8: "),
}


@pytest.mark.parametrize(("change", "said"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_what_differs_from_the_text_is_said(change: Change, said: str) -> None:
    differing = [found.message_ja for found in read(filled(change)).diagnostics if found.code == "workbook-differs"]
    assert [one[: len(said)] for one in differing] == [said]


def test_diagnostics_of_the_text_name_the_cell() -> None:
    report = read(filled(_put("取組", "H3", None)))
    (found,) = [found for found in report.diagnostics if found.code == "role-cell-empty"]
    assert found.message_ja.startswith("取組!F3: ")


def test_without_provisions_title_and_preamble_are_written() -> None:
    def change(book: Any) -> None:
        book["条文"].delete_rows(3, 20)
        book["協定"]["B8"] = "地方自治法（昭和22年法律第67号）第252条の2第1項"

    report = read(filled(change))
    (agreement,) = report.agreements
    assert agreement.instrument == "renkei-kyoyaku"
    assert [(party.designation, party.bodies[0].code) for party in agreement.parties] == [
        ("甲", "012041"),
        ("乙", "014591"),
    ]
    assert agreement.signed_on is None  # nothing says so but a cell beside the text, and a warning says that
    assert "workbook-differs" in {found.code for found in report.diagnostics}
    assert len(agreement.initiatives) == 2
    assert [found.message_ja[:20] for found in report.diagnostics if found.code == "workbook-cell"] == [
        "協定: 条文シートが空のため、標題と前文"
    ]


def _package(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container,
        zipfile.ZipFile(io.BytesIO(template())) as whole,
    ):
        for name in whole.namelist():
            container.writestr(name, parts.get(name, whole.read(name)))
        for name in parts.keys() - set(whole.namelist()):
            container.writestr(name, parts[name])
    return buffer.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _types(kind: str) -> str:
    with zipfile.ZipFile(io.BytesIO(template())) as whole:
        return whole.read(_TYPES).decode().replace(_MAIN, kind)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_package(**{_SHEET: "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>"}), "a document type"),
        (_package(**{_SHEET: "<worksheet>" + " " * 80_000_000 + "</worksheet>"}), "unpacks to more than"),
        (_package(**{_SHEET: "<worksheet>"}), "damaged XLSX"),
        (_package(**{_SHEET: "<worksheet/>"}), "damaged XLSX|is missing"),
        (_package(**{_TYPES: _types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")}), "macros.*XLSX"),
        (_package(**{_TYPES: _types("application/vnd.ms-excel.sheet.binary.macroEnabled.main")}), "macros|binary"),
        (_package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument.*XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.xls\).*XLSX"),
        (_package(**{_SHEET: f'<worksheet xmlns="{_STRICT}"/>'}), "Strict Open XML.*save it as Excel workbook"),
        (template()[:3000], "damaged XLSX.*Excel opens"),
    ],
    ids=[
        "entities",
        "zip bomb",
        "broken",
        "other XML",
        "macros",
        "binary",
        "OpenDocument",
        "Excel 97",
        "strict",
        "cut off",
    ],
)
def test_other_and_hostile_files_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        source_of(data, name="a.xlsx")


def test_a_cell_far_below_is_refused_in_no_time() -> None:
    with pytest.raises(SourceError, match="expected at most 20000 rows"):
        read(filled(_put("取組", "A1048576", "x")))


def _with_result(cell: str, formula: str, saved: str) -> bytes:
    """openpyxl writes no results, so that of a formula is put in as LibreOffice and Excel keep it."""
    data = filled(_put("取組", cell, f"={formula}"))
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    found = re.compile(rf'<c r="{cell}"([^>]*)><f>{re.escape(formula)}</f><v></v></c>')
    assert [name for name, text in parts.items() if found.search(text)]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for name, text in parts.items():
            container.writestr(name, found.sub(saved, text))
    return buffer.getvalue()


def test_formulas_have_their_last_results() -> None:
    report = read(_with_result("B3", "1+1", r'<c r="B3"\1><f>1+1</f><v>2</v></c>'))
    assert "\n番号\t" in report.source.text
    assert "2\t3 圏域全体の生活関連機能サービスの向上" in report.source.text
    assert [found.message_ja for found in report.diagnostics if found.code == "workbook-cell"] == [
        "取組!B3: 数式（=1+1）の結果を値として読みました"
    ]


def test_a_formula_that_gives_the_empty_text_is_an_empty_cell() -> None:
    report = read(_with_result("B3", "T(1)", r'<c r="B3"\1 t="str"><f>T(1)</f><v></v></c>'))
    assert _initiatives(report) == _initiatives(read(filled()))
    assert [found for found in report.diagnostics if found.code == "workbook-cell"] == []


def test_the_template_explains_itself() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames == ["協定", "条文", "取組", "説明", "選択肢"]
    explained = {str(row[1].value) for row in book["説明"].iter_rows(min_row=2)}
    assert {cell.value for cell in book["取組"][1]} - explained == {"甲の役割", "乙の役割"}
    assert {cell.value for cell in book["協定"]["A"]} - explained == {"項目", "甲", "乙"}
    for name in ("協定", "条文", "取組"):
        assert book[name].freeze_panes == "A2"
        assert book[name].data_validations.dataValidation
