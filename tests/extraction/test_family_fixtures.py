"""What the fixtures of the families of instruments say, put down by hand from reading them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.extraction import read_report
from kg.identifiers import agreement_slug, amended_slug, short_hash
from kg.model.agreement import Agreement, Report, StatedDate

FIXTURES = Path(__file__).parents[1] / "golden" / "fixtures"


def report_of(name: str) -> Report:
    return read_report(FIXTURES / f"{name}.txt")


def agreement_of(name: str) -> Agreement:
    (agreement,) = report_of(name).agreements
    return agreement


@dataclass(frozen=True)
class Facts:
    """Kind; parties as 甲=A市; core city; delegations as A市>B町; articles; dates of signing, head and effect."""

    kind: str
    parties: str
    core: str | None
    delegations: str
    articles: int
    dates: tuple[str | None, str | None, str | None]


FACTS = {
    "itaku-lost-provisions": Facts(
        "jimu-itaku", "甲=白鷺町 乙=青葉野市", None, "白鷺町>青葉野市", 6, (None, "2007-12-14", "2008-04-01")
    ),
    "itaku-union": Facts(
        "jimu-itaku",
        "甲=青葉野広域水道企業団 乙=北原市 丙=白鷺町",
        None,
        "青葉野広域水道企業団>北原市",
        4,
        (None, "2016-03-25", "2016-04-01"),
    ),
    "itaku-named": Facts(
        "jimu-itaku", "委託者=川下村 受託者=北原市", None, "川下村>北原市", 4, (None, "1976-03-30", "1976-04-01")
    ),
    "itaku-both-ways": Facts(
        "jimu-itaku", "=北原市 =白鷺町", None, "北原市>白鷺町 白鷺町>北原市", 4, (None, "2012-02-20", "2012-04-01")
    ),
    "kyodo-setchi-nested": Facts(
        "kyodo-setchi",
        "関係市町村=北原市 関係市町村=青葉野市 関係市町村=白鷺町 関係市町村=川下村",
        None,
        "",
        6,
        (None, "2000-03-24", "2000-04-01"),
    ),
    "henko-sentences": Facts(
        "teiju-jiritsuken", "甲=北原市 乙=白鷺町", None, "", 0, ("2017-03-22", None, "2017-04-01")
    ),
    "henko-restated": Facts(
        "teiju-jiritsuken", "甲=北原市 乙=白鷺町", "北原市", "", 5, ("2022-03-25", None, "2022-04-01")
    ),
    "daitai-shikko": Facts("daitai-shikko", "甲=北原市 乙=川下村", None, "", 4, (None, "2017-12-20", "2018-04-01")),
    "ouen-five-towns": Facts(
        "other",
        "協定町村=白鷺町 協定町村=みなと町 協定町村=十日野町 協定町村=緑が丘町 協定町村=川下村",
        None,
        "",
        5,
        ("2013-08-30", None, None),
    ),
    "teiju-redacted": Facts("teiju-jiritsuken", "甲=xx町 乙=●●市", "●●市", "", 3, (None, None, "2011-04-01")),
}


def _day(stated: StatedDate | None) -> str | None:
    return stated.value.isoformat() if stated else None


@pytest.mark.parametrize(("name", "facts"), FACTS.items(), ids=list(FACTS))
def test_facts(name: str, facts: Facts) -> None:
    agreement = agreement_of(name)
    core = agreement.core_city
    found = Facts(
        agreement.instrument,
        " ".join(f"{p.designation or ''}={'+'.join(b.name for b in p.bodies)}" for p in agreement.parties),
        core.name if core else None,
        " ".join(f"{d.delegating[0].name}>{d.performing[0].name}" for d in agreement.delegations),
        sum(type(node).__name__ == "Article" for node in agreement.instrument_tree.nodes),
        (_day(agreement.signed_on), _day(agreement.printed_on), _day(agreement.effective_on)),
    )
    assert found == facts


def test_nested_groups() -> None:
    groups = {g.designation: [body.name for body in g.bodies] for g in agreement_of("kyodo-setchi-nested").groups}
    assert groups == {
        "関係市町村": ["北原市", "青葉野市", "白鷺町", "川下村"],
        "関係町村": ["白鷺町", "川下村"],
    }


def test_terms_are_neither_parties_nor_acts() -> None:
    terms = {name: [term.term for term in agreement_of(name).defined_terms] for name in FACTS}
    assert terms["itaku-lost-provisions"] == ["委託事務", "条例等"]
    assert terms["itaku-named"] == ["消防事務"]
    assert terms["ouen-five-towns"] == ["要請町村", "応援町村"]
    assert terms["kyodo-setchi-nested"] == ["委員会", "委員"]


def test_changes_of_the_amending_sentences() -> None:
    amendment = agreement_of("henko-sentences").amendment
    assert amendment is not None
    found = [(c.locus, c.operation.value, c.old.text if c.old else None, len(c.new)) for c in amendment.changes]
    assert found == [
        ("第1条", "replace", "『圏域』", 1),
        ("第1条", "replace", "図る", 1),
        ("第3条第2項", "delete", None, 0),
        ("第3条第3項", "replace", "前2項", 1),
        ("第3条第3項", "renumber", "同項", 1),
        ("第4条の見出し", "replace", None, 1),
        ("第4条第1項", "insert", "費用", 1),
        ("第4条", "insert", None, 1),
        ("第6条", "renumber", "第6条", 1),
        ("第5条", "insert", None, 4),
        ("別表第1の1の項の(2)", "insert", None, 4),
        ("別表第2の2の項", "delete", None, 0),
        ("別表第2の3の項", "renumber", "同表の3の項", 1),
    ]
    added = amendment.changes[9].new
    assert [line.text for line in added][-1] == "(2) 甲が「前条の情報」とするもの"


@pytest.mark.parametrize(("name", "mode"), [("henko-sentences", "partial"), ("henko-restated", "restatement")])
def test_both_amend_the_agreement_of_2012(name: str, mode: str) -> None:
    agreement = agreement_of(name)
    assert agreement.amendment is not None
    assert agreement.amendment.mode == mode
    assert agreement.amendment.target.title == "中部定住自立圏の形成に関する協定"
    assert amended_slug(agreement) == f"x{short_hash('北原市')}-x{short_hash('白鷺町')}-20120328"


def test_a_restatement_says_its_core_city_and_so_has_the_slug_order_of_what_it_amends() -> None:
    slug = agreement_slug(agreement_of("henko-restated"))
    assert slug == f"x{short_hash('北原市')}-x{short_hash('白鷺町')}-20220325"


def test_a_redacted_copy_says_that_names_are_blotted_out() -> None:
    codes = [found.code for found in report_of("teiju-redacted").diagnostics]
    assert codes.count("body-name-redacted") == 2
