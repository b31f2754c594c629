"""Clause rules: the cases on disk, every rule and type with a case, and wrong rows named."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.clause_rules import COLUMNS, ClauseRule, Where, load_clause_rules, read_clause_rules
from kg.registries.concepts import load_concepts

with Path(__file__).with_name("clause-cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


def _matching(case: dict[str, str]) -> list[ClauseRule]:
    asked = {Where.CAPTION} if case["where"] == "caption" else {Where.WORDS, Where.ALSO}
    return [rule for rule in load_clause_rules() if rule.where in asked and rule.find(case["text"])]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_captions_and_words(case: dict[str, str]) -> None:
    assert {rule.clause_type for rule in _matching(case)} == set(filter(None, case["types"].split("|")))


def test_every_rule_has_a_case_and_every_type_is_a_concept_with_a_rule() -> None:
    assert {rule.id for rule in load_clause_rules()} == {rule.id for case in CASES for rule in _matching(case)}
    assert {rule.clause_type for rule in load_clause_rules()} == {each.slug for each in load_concepts("clause-type")}


def test_there_are_cases_that_no_rule_may_take() -> None:
    assert sum(not case["types"] for case in CASES) >= 8


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,term,title,x,,注,note", "csv:2: where: found 'title', expected caption or words or also"),
        ("a,term,caption,(,,注,note", "csv:2: pattern: found '(', expected a regular expression"),
        ("a,term,caption,x*,,注,note", "csv:2: pattern: found 'x*', expected a pattern that needs words"),
        ("a,Term,caption,x,,注,note", "csv:2: clause_type: found 'Term', expected lower-case words"),
        ("a,term,caption,x,,注,note\na,term,words,y,,注,note", "csv:3: id: found 'a', expected each rule once"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "clause-rules.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_clause_rules(path)
    assert message in str(raised.value)
