"""The CSV tables: RFC 4180, one row per fact, no formulas."""

from __future__ import annotations

import csv
import io

import pytest

from kg.identifiers import Iris
from kg.publication.contents import PublishedAgreement
from kg.publication.tables import TABLES, Table, plain_cell, write_table
from tests.publication.conftest import BuiltRelease


def _rows(release: BuiltRelease, name: str) -> list[dict[str, str]]:
    text = (release.directory / "tables" / name).read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.path)
def test_form(release: BuiltRelease, table: Table) -> None:
    data = (release.directory / table.path).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert tuple(rows[0]) == table.header
    assert {len(row) for row in rows} == {len(table.header)}
    assert rows[0][:3] == ["local_government_code", "agreement_id", "local_government_name"]
    assert len(set(table.header)) == len(table.header)
    assert table.header[-1] == "iri"


def test_counts_agree_with_the_manifest(release: BuiltRelease) -> None:
    counts = release.manifest.counts
    assert len(_rows(release, "agreements.csv")) == counts["agreements"]
    assert len(_rows(release, "initiatives.csv")) == counts["initiatives"]
    assert len({row["iri"] for row in _rows(release, "roles.csv")}) == counts["roles"]
    assert len({row["iri"] for row in _rows(release, "parties.csv")}) == counts["parties"]


def test_values(release: BuiltRelease) -> None:
    (row,) = [row for row in _rows(release, "agreements.csv") if row["local_government_code"] == "012041"]
    assert row["parties"] == "旭川市; 美瑛町"
    assert row["party_codes"] == "012041; 014591"
    assert (row["signed_on"], row["effective_on"], row["initiatives"]) == ("2022-01-12", "", "28")


def test_coverage_tells_headings_from_words(release: BuiltRelease) -> None:
    rows = {
        row["policy_field"]: row
        for row in _rows(release, "coverage.csv")
        if row["local_government_code"] == "014591" and row["agreement_id"] == "012041-014591-20220112"
    }
    assert (rows["renkei-b-b"]["initiatives"], rows["renkei-b-b"]["inferred_initiatives"]) == ("4", "0")
    assert (rows["renkei-c-b-a"]["initiatives"], rows["renkei-c-b-a"]["inferred_initiatives"]) == ("0", "2")
    assert rows["renkei-c-b-a"]["policy_field_ja"] == "地域公共交通"
    assert rows["renkei-c-b-a"]["policy_field_en"] == "Local public transport"
    assert "renkei-c-a" not in rows  # only what has no narrower field, where no heading stops above
    assert sum(int(row["initiatives"]) for row in rows.values()) == 28


def test_every_iri_is_in_the_graph(release: BuiltRelease) -> None:
    subjects = {str(quad.subject).strip("<>") for quad in release.quads("renkei.nt")}
    for table in TABLES:
        for row in _rows(release, table.path.removeprefix("tables/")):
            assert row["iri"] in subjects
            assert row.get("local_government_iri", row["iri"]) in subjects


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_formulas_are_defused(mark: str) -> None:
    assert plain_cell(f"{mark}HYPERLINK(1)") == f"'{mark}HYPERLINK(1)"
    assert plain_cell(f"あ{mark}") == f"あ{mark}"


def test_cells_are_quoted_and_defused_when_written(published: PublishedAgreement) -> None:
    table = Table("tables/x.csv", ("one", "two"), lambda entry, _: iter([(f"={entry.slug}", 'a"b,\r\nc')]))
    written = write_table(table, [published], iris=Iris("https://example.jp/"))
    assert written == b'one,two\r\n\'=012041-014591-20220112,"a""b,\r\nc"\r\n'
