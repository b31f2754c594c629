"""The Croissant description of the tables, loaded by MLCommons' own loader: every row arrives, with its words."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kg.publication.tables.columns import Datatype, TableWords, load_tables
from kg.store.catalog_index import CatalogIndex
from tests.croissant.environment import load

pytestmark = pytest.mark.croissant

_ROWS = 200  # of each table that are compared


@pytest.fixture(scope="module")
def description(real_release: Path) -> dict[str, Any]:
    """The data set of the release that has record sets."""
    index = CatalogIndex(real_release / "catalog-index.sqlite")
    described = [index.described(iri)["croissant"] for iri in index.page(1, 1000).datasets]
    index.close()
    (tables,) = [one for one in described if "recordSet" in one]
    return tables


@pytest.fixture(scope="module")
def told(real_release: Path, description: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("croissant") / "croissant.json"
    file.write_text(json.dumps(description), encoding="utf-8")
    return load(file, real_release)


def test_the_loader_finds_no_fault_but_the_kind_of_version(told: dict[str, Any]) -> None:
    """Releases are named by what they hold, not by MAJOR.MINOR.PATCH, which the specification recommends."""
    assert told["errors"] == []
    assert [one for one in told["warnings"] if "MAJOR.MINOR.PATCH" not in one] == []
    assert len(told["warnings"]) == 1


@pytest.mark.parametrize("table", load_tables(), ids=lambda table: table.name)
def test_every_row_arrives(told: dict[str, Any], real_release: Path, table: TableWords) -> None:
    with (real_release / "tables" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    records = told["records"][table.name]
    assert len(records) == len(rows) > 0
    assert set(records[0]) == set(table.header)
    texts = [column.name for column in table.columns if column.datatype in {Datatype.STRING, Datatype.IRI}]
    for row, record in zip(rows[:_ROWS], records[:_ROWS], strict=True):
        assert {name: record[name] or "" for name in texts} == {name: row[name].removeprefix("'") for name in texts}


def test_keys_are_keys(told: dict[str, Any], description: dict[str, Any]) -> None:
    keys = {one["@id"]: one["key"]["@id"].rpartition("/")[2] for one in description["recordSet"] if "key" in one}
    assert len(keys) >= 6
    for name, key in keys.items():
        values = [record[key] for record in told["records"][name]]
        assert len(set(values)) == len(values), name


def test_a_changed_file_is_refused(real_release: Path, description: dict[str, Any], tmp_path: Path) -> None:
    """The loader compares the checksums that the description has."""
    changed = json.loads(json.dumps(description))
    for file in changed["distribution"]:
        if file["@id"] == "tables/agreements.parquet":
            file["sha256"] = "0" * 64
    path = tmp_path / "croissant.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(AssertionError, match=r"ValueError: Hash of downloaded file .* is not identical"):
        load(path, real_release)
