"""The graph of one agreement."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.graph import agreement_quads
from kg.graph.ordering import quads_of
from kg.registries.municipalities import load_municipalities
from kg.vocabulary import DCTERMS, FOAF, OA, RDF, RDFS, RENKEI, SCHEMA
from tests.graph.reading_quads import Statements
from tests.graph.sample import AGREEMENT, IRIS, REPORT, TEXT

SLUG = "012041-x0-20220112"
ROOT = f"https://example.jp/id/agreement/{SLUG}"


@pytest.fixture(name="graph", scope="module")
def mapped() -> Statements:
    return Statements(
        agreement_quads(
            AGREEMENT,
            report=REPORT,
            slug=SLUG,
            iris=IRIS,
            registry=load_municipalities(),
            kinds={"renkei-kyoyaku": "Cooperation agreement"},
        )
    )


def test_one_graph_named_by_the_document(graph: Statements) -> None:
    assert {quad.graph_name for quad in graph.quads} == {NamedNode(IRIS.agreement_graph(SLUG))}


def test_head(graph: Statements) -> None:
    assert graph.value(ROOT, DCTERMS["title"]) == "見本協約"
    assert graph.value(ROOT, RENKEI["signedOn"]) == "2022-01-12"
    assert graph.objects(ROOT, RENKEI["effectiveOn"]) == []
    assert graph.value(ROOT, RENKEI["area"]) == "https://example.jp/id/area/012041"
    assert graph.objects(ROOT, RDFS["label"]) == [
        "Cooperation agreement between Asahikawa-shi, 某町 and 某広域組合 (2022-01-12)",
        "旭川市・某町・某広域組合 見本協約（2022-01-12）",
    ]


def test_party_of_two_bodies(graph: Statements) -> None:
    assert (
        graph.objects(f"{ROOT}/party/2", RENKEI["municipality"])
        == [
            "https://example.jp/id/body/x5951fdeb",
            "https://example.jp/id/body/xb3d6d0f9",
        ]
        or len(graph.objects(f"{ROOT}/party/2", RENKEI["municipality"])) == 2
    )
    assert graph.objects(f"{ROOT}/party/2", RENKEI["designation"]) == []


def test_article_text_has_labels_from_paragraph_2_and_items(graph: Statements) -> None:
    assert graph.value(f"{ROOT}/article/1", RENKEI["text"]) == "甲及び乙は、次の事項に取り組む。\n(1) 福祉\nア 子育て"
    assert graph.value(f"{ROOT}/article/7-2", RENKEI["text"]).splitlines()[1].startswith("２ この協約")
    assert graph.value(f"{ROOT}/article/7-2", RENKEI["number"]) == "7の2"
    assert graph.value(f"{ROOT}/article/1", RENKEI["caption"]) == "目的"
    assert graph.objects(f"{ROOT}/article/7-2", RENKEI["caption"]) == []


def test_items_and_subitems(graph: Statements) -> None:
    item = f"{ROOT}/article/1/paragraph/1/item/1"
    assert graph.value(f"{ROOT}/article/1/paragraph/1", RENKEI["item"]) == item
    assert graph.value(item, RENKEI["number"]) == "1"
    assert graph.value(f"{item}/item/1", RENKEI["number"]) == "ア"
    assert graph.value(f"{item}/item/1", RENKEI["text"]) == "子育て"


def test_repair_is_in_the_reading_and_not_in_the_quotation(graph: Statements) -> None:
    paragraph = f"{ROOT}/article/1/paragraph/1"
    assert "取り組む" in graph.value(paragraph, RENKEI["text"])
    quoted = [graph.value(span, OA["exact"]) for span in graph.objects(paragraph, RENKEI["span"])]
    assert any("取 り組む" in exact for exact in quoted)


def test_every_quotation_is_the_source_at_its_place(graph: Statements) -> None:
    spans = graph.instances(RENKEI["Span"])
    assert spans
    for span in spans:
        start, end = (int(offset) for offset in span.rpartition("/")[2].split("-"))
        assert graph.value(span, OA["exact"]) == TEXT[start:end]
        assert graph.value(span, OA["start"]) == str(start)


def test_initiative_keeps_its_headings_and_their_order(graph: Statements) -> None:
    initiative = f"{ROOT}/initiative/1"
    assert graph.objects(initiative, RENKEI["heading"]) == ["子育て", "福祉"]
    assert graph.value(initiative, RENKEI["headingPath"]) == "福祉 / 子育て"
    assert graph.value(initiative, RENKEI["policyField"]) == "https://w3id.org/renkei/policy-field/renkei-c-a-b"


def test_joint_role_is_assigned_to_every_body(graph: Statements) -> None:
    role = f"{ROOT}/initiative/1/role/1"
    assert len(graph.objects(role, RENKEI["assignedTo"])) == 3
    assert graph.value(role, RENKEI["designation"]) == "甲及び乙"


def test_a_duty_type_has_evidence_for_each_rule(graph: Statements) -> None:
    duty = f"{ROOT}/initiative/1/role/1/duty/1"
    assert graph.objects(duty, RENKEI["dutyType"]) == ["https://w3id.org/renkei/duty-type/bear-cost"]
    first, second = graph.objects(duty, RENKEI["evidence"])
    assert (first, second) == (f"{duty}/evidence/dutyType-bear-cost", f"{duty}/evidence/dutyType-bear-cost-2")
    assert graph.value(second, RENKEI["rule"]) == "more-costs"


def test_evidence_of_what_follows_from_elsewhere_has_no_words(graph: Statements) -> None:
    assert graph.objects(f"{ROOT}/party/1/evidence/capacity", RENKEI["span"]) == []
    assert len(graph.objects(f"{ROOT}/party/2/evidence/capacity", RENKEI["span"])) == 1


def test_legal_basis_and_other_citations(graph: Statements) -> None:
    assert graph.value(ROOT, RENKEI["legalBasis"]) == f"{ROOT}/citation/1"
    assert graph.objects(ROOT, RENKEI["cites"]) == [f"{ROOT}/citation/2", f"{ROOT}/citation/3"]
    assert graph.value(f"{ROOT}/citation/1", RDFS["label"]) == "地方自治法第252条の2第1項"
    assert graph.value(f"{ROOT}/citation/1", RENKEI["resolvedFrom"]) == "法"
    assert graph.value(f"{ROOT}/citation/1", RDF["type"]) == RENKEI["LegalBasis"].value
    assert graph.value(f"{ROOT}/citation/2", RDFS["label"]) == "推進要綱第4"
    assert graph.value(f"{ROOT}/citation/2", RENKEI["lawItem"]) == "4"
    assert graph.value(f"{ROOT}/citation/2", RENKEI["law"]).startswith("https://example.jp/id/instrument/")


def test_how_a_provision_is_cited(graph: Statements) -> None:
    citation = f"{ROOT}/citation/3"
    stated = {
        "lawSubitem": "イ",
        "lawAppendedTable": "別表第1",
        "lawDivision": "第2章",
        "lawClause": "ただし書",
        "lawSupplementary": "true",
        "rangePart": "to",
        "appliedThrough": "福祉",
    }
    assert {name: graph.value(citation, RENKEI[name]) for name in stated} == stated
    assert [graph.objects(f"{ROOT}/citation/2", RENKEI[name]) for name in stated] == [[]] * len(stated)


def test_a_remark_of_an_initiative(graph: Statements) -> None:
    remark = graph.value(f"{ROOT}/initiative/1", RENKEI["remark"])
    assert remark == f"{ROOT}/initiative/1/remark/1"
    assert graph.value(remark, RDFS["label"]) == "備考"
    assert graph.value(remark, RENKEI["text"]) == "福祉"
    assert len(graph.objects(remark, RENKEI["span"])) == 1


def test_reference_without_target(graph: Statements) -> None:
    assert graph.value(f"{ROOT}/reference/1", RENKEI["target"]) == f"{ROOT}/article/1"
    assert graph.objects(f"{ROOT}/reference/2", RENKEI["target"]) == []


def test_signatory_signs_for_the_body_of_its_designation_or_name(graph: Statements) -> None:
    assert graph.value(f"{ROOT}/signatory/1", RENKEI["signsFor"]) == "https://example.jp/id/municipality/012041"
    assert graph.value(f"{ROOT}/signatory/1", SCHEMA["jobTitle"]) == "旭川市長"
    assert graph.objects(f"{ROOT}/signatory/1", FOAF["name"]) == []
    assert graph.value(f"{ROOT}/signatory/2", RENKEI["signsFor"]).startswith("https://example.jp/id/body/x")


def test_source_says_only_what_is_known(graph: Statements) -> None:
    source = f"{ROOT}/source"
    assert graph.value(source, RENKEI["characters"]) == str(len(TEXT))
    assert graph.value(source, DCTERMS["rights"]) == "出典を示せば使える"
    assert graph.objects(source, RENKEI["retrievedOn"]) == []
    assert graph.value(source, RDFS["label"]) == "sample.txt"


def test_no_empty_literals(graph: Statements) -> None:
    assert [quad for quad in graph.quads if isinstance(quad.object, Literal) and not quad.object.value] == []


def test_order_does_not_depend_on_the_order_of_statements(graph: Statements) -> None:
    backwards = [quad.triple for quad in reversed(graph.quads)]
    assert quads_of([*backwards, *backwards[:5]], graph=IRIS.agreement_graph(SLUG)) == graph.quads
