"""Field rules: the cases on disk, every rule with a case, fields that exist, and wrong rows named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.concepts import load_concepts
from kg.registries.field_rules import COLUMNS, load_field_rules, read_field_rules

with Path(__file__).with_name("field-cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_words(case: dict[str, str]) -> None:
    found = {rule.renkei for rule in load_field_rules() if rule.find(case["text"])}
    assert found == set(filter(None, case["renkei"].split("|")))


def test_every_rule_has_a_case_and_there_are_cases_against_all() -> None:
    assert all(any(rule.find(case["text"]) for case in CASES) for rule in load_field_rules())
    assert sum(not case["renkei"] for case in CASES) >= 10


def test_every_field_is_a_concept_of_its_guideline() -> None:
    slugs = {concept.slug for concept in load_concepts("policy-field")}
    for rule in load_field_rules():
        assert {rule.renkei, rule.teiju} - {""} <= slugs
        assert rule.renkei.startswith("renkei-")
        assert rule.teiju == "" or rule.teiju.startswith("teiju-")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,renkei-a,,body,x,,注,note", "csv:2: where: found 'body', expected title or any"),
        ("a,,,title,x,,注,note", "csv:2: renkei: found '', expected lower-case words"),
        ("a,renkei-a,,title,(,,注,note", "csv:2: pattern: found '(', expected a regular expression"),
        ("a,renkei-a,,title,x?,,注,note", "csv:2: pattern: found 'x?', expected a pattern that needs words"),
        ("a,renkei-a,,any,x,,注,note\na,renkei-a,,any,y,,注,note", "csv:3: id: found 'a', expected each rule once"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "field-rules.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_field_rules(path)
    assert message in str(raised.value)
