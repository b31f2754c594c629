"""The table of laws: known LawIds, lookups by number and title, wrong rows named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.laws import load_laws, number_of, read_laws


@pytest.mark.parametrize(
    ("number", "law_id", "title"),
    [
        ("昭和22年法律第67号", "322AC0000000067", "地方自治法"),
        ("昭和二十二年法律第六十七号", "322AC0000000067", "地方自治法"),
        ("昭和２２年法律第６７号", "322AC0000000067", "地方自治法"),
        ("昭和25年法律第261号", "325AC0000000261", "地方公務員法"),
        ("昭和24年法律第283号", "324AC1000000283", "身体障害者福祉法"),
        ("昭和25年法律第214号", "325AC0100000214", "文化財保護法"),
        ("平成25年法律第105号", "425AC0000000105", "生活困窮者自立支援法"),
        ("昭和22年政令第16号", "322CO0000000016", "地方自治法施行令"),
        ("昭和22年司法省令第94号", "322M40000010094", "戸籍法施行規則"),
    ],
)
def test_laws_by_number(number: str, law_id: str, title: str) -> None:
    law = load_laws().by_number(number)
    assert law is not None
    assert (law.law_id, law.title) == (law_id, title)
    assert load_laws().by_id(law_id) is law


@pytest.mark.parametrize(
    ("title", "law_id"),
    [
        ("地方自治法", "322AC0000000067"),
        ("墓地、埋葬等に関する法律", "323AC0000000048"),
        ("墓地，埋葬等に関する法律", "323AC0000000048"),
        ("廃棄物処理法", "345AC0000000137"),
        ("消防法", "323AC1000000186"),
        ("消防組織法", "322AC0000000226"),
    ],
)
def test_laws_by_title(title: str, law_id: str) -> None:
    law = load_laws().by_title(title)
    assert law is not None
    assert law.law_id == law_id


def test_a_law_that_is_not_in_the_table_has_no_law_id() -> None:
    assert load_laws().by_number("昭和99年法律第1号") is None
    assert load_laws().by_title("何々法") is None
    with pytest.raises(KeyError):
        load_laws().by_id("399AC0000000001")


def test_numbers_and_titles_are_unique() -> None:
    laws = list(load_laws())
    assert len(laws) == len(load_laws()) >= 50
    assert len({law.number for law in laws}) == len({law.title for law in laws}) == len(laws)


@pytest.mark.parametrize(
    ("law_id", "number"),
    [("129AC0000000089", "明治29年法律第89号"), ("501AC0000000003", "令和元年法律第3号")],
)
def test_numbers_of_law_ids(law_id: str, number: str) -> None:
    assert number_of(law_id) == number


@pytest.mark.parametrize("law_id", ["321CONSTITUTION", "322AC000000006", "622AC0000000067", "322M40000008029"])
def test_other_law_ids_have_no_number_here(law_id: str) -> None:
    with pytest.raises(ValueError, match="expected the LawId"):
        number_of(law_id)


GOOD = "322AC0000000067,地方自治法,昭和22年法律第67号,自治法,e-gov-list"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            ["322AC0000000067,地方自治法,昭和22年法律第68号,,x"],
            "csv:2: number: found '昭和22年法律第68号', expected 昭和22年",
        ),
        (["322XX0000000067,地方自治法,昭和22年法律第67号,,x"], "csv:2: law_id: found '322XX0000000067'"),
        (["322M40000010094,戸籍法施行規則,昭和22年司法省令第95号,,x"], "csv:2: law_id: found '322M40000010094'"),
        (["322AC0000000067,,昭和22年法律第67号,,x"], "csv:2: title: found '', expected a value"),
        (["322AC0000000067,地方自治法,昭和22年法律第67号,,"], "csv:2: source: found '', expected a value"),
        ([GOOD, GOOD], "csv:3: law_id: found '322AC0000000067', expected each law"),
        ([GOOD, "325AC0000000261,地方公務員法,昭和25年法律第261号,自治法,x"], "csv:3: law_id: "),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rows: list[str], message: str) -> None:
    path = tmp_path / "laws.csv"
    path.write_text("\n".join(("law_id,title,number,abbreviations,source", *rows)) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_laws(path)
    assert message in raised.value.message
    assert "が必要です" in raised.value.message_ja
