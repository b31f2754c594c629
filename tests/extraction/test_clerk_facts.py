"""Texts of every family of layouts, and what a clerk states of each from the text alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.extraction import read_report
from kg.identifiers import Iris, agreement_slug
from kg.publication.check_json import check_json
from tests.extraction.clerk_facts import Facts, facts_of, parse_facts

FACTS = sorted((Path(__file__).parent / "clerk").glob("*.facts"))
#: Texts as offices type them, in forms of typography and layout that no fixture has; read as plain text only.
TYPED = sorted((Path(__file__).parent / "typed").glob("*.facts"))
FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"


def reading(source: Path) -> Any:
    """What ``renkei check --format json`` prints of a text."""
    report = read_report(source)
    slugs = [agreement_slug(agreement) for agreement in report.agreements]
    iris = Iris("http://localhost:8000/")
    found = check_json(report, path=source.name, slugs=slugs, conforms=[True] * len(slugs), iris=iris)
    return json.loads(json.dumps(found, ensure_ascii=False))


def _written(facts: Facts) -> dict[str, list[str]]:
    """The facts by kind; roles stand with the initiatives they belong to. ``none`` alone means that there is none."""
    written: dict[str, list[str]] = {}
    for kind, value in facts:
        lines = written.setdefault("initiative" if kind == "role" else kind, [])
        lines += [] if value == "none" else [f"  {value}" if kind == "role" else value]
    return written


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_a_text_is_read_as_a_clerk_reads_it(path: Path) -> None:
    _compare(path, FIXTURES / f"{path.stem}.txt")


@pytest.mark.parametrize("path", TYPED, ids=lambda path: path.stem)
def test_a_text_is_read_as_it_was_typed(path: Path) -> None:
    _compare(path, path.with_suffix(".txt"))


def _compare(path: Path, source: Path) -> None:
    expected = parse_facts(path.read_text(encoding="utf-8"))
    report = reading(source)
    assert len(report["agreements"]) == len(expected)
    for facts, agreement in zip(expected, report["agreements"], strict=True):
        written, found = _written(facts), facts_of(agreement, report=report)
        assert {kind: found[kind] for kind in written} == written


def test_every_text_of_the_clerk_has_its_facts() -> None:
    assert {path.stem for path in FACTS} == {path.stem for path in FIXTURES.glob("clerk-*.txt")}
    assert {path.stem for path in TYPED} == {path.stem for path in (FACTS[0].parents[1] / "typed").glob("*.txt")}
    assert len(FACTS) >= 45
    assert len(TYPED) >= 69


def test_a_bill_on_one_line_is_told_from_the_agreement_it_carries(tmp_path: Path) -> None:
    text = (
        "議案第42号 連携協約の締結に関する協議について 次のとおり協議するため、議会の議決を求める。 令和2年2月20日提出 "
        "桜浜市長 河 野 太 一 桜浜市及び梅里町における連携協約 "
        "桜浜市(以下「甲」という。)及び梅里町(以下「乙」という。)は、"
        "次のとおり連携協約を締結する。 (目的) 第1条 甲が乙と連携する。 (取組) 第2条 取組は、協議して定める。"
    )
    (tmp_path / "bill.txt").write_text(text, encoding="utf-8")
    report = reading(tmp_path / "bill.txt")
    (agreement,) = report["agreements"]
    assert (agreement["title"], report["unclaimed"]) == ("桜浜市及び梅里町における連携協約", [])
