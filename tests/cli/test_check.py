"""``renkei check`` through the installed command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse

from kg.bundled import bundled
from tests.running import run_renkei
from tests.small_agreements import write_agreement

SOURCE = bundled("data", "agreements", "asahikawa-biei.txt")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A short agreement, where the words do not matter."""
    return write_agreement(tmp_path)


def test_json_is_one_object_on_standard_output() -> None:
    done = run_renkei("check", SOURCE, "--format", "json")
    checked = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [agreement["conforms"] for agreement in checked["agreements"]] == [True]
    assert checked["source"]["path"] == str(SOURCE)
    (agreement,) = checked["agreements"]
    (signing,) = agreement["events"]
    assert (signing["kind"], signing["date"], signing["rule"]) == ("signing", "2022-01-12", "stated")
    (span,) = signing["spans"]
    assert SOURCE.read_text(encoding="utf-8")[span["start"] : span["end"]] == signing["text"]
    assert [(each["until"], each["in_force"], each["reason"]) for each in agreement["force"]] == [
        ("2022-01-12", False, "before-effect"),
        (None, None, "effect-not-stated"),
    ]


def test_outline_shows_the_place_with_its_words_underlined() -> None:
    done = run_renkei("check", SOURCE)
    lines = done.stdout.splitlines()
    (index,) = (n for n, line in enumerate(lines) if "repair-joined-lines" in line)
    assert lines[index].startswith(f"{SOURCE}:33:")
    assert lines[index + 1].startswith(" 33 | 第6条")
    assert set(lines[index + 2].partition("|")[2].strip()) == {"^"}
    assert lines[index + 3].strip().startswith("= what to do: ")
    said = "".join(lines)
    assert "2022-01-12 Signing (stated in the text) 「令和4年1月12日」" in said
    assert "2022-01-12 … : cannot be told (the text does not state a day of effect)" in said


@pytest.mark.parametrize(
    ("language", "word"), [("ja_JP.UTF-8", "当事者"), ("en_US.UTF-8", "Parties"), ("C", "Parties")]
)
def test_messages_follow_the_locale(language: str, word: str, small: Path) -> None:
    assert word in run_renkei("check", small, env={"LANG": language, "PYTHONUTF8": "1"}).stdout


def test_a_flag_wins_over_the_locale(small: Path) -> None:
    assert "当事者" in run_renkei("--lang", "ja", "check", small).stdout
    assert "当事者" in run_renkei("check", small, "--lang", "ja").stdout


def test_results_of_the_shapes_stand_among_the_diagnostics(tmp_path: Path) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    source = tmp_path / "cut.txt"
    source.write_text(re.sub("(\t取組の内容\t)魅力的な産業.*", r"\1", text, count=1), encoding="utf-8")
    code, title = "shacl-Initiative-content-present", "地域の強みを生かした産業振興"
    checked = json.loads(run_renkei("check", source, "--format", "json").stdout)
    (found,) = [each for each in checked["diagnostics"] if each["code"] == code]
    assert (found["severity"], title in found["message"], title in found["message_ja"]) == ("warning", True, True)
    assert source.read_text(encoding="utf-8")[found["start"] : found["end"]].startswith(title)
    lines = run_renkei("check", source).stdout.splitlines()
    (index,) = (number for number, line in enumerate(lines) if code in line)
    assert lines[index].startswith(f"{source}:{found['line']}:")
    assert lines[index + 1].partition("| ")[2].startswith(title)
    assert found["message"].partition(": ")[2] in run_renkei("check", source, "--format", "html").stdout


def test_turtle_is_the_graph_under_the_given_base(small: Path) -> None:
    done = run_renkei("check", small, "--format", "ttl", "--base-iri", "https://example.jp/")
    subjects = {str(quad.subject) for quad in parse(done.stdout, format=RdfFormat.TURTLE)}
    assert subjects
    assert all(subject.startswith("<https://example.jp/id/") for subject in subjects)


def test_the_page_holds_the_whole_source(small: Path) -> None:
    done = run_renkei("check", small, "--format", "html")
    page = html.document_fromstring(done.stdout)
    (source,) = page.iter("pre")
    assert source.text_content() == small.read_text(encoding="utf-8")
    (effect,) = (button for button in page.iter("button") if "2016-04-01 Taking effect" in button.text_content())
    start, end = map(int, effect.get("data-spans", "").split("-"))
    assert source.text_content()[start:end] == "平成28年4月1日"


@pytest.mark.parametrize("format_name", ["text", "json", "ttl", "html"])
def test_a_document_without_agreement_ends_with_1_and_says_why(tmp_path: Path, format_name: str) -> None:
    source = tmp_path / "notice.txt"
    source.write_text("お知らせ\n\n本日は休館です。\n", encoding="utf-8")
    done = run_renkei("check", source, "--format", format_name)
    assert done.returncode == 1
    if format_name == "json":
        checked = json.loads(done.stdout)
        assert checked["agreements"] == []
        assert [found["severity"] for found in checked["diagnostics"]].count("error") >= 1


@pytest.mark.parametrize("name", ["absent.txt", "."])
def test_what_is_not_a_file_ends_with_2(tmp_path: Path, name: str) -> None:
    done = run_renkei("check", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(tmp_path) in done.stderr


def test_a_file_that_is_no_text_ends_with_2(tmp_path: Path) -> None:
    source = tmp_path / "picture.txt"
    source.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xfe")
    done = run_renkei("check", source)
    assert done.returncode == 2, done.stdout
    assert "Traceback" not in done.stderr
