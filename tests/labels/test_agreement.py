"""Kappa and F1 against values worked out by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.labels.agreement import Decisions, decisions, f1, main, overlap, paired, partners, pooled, report, weights
from tests.labels.reading import LABELLED, DutyText, LabelledDuty, LabelledText, read_texts

_DOCS = Path(__file__).parents[2] / "docs"
_BROADER = {"bear-cost": None, "lead": None, "subsidise": "bear-cost"}


def _duty(start: int, end: int, *types: str, counterparty: str | None = None) -> LabelledDuty:
    return LabelledDuty("〇" * (end - start), start, end, types, None, counterparty, None)


def _text(id_: str, template: str | None = None, part: str = "agreements") -> DutyText:
    return DutyText(id_, part, "x", "role", "甲", None, None, "〇" * 40, template)


def _decisions(*counts: int) -> Decisions:
    return Decisions(*map(Fraction, counts))


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [
        ((20, 5, 10, 15), Fraction(2, 5)),  # po 0.7, pe 0.5
        ((45, 15, 25, 15), Fraction(3, 23)),  # po 0.6, pe 0.54
        ((25, 35, 5, 35), Fraction(7, 27)),  # po 0.6, pe 0.46
        ((10, 0, 0, 10), Fraction(1)),
        ((0, 10, 10, 0), Fraction(-1)),
        ((0, 0, 0, 10), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_kappa(counts: tuple[int, ...], kappa: Fraction | None) -> None:
    assert _decisions(*counts).kappa == kappa


def test_decisions_are_pooled() -> None:
    assert pooled([_decisions(1, 2, 3, 4), _decisions(10, 20, 30, 40)]) == _decisions(11, 22, 33, 44)


def test_overlap() -> None:
    assert overlap(_duty(0, 10), _duty(0, 10)) == 1
    assert overlap(_duty(0, 10), _duty(5, 15)) == Fraction(1, 3)
    assert overlap(_duty(0, 10), _duty(10, 20)) == 0


def test_the_best_partner_is_taken_first() -> None:
    whole, first, second = _duty(0, 20), _duty(0, 8), _duty(8, 20)
    assert partners([whole], [first, second]) == [(whole, second)]
    assert partners([first, second], [first, second]) == [(first, first), (second, second)]
    assert partners([first], [second]) == []


def test_a_duty_is_in_one_pair() -> None:
    one, other = _duty(0, 10), _duty(0, 12)
    assert partners([one, other], [one]) == [(one, one)]


def test_texts_of_a_template_weigh_one_together() -> None:
    texts = [_text("1", "…について、"), _text("2", "…について、"), _text("3")]
    assert weights(texts) == {"1": Fraction(1, 2), "2": Fraction(1, 2), "3": 1}


def test_f1() -> None:
    assert f1(Fraction(3), Fraction(4), Fraction(6)) == Fraction(3, 5)
    assert f1(Fraction(0), Fraction(0), Fraction(0)) is None


def test_decisions_count_partners_by_weight_and_broader_types_too() -> None:
    ones = [LabelledText("1", (_duty(0, 10, "subsidise"), _duty(10, 20, "lead")))]
    others = [LabelledText("1", (_duty(0, 10, "bear-cost"), _duty(10, 20)))]
    pairs = paired(ones, others, {"1": Fraction(1, 2)})
    half = Fraction(1, 2)
    assert decisions(pairs, "bear-cost", _BROADER) == Decisions(half, Fraction(0), Fraction(0), half)
    assert decisions(pairs, "subsidise", _BROADER) == Decisions(Fraction(0), half, Fraction(0), half)
    assert decisions(pairs, "lead", _BROADER) == Decisions(Fraction(0), half, Fraction(0), half)


def test_the_report_shows_each_part() -> None:
    texts = [_text("1"), _text("2", part="held-out")]
    ones = [
        LabelledText("1", (_duty(0, 20, "bear-cost", counterparty="乙"),)),
        LabelledText("2", (_duty(0, 10, "lead"), _duty(10, 20, "plan"))),
    ]
    others = [
        LabelledText("1", (_duty(0, 20, "bear-cost"),)),
        LabelledText("2", (_duty(0, 10, "lead"), _duty(10, 22, "plan"))),
    ]
    lines = report(ones, others, texts).splitlines()
    assert lines[0].startswith("| part | duties A | duties B | F1 same stretch | F1 partners |")
    assert lines[2] == "| all | 3.0 | 3.0 | 0.667 | 1.000 | – | 0.000 | – |"
    assert lines[3].startswith("| agreements | 1.0 | 1.0 | 1.000 |")
    assert lines[4].startswith("| held-out | 2.0 | 2.0 | 0.500 | 1.000 |")
    assert "| bear-cost | 1.000 (1.0/1.0) | – (1.0/1.0) | – (0.0/0.0) |" in lines
    assert lines[-1] == "| all types | 1.000 (3.0/3.0) | 1.000 (1.0/1.0) | 1.000 (2.0/2.0) |"


def test_the_command_prints_tables_or_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, short = tmp_path / "whole.jsonl", tmp_path / "short.jsonl"
    rows = [json.dumps({"id": text.id, "duties": []}) + "\n" for text in read_texts()]
    whole.write_text("".join(rows), encoding="utf-8")
    short.write_text("".join(rows[1:]), encoding="utf-8")
    assert main(whole, whole) == 0
    assert "| all | 0.0 | 0.0 | – | – | – | – | – |" in capsys.readouterr().out
    assert main(whole, short) == 1
    assert capsys.readouterr().out == "a-001: no labels\n"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_published_tables_are_what_the_command_prints(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(*LABELLED[:2]) == 0
    page = (_DOCS / language / "duty-labels.md").read_text(encoding="utf-8")
    assert f"<!-- generated: duty-agreement -->\n{capsys.readouterr().out.rstrip()}\n<!-- end -->" in page
