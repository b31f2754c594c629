"""The VoID description says what is there: its numbers are checked against the store."""

from __future__ import annotations

import rdflib
from pyoxigraph import QuerySolutions, Store
from rdflib.namespace import PROV, RDF, VOID

from tests.publication.conftest import BuiltRelease

_DATA = rdflib.URIRef("https://data.example.jp/id/dataset/renkei-agreements")
_RENKEI = "https://w3id.org/renkei/ontology#"


def _graph(release: BuiltRelease) -> rdflib.Graph:
    return rdflib.Graph().parse(release.directory / "void.ttl")


def _number(graph: rdflib.Graph, node: rdflib.term.Node, prop: rdflib.URIRef) -> int:
    return int(str(graph.value(node, prop)))


def _count(release: BuiltRelease, pattern: str) -> int:
    store = Store.read_only(str(release.directory / "store"))
    found = store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return int(next(found)[0].value)


def test_triples_are_those_of_the_dumps(release: BuiltRelease) -> None:
    assert _number(_graph(release), _DATA, VOID.triples) == len(release.quads("renkei.nt"))


def test_partitions_count_what_the_store_holds(release: BuiltRelease) -> None:
    graph = _graph(release)
    classes = {str(graph.value(node, VOID["class"])): node for node in graph.objects(_DATA, VOID.classPartition)}
    for name in ("Agreement", "Initiative", "Role", "Municipality", "Span"):
        counted = _number(graph, classes[_RENKEI + name], VOID.entities)
        assert counted == _count(release, f"?x a <{_RENKEI}{name}>")
    properties = {str(graph.value(node, VOID.property)): node for node in graph.objects(_DATA, VOID.propertyPartition)}
    for name in ("party", "duty", "assignedTo"):
        counted = _number(graph, properties[_RENKEI + name], VOID.triples)
        assert counted == _count(release, f"?x <{_RENKEI}{name}> ?y")


def test_axioms_of_the_ontology_are_no_partitions(release: BuiltRelease) -> None:
    graph = _graph(release)
    classes = {str(value) for value in graph.objects(None, VOID["class"])}
    assert not [iri for iri in classes if iri.startswith("http://www.w3.org/2002/07/owl#")]


def test_linksets(release: BuiltRelease) -> None:
    graph = _graph(release)
    sets = {str(graph.value(node, VOID.linkPredicate)): node for node in graph.subjects(RDF.type, VOID.Linkset)}
    assert set(sets) == {
        f"{_RENKEI}standardAreaCode",
        "http://xmlns.com/foaf/0.1/homepage",
        "http://www.w3.org/2000/01/rdf-schema#seeAlso",
    }
    assert _number(graph, sets[f"{_RENKEI}standardAreaCode"], VOID.triples) == 1741 + 47
    for node in sets.values():
        assert graph.value(node, VOID.subjectsTarget) == _DATA
        assert graph.value(node, VOID.objectsTarget) is not None


def test_dumps_endpoint_and_examples(release: BuiltRelease) -> None:
    graph = _graph(release)
    dumps = {str(value) for value in graph.objects(_DATA, VOID.dataDump)}
    assert len(dumps) == 18
    assert "https://data.example.jp/download/renkei.nq.gz" in dumps
    assert str(graph.value(_DATA, VOID.sparqlEndpoint)) == "https://data.example.jp/sparql"
    assert str(graph.value(_DATA, VOID.uriSpace)) == "https://data.example.jp/id/"
    examples = {str(value) for value in graph.objects(_DATA, VOID.exampleResource)}
    assert examples == {entry.iri for entry in release.manifest.agreements}


def test_no_blank_nodes(release: BuiltRelease) -> None:
    assert not [term for triple in _graph(release) for term in triple if isinstance(term, rdflib.BNode)]


def test_provenance_names_the_sources(release: BuiltRelease) -> None:
    graph = _graph(release)
    node = rdflib.URIRef(f"https://data.example.jp/id/release/{release.manifest.id}")
    build = graph.value(node, PROV.wasGeneratedBy)
    used = {str(value) for value in graph.objects(build, PROV.used)}
    assert used == {f"{entry.iri}/source" for entry in release.manifest.agreements}
    assert str(graph.value(node, PROV.generatedAtTime)) == release.manifest.created.replace("Z", "+00:00")
