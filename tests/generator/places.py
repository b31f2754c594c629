"""Municipalities, real and invented, and the names that trap a reader."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.generator.choices import Choices
from tests.generator.forms import Form

REGISTRY = Path(__file__).resolve().parents[2] / "data" / "registry" / "municipalities.csv"

#: Real names that hold 市, 町, 村, ヶ or only kana.
TRAPS = [
    "四日市市",
    "廿日市市",
    "町田市",
    "村上市",
    "十日町市",
    "大町市",
    "野々市市",
    "市川市",
    "羽村市",
    "まんのう町",
    "いなべ市",
    "つくば市",
    "龍ケ崎市",
    "鎌ケ谷市",
    "袖ケ浦市",
    "駒ヶ根市",
    "茅ヶ崎市",
    "関ケ原町",
    "大町町",
    "玉村町",
    "余市町",
    "上市町",
]

#: 郡 of a few towns.
COUNTIES = {
    "美瑛町": "上川郡",
    "余市町": "余市郡",
    "葛巻町": "岩手郡",
    "玉村町": "佐波郡",
    "上市町": "中新川郡",
    "関ケ原町": "不破郡",
    "早島町": "都窪郡",
    "三木町": "木田郡",
    "まんのう町": "仲多度郡",
    "大町町": "杵島郡",
}

#: Names that stand in no registry; some of them trap as the real ones do.
INVENTED_CITIES = [
    "みどり野市",
    "湖北市",
    "東山辺市",
    "四日町市",
    "青葉台市",
    "白樺原市",
    "市野々市",
    "西ヶ浜市",
    "あさぎり野市",
    "町屋浦市",
]
INVENTED_TOWNS = [
    "川ノ辺町",
    "みなと浦町",
    "十日野町",
    "霧ヶ原町",
    "市ノ沢町",
    "大村原町",
    "しおさい町",
    "北星村",
    "谷町村",
    "町ノ内村",
]

#: Unions and boards: public bodies without a code.
UNIONS = ["西谷消防組合", "東部衛生施設組合", "北斗広域連合", "みなと水道企業団", "中央環境事務組合"]


@dataclass(frozen=True, slots=True)
class Place:
    """A public body. ``before`` is printed before its name where it is introduced: a prefecture or 郡."""

    name: str
    code: str | None
    kind: str
    before: str = ""
    prefecture: str = ""

    @property
    def head(self) -> str:
        """The head of the body: 美瑛町長, 北海道知事, 西谷消防組合管理者."""
        if self.kind == "prefecture":
            return self.name + "知事"
        if self.kind == "union":
            return self.name + ("長" if self.name.endswith(("連合", "企業団")) else "管理者")
        return self.name + "長"

    @property
    def deputy(self) -> str:
        """美瑛町副町長."""
        office = {"prefecture": "知事", "union": "管理者"}.get(self.kind, self.name[-1] + "長")
        return f"{self.name}副{office}"


@cache
def registry() -> dict[str, tuple[Place, ...]]:
    """Cities, towns and prefectures by kind; homonyms stand apart with their prefecture before them."""
    with REGISTRY.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in {"city", "town", "village", "prefecture"}]
    prefectures = {row["code"]: row["name"] for row in rows if row["kind"] == "prefecture"}
    count = Counter(row["name"] for row in rows)
    found: dict[str, list[Place]] = {}
    for row in rows:
        prefecture = prefectures[row["prefecture_code"]]
        kind = "town" if row["kind"] == "village" else row["kind"]
        alone = count[row["name"]] == 1
        place = Place(row["name"], row["code"], kind, "" if alone else prefecture, prefecture)
        found.setdefault(kind if alone else "homonym-" + kind, []).append(place)
    return {kind: tuple(places) for kind, places in found.items()}


def by_name(name: str) -> Place:
    """A registered place whose name is unique."""
    return next(place for places in registry().values() for place in places if place.name == name)


def choose_places(choices: Choices, kinds: str) -> list[Place]:
    """Different public bodies, one for each letter: c city, t town or village, m either, p prefecture, u union."""
    chosen: list[Place] = []
    for index, letter in enumerate(kinds):
        at = choices.at(f"place/{index}")
        near = chosen[0].prefecture if chosen else ""
        for _ in range(50):
            place = _choose(at, letter, near)
            if all(place.name != other.name and place.name not in other.name for other in chosen):
                break
        chosen.append(place)
    return chosen


def _choose(choices: Choices, letter: str, near: str) -> Place:
    if letter == "m":
        letter = choices.pick("ct")
    if letter == "u":
        choices.mark(Form.PARTY_UNION)
        return Place(choices.pick(UNIONS), None, "union")
    kind = {"c": "city", "t": "town", "p": "prefecture"}[letter]
    if letter == "p":
        choices.mark(Form.PARTY_PREFECTURE)
        same = [place for place in registry()[kind] if place.name == near]
        return same[0] if same else choices.pick(registry()[kind])
    if near and choices.uses(Form.NAME_REDACTED, 4):
        return Place(choices.pick(("xx", "××", "xxxx")) + choices.pick("市" if letter == "c" else "町村"), None, kind)
    if choices.uses(Form.PARTY_FICTIONAL, 25):
        return Place(choices.pick(INVENTED_CITIES if letter == "c" else INVENTED_TOWNS), None, kind)
    if choices.uses(Form.PARTY_TRAP_NAME, 20):
        return by_name(choices.pick([name for name in TRAPS if name.endswith("市") == (letter == "c")]))
    if choices.uses(Form.PARTY_HOMONYM, 8):
        return choices.pick(registry()["homonym-" + kind])
    if letter == "t" and choices.uses(Form.PARTY_GUN, 12):
        name = choices.pick(sorted(COUNTIES))
        place = by_name(name)
        return Place(name, place.code, kind, COUNTIES[name], place.prefecture)
    places = registry()[kind]
    close = [place for place in places if place.prefecture == near]
    return choices.pick(close if close and choices.chance(70) else places)
