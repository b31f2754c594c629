"""The registry of municipalities: complete, homonyms kept apart, wrong rows named."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.bundled import bundled
from kg.errors import InputError
from kg.registries.municipalities import COLUMNS, Kind, load_municipalities, read_municipalities
from kg.registries.names import name_key

HEADER = ",".join(COLUMNS)
HOKKAIDO = "010006,prefecture,010006,北海道,ほっかいどう,Hokkaido,43.063968,141.347899,https://www.pref.hokkaido.lg.jp/"
BIEI = "014591,town,010006,美瑛町,びえいちょう,Biei-cho,43.588222,142.466995,https://www.town.biei.hokkaido.jp/"

#: Names that several municipalities bear, and how many.
HOMONYMS = {
    "伊達市": 2,
    "松前町": 2,
    "森町": 2,
    "日高町": 2,
    "清水町": 2,
    "池田町": 4,
    "南部町": 3,
    "川崎町": 2,
    "美里町": 3,
    "美郷町": 3,
    "朝日町": 3,
    "金山町": 2,
    "川西町": 2,
    "小国町": 2,
    "昭和村": 2,
    "南牧村": 2,
    "高山村": 2,
    "明和町": 2,
    "府中市": 2,
    "美浜町": 3,
    "川上村": 2,
    "高森町": 2,
    "日野町": 2,
    "太子町": 2,
    "広川町": 2,
}


def test_every_body_is_there() -> None:
    kinds = Counter(body.kind for body in load_municipalities())
    assert kinds == {
        Kind.PREFECTURE: 47,
        Kind.CITY: 792,
        Kind.TOWN: 743,
        Kind.VILLAGE: 183,
        Kind.SPECIAL_WARD: 23,
        Kind.WARD: 175,
    }


def test_codes_are_in_order() -> None:
    codes = [body.code for body in load_municipalities()]
    assert codes == sorted(set(codes))


def test_a_body() -> None:
    body = load_municipalities().by_code("014591")
    assert (body.name, body.kana, body.romaji) == ("美瑛町", "びえいちょう", "Biei-cho")
    assert (body.kind, body.prefecture, body.prefecture_code) == (Kind.TOWN, "北海道", "010006")
    assert body.homepage.startswith("http")
    assert 43 < body.latitude < 44
    assert 142 < body.longitude < 143


def test_a_prefecture_is_its_own() -> None:
    (body,) = load_municipalities().named("北海道")
    assert (body.kind, body.prefecture, body.prefecture_code) == (Kind.PREFECTURE, "北海道", body.code)
    assert body.romaji == "Hokkaido"


def test_a_ward_is_named_with_its_city() -> None:
    registry = load_municipalities()
    assert [body.code for body in registry.named("札幌市中央区")] == ["011011"]
    assert [body.prefecture for body in registry.named("中央区")] == ["東京都"]


def test_homonyms_are_all_given() -> None:
    registry = load_municipalities()
    shared = {name: len(registry.named(name)) for name in registry.names if len(registry.named(name)) > 1}
    assert shared == HOMONYMS


def test_homonyms_differ_in_prefecture() -> None:
    registry = load_municipalities()
    for name, count in HOMONYMS.items():
        assert len({body.prefecture for body in registry.named(name)}) == count


def test_an_unknown_name_or_code() -> None:
    assert load_municipalities().named("某町") == ()
    with pytest.raises(KeyError):
        load_municipalities().by_code("999999")


def test_names_prefer_the_longest() -> None:
    names = load_municipalities().names
    assert len(set(names)) == len(names)
    assert [len(name) for name in names] == sorted((len(name) for name in names), reverse=True)
    assert {"旭川市", "札幌市中央区", "北海道"} <= set(names)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("龍ヶ崎市", "082082"),
        ("竜ケ崎市", "082082"),
        ("茅ケ崎市", "142077"),
        ("七ケ浜町", "044041"),
        ("関ヶ原町", "213624"),
        ("梼原町", "394050"),
        ("四条畷市", "272299"),
        ("札幌市　中央区", "011011"),
        ("葛\U000e0100城市", "292117"),
        ("ﾆｾｺ町", "013951"),
    ],
)
def test_spellings_of_one_name(written: str, code: str) -> None:
    assert [body.code for body in load_municipalities().named(written)] == [code]


def test_matching_makes_no_new_homonyms() -> None:
    names = {body.name for body in load_municipalities()}
    assert len({name_key(name) for name in names}) == len(names)


def test_loading_is_fast() -> None:
    """The registry is read in every process: a fresh one takes well under 50 ms of processor time on any machine."""
    program = (
        "from time import process_time\n"
        "from kg.registries.municipalities import load_municipalities\n"
        "start = process_time(); load_municipalities(); print(process_time() - start)\n"
    )
    runs = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout)
        for _ in range(3)
    ]
    assert min(runs) < 0.2


def test_it_is_read_once() -> None:
    assert load_municipalities() is load_municipalities()


def _read(tmp_path: Path, *rows: str) -> None:
    path = tmp_path / "municipalities.csv"
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    read_municipalities(path)


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (BIEI.replace("014591", "014592"), "code", "six digits, the last the check digit"),
        (BIEI.replace("town", "borough"), "kind", "one of prefecture, city, town"),
        (BIEI.replace("010006", "020001"), "prefecture_code", "the code of its prefecture"),
        (BIEI.replace("美瑛町", ""), "name", "a value"),
        (BIEI.replace("びえいちょう", ""), "kana", "a value"),
        (BIEI.replace("Biei-cho", ""), "romaji", "a value"),
        (BIEI.replace("43.588222", "142.466995"), "latitude", "degrees from 20 to 46"),
        (BIEI.replace("142.466995", "east"), "longitude", "degrees from 122 to 154"),
        (BIEI.replace("https://", ""), "homepage", "an http"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, column: str, expected: str) -> None:
    with pytest.raises(InputError) as raised:
        _read(tmp_path, HOKKAIDO, row)
    assert f"municipalities.csv:3: {column}: found " in raised.value.message
    assert f"expected {expected}" in raised.value.message
    assert "municipalities.csv:3: " in raised.value.message_ja
    assert "が必要です" in raised.value.message_ja


def test_a_municipality_before_its_prefecture_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"csv:2: prefecture_code: found '010006'"):
        _read(tmp_path, BIEI, HOKKAIDO)


def test_a_code_given_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"csv:4: code: found '014591', expected each code once"):
        _read(tmp_path, HOKKAIDO, BIEI, BIEI)


def test_the_bundled_table_is_the_one_that_is_read() -> None:
    text = bundled("data", "registry", "municipalities.csv").read_text(encoding="utf-8")
    assert text.startswith(HEADER + "\n")
    assert text.count("\n") == len(load_municipalities()) + 1
