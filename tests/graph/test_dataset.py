"""What holds for the whole data set."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.graph import agreement_graphs, shared_graphs
from kg.identifiers import SCHEMES
from kg.registries.municipalities import load_municipalities
from kg.vocabulary import DCTERMS, FOAF, GEO, OA, OWL, RDF, RDFS, RENKEI
from tests.graph.published import IRIS, Mapped, everything, shipped
from tests.graph.reading_quads import Statements

ASAHIKAWA = "012041-014591-20220112"
SAPPORO = "011002-012106-20190329"

#: Everything else that is text is in Japanese.
UNTAGGED = {
    DCTERMS["format"],
    DCTERMS["identifier"],
    DCTERMS["rights"],
    OA["exact"],
    RDFS["label"],
    *(
        RENKEI[name]
        for name in (
            "amendmentMode",
            "citationText",
            "conflict",
            "confidence",
            "corporateNumber",
            "designation",
            "distance",
            "fileName",
            "forceReason",
            "lawAppendedTable",
            "lawArticle",
            "lawClause",
            "lawDivision",
            "lawItem",
            "lawNumber",
            "lawParagraph",
            "lawSubitem",
            "number",
            "operation",
            "rangePart",
            "result",
            "retrievalNote",
            "historyStatus",
            "pairStatus",
            "provisionKind",
            "rule",
            "sha256",
        )
    ),
}


@pytest.fixture(name="data", scope="module")
def all_sources() -> Mapped:
    return everything()


def test_each_triple_stands_in_one_graph(data: Mapped) -> None:
    assert len(data.agreements) > 2
    places = Counter(quad.triple for quad in data.quads)
    assert [triple for triple, count in places.items() if count > 1] == []


def test_blank_nodes_stand_in_the_ontology_only(data: Mapped) -> None:
    with_blank_nodes = {
        quad.graph_name
        for quad in data.quads
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
    }
    assert with_blank_nodes == {NamedNode(IRIS.document("ontology"))}


def test_graph_names(data: Mapped) -> None:
    assert {
        name: {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
        for name, quads in data.shared.items()
    } == {name: {IRIS.document(name)} for name in data.shared}


def test_text_is_in_japanese_except_what_is_a_code_or_quoted(data: Mapped) -> None:
    untagged = {
        quad.predicate
        for graph in data.agreements
        for quad in graph.quads
        if isinstance(quad.object, Literal) and quad.object.datatype.value.endswith("#string")
    }
    assert untagged <= UNTAGGED
    languages = {
        (quad.predicate, quad.object.language)
        for graph in data.agreements
        for quad in graph.quads
        if isinstance(quad.object, Literal) and quad.object.language
    }
    assert {predicate for predicate, language in languages if language != "ja"} == {RDFS["label"]}
    assert {language for _, language in languages} == {"ja", "en"}


def test_every_quotation_is_the_source_at_its_place(data: Mapped) -> None:
    for graph in data.agreements:
        statements = {(quad.subject, quad.predicate): quad.object for quad in graph.quads}
        spans = [quad.subject for quad in graph.quads if quad.object == RENKEI["Span"]]
        assert spans
        for span in spans:
            start, end, exact = (statements[span, OA[name]] for name in ("start", "end", "exact"))
            assert isinstance(start, Literal)
            assert isinstance(end, Literal)
            assert isinstance(exact, Literal)
            assert exact.value == graph.report.source.text[int(start.value) : int(end.value)]


def test_every_term_is_declared_in_the_ontology(data: Mapped) -> None:
    declared = {quad.subject for quad in data.shared["ontology"]}
    used = {quad.predicate for quad in data.quads if quad.graph_name != NamedNode(IRIS.document("ontology"))}
    used |= {quad.object for quad in data.quads if quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode)}
    standard = (RDF.iri, RDFS.iri, OWL.iri)
    assert {term for term in used - declared if not str(term)[1:].startswith(standard)} == set()


def test_every_node_of_ours_that_is_named_is_described(data: Mapped) -> None:
    described = {quad.subject for quad in data.quads}
    ours = (IRIS.id(""), SCHEMES)
    published = [*(quad for graph in data.agreements for quad in graph.quads), *_outside_the_ontology(data)]
    named = {quad.object for quad in published if str(quad.object)[1:].startswith(ours)}
    # What an instrument amends is named by the rule for IRIs, whether or not it is among the sources.
    amended = {quad.object for quad in published if quad.predicate == RENKEI["amends"]}
    assert named - amended - described == set()


def _outside_the_ontology(data: Mapped) -> list[Quad]:
    return [quad for name, quads in data.shared.items() if name != "ontology" for quad in quads]


def test_order_of_input_does_not_matter(data: Mapped) -> None:
    registry = load_municipalities()
    reports = list(dict.fromkeys(graph.report.source.name for graph in data.agreements))
    by_name = {graph.report.source.name: graph.report for graph in data.agreements}
    backwards = agreement_graphs([by_name[name] for name in reversed(reports)], iris=IRIS, registry=registry)
    assert {graph.slug: graph.quads for graph in backwards} == {graph.slug: graph.quads for graph in data.agreements}
    shared = shared_graphs(backwards, iris=IRIS, registry=registry)
    assert shared == data.shared


@pytest.mark.parametrize(
    ("slug", "articles", "initiatives", "roles", "supplementary"), [(ASAHIKAWA, 7, 28, 56, 0), (SAPPORO, 6, 20, 40, 1)]
)
def test_shipped_agreements_in_numbers(
    slug: str, articles: int, initiatives: int, roles: int, supplementary: int
) -> None:
    graph = Statements(shipped().of(slug).quads)
    counted = {name: len(graph.instances(RENKEI[name])) for name in ("Article", "Initiative", "Role")}
    assert counted == {"Article": articles, "Initiative": initiatives, "Role": roles}
    assert len(graph.instances(RENKEI["SupplementaryProvisions"])) == supplementary


def test_positions_are_unique_below_one_whole(data: Mapped) -> None:
    """SHACL Core cannot say so: positions are compared among the parts that one property links."""
    for graph in data.agreements:
        positions = {quad.subject: quad.object for quad in graph.quads if quad.predicate == RENKEI["position"]}
        places = Counter(
            (quad.subject, quad.predicate, positions[quad.object])
            for quad in graph.quads
            if isinstance(quad.object, NamedNode)
            and quad.object in positions
            and quad.predicate not in {RENKEI["target"], RENKEI["relatedArticle"]}
        )
        assert places
        assert [place for place, count in places.items() if count > 1] == []


def test_registry_node() -> None:
    registry = Statements(shipped().shared["registry"])
    biei = IRIS.municipality("014591")
    assert [str(label) for label in registry.terms(biei, RDFS["label"])] == [
        '"Biei-cho"@en',
        '"びえいちょう"@ja-hrkt',
        '"美瑛町"@ja',
    ]
    assert registry.value(biei, DCTERMS["identifier"]) == "014591"
    assert registry.value(biei, RENKEI["prefecture"]) == IRIS.prefecture("010006")
    assert registry.value(biei, RENKEI["corporateNumber"]) == "8000020014591"
    assert registry.value(biei, RENKEI["standardAreaCode"]) == "http://data.e-stat.go.jp/lod/sac/C01459"
    assert registry.value(biei, FOAF["homepage"]).startswith("http")
    assert registry.value(f"{biei}/geometry", GEO["asWKT"]).startswith("POINT(142.")


def test_registry_publishes_municipalities_and_prefectures_without_wards() -> None:
    registry = Statements(shipped().shared["registry"])
    assert len(registry.instances(RENKEI["Prefecture"])) == 47
    assert len(registry.instances(RENKEI["Municipality"])) == 1741
    assert registry.objects(IRIS.municipality("011011"), RDFS["label"]) == []
