"""Duties: division and types of the cases on disk, the words captured, and texts of every kind in linear time."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from kg.extraction.duty.clauses import divide
from kg.extraction.duty.duties import extract_duties
from kg.model.agreement import Duty
from kg.model.text import Passage, Span
from kg.registries.concepts import load_concepts
from kg.registries.duty_rules import load_duty_rules

with Path(__file__).with_name("duty-cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


def _duties(text: str, bearer: str = "甲") -> tuple[Duty, ...]:
    return extract_duties(Passage.plain(text, start=0), load_duty_rules(), bearer=bearer)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['bearer']}-{case['text']}" for case in CASES])
def test_cases(case: dict[str, str]) -> None:
    found = [
        f"{duty.words.text}[{'+'.join(sorted(typing.duty_type for typing in duty.typings))}]"
        for duty in _duties(case["text"], case["bearer"])
    ]
    assert "｜".join(found) == case["duties"]


def test_every_rule_that_gives_a_type_speaks_in_a_case() -> None:
    spoken = {
        typing.rule for case in CASES for duty in _duties(case["text"], case["bearer"]) for typing in duty.typings
    }
    assert {rule.id for rule in load_duty_rules().rules if rule.duty_type} == spoken


def test_every_type_has_a_case() -> None:
    found = {
        slug for case in CASES for part in case["duties"].split("｜") for slug in part[:-1].split("[")[-1].split("+")
    }
    assert found - {""} == {concept.slug for concept in load_concepts("duty-type")}


def test_the_words_that_triggered_a_rule_stand_where_the_span_says() -> None:
    text = "当該研修の実施に当たり、甲に対し、応分の経費を支払うとともに、周知に努める。"
    typings = [typing for duty in _duties(text, "乙") for typing in duty.typings]
    assert [(typing.rule, typing.words.text) for typing in typings] == [
        ("cost-paid", "支払う"),
        ("publicised", "周知"),
    ]
    assert [typing.words.spans for typing in typings] == [
        (Span(text.index(words), text.index(words) + len(words)),) for words in ("支払う", "周知")
    ]


@pytest.mark.parametrize(
    ("text", "object_", "counterparty", "beneficiary"),
    [
        ("応分の経費の一部を負担する。", "経費", None, None),
        ("乙に対し、移住に関する情報を提供する。", "情報", "乙", None),
        ("町内の農業者に対し講習を行う。", "講習", None, "町内の農業者"),
        ("乙の住民の利用を認める。", "利用", None, "乙の住民"),
        ("商工会等と連携し、研修を実施する。", "研修", "商工会等", None),
        ("道の駅を改修する。", "道の駅", None, None),
        ("北浜商工会議所、白鷺町商工会その他の関係機関に対し、助言を行う。", "助言", "北浜商工会議所", None),
        ("乙の求めがあれば、相談員を乙に派遣する。", "相談員", "乙", None),
        ("圏域内の施設（体育館を除く。）を運営する。", "施設", None, None),
        ("林道の維持に要する経費は、甲が負担する。", "経費", None, None),
        ("道路の整備について、県と協力して取り組む。", None, "県", None),
        ("乙が設ける部会に出席する。", "部会", None, None),
        ("関係機関との連絡調整を行う。", "連絡調整", "関係機関", None),
        ("同上", None, None, None),
    ],
)
def test_words_captured(text: str, object_: str | None, counterparty: str | None, beneficiary: str | None) -> None:
    (duty,) = _duties(text)
    found = [words.text if words else None for words in (duty.object, duty.counterparty, duty.beneficiary)]
    assert found == [object_, counterparty, beneficiary]


def test_words_in_brackets_do_not_divide() -> None:
    assert len(_duties("施設を運営し（休館日を除く。）、費用を負担する。")) == 2
    assert len(_duties("施設（甲が設置し、運営するものに限る。）を整備する。")) == 1


@pytest.mark.parametrize(
    "unit", ["連携し、", "施設の", "情報を提供し、", "費用（", "「", "乙と", "調査・", "\n(1) ", "甲に対し"]
)
def test_long_texts_are_read_in_linear_time(unit: str) -> None:
    """Eight times the text takes about eight times as long; quadratic reading takes sixty-four times.

    The least of three runs counts and the bound lies between the two, so that a busy machine does not decide.
    """
    short, long = (min(_seconds((unit * length)[:length] + "行う。") for _ in range(3)) for length in (4_000, 32_000))
    assert long < 24 * short + 0.05


def _seconds(text: str) -> float:
    start = time.process_time()
    _duties(text)
    return time.process_time() - start


def test_duties_do_not_overlap_and_stay_within_the_text() -> None:
    for case in CASES:
        ends = [0]
        for stretch in divide(case["text"], case["bearer"]):
            assert ends[-1] <= stretch.start < stretch.end <= len(case["text"])
            ends.append(stretch.end)
