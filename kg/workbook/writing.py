"""The workbook as a file: sheets with headings that stay in sight, lists to choose from, and explanations.

Words are written as text, never as formulas or links. The same content gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kg.reading.workbook.form import (
    ABOUT_PARTY,
    AGREEMENT,
    AGREEMENT_COLUMNS,
    AGREEMENT_ITEMS,
    CHOICES,
    CONTENT,
    EXAMPLE,
    EXPLANATION,
    FIELD,
    FIELDS,
    INITIATIVE_COLUMNS,
    INITIATIVES,
    KIND,
    LINE_KIND,
    LINE_KINDS,
    NAME,
    NUMBER,
    PROVISION_COLUMNS,
    PROVISIONS,
    ROLE_ENDING,
    TABLE,
    TITLE,
    Entry,
)
from kg.registries.concepts import load_concepts
from kg.workbook.content import AgreementRow, Content, InitiativeSheet, ProvisionRow

#: Files carry a time of making; of all files the same, so that the same content gives the same bytes.
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the library asks for it without zone
#: Rows that lists to choose from are offered for.
_LISTED_ROWS = 2000
_WIDTHS = {TABLE: 16, NUMBER: 6, NAME: 28, CONTENT: 50}
_FIELD_WIDTH, _WORDS_WIDTH = 24, 40
_GUIDE_JA = (
    "このワークブックは、協定を1つ書き込むためのものです。「協定」「条文」「取組」の3枚のシートが読み取られます。",
    "シートの名前と1行目の見出しは変えないでください。行と列は足せます。",
    f"1列目が「{EXAMPLE}」の行は読み取られません。消しても残してもかまいません。",
    "「条文」には原文を上から順に書きます。空のままにすると、標題と前文だけを「協定」から作ります。",
    "「取組」は1行に1つの取組です。セルの中で改行できます（Alt+Enter）。",
    "書き終えたら .xlsx 形式で保存し、renkei check ファイル名 で確かめてください。直すところはセルの番地で示されます。",
)
_GUIDE_EN = (
    "This workbook holds one agreement. The sheets 協定, 条文 and 取組 are read.",
    "Keep the names of the sheets and the headings in row 1. Rows and columns may be added.",
    f"Rows with {EXAMPLE} in the first column are not read.",
    "On 条文 write the document from top to bottom. Left empty, only title and preamble are made from 協定.",
    "On 取組 each row is one initiative. Cells may have several lines (Alt+Enter).",
    "Save it as .xlsx and run renkei check FILE; what has to be put right is named by cell.",
)


class _Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        text = {"num_format": "@", "valign": "top", "text_wrap": True}
        self.heading: Format = book.add_format({"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "border": 1})
        self.text: Format = book.add_format(text)
        self.example: Format = book.add_format({**text, "italic": True, "font_color": "#666666"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})


def write_content(content: Content) -> bytes:
    """The workbook of an agreement."""
    return _write(content, examples=False)


def template() -> bytes:
    """A workbook to fill: the items of an agreement without values, and a row on each sheet that shows how."""
    parties = tuple(AgreementRow(item=item, hint=ABOUT_PARTY.about_ja) for item in ("甲", "乙"))
    items = agreement_rows({}, parties=parties)
    sheet = InitiativeSheet(headings=empty_headings([party.item for party in parties]))
    return _write(Content(agreement=items, provisions=(), initiatives=sheet), examples=True)


def empty_headings(designations: Sequence[str]) -> tuple[str, ...]:
    """The headings of a sheet 取組 without rows, with a role for each party."""
    roles = (f"{designation}{ROLE_ENDING}" for designation in dict.fromkeys(designations))
    return (TABLE, NUMBER, *FIELDS[:3], NAME, CONTENT, *roles)


def agreement_rows(values: dict[str, str], *, parties: Sequence[AgreementRow]) -> tuple[AgreementRow, ...]:
    """The rows of the sheet 協定: title and kind, the parties, then all else."""
    items = [
        AgreementRow(item=item.heading, value=values.get(item.key, ""), hint=item.about_ja, is_day=_is_day(item))
        for item in AGREEMENT_ITEMS
    ]
    first = [row for row, item in zip(items, AGREEMENT_ITEMS, strict=True) if item.key in {TITLE, KIND}]
    return (*first, *parties, *(row for row in items if row not in first))


def _is_day(item: Entry) -> bool:
    return item.key.endswith("_on")


def _write(content: Content, *, examples: bool) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "自治体間の協定", "created": _MADE})
        formats = _Formats(book)
        sheets = {name: book.add_worksheet(name) for name in (AGREEMENT, PROVISIONS, INITIATIVES, EXPLANATION, CHOICES)}
        _write_agreement(sheets[AGREEMENT], content.agreement, formats)
        _write_provisions(sheets[PROVISIONS], content.provisions, formats, examples=examples)
        _write_initiatives(sheets[INITIATIVES], content.initiatives, formats, examples=examples)
        _write_explanation(sheets[EXPLANATION], formats)
        _write_choices(sheets[CHOICES], formats)
    return buffer.getvalue()


def _head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int], formats: _Formats) -> None:
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width, formats.text)
        sheet.write_string(0, place, heading, formats.heading)
    sheet.freeze_panes(1, 0)


def _write_agreement(sheet: Worksheet, rows: Sequence[AgreementRow], formats: _Formats) -> None:
    _head(sheet, AGREEMENT_COLUMNS, (14, 50, 12, 34, 70), formats)
    for number, row in enumerate(rows, start=1):
        sheet.write_string(number, 0, row.item, formats.heading)
        if row.is_day and row.value:
            sheet.write_datetime(number, 1, date.fromisoformat(row.value), formats.day)
        elif row.is_day:
            sheet.write_blank(number, 1, None, formats.day)
        elif row.value:
            sheet.write_string(number, 1, row.value, formats.text)
        for place, words in ((2, row.code), (3, row.homepage), (4, row.hint)):
            if words:
                sheet.write_string(number, place, words, formats.example if place == 4 else formats.text)
    kind = next(item.heading for item in AGREEMENT_ITEMS if item.key == KIND)
    at = next(number for number, row in enumerate(rows, start=1) if row.item == kind)
    _offer(sheet, 1, _choices("A", _kinds()), rows=(at, at), strict=True)


def _write_provisions(sheet: Worksheet, rows: Sequence[ProvisionRow], formats: _Formats, *, examples: bool) -> None:
    width = max((len(row.cells) for row in rows), default=1)
    headings = (*(entry.heading for entry in PROVISION_COLUMNS), *[""] * (width - 1))
    _head(sheet, headings, (10, 100, *[40] * (width - 1)), formats)
    if examples:
        _write_row(sheet, 1, (EXAMPLE, "第1条　この連携協約は、…を目的とする。"), formats.example)
    for number, row in enumerate(rows, start=1 + examples):
        _write_row(sheet, number, (row.kind, *row.cells), formats.text)
    _offer(sheet, 0, _choices("B", LINE_KINDS), rows=(1, _LISTED_ROWS), strict=False)


def _write_initiatives(sheet: Worksheet, content: InitiativeSheet, formats: _Formats, *, examples: bool) -> None:
    widths = [
        _WIDTHS.get(heading, _FIELD_WIDTH if heading.startswith(FIELD) else _WORDS_WIDTH)
        for heading in content.headings
    ]
    _head(sheet, content.headings, widths, formats)
    if examples:
        example = {
            TABLE: EXAMPLE,
            FIELDS[0]: "3 圏域全体の生活関連機能サービスの向上",
            FIELDS[1]: "ア 地域医療",
            NAME: "二次救急医療の連携",
            CONTENT: "休日及び夜間の二次救急医療を確保する。",
        }
        bearing = (heading for heading in content.headings if heading.endswith(ROLE_ENDING))
        roles = {heading: f"{heading[0]}がすることを書く。" for heading in bearing}
        _write_row(sheet, 1, [(example | roles).get(heading, "") for heading in content.headings], formats.example)
    for number, row in enumerate(content.rows, start=1 + examples):
        _write_row(sheet, number, row, formats.text)
    if FIELDS[0] in content.headings:
        place = content.headings.index(FIELDS[0])
        _offer(sheet, place, _choices("C", _fields()), rows=(1, _LISTED_ROWS), strict=False)


def _write_row(sheet: Worksheet, number: int, cells: Sequence[str], look: Format) -> None:
    for place, words in enumerate(cells):
        if words:
            sheet.write_string(number, place, words, look)


def _offer(sheet: Worksheet, place: int, source: str, *, rows: tuple[int, int], strict: bool) -> None:
    """A list to choose from in a column; where it is not ``strict``, other words may be written too."""
    options = {
        "validate": "list",
        "source": source,
        "error_type": "stop" if strict else "information",
        "show_error": strict,
    }
    sheet.data_validation(rows[0], place, rows[1], place, options)


def _choices(column: str, words: Sequence[str]) -> str:
    """Where the words of a list stand on the sheet of choices."""
    return f"={CHOICES}!${column}$2:${column}${len(words) + 1}"


def _kinds() -> list[str]:
    return [concept.label("ja") for concept in load_concepts("instrument")]


def _fields() -> list[str]:
    """The policy headings of the highest level."""
    return list(dict.fromkeys(c.label("ja") for c in load_concepts("policy-field") if c.broader is None))


def _write_choices(sheet: Worksheet, formats: _Formats) -> None:
    lists = (("協定の種類", _kinds()), (LINE_KIND, list(LINE_KINDS)), (FIELDS[0], _fields()))
    _head(sheet, [heading for heading, _ in lists], (24, 14, 44), formats)
    for place, (_, words) in enumerate(lists):
        for number, word in enumerate(words, start=1):
            sheet.write_string(number, place, word, formats.text)


def _write_explanation(sheet: Worksheet, formats: _Formats) -> None:
    _head(sheet, ("シート", "項目・列", "説明", "Item or column", "Explanation"), (10, 26, 70, 26, 70), formats)
    number = 0
    for ja, en in zip(_GUIDE_JA, _GUIDE_EN, strict=True):
        number += 1
        sheet.write_string(number, 2, ja, formats.text)
        sheet.write_string(number, 4, en, formats.text)
    explained = (
        (AGREEMENT, (*AGREEMENT_ITEMS[:2], ABOUT_PARTY, *AGREEMENT_ITEMS[2:])),
        (PROVISIONS, PROVISION_COLUMNS),
        (INITIATIVES, INITIATIVE_COLUMNS),
    )
    for name, entries in explained:
        for entry in entries:
            number += 1
            row = (name, entry.heading, entry.about_ja, entry.heading_en, entry.about_en)
            for place, words in enumerate(row):
                sheet.write_string(number, place, words, formats.text)
