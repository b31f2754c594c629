"""Files of labels agree with the texts; a file that does not is told so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.labels.reading import LABELLED, DutyText, LabelledDuty, LabelledText, faults, main, read_labels, read_texts

_TEXT = "倉庫を改修するほか、乙に鍵の写しを渡す。"
_TEXTS = (DutyText("x-001", "held-out", "x", "written", "甲", None, None, _TEXT, None),)
_FIRST = {"text": "倉庫を改修するほか、", "start": 0, "end": 10, "types": ["develop-facility"], "object": "倉庫"}
_FIRST |= {"counterparty": None, "beneficiary": None}
_SECOND = {"text": "乙に鍵の写しを渡す。", "start": 10, "end": 20, "types": ["provide-resources"], "object": "鍵の写し"}
_SECOND |= {"counterparty": "乙", "beneficiary": None}


def _read(tmp_path: Path, *rows: object) -> tuple[LabelledText, ...]:
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return read_labels(path)


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name)
def test_labels_on_disk_have_no_faults(path: Path) -> None:
    """Each file is there and whole: all texts, in order, agreeing with their words."""
    assert faults(read_labels(path), read_texts()) == []


def test_labels_are_read(tmp_path: Path) -> None:
    (label,) = _read(tmp_path, {"id": "x-001", "duties": [_FIRST, _SECOND]})
    expected = LabelledDuty("倉庫を改修するほか、", 0, 10, ("develop-facility",), "倉庫", None, None)
    assert (label.id, label.duties[0]) == ("x-001", expected)
    assert faults([label], _TEXTS) == []


def test_a_text_without_duties_is_whole(tmp_path: Path) -> None:
    assert faults(_read(tmp_path, {"id": "x-001", "duties": []}), _TEXTS) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": 11}, "the text has"),
        ({"end": 19}, "the text has"),
        ({"start": 9, "text": "、乙に鍵の写しを渡す。"}, "starts before the duty before it ends at 10"),
        ({"types": ["lend"]}, "types ['lend'] are not in the scheme"),
        ({"types": ["plan", "lead"]}, "not in alphabetical order"),
        ({"types": ["lead", "lead"]}, "each once"),
        ({"types": ["bear-cost", "subsidise"]}, "types ['bear-cost'] follow from a narrower one"),
        ({"object": "倉庫"}, "object '倉庫' is not in the words"),
        ({"beneficiary": ""}, "beneficiary '' is not in the words"),
    ],
)
def test_faults_are_found(tmp_path: Path, change: dict[str, object], message: str) -> None:
    found = faults(_read(tmp_path, {"id": "x-001", "duties": [_FIRST, _SECOND | change]}), _TEXTS)
    assert len(found) == 1
    assert message in found[0]


def test_white_space_at_an_end_is_a_fault() -> None:
    duty = LabelledDuty("甲 ", 0, 2, (), None, None, None)
    text = DutyText("x-001", "held-out", "x", "written", "甲", None, None, "甲 ", None)
    assert faults([LabelledText("x-001", (duty,))], [text]) == ["x-001: [0:2] has white space at an end"]


def test_texts_left_out_or_labelled_twice_are_faults() -> None:
    texts = (_TEXTS[0], DutyText("x-002", "held-out", "x", "written", "甲", None, None, _TEXT, None))
    one, two, other = (LabelledText(id_, ()) for id_ in ("x-001", "x-002", "x-003"))
    assert faults([one], texts) == ["x-002: no labels"]
    assert faults([one, two, two], texts) == ["x-002: labelled 2 times"]
    assert faults([one, two, other], texts) == ["x-003: no such text"]
    assert faults([two, one], texts) == ["the order is not that of the texts"]


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ([], TypeError, "labels.jsonl:1: found list"),
        ({"id": "x-001"}, ValueError, "expected duties and id"),
        ({"id": "x-001", "duties": [{"text": "x"}]}, ValueError, "in a duty"),
    ],
)
def test_another_form_is_an_error(tmp_path: Path, row: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        _read(tmp_path, row)


def test_the_command_prints_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"id": "x-001", "duties": []}) + "\n", encoding="utf-8")
    assert main(str(path)) == 1
    printed = capsys.readouterr().out.splitlines()
    assert "x-001: no such text" in printed
    assert "h-001: no labels" in printed
