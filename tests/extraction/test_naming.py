"""Proper names in initiatives: what is taken, what must not be, and one thing for each name."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.extraction.naming import find_named_things, is_full_name, name_key, places_of
from kg.model.agreement import Agreement, FoundBy, Initiative, Role
from kg.model.findings import NamedThing
from kg.model.text import Passage
from kg.registries.concepts import load_concepts
from kg.registries.laws import load_laws
from kg.registries.municipalities import load_municipalities
from kg.registries.naming_rules import Requires, load_naming_rules
from tests.sources import agreement

with Path(__file__).with_name("naming-cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))
_RULES = load_naming_rules()


def _with_initiative(title: str, content: str = "", role: str = "") -> Agreement:
    """The agreement of Asahikawa and Biei with one initiative of these words."""
    read = agreement("asahikawa-biei")
    words, bearer = Passage.plain(role, start=2000), FoundBy("bearer-named", Passage(()))
    roles = (Role(designation="甲", designations=("甲",), bodies=(), bearer=bearer, words=words, duties=()),)
    return Agreement(
        **{
            **{name: getattr(read, name) for name in read.__dataclass_fields__},
            "initiatives": (
                Initiative(
                    headings=(),
                    title=Passage.plain(title, start=0),
                    content=Passage.plain(content, start=1000) if content else None,
                    field=None,
                    roles=roles if role else (),
                ),
            ),
        }
    )


def _things(read: Agreement) -> tuple[NamedThing, ...]:
    return find_named_things(read, places_of(read, load_municipalities(), _RULES), _RULES, load_laws())


def _names(text: str) -> list[str]:
    return [f"{thing.first.name}:{thing.first.rule}" for thing in _things(_with_initiative(text))]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_cases(case: dict[str, str]) -> None:
    assert _names(case["text"]) == list(filter(None, case["names"].split("|")))


def test_there_are_as_many_cases_against_as_for() -> None:
    against = sum(not case["names"] for case in CASES)
    assert against >= 45
    assert len(CASES) - against >= 35


def test_every_kind_is_a_concept_and_every_concept_at_the_bottom_has_a_rule() -> None:
    concepts = load_concepts("thing-kind")
    kinds = {rule.kind for rule in _RULES.rules} | {"law"}
    assert kinds == {each.slug for each in concepts} - {each.broader for each in concepts}


def test_the_shipped_agreements() -> None:
    found = {thing.first.name: thing.first.kind for thing in _things(agreement("asahikawa-biei"))}
    assert found == {
        "一般財団法人旭川産業創造プラザ": "organisation-foundation",
        "あさひかわ創造都市推進協議会": "organisation-council",
        "ユネスコ創造都市ネットワーク": "organisation-network",
        "旭川圏トライアルワーク推進協議会": "organisation-council",
        "ICTパーク": "facility-park",
        "ICTパーク推進協議会": "organisation-council",
        "旭川空港": "facility-airport",
        "旭川空港利用拡大期成会": "organisation-campaign",
        "JR北海道": "organisation-company",
        "宗谷線": "line-railway",
        "石北線": "line-railway",
        "富良野線": "line-railway",
        "北海道新幹線": "line-railway",
        "北海道新幹線旭川延伸促進期成会": "organisation-campaign",
        "旭川市適応指導教室": "facility-school",
        "旭川市科学館サイパル": "facility-museum",
        "旭川市生涯学習情報提供システム": "system",
    }
    other = {thing.first.name: thing.first.kind for thing in _things(agreement("sapporo-iwamizawa"))}
    assert other == {
        "丘珠空港": "facility-airport",
        "生活困窮者自立支援法": "law",
        "札幌UIターン就職センター": "facility-centre",
    }


def test_the_same_name_is_one_thing_with_all_its_mentions() -> None:
    (thing,) = _things(
        _with_initiative("旭川空港の利用", "旭川空港と旭川空港の周辺を生かす。", "旭川空港を運営し、同空港を広める。")
    )
    assert [(mention.path, mention.words.spans[0].start) for mention in thing.mentions] == [
        ("initiative/1", 0),
        ("initiative/1", 1000),
        ("initiative/1", 1005),
        ("initiative/1/role/1", 2000),
    ]
    assert thing.key == name_key("旭川空港")


def test_a_longer_name_does_not_count_for_the_shorter_inside_it() -> None:
    things = _things(_with_initiative("旭川空港利用拡大期成会と旭川空港"))
    assert [(thing.first.name, len(thing.mentions)) for thing in things] == [
        ("旭川空港利用拡大期成会", 1),
        ("旭川空港", 1),
    ]


def test_a_short_form_that_the_text_gives_a_name_is_the_same_thing() -> None:
    """Also where the short form would be a name of its own; not within another word, nor before it is given."""
    things = _things(
        _with_initiative(
            "プラザの利用",
            "一般財団法人旭川産業創造プラザ（以下「プラザ」という。）と旭川市科学館サイパル(以下「旭川市科学館」という。)を使う。",
            "プラザと市民プラザを結び、旭川市科学館を運営する。",
        )
    )
    assert [(thing.first.name, [mention.words.text for mention in thing.mentions]) for thing in things] == [
        ("一般財団法人旭川産業創造プラザ", ["一般財団法人旭川産業創造プラザ", "プラザ"]),
        ("旭川市科学館サイパル", ["旭川市科学館サイパル", "旭川市科学館", "旭川市科学館"]),
    ]
    assert {mention.rule for thing in things for mention in thing.mentions[1:]} == {"defined-alias"}


def test_a_legal_person_is_full_named_whatever_its_kind() -> None:
    read = _with_initiative("一般社団法人未来")
    (thing,) = _things(read)
    assert is_full_name(thing.first, places_of(read, load_municipalities(), _RULES))


def test_the_words_are_those_of_the_source() -> None:
    read = agreement("asahikawa-biei")
    for thing in _things(read):
        for mention in thing.mentions:
            assert mention.words.text == mention.name


def test_places_are_those_of_the_registry_and_of_the_agreement() -> None:
    read = agreement("asahikawa-biei")
    places = places_of(read, load_municipalities(), _RULES)
    assert {"旭川市", "北海道"} <= places.full
    assert {"旭川", "美瑛"} <= places.stems
    assert "あさひかわ" in places.kana
    assert not {"朝日", "大和", "津"} & places.stems


def test_a_full_name_has_a_legal_form_or_a_place() -> None:
    read = _with_initiative("旭川空港、丘珠空港、一般財団法人未来、ICTパーク推進協議会、北野浜空港")
    places = places_of(read, load_municipalities(), _RULES)
    assert {thing.first.name: is_full_name(thing.first, places) for thing in _things(read)} == {
        "旭川空港": True,
        "丘珠空港": False,
        "一般財団法人未来": True,
        "ICTパーク推進協議会": False,
        "北野浜空港": False,
    }


def test_rules_that_require_nothing_leave_nothing_to_the_head() -> None:
    for rule in _RULES.rules:
        assert rule.requires is Requires.NOTHING or "head" in rule.pattern.groupindex, rule.id
