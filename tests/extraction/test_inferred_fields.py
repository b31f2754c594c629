"""Fields inferred from the words of an initiative, apart from those of its heading."""

from __future__ import annotations

import pytest

from kg.extraction.inferred_fields import infer_field
from kg.model.agreement import FieldMapping, Initiative
from kg.model.text import Passage
from kg.registries.field_rules import load_field_rules
from tests.sources import agreement


def _initiative(title: str, content: str = "", field: str = "") -> Initiative:
    words = Passage.plain("見出し", start=0)
    return Initiative(
        headings=(words,),
        title=Passage.plain(title, start=10),
        content=Passage.plain(content, start=50) if content else None,
        field=FieldMapping(slug=field, rule="heading-label", words=words) if field else None,
        roles=(),
    )


def _inferred(initiative: Initiative, instrument: str = "renkei-kyoyaku") -> FieldMapping | None:
    return infer_field(initiative, instrument, load_field_rules())


def test_bus_routes_and_railways_under_another_heading() -> None:
    read = agreement("asahikawa-biei")
    found = {each.title.text: inferred for each in read.initiatives if (inferred := _inferred(each))}
    assert {title: (each.slug, each.rule, each.words.text) for title, each in found.items()} == {
        "地域公共交通確保維持改善事業": ("renkei-c-b-a", "local-transport", "地域公共交通"),
        "鉄道の利用促進": ("renkei-c-b-a", "railway-use", "鉄道の利用"),
    }
    mapped = {each.title.text: each.field.slug for each in read.initiatives if each.field}
    assert {mapped[title] for title in found} == {"renkei-b-b"}


def test_the_other_agreement_prints_its_fields_as_titles() -> None:
    assert [each.title.text for each in agreement("sapporo-iwamizawa").initiatives if _inferred(each)] == []


@pytest.mark.parametrize(
    ("title", "content", "field"),
    [
        ("図書館の相互利用", "", "renkei-c-a-d"),  # the heading says the same
        ("広域観光の推進", "", "renkei-a-d"),
        ("防災と観光の連携", "", ""),  # the words name two fields
        ("公共施設の相互利用", "図書館を相互に利用する。", ""),  # content decides by rules that allow it only
        ("相互利用", "", ""),
    ],
)
def test_nothing_is_inferred(title: str, content: str, field: str) -> None:
    assert _inferred(_initiative(title, content, field)) is None


def test_the_content_is_asked_where_the_title_names_nothing() -> None:
    inferred = _inferred(_initiative("会議の設置", "路線バスの会議を設ける。", "renkei-b-b"))
    assert inferred is not None
    assert (inferred.slug, inferred.words.spans[0].start) == ("renkei-c-b-a", 50)
    titled = _inferred(_initiative("観光の会議", "路線バスの会議を設ける。", "renkei-b-b"))
    assert titled is not None
    assert titled.slug == "renkei-a-d"


def test_a_narrower_field_is_told_and_the_taxonomy_is_that_of_the_kind() -> None:
    narrower = _inferred(_initiative("図書館の相互利用", field="renkei-c-a"))
    assert narrower is not None
    assert narrower.slug == "renkei-c-a-d"
    other = _inferred(_initiative("図書館の相互利用"), "teiju-jiritsuken")
    assert other is not None
    assert other.slug == "teiju-a-c"
    assert _inferred(_initiative("防災訓練"), "teiju-jiritsuken") is None  # その他 is inferred of nothing
    assert _inferred(_initiative("図書館の相互利用"), "jimu-itaku") is None
