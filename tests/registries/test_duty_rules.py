"""Duty rules: the cases on disk, and wrong rows named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.concepts import load_concepts
from kg.registries.duty_rules import COLUMNS, load_duty_rules, read_duty_rules

with Path(__file__).with_name("duty-cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_sentences(case: dict[str, str]) -> None:
    found = {rule.duty_type for rule in load_duty_rules() if rule.find(case["sentence"])}
    assert found == set(filter(None, case["types"].split("|")))


def test_every_rule_has_a_case_of_its_own() -> None:
    for rule in load_duty_rules():
        cases = [case for case in CASES if rule.find(case["sentence"])]
        others = [other for other in load_duty_rules() if other is not rule and other.duty_type == rule.duty_type]
        assert any(not any(other.find(case["sentence"]) for other in others) for case in cases), rule.id


def test_every_duty_type_is_a_concept_with_cases_against_it() -> None:
    types = {rule.duty_type for rule in load_duty_rules()}
    assert types == {"bear-cost", "lead", "provide-information"}
    assert types <= {concept.slug for concept in load_concepts("duty-type")}
    assert sum(not case["types"] for case in CASES) >= 20


def test_the_words_are_those_that_trigger_the_rule() -> None:
    sentence = "当該研修の実施に当たり、甲に対し、応分の経費を負担するとともに、周知に努める。"
    (words,) = [match[0] for rule in load_duty_rules() if (match := rule.find(sentence))]
    assert words == "応分の経費を負担する"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,lead,(,,注,note", "csv:2: pattern: found '(', expected a regular expression"),
        ("a,lead,x*,,注,note", "csv:2: pattern: found 'x*', expected a pattern that needs words"),
        ("a,lead,,,注,note", "csv:2: pattern: found '', expected a value"),
        ("a,lead,x,[,注,note", "csv:2: unless: found '[', expected a regular expression"),
        ("A,lead,x,,注,note", "csv:2: id: found 'A', expected lower-case words"),
        ("a,lead_,x,,注,note", "csv:2: duty_type: found 'lead_', expected lower-case words"),
        ("a,lead,x,,,note", "csv:2: note_ja: found '', expected a value"),
        ("a,lead,x,,注,note\na,lead,y,,注,note", "csv:3: id: found 'a', expected each rule once"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "duty-rules.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_duty_rules(path)
    assert message in raised.value.message
    assert "が必要です" in raised.value.message_ja
