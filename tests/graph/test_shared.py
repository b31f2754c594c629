"""Laws, bodies, areas and slugs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import NamedNode

from kg.graph import area_quads, assign_slugs, body_quads, clash_diagnostic, law_quads
from kg.graph.citations import provision_label
from kg.identifiers import body_key
from kg.model.agreement import Body, Capacity, Citation
from kg.model.text import Passage
from kg.registries.areas import AreaMember, Declaration
from kg.registries.municipalities import load_municipalities
from kg.registries.municipality_changes import load_municipality_changes
from kg.vocabulary import DCTERMS, FOAF, RDF, RDFS, RENKEI
from tests.graph.reading_quads import Statements
from tests.graph.sample import AGREEMENT, IRIS, TOWN, UNION, words

REGISTRY = load_municipalities()


def test_a_law_is_described_once_by_the_citation_that_knows_its_number() -> None:
    basis, guideline, _ = AGREEMENT.citations
    short = replace(basis, law_number=None)
    for citations in ((short, basis), (basis, short)):
        laws = Statements(law_quads([replace(AGREEMENT, citations=citations)], iris=IRIS))
        node = IRIS.law("322AC0000000067")
        assert laws.instances(RENKEI["Law"]) == [node]
        assert laws.value(node, RENKEI["lawNumber"]) == "昭和22年法律第67号"
        assert laws.value(node, RDFS["seeAlso"]) == "https://laws.e-gov.go.jp/law/322AC0000000067"
    guidelines = Statements(law_quads([replace(AGREEMENT, citations=(guideline,))], iris=IRIS))
    assert guidelines.value(IRIS.cited_instrument("推進要綱", None), RDFS["label"]) == "推進要綱"


@pytest.mark.parametrize(
    ("article", "paragraph", "item", "expected"),
    [
        ("252の2", "1", None, "法第252条の2第1項"),
        ("3", None, "4", "法第3条第4号"),
        ("7の2の3", None, None, "法第7条の2の3"),
        (None, None, "4", "法第4"),
        (None, None, None, "法"),
    ],
)
def test_provision_label(article: str | None, paragraph: str | None, item: str | None, expected: str) -> None:
    citation = Citation(
        words=Passage(()),
        law="法",
        law_number=None,
        law_id=None,
        article=article,
        paragraph=paragraph,
        item=item,
        resolved_from=None,
        legal_basis=False,
    )
    assert provision_label(citation) == expected


def test_bodies_are_those_that_the_registry_does_not_describe() -> None:
    bodies = Statements(
        body_quads([AGREEMENT], iris=IRIS, registry=REGISTRY, homepages={TOWN: "https://town.example.jp/"})
    )
    town, union = IRIS.body(TOWN), IRIS.body(UNION)
    assert bodies.value(town, RDF["type"]) == RENKEI["PublicBody"].value
    assert bodies.value(town, FOAF["homepage"]) == "https://town.example.jp/"
    assert bodies.value(union, RDF["type"]) == RENKEI["UnionOfMunicipalities"].value
    known = {row.code for row in REGISTRY}
    before = {change.before for change in load_municipality_changes()}
    former = {NamedNode(IRIS.body(body)) for body in before if body.code not in known or body.until is not None}
    assert {quad.subject for quad in bodies.quads} == {NamedNode(town), NamedNode(union), *former}


def test_a_former_body_is_told_from_the_one_that_has_its_code() -> None:
    bodies = Statements(body_quads([], iris=IRIS, registry=REGISTRY, homepages={}))
    former = IRIS.id("body/173240-19800401")
    assert bodies.value(former, RDFS["label"]) == "川北村"
    assert bodies.value(former, RENKEI["formerCode"]) == "173240"
    assert bodies.value(former, RENKEI["codeUntil"]) == "1980-04-01"
    assert bodies.objects(former, DCTERMS["isReplacedBy"]) == [IRIS.municipality("173240")]
    assert bodies.objects(former, DCTERMS["identifier"]) == []


def test_a_code_that_the_registry_does_not_publish_keeps_its_body() -> None:
    ward = Body(name="札幌市 中央区", code="011011")
    party = replace(AGREEMENT.parties[0], bodies=(ward,))
    quads = body_quads(
        [replace(AGREEMENT, parties=(party,), initiatives=())], iris=IRIS, registry=REGISTRY, homepages={}
    )
    assert Statements(quads).value(IRIS.body(ward), DCTERMS["identifier"]) == "011011"


def test_an_area_has_the_bodies_of_all_agreements_of_its_core_city() -> None:
    other = replace(AGREEMENT.parties[1], bodies=(Body(name="美瑛町", code="014591"),))
    agreements = [AGREEMENT, replace(AGREEMENT, parties=(AGREEMENT.parties[0], other))]
    given = {"a": agreements[0], "b": agreements[1]}
    areas = Statements(area_quads(given, iris=IRIS, registry=REGISTRY, members=(), declarations=()))
    area = IRIS.area("012041")
    assert areas.value(area, RENKEI["coreCity"]) == IRIS.municipality("012041")
    assert areas.objects(area, RENKEI["member"]) == sorted(
        [IRIS.body(TOWN), IRIS.body(UNION), IRIS.municipality("012041"), IRIS.municipality("014591")]
    )


def test_cities_that_are_the_core_together_have_one_area() -> None:
    """複眼型: both are core cities, a member has one pair, and the lower code names the area."""
    sapporo = Body(name="札幌市", code="011002")
    second = replace(AGREEMENT.parties[0], bodies=(sapporo,), capacity=Capacity.CORE_CITY, designation="丙")
    given = {"a": replace(AGREEMENT, parties=(*AGREEMENT.parties, second))}
    rows = (
        AreaMember(core_city="012041", member="014591", source="https://example.jp/members"),
        AreaMember(core_city="012041", member="011002", source="https://example.jp/members"),
    )
    days = tuple(
        Declaration(
            core_city=code,
            declaration="renkei-chusu-toshi-sengen",
            declared_on=date(2021, 10, 21),
            source="https://example.jp/",
        )
        for code in ("012041", "011002")
    )
    areas = Statements(area_quads(given, iris=IRIS, registry=REGISTRY, members=rows, declarations=days))
    area = IRIS.area("011002")
    assert areas.objects(area, RENKEI["coreCity"]) == [IRIS.municipality("011002"), IRIS.municipality("012041")]
    assert "札幌市・旭川市を中心とする圏域" in areas.objects(area, RDFS["label"])
    assert "Cooperation area around Sapporo-shi and Asahikawa-shi" in areas.objects(area, RDFS["label"])
    assert areas.objects(area, RENKEI["pair"]) == sorted(
        f"{area}/pair/{key}" for key in ("014591", *map(body_key, (TOWN, UNION)))
    )
    assert len(areas.objects(area, RENKEI["event"])) == 2


def test_no_area_without_a_core_city() -> None:
    plain = tuple(replace(party, capacity=Capacity.PLAIN_PARTY) for party in AGREEMENT.parties)
    assert area_quads({"a": replace(AGREEMENT, parties=plain)}, iris=IRIS, registry=REGISTRY) == []


def test_slugs_of_clashing_agreements_differ_and_do_not_depend_on_order() -> None:
    other = replace(
        AGREEMENT, instrument_tree=replace(AGREEMENT.instrument_tree, nodes=AGREEMENT.instrument_tree.nodes[1:])
    )
    first, second = assign_slugs([AGREEMENT, other])
    assert first != second
    assert assign_slugs([other, AGREEMENT]) == [second, first]
    (alone,) = assign_slugs([AGREEMENT])
    assert first.startswith(f"{alone}-")


def test_a_clash_is_said() -> None:
    (plain,) = assign_slugs([AGREEMENT])
    assert clash_diagnostic(AGREEMENT, plain) is None
    diagnostic = clash_diagnostic(AGREEMENT, f"{plain}-0123abcd")
    assert diagnostic is not None
    assert diagnostic.code == "slug-clash"
    assert diagnostic.span == words("見本協約").spans[0]
