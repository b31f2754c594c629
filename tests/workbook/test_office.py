"""Workbooks that LibreOffice opened and saved are read like those that it was given (two starts of it, 10 seconds)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extraction import read_report
from kg.model.agreement import Report
from kg.workbook import agreement_workbook
from tests.formats.producers import convert
from tests.sources import report
from tests.workbook.books import filled, read

pytestmark = pytest.mark.office
_SHEETS = "xlsx:Calc MS Excel 2007 XML"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template as filled in and a workbook of a shipped agreement, saved by LibreOffice; and the first as .ods."""
    folder = tmp_path_factory.mktemp("office")
    shipped = report("asahikawa-biei")
    made = agreement_workbook(shipped, shipped.agreements[0])
    given = {"filled.xlsx": filled(), "shipped.xlsx": made.data}
    (folder / "given").mkdir()
    for name, data in given.items():
        (folder / "given" / name).write_bytes(data)
    convert((folder / "given").iterdir(), _SHEETS, folder / "saved", profile=folder / "profile")
    return folder


def _said(found: Report) -> list[object]:
    return [found.source.text, found.source.cells, found.source.facts, found.metadata.terms]


@pytest.mark.parametrize("name", ["filled.xlsx", "shipped.xlsx"])
def test_saved_by_another_program_the_same_is_read(name: str, saved: Path) -> None:
    given, again = (read_report(saved / folder / name) for folder in ("given", "saved"))
    assert given.source.sha256 != again.source.sha256
    assert _said(again) == _said(given)
    assert again.agreements[0].initiatives == given.agreements[0].initiatives
    assert not any(found.code.startswith("workbook") for found in again.diagnostics)


def test_the_words_are_those_of_the_template(saved: Path) -> None:
    assert read_report(saved / "saved" / "filled.xlsx").source.text == read(filled()).source.text
