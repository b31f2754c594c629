"""``/questions/``: every question is answered on a page, as the documentation answers it."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import httpx
import pytest
from lxml import html

from kg.model.chronology_words import SAID
from kg.web.examples import Example, load_examples
from kg.web.questions import columns, words

ANSWERS = Path(__file__).parent.parent / "docs" / "answers"
QUESTIONS = load_examples()


def _expected(question: Example) -> list[list[str]]:
    return [*csv.reader(StringIO((ANSWERS / f"{question.name}.csv").read_text(encoding="utf-8")))]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.slug)
def test_a_question_is_answered_on_its_page(portal: httpx.Client, question: Example) -> None:
    answer = portal.get(f"/questions/{question.slug}")
    assert answer.status_code == 200, answer.text
    page = html.fromstring(answer.text)
    variables, *rows = _expected(question)
    assert page.xpath("string(//h1)") == question.question_ja
    titles = [columns()[name].title.ja for name in variables]
    assert page.xpath("//th/text()") == [*titles, *(["根拠"] if question.opens else [])]
    shown = [
        [cell.text_content().strip() for cell in row.xpath("td[not(@class='opens')]")]
        for row in page.xpath("//tbody/tr")
    ]
    opened = page.xpath("//tbody/tr/td[@class='opens']/a[starts-with(@href, '../')]/@href")
    assert len(opened) == (len(rows) if question.opens else 0)
    for href in {*opened[:1], *opened[-1:]}:
        assert portal.get(f"/questions/{href}").status_code == 200, href
    assert len(shown) == len(rows)
    for cells, expected in zip(shown, rows, strict=True):
        for cell, value, name in zip(cells, expected, variables, strict=True):
            if "://" in value:
                assert cell == value if "://" in cell else cell, value
                assert "://" not in cell or "/id/" not in cell, cell
            else:
                assert _pieces(cell) == _pieces(_said(value, columns()[name].holds)), (cell, value)


def _said(value: str, kind: str) -> str:
    if not value:
        return "–"
    if kind == "word":
        return words()[value].ja
    return SAID[value][0] if kind == "reason" else value


def _pieces(text: str) -> list[str]:
    """The pieces that GROUP_CONCAT joined, whose order is the engine's."""
    return sorted(text.split(" / "))


def test_an_iri_of_an_answer_has_its_name_and_leads_on(portal: httpx.Client) -> None:
    page = html.fromstring(portal.get("/questions/size-of-each-agreement").text)
    assert page.xpath("//tbody/tr[1]/td[1]/a/text()") == [
        "札幌市・岩見沢市 札幌市及び岩見沢市における連携中枢都市圏形成に係る連携協約（2019-03-29）"
    ]
    (href,) = page.xpath("//tbody/tr[1]/td[1]/a/@href")
    assert portal.get(f"/questions/{href}").status_code == 200
    english = html.fromstring(portal.get("/questions/size-of-each-agreement", params={"lang": "en"}).text)
    assert english.xpath("//th/text()") == ["agreement", "articles", "initiatives", "roles", "duties"]
    assert "Sapporo" in english.xpath("string(//tbody/tr[1]/td[1])")


def test_a_rule_leads_to_what_it_says_and_codes_are_words(portal: httpx.Client) -> None:
    page = html.fromstring(portal.get("/questions/elements-not-found").text)
    (href,) = page.xpath("//tbody/tr[1]/td[4]/a/@href")
    assert "本文の外" in portal.get(f"/questions/{href}").text
    assert {*page.xpath("//tbody/tr/td[3]/span/text()")} == {"未確認"}


def test_the_answer_is_there_as_a_table_too(portal: httpx.Client) -> None:
    page = html.fromstring(portal.get("/questions/signed-by-year").text)
    (href,) = page.xpath("//p[@class='formats']/a[1]/@href")
    table = portal.get(f"/questions/{href}")
    assert table.headers["content-type"].startswith("text/csv")
    assert [*csv.reader(StringIO(table.text))] == _expected(next(q for q in QUESTIONS if q.slug == "signed-by-year"))


def test_the_list_leads_to_every_question_and_no_title_is_unused(portal: httpx.Client) -> None:
    for path in ("/questions/", "/"):
        hrefs = html.fromstring(portal.get(path).text).xpath("//ul[@class='questions']//a/@href")
        assert {href.rpartition("/")[2] for href in hrefs} == {question.slug for question in QUESTIONS}
    assert portal.get("/questions", follow_redirects=False).headers["location"] == "questions/"
    assert portal.get("/questions/none").status_code == 404
    assert {name for question in QUESTIONS for name in _expected(question)[0]} == set(columns())
