"""The compact JSON-LD: what it looks like, and that nothing is coerced wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.publication.json_ld import write_context, write_json_ld
from kg.publication.json_ld_context import Context, context_from, publication_context
from kg.vocabulary import DCTERMS, PREFIXES, RDF, RDFS, RENKEI, XSD
from tests.publication.conftest import BuiltRelease

_A = NamedNode("https://example.jp/a")
_ONTOLOGY = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix renkei: <https://w3id.org/renkei/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
renkei:Role a owl:Class . renkei:party a owl:ObjectProperty .
renkei:count a owl:DatatypeProperty ; rdfs:range xsd:integer .
renkei:on a owl:DatatypeProperty ; rdfs:range xsd:date .
renkei:text a owl:DatatypeProperty ; rdfs:range rdf:PlainLiteral .
renkei:code a owl:DatatypeProperty ; rdfs:range rdf:PlainLiteral . renkei:free a owl:DatatypeProperty .
"""
_SHAPES = """
@prefix renkei: <https://w3id.org/renkei/ontology#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://example.jp/shape> sh:path renkei:code ; sh:datatype xsd:string .
"""
_NAMESPACES = set(PREFIXES.values())
_PROPERTIES = ("party", "count", "text", "on", "code", "free")


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = tmp_path_factory.mktemp("context")
    ontology, shapes = folder / "ontology.ttl", folder / "shapes.ttl"
    ontology.write_text(_ONTOLOGY, encoding="utf-8")
    shapes.write_text(_SHAPES, encoding="utf-8")
    return context_from([ontology], [shapes])


def _node(context: Context, *pairs: tuple[NamedNode, NamedNode | Literal]) -> dict[str, object]:
    """The node object of one subject, without its @id."""
    document = json.loads(write_json_ld([Triple(_A, *pair) for pair in pairs], context))
    (node,) = document["@graph"]
    assert node.pop("@id") == _A.value
    return dict(node)


def test_typed_values_are_written_bare(context: Context) -> None:
    assert _node(
        context,
        (RDF["type"], RENKEI["Role"]),
        (RENKEI["party"], NamedNode("https://example.jp/b")),
        (RENKEI["count"], Literal("7", datatype=XSD["integer"])),
        (RENKEI["on"], Literal("2022-01-12", datatype=XSD["date"])),
        (RENKEI["code"], Literal("012041")),
    ) == {
        "@type": "Role",
        "code": "012041",
        "count": 7,
        "on": "2022-01-12",
        "party": "https://example.jp/b",
    }


def test_words_are_keyed_by_language(context: Context) -> None:
    assert _node(
        context,
        (RDFS["label"], Literal("旭川市", language="ja")),
        (RDFS["label"], Literal("Asahikawa-shi", language="en")),
        (RENKEI["text"], Literal("い", language="ja")),
        (RENKEI["text"], Literal("あ", language="ja")),
    ) == {"label": {"en": "Asahikawa-shi", "ja": "旭川市"}, "text": {"ja": ["あ", "い"]}}


def test_values_of_another_kind_are_written_in_full(context: Context) -> None:
    assert _node(
        context,
        (RENKEI["party"], Literal("乙")),
        (RENKEI["count"], Literal("007", datatype=XSD["integer"])),
        (RENKEI["on"], Literal("2022", datatype=XSD["gYear"])),
        (RENKEI["text"], Literal("plain")),
        (RENKEI["code"], Literal("甲", language="ja")),
        (NamedNode("https://example.jp/p"), Literal("true", datatype=XSD["boolean"])),
    ) == {
        "count": "007",
        "https://example.jp/p": True,
        "renkei:code": {"@language": "ja", "@value": "甲"},
        "renkei:on": {"@type": "xsd:gYear", "@value": "2022"},
        "renkei:party": "乙",
        "renkei:text": "plain",
    }


def test_several_values_are_sorted(context: Context) -> None:
    values = [NamedNode(f"https://example.jp/{name}") for name in "cab"]
    node = _node(context, *((RENKEI["party"], value) for value in values))
    assert node == {"party": ["https://example.jp/a", "https://example.jp/b", "https://example.jp/c"]}


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
_LITERALS = st.one_of(
    _TEXTS.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), _TEXTS, st.sampled_from(["ja", "en", "ja-hrkt"])),
    st.builds(
        lambda text, name: Literal(text, datatype=XSD[name]),
        st.one_of(st.integers().map(str), st.sampled_from(["true", "1", "-0", "007", "2022-01-12", "1e3", "x"])),
        st.sampled_from(["integer", "boolean", "date", "nonNegativeInteger", "decimal", "double"]),
    ),
)
_IRIS = st.sampled_from(["https://example.jp/b", PREFIXES["dcterms"] + "title", "mailto:a@example.jp"]).map(NamedNode)
_PREDICATES = st.sampled_from(
    [*(RENKEI[name] for name in _PROPERTIES), RDF["type"], RDFS["label"], DCTERMS["title"], DCTERMS["format"]]
)


@given(pairs=st.lists(st.tuples(_PREDICATES, st.one_of(_LITERALS, _IRIS)), max_size=8))
def test_any_graph_comes_back(context: Context, pairs: list[tuple[NamedNode, NamedNode | Literal]]) -> None:
    triples = {Triple(_A, *pair) for pair in pairs}
    data = write_json_ld(triples, context)
    assert {quad.triple for quad in parse(data, format=RdfFormat.JSON_LD)} == triples


def test_every_name_of_the_context_means_one_thing() -> None:
    context = publication_context()
    terms = [term.name for term in context.terms.values()]
    names = [*terms, *context.classes.values()]
    assert len(names) == len(set(names))
    prefixes = {name for name, value in context.to_json().items() if isinstance(value, str) and value in _NAMESPACES}
    assert {"renkei", "rdf", "dcat"} <= prefixes
    assert not set(names) & prefixes


def test_every_own_property_of_the_data_has_a_short_name(release: BuiltRelease) -> None:
    keys = set()
    for line in (release.directory / "renkei.jsonld").read_text(encoding="utf-8").splitlines()[2:-1]:
        keys |= set(json.loads(line.rstrip(",")))
    assert "party" in keys
    assert [key for key in keys if key.startswith("renkei:")] == []


def test_context_is_inlined_and_published(release: BuiltRelease) -> None:
    published = json.loads((release.directory / "context.jsonld").read_bytes())
    assert json.loads(write_context()) == published
    files = [path for path in release.directory.rglob("*.jsonld") if path.name != "context.jsonld"]
    assert len(files) == 8
    for path in files:
        assert json.loads(path.read_bytes())["@context"] == published["@context"]


def test_one_node_object_per_subject(release: BuiltRelease) -> None:
    document = json.loads(Path(release.directory / "renkei.jsonld").read_bytes())
    subjects = [node["@id"] for node in document["@graph"]]
    assert len(subjects) == len(set(subjects))
