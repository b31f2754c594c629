"""Approved readings: the JSON of each source, rewritten only by ``./dev approve``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.extraction import read_report
from kg.identifiers import Iris, agreement_slug
from kg.publication.check_json import check_json

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SOURCES = sorted([*(ROOT / "data" / "agreements").glob("*.txt"), *(HERE / "fixtures").glob("*.txt")])
APPROVED = HERE / "approved"


def reading(source: Path) -> str:
    """The JSON of a source with paths and IRIs that do not depend on the machine."""
    report = read_report(source)
    slugs = [agreement_slug(agreement) for agreement in report.agreements]
    found = check_json(
        report, path=source.name, slugs=slugs, conforms=[True] * len(slugs), iris=Iris("http://localhost:8000/")
    )
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_reading_is_as_approved(source: Path) -> None:
    approved = APPROVED / f"{source.stem}.json"
    found = reading(source)
    if os.environ.get("RENKEI_APPROVE"):
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(found, encoding="utf-8")
    assert found == approved.read_text(encoding="utf-8")


def test_every_approved_reading_has_its_source() -> None:
    assert {path.stem for path in APPROVED.glob("*.json")} == {path.stem for path in SOURCES}
    assert len(SOURCES) >= 9
