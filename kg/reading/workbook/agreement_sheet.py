"""The sheet 協定: an item to a row — title, kind, days, parties, legal basis, and where the document came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.identifiers import is_web_iri
from kg.model.text import StatedFact
from kg.numerals import find_dates
from kg.reading.workbook.cells import Cell, Sheet, date_of, words_of
from kg.reading.workbook.columns import Columns, columns_of, filled_rows, report_unread
from kg.reading.workbook.findings import Findings
from kg.reading.workbook.form import (
    AGREEMENT_COLUMNS,
    AGREEMENT_ITEMS,
    CODE,
    CODE_OF,
    DESIGNATIONS,
    EFFECTIVE,
    HOMEPAGE,
    HOMEPAGE_OF,
    ITEM,
    PARTY,
    PARTY_HEADING,
    SIGNED,
    TITLE,
    VALUE,
)

_KEYS = {item.heading: item.key for item in AGREEMENT_ITEMS}
_DAYS = (SIGNED, EFFECTIVE, "retrieved_on")
_ADDRESSES = ("retrieved_from", "terms_url")
_CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet, its cells to be had by their headings."""

    sheet: Sheet
    number: int
    cells: Mapping[int, Cell]
    columns: Columns

    def cell(self, heading: str) -> Cell | None:
        return self.cells.get(self.columns[heading]) if heading in self.columns else None

    def place(self, heading: str) -> str:
        return self.sheet.place(self.number, self.columns[heading])


def read_agreement_sheet(sheet: Sheet, findings: Findings) -> tuple[StatedFact, ...]:
    """What the sheet says, an item each; what is no such item or has an impossible value is a fault."""
    columns = columns_of(sheet, (ITEM, VALUE), findings)
    if ITEM not in columns or VALUE not in columns:
        return ()
    report_unread(sheet, columns, AGREEMENT_COLUMNS, findings)
    facts: list[StatedFact] = []
    for number, cells in filled_rows(sheet):
        facts += _facts(_Row(sheet, number, cells, columns), findings)
    _report_repeated(facts, findings)
    if not any(fact.key == TITLE for fact in facts):
        findings.fault(
            sheet.name, "the item 標題 (title) is empty, expected a title", "「標題」が空です。標題を書いてください"
        )
    return tuple(facts)


def _facts(row: _Row, findings: Findings) -> Iterator[StatedFact]:
    item = "".join(words_of(row.cell(ITEM), findings).split())
    stray = [cell for column, cell in row.cells.items() if column not in row.columns.values() or not item]
    for cell in stray:
        findings.fault(
            cell.name,
            f"found words outside of the columns {', '.join(AGREEMENT_COLUMNS)} or without an item before them",
            f"「{'」「'.join(AGREEMENT_COLUMNS)}」の列の外か、項目のない行に書かれています",
        )
    if not item or stray:
        return
    if item == PARTY_HEADING or (len(item) == 1 and item in DESIGNATIONS):
        yield from _party(row, item, findings)
    elif item in _KEYS:
        yield from _item(_KEYS[item], row.cell(VALUE), findings)
    else:
        known = "、".join([*_KEYS, "甲", "乙", "…", PARTY_HEADING])
        findings.fault(
            row.place(ITEM),
            f"found the item {item}, expected one of {known}",
            f"項目「{item}」はありません（使える項目: {known}）",
        )


def _item(key: str, cell: Cell | None, findings: Findings) -> Iterator[StatedFact]:
    if cell is None:
        return
    if key in _DAYS:
        day = _day(cell, findings)
        if day is not None:
            yield StatedFact(key=key, value=day.isoformat(), cell=cell.name)
        return
    words = words_of(cell, findings)
    if key in _ADDRESSES and words and not is_web_iri(words):
        findings.fault(
            cell.name,
            f"found {words}, expected an address that begins with http:// or https://",
            f"「{words}」は URL ではありません。http:// か https:// で始めてください",
        )
    elif words:
        yield StatedFact(key=key, value=words, cell=cell.name)


def _day(cell: Cell, findings: Findings) -> date | None:
    """The day of a cell: a date of the program, or words such as 令和４年１月１２日, 2022-01-12, 2022/1/12."""
    found = date_of(cell, findings)
    if not isinstance(found, str) or not found:
        return found or None
    words = unicodedata.normalize("NFKC", found)
    dates = list(find_dates(words))
    if len(dates) == 1 and dates[0].consistent and not words[: dates[0].start].strip():
        return dates[0].value
    try:
        return date(*(int(part) for part in words.replace("/", "-").replace(".", "-").split("-")))
    except (ValueError, TypeError):
        findings.fault(
            cell.name,
            f"found {found}, expected a date such as 2022/1/12 or 令和4年1月12日",
            f"「{found}」は日付ではありません。2022/1/12 か 令和4年1月12日 のように書いてください",
        )
        return None


def _party(row: _Row, item: str, findings: Findings) -> Iterator[StatedFact]:
    """A body of a party: its name, its code and web site where they are given."""
    cell, code, homepage = (row.cell(heading) for heading in (VALUE, CODE, HOMEPAGE))
    name = "".join(words_of(cell, findings).split())
    if cell is None or not name:
        if code or homepage:
            findings.fault(
                row.place(VALUE),
                "the name of the body is missing, expected its official name such as 旭川市",
                "団体の名称がありません。正式な名称（旭川市など）を書いてください",
            )
        return
    yield StatedFact(key=PARTY, value=name, cell=cell.name, of="" if item == PARTY_HEADING else item)
    if code is not None:
        digits = unicodedata.normalize("NFKC", words_of(code, findings))
        if digits.isascii() and digits.isdigit() and len(digits) in {_CODE_DIGITS - 1, _CODE_DIGITS}:
            yield StatedFact(key=CODE_OF, value=digits.zfill(_CODE_DIGITS), cell=code.name, of=name)
        else:
            findings.fault(
                code.name,
                f"found {digits}, expected the 6 digits of the code of a local government, such as 012041",
                f"「{digits}」は団体コードではありません。6桁の数字（012041 など）を書いてください",
            )
    if homepage is not None:
        yield from (
            StatedFact(key=HOMEPAGE_OF, value=fact.value, cell=fact.cell, of=name)
            for fact in _item(_ADDRESSES[0], homepage, findings)
        )


def _report_repeated(facts: list[StatedFact], findings: Findings) -> None:
    seen: dict[tuple[str, str, str], StatedFact] = {}
    for fact in facts:
        name = (fact.key, fact.of, fact.value if fact.key == PARTY else "")
        if name in seen:
            findings.fault(
                fact.cell,
                f"found again what {seen[name].cell} says, expected it once",
                f"{seen[name].cell} と重なっています。1つにしてください",
            )
        seen.setdefault(name, fact)
