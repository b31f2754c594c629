"""The SPARQL 1.1 Service Description of the endpoint, built from the release. Every triple of it is true."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.formats import GRAPH_FORMATS, N_TRIPLES, RDF_XML, SELECT_FORMATS, Format
from kg.identifiers import Iris
from kg.rdf_xml import write_rdf_xml
from kg.vocabulary import PREFIXES, RDF, RDFS, SD, VOID, XSD
from kg.web.event_stream import ROOT
from kg.web.link_header import FEED
from kg.web.site import Site

_SIMPLE_ENTAILMENT = NamedNode("http://www.w3.org/ns/entailment/Simple")


async def describe_service(site: Site, format_: Format) -> bytes:
    """The description in one of the RDF formats, with the statistics that the release has of its data sets."""
    iris, counted = site.release.iris, site.release.manifest.counts.graphs
    endpoint = NamedNode(iris.page("sparql"))

    async def make() -> bytes:
        statistics = await site.construct("service_statistics", N_TRIPLES, endpoint=endpoint)
        said = tuple(quad.triple for quad in parse(statistics, format=RdfFormat.N_TRIPLES))
        return _described(iris, tuple(sorted(counted.items())), said, format_)

    return await site.documents.get((endpoint.value, "service description", format_.name), make)


def _described(
    iris: Iris, graphs: tuple[tuple[str, int], ...], statistics: tuple[Triple, ...], format_: Format
) -> bytes:
    assert isinstance(format_.engine, RdfFormat)  # noqa: S101 -- offered formats are RDF
    triples = [*_service_triples(iris), *_dataset_triples(iris, graphs), *_statistics_triples(iris, statistics)]
    if format_ is RDF_XML:
        return write_rdf_xml(triples, prefixes=PREFIXES).data
    return serialize(triples, format=format_.engine, prefixes=PREFIXES) or b""


def _part(iris: Iris, name: str) -> NamedNode:
    return NamedNode(f"{iris.page('sparql')}#{name}")


def _service_triples(iris: Iris) -> Iterator[Triple]:
    endpoint = NamedNode(iris.page("sparql"))
    yield Triple(endpoint, RDF["type"], SD["Service"])
    yield Triple(endpoint, SD["endpoint"], endpoint)
    yield Triple(endpoint, SD["supportedLanguage"], SD["SPARQL11Query"])
    yield Triple(endpoint, SD["feature"], SD["UnionDefaultGraph"])
    yield Triple(endpoint, SD["defaultEntailmentRegime"], _SIMPLE_ENTAILMENT)
    for format_ in (*SELECT_FORMATS, *GRAPH_FORMATS):
        yield Triple(endpoint, SD["resultFormat"], NamedNode(format_.w3c_iri))
    yield Triple(endpoint, SD["defaultDataset"], _part(iris, "dataset"))
    for path in (ROOT, FEED):  # how the data changes from release to release
        yield Triple(endpoint, RDFS["seeAlso"], NamedNode(iris.page(path)))


def _statistics_triples(iris: Iris, statistics: tuple[Triple, ...]) -> Iterator[Triple]:
    """What the release says of its data sets, each of which is part of what queries see."""
    union = _part(iris, "default-graph")
    for triple in sorted(statistics, key=str):
        if triple.predicate == VOID["sparqlEndpoint"] and isinstance(triple.subject, NamedNode):
            yield Triple(union, RDF["type"], VOID["Dataset"])
            yield Triple(union, VOID["subset"], triple.subject)
        yield triple


def _dataset_triples(iris: Iris, graphs: tuple[tuple[str, int], ...]) -> Iterator[Triple]:
    dataset, union = _part(iris, "dataset"), _part(iris, "default-graph")
    yield Triple(dataset, RDF["type"], SD["Dataset"])
    yield Triple(dataset, SD["defaultGraph"], union)
    yield from _graph_triples(union, sum(triples for _, triples in graphs))  # each triple is in one graph
    for number, (name, triples) in enumerate(graphs, start=1):
        named, content = _part(iris, f"named-graph-{number}"), _part(iris, f"graph-{number}")
        yield Triple(dataset, SD["namedGraph"], named)
        yield Triple(named, RDF["type"], SD["NamedGraph"])
        yield Triple(named, SD["name"], NamedNode(name))
        yield Triple(named, SD["graph"], content)
        yield from _graph_triples(content, triples)


def _graph_triples(graph: NamedNode, triples: int) -> Iterator[Triple]:
    yield Triple(graph, RDF["type"], SD["Graph"])
    yield Triple(graph, VOID["triples"], Literal(str(triples), datatype=XSD["integer"]))
