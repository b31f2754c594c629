"""The generator itself: deterministic, its forms are the survey's, its truth is what it wrote, its damage is real."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.generator.choices import Case
from tests.generator.comparing import bare, compare
from tests.generator.damage import DAMAGES, GEOMETRY, PAGES
from tests.generator.echo import as_json
from tests.generator.families import FAMILIES, NO_AGREEMENT
from tests.generator.forms import Form
from tests.generator.making import make
from tests.generator.numerals import daiji, enclosed, enclosed_kanji, kanji, positional
from tests.generator.running import run_chunk
from tests.generator.truth import Truth, Written
from tests.generator.writer import IllegalTextError

HERE = Path(__file__).parent
DONE_LATER = [form for form, _, _ in (*DAMAGES, *GEOMETRY, *PAGES)]
#: How many forms each section of the survey has here: a form that is taken out must be taken out here too.
FORMS_BY_SECTION = {1: 18, 2: 31, 3: 19, 4: 28, 5: 22, 6: 16, 7: 9, 8: 12, 9: 37}

every_family = pytest.mark.parametrize("family", FAMILIES)


@cache
def samples(family: str, count: int = 40, *, damaged: bool = True) -> tuple[Written, ...]:
    """Some cases of a family."""
    without = frozenset() if damaged else frozenset(DONE_LATER)
    return tuple(make(Case(family, seed, without=without)) for seed in range(count))


@every_family
def test_a_case_is_written_the_same_again(family: str) -> None:
    assert [make(Case(family, seed)) for seed in range(10)] == list(samples(family)[:10])


@every_family
def test_seeds_give_different_texts(family: str) -> None:
    assert len({written.text for written in samples(family)}) > 35


@every_family
def test_cases_are_of_a_size_that_agreements_have(family: str) -> None:
    sizes = sorted(len(written.text) for written in samples(family))
    assert sizes[0] > (15 if family == NO_AGREEMENT else 150)
    assert sizes[-1] < 8000


@every_family
def test_no_mark_of_a_template_is_left(family: str) -> None:
    for written in samples(family):
        assert not set("«»‹›{}") & set(written.text)


@every_family
def test_the_truth_stands_in_the_text(family: str) -> None:
    for written in samples(family, damaged=False):
        text = bare(written.text)
        for words in _words(written.truths):
            assert bare(words) in text, words


def _words(truths: tuple[Truth, ...]) -> list[str]:
    found: list[str] = []
    for truth in truths:
        found += [*truth.titles[:1], *truth.supplementary, *(party.names[0] for party in truth.parties)]
        found += [paragraph.text for article in truth.articles for paragraph in article.paragraphs]
        found += [item.text for a in truth.articles for p in a.paragraphs for item in p.items]
        found += [initiative.title for initiative in truth.initiatives]
        found += [heading for initiative in truth.initiatives for heading in initiative.path]
        found += [citation.tail for citation in truth.citations]
        found += [reference.text for reference in truth.references]
        found += [name for one in truth.signatories if (name := one.name)]
    return [words for text in found for words in text.split("\n") if words]


@every_family
def test_a_reader_that_says_the_truth_has_no_differences(family: str) -> None:
    for written in samples(family):
        assert compare(written, as_json(written)) == []


def test_a_reading_that_is_wrong_anywhere_differs() -> None:
    written = next(one for one in samples("4-row-table", damaged=False) if one.truths[0].signatories)
    right = as_json(written)
    for key in ("title", "instrument", "signed_on", "amends"):
        wrong = as_json(written)
        wrong["agreements"][0][key] = "x"
        assert [one.path for one in compare(written, wrong)] == [key]
    for key in ("parties", "articles", "initiatives", "citations", "references", "signatories"):
        wrong = as_json(written)
        assert wrong["agreements"][0][key], key
        wrong["agreements"][0][key] = wrong["agreements"][0][key][1:]
        assert {one.path.split(".")[0].split("[")[0] for one in compare(written, wrong)} == {key}
    assert compare(written, right | {"agreements": []})
    assert compare(written, right | {"unclaimed": [{"start": 0, "end": 1, "text": "余"}]})


def test_a_gap_that_is_not_reported_differs() -> None:
    seeds = (make(Case("1-itaku", seed)) for seed in range(500))
    written = next(one for one in seeds if Form.ARTICLE_DROPPED in one.forms)
    assert [one.path for one in compare(written, as_json(written) | {"diagnostics": []})] == ["diagnostics"]


def test_a_dropped_article_is_in_neither_text_nor_truth() -> None:
    for seed in range(300):
        written = make(Case("1-itaku", seed))
        if Form.ARTICLE_DROPPED not in written.forms:
            continue
        whole = make(Case("1-itaku", seed, without=frozenset({Form.ARTICLE_DROPPED})))
        gone = set(whole.truths[0].articles) - set(written.truths[0].articles)
        numbers = {article.number for article in whole.truths[0].articles}
        assert numbers - {article.number for article in written.truths[0].articles} == set(written.truths[0].missing)
        assert len(gone) == 1


@pytest.mark.parametrize("form", DONE_LATER, ids=lambda form: form.label)
def test_damage_changes_the_text_and_little_of_the_truth(form: Form) -> None:
    seen = 0
    for family in FAMILIES:
        for seed, written in enumerate(samples(family, 120)):
            if form not in written.forms or seen > 3:
                continue
            without = make(Case(family, seed, without=frozenset({form})))
            assert written.text != without.text
            seen += 1
            assert [_lasting(truth) for truth in written.truths] == [_lasting(truth) for truth in without.truths]
    assert seen


def _lasting(truth: Truth) -> Truth:
    """What no damage changes: articles, labels, the columns of a table and the era of a date may be lost."""
    return replace(
        truth,
        articles=(),
        missing=(),
        initiatives_may_be_absent=False,
        references=(),
        citations=(),
        signed_on=(None,),
    )


def test_forms_are_counted_by_section() -> None:
    assert Counter(form.section for form in Form) == FORMS_BY_SECTION
    assert len({form.label for form in Form}) == len(Form)
    assert all(form.meaning for form in Form)


def test_every_form_is_written() -> None:
    hits: Counter[Form] = Counter()
    for family in FAMILIES:
        hits += run_chunk(family, 1, 0, 250, ask=False).hits
    assert not [form.label for form in Form if not hits[form]]


@every_family
def test_forms_can_be_turned_off(family: str) -> None:
    plain = {form for seed in range(20) for form in make(Case(family, seed, without=frozenset(Form))).forms}
    assert len(plain) < len({form for written in samples(family)[:20] for form in written.forms})


@every_family
def test_parts_can_be_left_out(family: str) -> None:
    left_out = 0
    for seed, written in enumerate(samples(family)[:10]):
        for part in sorted(written.parts):
            try:
                smaller = make(Case(family, seed, dropped=frozenset({part})))
            except IllegalTextError:
                continue
            left_out += len(smaller.text) < len(written.text)
    assert left_out or not any(written.parts for written in samples(family)[:10])


def test_nothing_but_the_asking_comes_from_the_product() -> None:
    for path in HERE.rglob("*.py"):
        modules = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in (
                [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else []
            )
        }
        product = {name for name in modules if name.split(".")[0] == "kg"}
        assert not product or path.name == "asking.py", f"{path} imports {product}"


def test_numerals() -> None:
    assert [kanji(number) for number in (1, 10, 14, 67, 100, 252)] == ["一", "十", "十四", "六十七", "百", "二百五十二"]
    assert (positional(479), daiji(2), enclosed(1), enclosed_kanji(1)) == ("四七九", "弐", "⑴", "㈠")
