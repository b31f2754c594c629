"""What the two shipped agreements say, counted and read by hand."""

from __future__ import annotations

from datetime import date

import pytest

from kg.identifiers import agreement_slug
from kg.model.agreement import Capacity
from kg.model.drafting import AppendedTable, Article, SupplementaryProvisions, Table
from tests.sources import agreement, report


@pytest.mark.parametrize(
    ("name", "articles", "provisions", "initiatives", "roles"),
    [("asahikawa-biei", 7, 0, 28, 56), ("sapporo-iwamizawa", 6, 1, 20, 40)],
)
def test_counts(name: str, articles: int, provisions: int, initiatives: int, roles: int) -> None:
    found = agreement(name)
    assert len(found.instrument_tree.of(Article)) == articles
    assert len(found.instrument_tree.of(SupplementaryProvisions)) == provisions
    assert len(found.initiatives) == initiatives
    assert sum(len(initiative.roles) for initiative in found.initiatives) == roles


def test_article_4_has_three_paragraphs() -> None:
    article = agreement("asahikawa-biei").instrument_tree.of(Article)[3]
    assert [paragraph.number for paragraph in article.paragraphs] == [1, 2, 3]


def test_eighty_cells() -> None:
    (table,) = agreement("sapporo-iwamizawa").instrument_tree.of(AppendedTable)
    tables = [child for child in table.children if isinstance(child, Table)]
    assert len(tables) == 5
    assert sum(len(row.cells) for child in tables for row in child.rows[1:]) == 80


def test_sentence_broken_by_an_empty_line() -> None:
    article = agreement("asahikawa-biei").instrument_tree.of(Article)[5]
    assert "協議の上これを定めるものとする。この場合において" in article.paragraphs[0].words.text
    assert article.paragraphs[0].words.text.endswith("議決を経なければならぬ。")


def test_overlap_at_a_page_break() -> None:
    ict = next(i for i in agreement("sapporo-iwamizawa").initiatives if "インフラ" in i.title.text)
    assert ict.title.text == "ICTインフラ整備"
    assert ict.content is not None
    assert ict.content.text == "遠隔会議システムの導入及び活用、オープンデータプラットフォームの共同利用等を行う。"
    assert [role.words.text for role in ict.roles] == [
        f"遠隔会議システムの導入及び活用、オープンデータプラットフォームの共同利用等について、{other}と協力して取り組む。"
        for other in ("乙", "甲")
    ]


def test_space_inside_a_word_of_a_cut_row() -> None:
    last = agreement("sapporo-iwamizawa").initiatives[-1]
    assert last.roles[0].words.text.endswith("連携について、乙と協力して取り組む。")


def test_markup_and_cut_rows() -> None:
    last = next(i for i in agreement("asahikawa-biei").initiatives if i.title.text == "公共施設の相互利用の促進")
    assert "情報を提供する。 体育施設や文化施設" in last.roles[1].words.text
    assert "<p>" not in last.roles[1].words.text


@pytest.mark.parametrize(
    ("name", "slug", "signed", "effective"),
    [
        ("asahikawa-biei", "012041-014591-20220112", date(2022, 1, 12), None),
        ("sapporo-iwamizawa", "011002-012106-20190329", date(2019, 3, 29), date(2019, 4, 1)),
    ],
)
def test_dates_and_identity(name: str, slug: str, signed: date, effective: date | None) -> None:
    found = agreement(name)
    assert agreement_slug(found) == slug
    assert found.signed_on is not None
    assert found.signed_on.value == signed
    assert (found.effective_on.value if found.effective_on else None) == effective


def test_capacities_are_concluded_from_words() -> None:
    for name, rule in (("asahikawa-biei", "declared-core-city"), ("sapporo-iwamizawa", "leads-the-region")):
        core, partner = agreement(name).parties
        assert (core.capacity, core.capacity_rule) == (Capacity.CORE_CITY, rule)
        assert core.capacity_words is not None
        assert partner.capacity is Capacity.PARTNER


def test_citations() -> None:
    act = ("地方自治法", "昭和22年法律第67号", "322AC0000000067", "252の2")
    notice = ("連携中枢都市圏構想推進要綱", "平成26年8月25日総行市第200号", None, None)
    found = [
        (c.law, c.law_number, c.law_id, c.article, c.paragraph, c.item, c.legal_basis)
        for name in ("asahikawa-biei", "sapporo-iwamizawa")
        for c in agreement(name).citations
    ]
    assert found == [
        (*act, "1", None, True),
        (*notice, None, "4", False),
        (*act, "1", None, True),
        (*act, "4", None, False),
    ]


def test_references_reach_their_parts() -> None:
    targets = [(r.words.text, r.target) for r in agreement("asahikawa-biei").references]
    assert ("前条", "article/1") in targets
    assert ("第1項", "article/4/paragraph/1") in targets
    assert ("前項", "article/4/paragraph/2") in targets
    assert all(target for _, target in targets)


def test_missing_given_name_is_stated_not_guessed() -> None:
    assert agreement("sapporo-iwamizawa").signatories[1].name == "松野"
    codes = {found.code for found in report("sapporo-iwamizawa").diagnostics}
    assert "signatory-name-incomplete" in codes
    assert "signatory-name-incomplete" not in {found.code for found in report("asahikawa-biei").diagnostics}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (
            "asahikawa-biei",
            "a-b a-d a-e a-e b-b b-b b-b b-b c-a-a c-a-a c-a-c c-a-c c-a-c c-a-c c-a-c c-a-c c-a-d c-a-d c-a-d c-a-d "
            "c-a-f c-a-g c-a-h c-a-h c-b-e c-b-e c-b-f c-c-c",
        ),
        (
            "sapporo-iwamizawa",
            "a-a a-b a-c a-d b-a b-b b-c b-d c-a-a c-a-c c-a-e c-a-f c-a-g c-b-b c-b-d c-b-e c-b-f c-c-a c-c-c c-c-d",
        ),
    ],
)
def test_policy_fields(name: str, fields: str) -> None:
    found = [initiative.field.slug for initiative in agreement(name).initiatives if initiative.field]
    assert found == [f"renkei-{field}" for field in fields.split()]


def test_defined_terms_leave_designations_out() -> None:
    assert [term.term for term in agreement("asahikawa-biei").defined_terms] == ["連携中枢都市宣言"]
