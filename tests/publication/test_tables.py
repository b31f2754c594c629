"""The tables: CSV after RFC 4180, one row per fact, no formulas; every form says the same."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import openpyxl
import pytest

from kg.publication.catalog_words import Bilingual
from kg.publication.tables import load_tables, workbook
from kg.publication.tables.columns import Column, Datatype, Statement, TableWords
from kg.publication.tables.csv_files import altered_columns, plain_cell, write_csv, write_excel_csv
from kg.publication.tables.csvw import DescribedCsv, write_csvw
from kg.publication.tables.parquet import write_parquet
from kg.publication.tables.sqlite import write_sqlite
from kg.publication.tables.workbook import write_workbook
from kg.vocabulary import RDF, RENKEI
from tests.publication.conftest import BuiltRelease

_WORDS = Bilingual(ja="見出し", en="heading")
_STATEMENT = Statement(property_iri="https://example.jp/p", language="ja", value=None)

every_table = pytest.mark.parametrize("table", load_tables(), ids=lambda table: table.name)


def column(name: str, datatype: Datatype = Datatype.STRING) -> Column:
    return Column(name=name, title=_WORDS, about=_WORDS, datatype=datatype, statement=_STATEMENT)


SMALL = TableWords(
    name="x", title=Bilingual(ja="表", en="table"), columns=(column("one"), column("two", Datatype.INTEGER))
)


def rows_of(release: BuiltRelease, name: str) -> list[dict[str, str]]:
    text = (release.directory / "tables" / f"{name}.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@every_table
def test_form(release: BuiltRelease, table: TableWords) -> None:
    data = (release.directory / "tables" / f"{table.name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert tuple(rows[0]) == table.header
    assert {len(row) for row in rows} == {len(table.header)}
    first = ["local_government_code", "agreement_id", "local_government_name"]
    assert rows[0][:3] == first or rows[0][:2] == [first[0], first[2]]
    assert len(set(table.header)) == len(table.header)
    assert table.header[-1] == "iri"


@every_table
def test_excel_has_the_same_rows_below_japanese_headings(release: BuiltRelease, table: TableWords) -> None:
    folder = release.directory / "tables"
    marked = (folder / f"{table.name}.excel.csv").read_bytes()
    assert marked.startswith(b"\xef\xbb\xbf")
    header, _, rest = marked.decode("utf-8-sig").partition("\r\n")
    assert header.split(",") == [column.title.ja for column in table.columns]
    assert len(set(header.split(","))) == len(table.columns)
    assert rest == (folder / f"{table.name}.csv").read_bytes().decode().partition("\r\n")[2]


def test_counts_agree_with_the_manifest(release: BuiltRelease) -> None:
    counts = release.manifest.counts
    assert len(rows_of(release, "agreements")) == counts["agreements"]
    assert len(rows_of(release, "initiatives")) == counts["initiatives"]
    assert len(rows_of(release, "municipalities")) == counts["municipalities"]
    assert len({row["iri"] for row in rows_of(release, "roles")}) == counts["roles"]
    assert len({row["iri"] for row in rows_of(release, "parties")}) == counts["parties"]


@pytest.mark.parametrize(("table", "kinds"), [("duties", ("Duty",)), ("citations", ("Citation", "LegalBasis"))])
def test_nothing_of_the_graph_is_missing(release: BuiltRelease, table: str, kinds: tuple[str, ...]) -> None:
    types = {RENKEI[kind] for kind in kinds}
    typed = (quad for quad in release.quads("renkei.nt") if quad.predicate == RDF["type"] and quad.object in types)
    found = {str(quad.subject).strip("<>") for quad in typed}
    assert len(found) > 2
    assert {row["iri"] for row in rows_of(release, table)} == found


def test_values(release: BuiltRelease) -> None:
    (row,) = [row for row in rows_of(release, "agreements") if row["local_government_code"] == "012041"]
    assert row["parties"] == "旭川市; 美瑛町"
    assert row["party_codes"] == "012041; 014591"
    assert (row["signed_on"], row["effective_on"], row["initiatives"]) == ("2022-01-12", "", "28")
    (biei,) = [row for row in rows_of(release, "municipalities") if row["local_government_code"] == "014591"]
    assert (biei["local_government_name"], biei["name_en"], biei["agreements"]) == ("美瑛町", "Biei-cho", "1")
    basis = [row["law_article"] for row in rows_of(release, "citations") if row["legal_basis"] == "true"]
    assert basis == ["252の2", "252の2"]


def test_coverage_tells_headings_from_words(release: BuiltRelease) -> None:
    rows = {
        row["policy_field"]: row
        for row in rows_of(release, "coverage")
        if row["local_government_code"] == "014591" and row["agreement_id"] == "012041-014591-20220112"
    }
    assert (rows["renkei-b-b"]["initiatives"], rows["renkei-b-b"]["inferred_initiatives"]) == ("4", "0")
    assert (rows["renkei-c-b-a"]["initiatives"], rows["renkei-c-b-a"]["inferred_initiatives"]) == ("0", "2")
    assert rows["renkei-c-b-a"]["policy_field_ja"] == "地域公共交通"
    assert rows["renkei-c-b-a"]["policy_field_en"] == "Local public transport"
    assert "renkei-c-a" not in rows  # only what has no narrower field, where no heading stops above
    assert sum(int(row["initiatives"]) for row in rows.values()) == 28


def test_every_iri_is_in_the_graph(release: BuiltRelease) -> None:
    terms = {str(term).strip("<>") for quad in release.quads("renkei.nt") for term in (quad.subject, quad.object)}
    for table in load_tables():
        iris = [column.name for column in table.columns if column.datatype is Datatype.IRI]
        for row in rows_of(release, table.name):
            assert {row[name] for name in iris} <= terms


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_formulas_are_defused(mark: str) -> None:
    assert plain_cell(f"{mark}HYPERLINK(1)") == f"'{mark}HYPERLINK(1)"
    assert plain_cell(f"あ{mark}") == f"あ{mark}"


def test_cells_are_quoted_and_defused_when_written() -> None:
    rows = [("=1", "-1"), ('a"b,\r\nc', "")]
    assert write_csv(SMALL, rows) == b'one,two\r\n\'=1,-1\r\n"a""b,\r\nc",\r\n'
    assert write_excel_csv(SMALL, rows).decode("utf-8-sig").startswith("見出し,見出し\r\n'=1,")


def test_an_altered_cell_keeps_its_column_out_of_the_conversion() -> None:
    for rows, altered in (([("あ", "-1")], False), ([("あ", "1"), ("=1", "2")], True)):
        names = altered_columns(SMALL, rows)
        assert names == (frozenset({"one"}) if altered else frozenset())
        file = DescribedCsv(name="x.csv", table=SMALL, header=SMALL.header, altered=names)
        one, two = json.loads(write_csvw([file]))["tables"][0]["tableSchema"]["columns"]
        assert one.get("suppressOutput", False) is altered
        assert ("propertyUrl" in one) is not altered
        assert two["propertyUrl"] == "https://example.jp/p"


def _sheets(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_a_workbook_holds_words_as_words_and_explains_its_columns() -> None:
    first, second = _sheets(write_workbook(SMALL, [("=1+1", "3"), ("https://example.jp/", "")])).items()
    assert first == ("表", [("見出し", "見出し"), ("=1+1", 3), ("https://example.jp/", None)])
    cells = openpyxl.load_workbook(io.BytesIO(write_workbook(SMALL, [("=1+1", "3")]))).worksheets[0]
    assert cells["A2"].data_type == "s", "text, no formula"
    assert second[0] == "列の説明"
    assert second[1][1][:3] == ("見出し", "見出し", "one")


def test_dates_are_dates_in_a_workbook(release: BuiltRelease) -> None:
    sheet = _sheets((release.directory / "tables" / "agreements.xlsx").read_bytes())["協約"]
    signed = [row[sheet[0].index("締結日")] for row in sheet[1:]]
    assert signed == [datetime(2019, 3, 29), datetime(2022, 1, 12)]
    book = openpyxl.load_workbook(release.directory / "tables" / "agreements.xlsx")
    assert book.properties.created == datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def test_what_a_sheet_cannot_hold_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    rows = [(str(number), "1") for number in range(5)]
    sheets = _sheets(write_workbook(SMALL, rows))
    assert list(sheets) == ["表", "列の説明", "表 2", "表 3"]
    assert [row[0] for name in ("表", "表 2", "表 3") for row in sheets[name][1:]] == ["0", "1", "2", "3", "4"]


def test_a_text_that_is_too_long_for_a_cell_says_so() -> None:
    fits, cut = "あ" * workbook.MOST_CHARACTERS, "い" * (workbook.MOST_CHARACTERS + 1)
    _, first, second = _sheets(write_workbook(SMALL, [(fits, ""), (cut, "")]))["表"]
    assert first[0] == fits
    assert isinstance(second[0], str)
    assert second[0].endswith(workbook.CUT)
    assert len(second[0]) == workbook.MOST_CHARACTERS


def test_a_table_without_rows_has_its_columns() -> None:
    assert _sheets(write_workbook(SMALL, []))["表"] == [("見出し", "見出し")]
    assert write_parquet(SMALL, []).startswith(b"PAR1")
    assert write_csv(SMALL, []) == b"one,two\r\n"


def test_sqlite_has_every_row_typed_and_linked(release: BuiltRelease) -> None:
    with closing(sqlite3.connect(release.directory / "tables" / "renkei.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in load_tables():
            (count,) = database.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608 -- our own name
            assert count == len(rows_of(release, table.name))
        signed = "SELECT signed_on, effective_on, typeof(initiatives) FROM agreements ORDER BY agreement_id"
        assert database.execute(signed).fetchall()[1] == ("2022-01-12", None, "integer")
        (explained,) = database.execute("SELECT count(*) FROM columns").fetchone()
        assert explained == sum(len(table.columns) for table in load_tables())


def test_sqlite_of_the_same_rows_is_the_same() -> None:
    tables = [(SMALL, [("a", "1"), ("b", "")])]
    assert write_sqlite(tables) == write_sqlite(tables)
