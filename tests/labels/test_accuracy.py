"""The rules for duties stay above stated floors; the figures stand in docs/*/duties.md. Takes two seconds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.labels.accuracy import ALL_TYPES, PARTS, Accuracy, Score, measured, part_of, report
from tests.labels.reading import FURTHER, FURTHER_B, FURTHER_TEXTS, faults, read_labels, read_texts


@pytest.fixture(scope="module")
def accuracy() -> dict[str, Accuracy]:
    return {part: measured(part) for part in PARTS}


@pytest.mark.parametrize(
    ("part", "division", "types"),
    [
        ("agreements", "0.999", "0.999"),
        ("opened", "0.99", "0.99"),
        ("held-out", "0.93", "0.91"),
        ("practice", "0.97", "0.91"),
        ("fresh", "0.98", "0.96"),
    ],
)
def test_division_and_types_stay_above_their_floors(
    accuracy: dict[str, Accuracy], part: str, division: str, types: str
) -> None:
    assert (accuracy[part].division.f1 or 0) > Fraction(division)
    assert (accuracy[part].types[ALL_TYPES].f1 or 0) > Fraction(types)


@pytest.mark.parametrize(
    ("part", "floor"),
    [("agreements", "0.99"), ("opened", "0.99"), ("held-out", "0.96"), ("practice", "0.97"), ("fresh", "0.99")],
)
def test_who_pays_is_known(accuracy: dict[str, Accuracy], part: str, floor: str) -> None:
    assert (accuracy[part].types["bear-cost"].f1 or 0) > Fraction(floor)


@pytest.mark.parametrize(
    ("part", "field", "floor"),
    [
        ("agreements", "object", "0.98"),
        ("agreements", "counterparty", "0.98"),
        ("agreements", "beneficiary", "0.95"),
        ("opened", "object", "0.98"),
        ("opened", "counterparty", "0.98"),
        ("opened", "beneficiary", "0.98"),
        ("held-out", "object", "0.92"),
        ("held-out", "counterparty", "0.70"),
        ("held-out", "beneficiary", "0.7"),
    ],
)
def test_captured_words_stay_above_their_floors(
    accuracy: dict[str, Accuracy], part: str, field: str, floor: str
) -> None:
    assert (accuracy[part].fields[field].f1 or 0) > Fraction(floor)


def test_fresh_labels_agree() -> None:
    """Two labellers who did not see each other's labels nearly always give the same."""
    texts = [text for text in read_texts(FURTHER_TEXTS) if text.part == "fresh"]
    ids = {text.id for text in texts}
    first, second = ([label for label in read_labels(path) if label.id in ids] for path in (FURTHER, FURTHER_B))
    assert faults(first, texts) == faults(second, texts) == []
    alike = sum(
        one.types == other.types
        for a, b in zip(first, second, strict=True)
        for one, other in zip(a.duties, b.duties, strict=False)
    )
    assert alike / sum(len(label.duties) for label in first) > 0.95


def test_further_labels_have_the_form() -> None:
    assert faults(read_labels(FURTHER), read_texts(FURTHER_TEXTS)) == []


def test_a_text_that_is_missed_counts_against_recall() -> None:
    score = Score(Fraction(1), Fraction(0), Fraction(1)) + Score(Fraction(1), Fraction(2), Fraction(0))
    assert (score.precision, score.recall) == (Fraction(1, 2), Fraction(2, 3))
    assert Score().f1 is None


def test_the_report_names_no_text() -> None:
    assert "。" not in report("held-out")


def test_the_opened_texts_are_the_held_out_texts_of_even_number() -> None:
    parts = {part: {text.id for text in read_texts() if part_of(text) == part} for part in PARTS[:3]}
    assert {part: len(ids) for part, ids in parts.items()} == {"agreements": 83, "opened": 120, "held-out": 121}
    assert all(int(one[-1]) % 2 == 0 for one in parts["opened"])
    assert all(int(one[-1]) % 2 == 1 for one in parts["held-out"])
