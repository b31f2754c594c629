"""The texts to label are what the reader reads, each once; every role of the published agreements is there."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.labels.reading import FOLDER, read_texts

ROOT = Path(__file__).parents[2]
APPROVED = ROOT / "tests" / "golden" / "approved"  # kept equal to what is read by the tests there

_TEXTS = read_texts()
_CLAUSE = 8  # characters; shorter wordings are words of the field
_FORMULAS = {
    "しなければならない",
    "することができる",
    "甲は、次に掲げることを行う。",
    "管理し、及び執行する",
    "経費は、甲の負担とする",
}
_LETTERS = "甲乙丙丁"
_COMMAS = str.maketrans({"，": "、"})
_TOPIC = re.compile(r"[^。]+?について、([^。]+。)")


def _folded(text: str, designation: str) -> str:
    """The text without what does not make it another one: white space, form of commas, which letter is the bearer."""
    text = "".join(text.split()).translate(_COMMAS)
    if designation in _LETTERS:
        text = re.sub(f"[{_LETTERS}]", lambda letter: "◎" if letter[0] == designation else "○", text)
    return text


def _read(stem: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every role and paragraph of an approved reading."""
    for agreement in json.loads((APPROVED / f"{stem}.json").read_text(encoding="utf-8"))["agreements"]:
        for initiative in agreement["initiatives"]:
            yield from (("role", role["text"]) for role in initiative["roles"])
        for article in agreement["articles"]:
            yield from (("paragraph", paragraph["text"]) for paragraph in article["paragraphs"])


def _written() -> set[tuple[str, str, str]]:
    with (FOLDER / "written-roles.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["title"], row["designation"], row["text"].replace("\\n", "\n")) for row in rows}


def test_texts_are_what_is_read() -> None:
    sources = {text.source for text in _TEXTS if text.origin != "written"}
    found = {source: set(_read(Path(source).stem)) for source in sources}
    missing = [
        text.id for text in _TEXTS if text.origin != "written" and (text.origin, text.text) not in found[text.source]
    ]
    assert missing == []
    assert {source for source in sources if not (ROOT / source).is_file()} == set()


def test_written_texts_are_as_written() -> None:
    in_set = {(str(text.title), text.designation, text.text) for text in _TEXTS if text.origin == "written"}
    assert in_set == _written()


def test_every_role_of_the_published_agreements_is_in_the_set() -> None:
    known = {_folded(text.text, text.designation) for text in _TEXTS if text.part == "agreements"}
    for source in sorted((ROOT / "data" / "agreements").glob("*.txt")):
        reading = json.loads((APPROVED / f"{source.stem}.json").read_text(encoding="utf-8"))
        roles = [
            role for agreement in reading["agreements"] for item in agreement["initiatives"] for role in item["roles"]
        ]
        assert roles
        assert [role["text"] for role in roles if _folded(role["text"], role["designation"]) not in known] == []


def test_no_text_is_there_twice() -> None:
    assert len({text.id for text in _TEXTS}) == len(_TEXTS)
    folded = Counter(_folded(text.text, text.designation) for text in _TEXTS)
    assert [text for text, count in folded.items() if count > 1] == []


def test_letters_that_change_places_make_no_other_text() -> None:
    assert _folded("乙の住民に，知らせる。", "甲") == _folded("甲の住民に、 知らせる。", "乙")
    assert _folded("乙の住民に知らせる。", "甲") != _folded("乙の住民に知らせる。", "乙")


def test_parts_are_named_by_their_ids() -> None:
    letters = {"agreements": "a", "held-out": "h"}
    assert [text.id for text in _TEXTS if not re.fullmatch(rf"{letters[text.part]}-[0-9]{{3}}", text.id)] == []
    assert {text.origin for text in _TEXTS if text.part == "agreements"} == {"role"}
    assert {text.origin for text in _TEXTS} == {"role", "paragraph", "written"}


def test_templates_are_the_wording_without_the_topic() -> None:
    for text in _TEXTS:
        if text.part == "agreements":
            topic = _TOPIC.fullmatch(re.sub(f"[{_LETTERS}]", "○", text.text))
            assert text.template == (f"…について、{topic[1]}" if topic else None), text.id
        else:
            assert text.template is None, text.id


def test_examples_of_the_guidelines_are_not_among_the_held_out_texts() -> None:
    """Who writes rules reads the guidelines: clauses quoted there are made up, save for formulas of drafting."""
    held_out = "\n".join(text.text for text in _TEXTS if text.part == "held-out")
    page = (ROOT / "docs" / "ja" / "duty-labels.md").read_text(encoding="utf-8").replace("*", "")
    clauses = {clause for words in re.findall(r"「([^「」]+)」", page) for clause in re.split("[…｜]", words)}
    long = {clause for clause in clauses if len(clause) >= _CLAUSE}
    assert len(long) > 30
    assert {clause for clause in long if clause in held_out} == _FORMULAS


def test_the_counts_that_are_published() -> None:
    counts = Counter((text.part, text.origin) for text in _TEXTS)
    printed = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (agreements|held-out) \| (\w+) \| (\d+)", printed, re.MULTILINE)
    assert {(part, origin): int(number) for part, origin, number in rows} == counts
    assert sum(number for (part, _), number in counts.items() if part == "held-out") >= 120
