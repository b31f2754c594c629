"""A release has a workbook of each agreement and an empty one, and a build reads workbooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.program import main
from kg.extraction import read_report
from kg.publication.inputs import collect_inputs
from kg.workbook import template
from tests.sources import AGREEMENTS
from tests.workbook.books import filled


def test_workbooks_are_files_of_the_release(real_release: Path, tmp_path: Path) -> None:
    manifest = json.loads((real_release / "manifest.json").read_bytes())
    names = [name for entry in manifest["agreements"] for name in entry["files"] if name.endswith(".xlsx")]
    assert len(names) == len(manifest["agreements"]) == len(list(AGREEMENTS.glob("*.txt")))
    for name in names:
        (agreement,) = read_report(real_release / name).agreements
        assert agreement.initiatives
    assert (real_release / "workbook/template.xlsx").read_bytes() == template()
    slug = manifest["agreements"][0]["slug"]
    out = tmp_path / "a.xlsx"
    assert main(["workbook", "export", slug, str(out), "--release", str(real_release)]) == 0
    assert out.read_bytes() == (real_release / f"agreements/{slug}.xlsx").read_bytes()


def test_a_folder_may_hold_workbooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "asahikawa.xlsx"
    source.write_bytes(filled())
    (tmp_path / "~$asahikawa.xlsx").write_bytes(b"open in Excel")
    assert [entry.path for entry in collect_inputs([tmp_path])] == ["asahikawa.xlsx"]
    assert main(["check", str(source), "--format", "json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    initiatives = checked["agreements"][0]["initiatives"]
    assert all(span["cells"] == ["取組!H3"] for span in initiatives[0]["roles"][0]["spans"])
    assert "boxes" not in initiatives[0]["spans"][0]
