"""Duty rules: what a verb finds, and wrong rows named. Texts: tests/extraction/test_duties.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.concepts import load_concepts
from kg.registries.duty_rules import COLUMNS, RuleKind, load_duty_rules, read_duty_rules


def test_every_duty_type_has_a_rule() -> None:
    types = {rule.duty_type for rule in load_duty_rules().rules if rule.duty_type}
    assert types == {concept.slug for concept in load_concepts("duty-type")}


def test_a_verb_finds_its_rules_in_the_order_of_the_table() -> None:
    rules = load_duty_rules()
    order = [rule.id for rule in rules.rules]
    found = rules.of_act("情報提供")
    assert ("information-given", "情報") in [(rule.id, before) for rule, before in found]
    places = [order.index(rule.id) for rule, _ in found]
    assert places == sorted(places)


def test_one_rule_takes_what_no_other_does() -> None:
    assert [rule.id for rule in load_duty_rules().of_kind(RuleKind.OTHERWISE)] == ["done"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,lead,act,(,,,,certain,注,note", "csv:2: act: found '(', expected a regular expression"),
        ("a,lead,act,,,,,certain,注,note", "csv:2: act: found '', expected a value"),
        ("a,lead,manner,x,,,,certain,注,note", "csv:2: words: found '', expected a value"),
        ("a,lead,act,x,,,[,certain,注,note", "csv:2: unless: found '[', expected a regular expression"),
        ("A,lead,act,x,,,,certain,注,note", "csv:2: id: found 'A', expected lower-case words"),
        ("a,lead_,act,x,,,,certain,注,note", "csv:2: duty_type: found 'lead_', expected lower-case words"),
        ("a,lead,verb,x,,,,certain,注,note", "csv:2: kind: found 'verb', expected one of act"),
        ("a,lead,act,x,,,,sure,注,note", "csv:2: confidence: found 'sure', expected one of certain, likely"),
        ("a,lead,act,x,,,,certain,,note", "csv:2: note_ja: found '', expected a value"),
        (
            "a,lead,act,x,,,,certain,注,note\na,lead,act,y,,,,certain,注,note",
            "csv:3: id: found 'a', expected each rule once",
        ),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "duty-rules.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_duty_rules(path)
    assert message in raised.value.message
    assert "が必要です" in raised.value.message_ja
