"""``municipalities.csv`` is what its script derives from its sources.

The sources are not part of the repository. They can be had from the table itself, which keeps their columns, so its
derivation is always checked; where the lists it was made from stand beside the checkout, they are used as well.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from kg.bundled import bundled

REGISTRY = bundled("data", "registry")
SHARED = bundled("..", "shared", "data")


def _rows() -> list[dict[str, str]]:
    with (REGISTRY / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _restored(folder: Path) -> Path:
    """The source lists as the table keeps them; the one column it leaves out is not read."""
    rows = _rows()
    prefectures = [row | {"name_en": row["romaji"], "iso_3166_2": "-"} for row in rows if row["kind"] == "prefecture"]
    names = {row["code"]: row["name"] for row in prefectures}
    bodies = [row | {"prefecture": names[row["prefecture_code"]]} for row in rows if row["kind"] != "prefecture"]
    geography = ["latitude", "longitude", "homepage"]
    _write(folder / "prefectures.csv", ["code", "name", "kana", "name_en", "iso_3166_2", *geography], prefectures)
    _write(folder / "municipalities.csv", ["code", "prefecture", "name", "kana", *geography], bodies)
    return folder


def _derive(*arguments: Path) -> subprocess.CompletedProcess[str]:
    script = REGISTRY / "derive.py"
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("origin", ["restored", "beside the checkout"] if SHARED.is_dir() else ["restored"])
def test_the_table_is_derived(tmp_path: Path, origin: str) -> None:
    source = _restored(tmp_path) if origin == "restored" else SHARED
    output = tmp_path / "derived.csv"
    result = _derive(source, output)
    assert result.returncode == 0, result.stderr
    assert output.read_bytes() == (REGISTRY / "municipalities.csv").read_bytes()


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("municipalities.csv", "014591,", "014592,", "code: found '014592', expected six digits"),
        ("municipalities.csv", "014591,北海道,", "014591,北海府,", "prefecture: found '北海府'"),
        (
            "municipalities.csv",
            ",美瑛町,",
            ",美瑛郷,",
            "name: found '美瑛郷', expected a name that ends in 市, 町, 村, 区",
        ),
        ("municipalities.csv", ",勝浦市,かつうらし,", ",勝浦市,かつらし,", "kana: found 'かつ|うらし'"),
        ("municipalities.csv", ",美瑛町,びえいちょう,", ",美瑛町,ビエイチョウ,", "kana: found 'ビエイチョウ'"),
        ("prefectures.csv", "010006,北海道,ほっかいどう,", "010006,北海道,,", "kana: found '', expected a value"),
    ],
)
def test_a_wrong_source_is_named(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    source = _restored(tmp_path)
    text = (source / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (source / file).write_text(text.replace(old, new), encoding="utf-8")
    result = _derive(source, tmp_path / "derived.csv")
    assert result.returncode == 1
    assert message in result.stderr
    assert "が必要です" in result.stderr
    assert not (tmp_path / "derived.csv").exists()


def test_the_script_says_how_it_is_used() -> None:
    result = _derive()
    assert result.returncode != 0
    assert "SOURCE_DIR" in result.stderr
