"""The questions that the data answers: each has the answer that stands in ``answers``, and the documentation shows it.

``RENKEI_APPROVE=1 pytest tests/docs/test_questions.py`` writes answers and pages anew, to be looked at.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest

from kg.bundled import bundled
from kg.web.examples import Example, example_groups, load_examples
from tests.running import renkei_server, run_renkei

EXAMPLES = load_examples()
ANSWERS = Path(__file__).parent / "answers"
PAGES = sorted(bundled("docs").glob("*/questions.md"))
APPROVED = bool(os.environ.get("RENKEI_APPROVE"))
_BLOCK = re.compile(r"(<!-- questions -->\n).*(<!-- end -->)", re.DOTALL)
#: Rows of an answer that the documentation shows; the file of the answer has them all.
_ROWS_SHOWN = 8
_BY_NUMBER = {example.name.partition("-")[0]: example for example in EXAMPLES}

each_question = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)


@pytest.fixture(scope="module")
def answers(real_release: Path) -> Mapping[str, str]:
    """What the endpoint answers on the real release, as CSV, by the names of the questions."""
    with renkei_server(real_release) as url, httpx.Client(timeout=60, headers={"Accept": "text/csv"}) as client:
        found = {each.name: client.get(f"{url}/sparql", params={"query": each.text}) for each in EXAMPLES}
    assert {name: answer.text for name, answer in found.items() if answer.status_code != 200} == {}
    return {each.name: _ordered(each, found[each.name].text.replace("\r\n", "\n")) for each in EXAMPLES}


def _ordered(example: Example, text: str) -> str:
    """An answer whose lists of a group, which have no order, are sorted."""
    if "GROUP_CONCAT" not in example.text:
        return text
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([" / ".join(sorted(cell.split(" / "))) for cell in row] for row in rows(text))
    return written.getvalue()


def rows(text: str) -> list[list[str]]:
    """Header and rows of an answer."""
    return list(csv.reader(io.StringIO(text)))


@each_question
def test_question_has_the_approved_answer(example: Example, answers: Mapping[str, str]) -> None:
    file = ANSWERS / f"{example.name}.csv"
    if APPROVED:
        file.write_text(answers[example.name], encoding="utf-8")
    assert answers[example.name] == file.read_text(encoding="utf-8")
    assert len(rows(answers[example.name])) > 1


def test_there_is_an_answer_for_each_question_and_none_besides() -> None:
    assert [path.stem for path in sorted(ANSWERS.iterdir())] == [example.name for example in EXAMPLES]


def test_every_group_of_people_asks() -> None:
    assert len(EXAMPLES) >= 30
    assert {group.slug for group in example_groups() if len(group.examples) < 4} == set()
    assert len({example.slug for example in EXAMPLES}) == len(EXAMPLES) == len(_BY_NUMBER)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_documentation_shows_every_question_with_its_answer(page: Path, answers: Mapping[str, str]) -> None:
    written = page.read_text(encoding="utf-8")
    shown = "\n".join(_sections(page.parent.name == "ja", answers))
    generated = _BLOCK.sub(lambda match: match[1] + shown + match[2], written)
    if APPROVED:
        page.write_text(generated, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == generated
    assert _BLOCK.search(written)


def _sections(japanese: bool, answers: Mapping[str, str]) -> Iterator[str]:
    for group in example_groups():
        yield f"\n## {group.title_ja if japanese else group.title_en}\n"
        for example in group.examples:
            yield f"### {example.question_ja if japanese else example.question_en}\n"
            note = example.note_ja if japanese else example.note_en
            if note:
                yield f"{note}\n"
            yield f"`{example.name}.rq`\n\n```sparql\n{example.text.strip()}\n```\n"
            yield _table(rows(answers[example.name]), example.name, japanese)


def _table(answer: list[list[str]], name: str, japanese: bool) -> str:
    header, *found = answer
    lines = [header, ["---"] * len(header), *found[:_ROWS_SHOWN]]
    table = "\n".join(" | ".join(["", *(cell.replace("|", "&#124;") for cell in line), ""]).strip() for line in lines)
    if len(found) <= _ROWS_SHOWN:
        return f"{table}\n"
    file = f"[`{name}.csv`](../../tests/docs/answers/{name}.csv)"
    more = f"全 {len(found)} 行: {file}" if japanese else f"All {len(found)} rows: {file}"
    return f"{table}\n\n{more}\n"


def test_command_line_answers_a_file_alike(real_release: Path, answers: Mapping[str, str]) -> None:
    example = EXAMPLES[0]
    file = bundled("kg", "web", "queries", "examples", f"{example.name}.rq")
    done = run_renkei("query", "--file", file, "--release", real_release, "--format", "csv")
    assert (done.returncode, rows(done.stdout)) == (0, rows(answers[example.name])), done.stderr


def _answer(number: str, answers: Mapping[str, str]) -> list[list[str]]:
    return rows(answers[_BY_NUMBER[number].name])[1:]


def test_who_bears_costs(answers: Mapping[str, str]) -> None:
    found = _answer("01", answers)
    assert ["美瑛町", "福祉", "6"] in found
    assert {row[0] for row in found} == {"旭川市", "美瑛町"}


def test_what_biei_must_do_is_in_the_words_of_the_source(answers: Mapping[str, str]) -> None:
    source = bundled("data", "agreements", "asahikawa-biei.txt").read_text(encoding="utf-8")
    found = _answer("02", answers)
    assert len(found) == 5
    for _, duty, words, start, end in found:
        assert source[int(start) : int(end)] == words == duty


def test_agreements_under_252_2(answers: Mapping[str, str]) -> None:
    assert [(row[2], row[3]) for row in _answer("03", answers)] == [
        ("2019-03-29", "地方自治法第252条の2第1項"),
        ("2022-01-12", "地方自治法第252条の2第1項"),
    ]


def test_fields_that_both_regions_work_in(answers: Mapping[str, str]) -> None:
    found = _answer("04", answers)
    assert len(found) == 10
    assert all(row[1] == "2" and "旭川市: " in row[2] and "札幌市: " in row[2] for row in found)


def test_who_leads(answers: Mapping[str, str]) -> None:
    found = _answer("05", answers)
    led = {name: sum(row[0] == name for row in found) for name in ("旭川市", "札幌市", "美瑛町", "岩見沢市")}
    assert led == {"旭川市": 7, "札幌市": 8, "美瑛町": 0, "岩見沢市": 0}


def test_dates_stand_in_the_words_they_rest_on(answers: Mapping[str, str]) -> None:
    dates = {row[2]: row[4] for row in _answer("34", answers) if "On" in row[1]}
    assert dates["2022-01-12"] == "令和4年1月12日"
    assert dates["2019-04-01"] == "平成31年4月1日"


def test_libraries_are_found_in_contents_and_roles(answers: Mapping[str, str]) -> None:
    found = _answer("44", answers)
    assert {row[2] for row in found} == {"", "甲", "乙"}
    assert all("図書館" in row[3] for row in found)


def test_clauses_that_are_missing(answers: Mapping[str, str]) -> None:
    missing = {(row[0][:3], row[1]) for row in _answer("46", answers)}
    assert ("旭川市", "施行") in missing
    assert ("札幌市", "疑義の解決") in missing
    assert not missing & {("旭川市", "疑義の解決"), ("札幌市", "施行"), ("旭川市", "費用負担")}


def test_both_parties_are_named_by_the_clause_on_costs(answers: Mapping[str, str]) -> None:
    assert [(row[1], row[2], row[3]) for row in _answer("47", answers)] == [
        ("4", "旭川市", "caption-cost"),
        ("4", "美瑛町", "caption-cost"),
        ("4", "岩見沢市", "caption-cost"),
        ("4", "札幌市", "caption-cost"),
    ]


def test_body_at_signing_is_known_from_changes_or_a_list_without_any(answers: Mapping[str, str]) -> None:
    status = {row[2]: (row[3], row[4], row[5]) for row in _answer("49", answers)}
    assert status["美瑛町"] == ("no-change-in-source", "美瑛町", "美瑛町")
    assert status["旭川市"] == ("recorded", "旭川市", "旭川市")


def test_changes_have_the_words_of_their_source(answers: Mapping[str, str]) -> None:
    found = _answer("50", answers)
    assert ("札幌市", "1972-04-01") in {(row[0], row[1]) for row in found}
    assert all(row[3] in row[4] for row in found)
