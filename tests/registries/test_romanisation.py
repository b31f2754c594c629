"""Names in Latin letters: well-known ones, the hard ones, and the rules over the whole registry."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg.registries.municipalities import Kind, load_municipalities
from kg.registries.romanisation import hepburn, romanised_name

with Path(__file__).with_name("romanised-names.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.mark.parametrize("case", CASES, ids=[case["romaji"] for case in CASES])
def test_well_known_names(case: dict[str, str]) -> None:
    body = load_municipalities().by_code(case["code"])
    assert (body.name, body.romaji) == (case["name"], case["romaji"])


def test_enough_names_are_checked() -> None:
    assert len({case["code"] for case in CASES}) == len(CASES) >= 40
    assert sum(case["why"].startswith("hard") for case in CASES) >= 10


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("おお", "o"),
        ("すおうおおしま", "suooshima"),
        ("ゆうすい", "yusui"),
        ("いいづか", "iizuka"),
        ("べっぷ", "beppu"),
        ("まっちゃ", "matcha"),
        ("しんまち", "shinmachi"),
        ("ほん|うら", "hon'ura"),
        ("ぢづ", "jizu"),
    ],
)
def test_rules(kana: str, latin: str) -> None:
    assert hepburn(kana) == latin


def test_every_name_is_plain_latin() -> None:
    part = r"[A-Z][a-z]*(?:'[a-z]+)*-(?:shi|cho|machi|mura|son|ku)"
    for body in load_municipalities():
        if body.kind is not Kind.PREFECTURE:
            assert re.fullmatch(rf"{part}(?: {part})?", body.romaji), body


def test_the_suffix_is_that_of_the_kana() -> None:
    suffixes = {"shi": "し", "cho": "ちょう", "machi": "まち", "mura": "むら", "son": "そん", "ku": "く"}
    for body in load_municipalities():
        if body.kind is not Kind.PREFECTURE:
            assert body.kana.endswith(suffixes[body.romaji.rsplit("-", 1)[1]]), body


@pytest.mark.parametrize(
    ("name", "kana"),
    [("北海道", "ほっかいどう"), ("旭川市", "あさひかわ"), ("旭川市", "アサヒカワし"), ("旭川市 区", "あさひかわし")],
)
def test_what_is_not_a_municipality_is_an_error(name: str, kana: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - zip has no message of its own to match
        romanised_name(name, kana)
