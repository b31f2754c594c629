"""The generator itself: it is deterministic, its forms are the survey's, its truth is what it wrote."""

from __future__ import annotations

import pytest

from tests.generator.choices import Case
from tests.generator.comparing import Json, compare
from tests.generator.families import FAMILIES
from tests.generator.forms import Form
from tests.generator.making import make
from tests.generator.numerals import kanji, positional
from tests.generator.truth import Written

every_family = pytest.mark.parametrize("family", FAMILIES)


def samples(family: str, count: int = 40) -> list[Written]:
    """Some cases of a family."""
    return [make(Case(family, seed)) for seed in range(count)]


@every_family
def test_a_case_is_written_the_same_again(family: str) -> None:
    assert samples(family, 10) == samples(family, 10)


@every_family
def test_seeds_give_different_texts(family: str) -> None:
    texts = {written.text for written in samples(family)}
    assert len(texts) == 40


@every_family
def test_cases_are_of_a_size_that_agreements_have(family: str) -> None:
    sizes = sorted(len(written.text) for written in samples(family))
    assert sizes[0] > 200
    assert sizes[-1] < 8000


@every_family
def test_no_mark_of_a_template_is_left(family: str) -> None:
    for written in samples(family):
        assert not set("«»‹›{}") & set(written.text)


@every_family
def test_forms_can_be_turned_off(family: str) -> None:
    plain = {form for seed in range(20) for form in make(Case(family, seed, without=frozenset(Form))).forms}
    used = {form for seed in range(20) for form in make(Case(family, seed)).forms}
    assert len(plain) < len(used)


def test_every_section_of_the_survey_has_forms() -> None:
    assert {form.section for form in Form} == set(range(1, 10))


def test_kanji_numerals() -> None:
    assert [kanji(number) for number in (1, 10, 14, 67, 100, 252)] == ["一", "十", "十四", "六十七", "百", "二百五十二"]
    assert positional(479) == "四七九"


def test_a_reading_of_nothing_differs() -> None:
    written = make(Case("1-itaku", 1))
    empty: Json = {"agreements": [], "unclaimed": [], "diagnostics": []}
    assert [one.path for one in compare(written, empty)] == ["agreements"]
