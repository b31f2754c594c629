"""``renkei workbook`` through the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.program import main
from kg.extraction import read_report
from tests.sources import AGREEMENTS, FIXTURES


def test_a_template_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.xlsx"
    assert main(["workbook", "template", str(out)]) == 0
    before = out.read_bytes()
    assert main(["--lang", "ja", "workbook", "template", str(out)]) == 2
    assert "上書きしません" in capsys.readouterr().err
    assert out.read_bytes() == before
    assert main(["workbook", "template", str(tmp_path / "a.csv")]) == 2
    assert main(["check", str(out)]) == 2


def test_an_agreement_is_exported_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "sapporo.xlsx"
    source = AGREEMENTS / "sapporo-iwamizawa.txt"
    assert main(["--lang", "en", "workbook", "export", str(source), str(out)]) == 0
    assert "one row for each initiative" in capsys.readouterr().out
    assert main(["check", str(out)]) == 0
    assert len(read_report(out).agreements[0].initiatives) == len(read_report(source).agreements[0].initiatives)


def test_one_of_several_agreements_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = str(FIXTURES / "kanji-series.txt"), str(tmp_path / "a.xlsx")
    assert main(["--lang", "en", "workbook", "export", source, out]) == 2
    assert "found 3 agreements" in capsys.readouterr().err
    assert main(["workbook", "export", source, out, "--agreement", "2"]) == 0
    assert read_report(Path(out)).agreements[0].title.text == read_report(Path(source)).agreements[1].title.text


def test_what_is_neither_file_nor_agreement(tmp_path: Path) -> None:
    assert main(["workbook", "export", "no-such", str(tmp_path / "a.xlsx"), "--release", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []
