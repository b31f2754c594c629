"""The tables in the hands of others: a CSVW validator and converter, pandas, datasette, LibreOffice. About 30 s."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas
import pytest
from pyoxigraph import RdfFormat, Triple, parse

from kg.publication.tables import load_tables
from kg.publication.tables.columns import Datatype, TableWords
from tests.formats.producers import convert
from tests.publication.conftest import BuiltRelease
from tests.publication.test_tables import rows_of

METADATA = "csv-metadata.json"
CSV2RDF = Path(__file__).parents[1] / "clients" / "csv2rdf.mjs"

every_table = pytest.mark.parametrize("table", load_tables(), ids=lambda table: table.name)


def _tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """An installed command of the test environment."""
    program = Path(sys.executable).with_name(name)
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


# --- CSV on the Web --------------------------------------------------------------------------------------------------


def test_a_csvw_validator_accepts_the_description(release: BuiltRelease) -> None:
    done = _tool("csvwvalidate", "--verbose", release.directory / "tables" / METADATA)
    assert (done.returncode, done.stdout.strip()) == (0, "OK"), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [("2022-01-12", "2022-13-12"), (",28,", ",many,")],
    ids=["date", "integer"],
)
def test_the_validator_would_find_faults(release: BuiltRelease, tmp_path: Path, before: str, after: str) -> None:
    folder = Path(shutil.copytree(release.directory / "tables", tmp_path / "tables"))
    file = folder / "agreements.csv"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    assert _tool("csvwvalidate", folder / METADATA).returncode != 0


@pytest.mark.clients
@every_table
def test_converted_in_minimal_mode_it_is_a_part_of_the_graph(release: BuiltRelease, table: TableWords) -> None:
    command: list[str | Path] = ["node", CSV2RDF, release.directory / "tables" / METADATA, f"{table.name}.csv"]
    converted = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {quad.triple for quad in parse(converted, format=RdfFormat.N_TRIPLES)}
    graph = {quad.triple for quad in release.quads("renkei.nt")}
    strange: list[Triple] = [triple for triple in found if triple not in graph]
    assert strange == []
    rows = rows_of(release, table.name)
    filled = [column for column in table.columns if any(row[column.name] for row in rows)]
    properties = {column.statement.property_iri for column in filled if column.statement}
    assert {triple.predicate.value for triple in found} == properties


# --- pandas ----------------------------------------------------------------------------------------------------------


@every_table
def test_pandas_reads_every_form_alike(release: BuiltRelease, table: TableWords) -> None:
    stem = release.directory / "tables" / table.name
    columns = list(table.header)
    count = len(rows_of(release, table.name))
    as_csv = pandas.read_csv(f"{stem}.csv", dtype=str, keep_default_na=False)
    as_excel_csv = pandas.read_csv(f"{stem}.excel.csv", dtype=str, keep_default_na=False)
    as_parquet = pandas.read_parquet(f"{stem}.parquet")
    as_xlsx = pandas.read_excel(f"{stem}.xlsx", dtype=str)
    assert list(as_csv.columns) == list(as_parquet.columns) == columns
    assert list(as_excel_csv.columns) == list(as_xlsx.columns) == [column.title.ja for column in table.columns]
    assert len(as_csv) == len(as_excel_csv) == len(as_parquet) == len(as_xlsx) == count
    for column in table.columns:
        written = as_csv[column.name].tolist()
        assert as_excel_csv.iloc[:, columns.index(column.name)].tolist() == written
        assert [_written(value) for value in as_parquet[column.name]] == written
        if column.datatype in (Datatype.STRING, Datatype.IRI) and any(written):
            found = as_xlsx.iloc[:, columns.index(column.name)].tolist()
            assert [_written(value) for value in found] == written


def _written(value: object) -> str:
    """A value of a data frame as the CSV has it."""
    if value is None or value != value:  # noqa: PLR0124 -- not a number is not itself
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- datasette -------------------------------------------------------------------------------------------------------


def _asked(release: BuiltRelease, path: str) -> dict[str, object]:
    """What datasette answers about the file."""
    done = _tool("datasette", release.directory / "tables" / "renkei.sqlite", "--get", path)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_datasette_opens_the_file(release: BuiltRelease) -> None:
    answer = _asked(release, "/renkei.json")
    tables = answer["tables"]
    assert isinstance(tables, list)
    assert {table["name"] for table in tables} == {"columns", *(table.name for table in load_tables())}


def test_datasette_links_rows_to_their_agreement(release: BuiltRelease) -> None:
    path = "/renkei/roles.json?_labels=on&agreement_id=012041-014591-20220112&_shape=objects"
    rows = _asked(release, path)["rows"]
    assert isinstance(rows, list)
    assert rows
    assert all(row["agreement_id"]["value"] == "012041-014591-20220112" for row in rows)


# --- LibreOffice -----------------------------------------------------------------------------------------------------

#: Calc's export: comma, quote, UTF-8, first line, text as shown (LibreOffice's filter options).
_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"

#: Calc's import of UTF-8: without a window it does not look for the mark, as its dialogue does.
_FROM_CSV = "Text - txt - csv (StarCalc):44,34,76,1"


@pytest.mark.office
def test_libreoffice_opens_workbooks_and_marked_csv(release: BuiltRelease, tmp_path: Path) -> None:
    folder = release.directory / "tables"
    names = ("agreements", "roles", "citations")
    profile = tmp_path / "profile"
    convert([folder / f"{name}.xlsx" for name in names], _AS_CSV.format(sheet=1), tmp_path / "xlsx", profile=profile)
    marked = [folder / f"{name}.excel.csv" for name in names]
    convert(marked, "xlsx", tmp_path / "csv", profile=profile, read_as=_FROM_CSV)
    for name in names:
        (table,) = [table for table in load_tables() if table.name == name]
        headings = [column.title.ja for column in table.columns]
        (shown,) = (tmp_path / "xlsx").glob(f"{name}*.csv")
        rows = list(csv.reader(io.StringIO(shown.read_text(encoding="utf-8"), newline="")))
        expected = rows_of(release, name)
        assert rows[0] == headings
        assert [row[-1] for row in rows[1:]] == [row["iri"] for row in expected]
        assert [row[0] for row in rows[1:]] == [row["local_government_code"] for row in expected]
        if name == "agreements":
            assert [row[headings.index("締結日")] for row in rows[1:]] == [row["signed_on"] for row in expected]
        opened = pandas.read_excel(tmp_path / "csv" / f"{name}.excel.xlsx")
        assert list(opened.columns) == headings
        assert opened["IRI"].tolist() == [row["iri"] for row in expected]
