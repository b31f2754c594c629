"""The questions of the documentation: the query shown is the one that ships, the answer shown is the one it gives."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest

from kg.bundled import bundled
from tests.running import run_renkei

QUERIES = Path(__file__).parents[2] / "kg" / "web" / "queries" / "examples"
PAGES = sorted(bundled("docs").glob("*/questions.md"))
_QUESTION = re.compile(r"(<!-- question: (?P<name>[0-9a-z-]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def answer(name: str, release: Path) -> list[list[str]]:
    """Header and rows that a query gives on the real release."""
    done = run_renkei("query", "--file", QUERIES / f"{name}.rq", "--release", release, "--format", "csv")
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))


def block(name: str, release: Path) -> str:
    """A query and its answer as Markdown."""
    header, *rows = answer(name, release)
    lines = [header, ["---"] * len(header), *rows]
    table = "\n".join(" | ".join(["", *(cell.replace("|", "&#124;") for cell in row), ""]).strip() for row in lines)
    query = (QUERIES / f"{name}.rq").read_text(encoding="utf-8").strip()
    return f"```sparql\n{query}\n```\n\n{table}\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_questions_are_answered_as_shown(page: Path, real_release: Path) -> None:
    written = page.read_text(encoding="utf-8")
    generated = _QUESTION.sub(lambda m: m[1] + block(m["name"], real_release) + m["end"], written)
    if os.environ.get("RENKEI_APPROVE"):
        page.write_text(generated, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == generated


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_example_query_is_in_the_documentation(page: Path) -> None:
    shown = [match["name"] for match in _QUESTION.finditer(page.read_text(encoding="utf-8"))]
    assert shown == sorted(path.stem for path in QUERIES.glob("*.rq"))
    assert len(shown) >= 5


def test_who_bears_costs(real_release: Path) -> None:
    rows = answer("01-who-bears-costs", real_release)[1:]
    assert ["美瑛町", "福祉", "6"] in rows
    assert {row[0] for row in rows} == {"旭川市", "美瑛町"}


def test_what_biei_must_do_is_in_the_words_of_the_source(real_release: Path) -> None:
    source = bundled("data", "agreements", "asahikawa-biei.txt").read_text(encoding="utf-8")
    rows = answer("02-what-biei-must-do", real_release)[1:]
    assert len(rows) == 3
    for _, duty, words, start, end in rows:
        assert source[int(start) : int(end)] == words == duty


def test_agreements_under_252_2(real_release: Path) -> None:
    rows = answer("03-concluded-under-252-2", real_release)[1:]
    assert [(row[2], row[3]) for row in rows] == [
        ("2019-03-29", "地方自治法第252条の2第1項"),
        ("2022-01-12", "地方自治法第252条の2第1項"),
    ]


def test_fields_that_both_regions_work_in(real_release: Path) -> None:
    rows = answer("04-initiatives-regions-share", real_release)[1:]
    assert len(rows) == 10
    assert all(row[1] == "2" and "旭川市: " in row[2] and "札幌市: " in row[2] for row in rows)


def test_who_leads(real_release: Path) -> None:
    rows = answer("05-who-leads", real_release)[1:]
    led = {name: sum(row[0] == name for row in rows) for name in ("旭川市", "札幌市", "美瑛町", "岩見沢市")}
    assert led == {"旭川市": 6, "札幌市": 8, "美瑛町": 0, "岩見沢市": 0}
