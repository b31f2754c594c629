"""The data set described in VoID: dumps, endpoint, examples, partitions by class and property, links to others.

It stands in the graph ``doc/release`` beside the provenance of the release. Titles and licence of the same data set are
in the catalog, because each triple stands in one graph only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kg.formats import RDF_FORMATS
from kg.graph.literals import english, integer, japanese, string
from kg.identifiers import short_hash
from kg.publication.catalog import dataset_node
from kg.publication.catalog_words import load_catalog_words
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity
from kg.publication.json_ld_context import compact_iri
from kg.publication.statistics import Statistics, count_quads
from kg.vocabulary import FOAF, PREFIXES, RDF, RDFS, RENKEI, VOID

#: How many agreements are named as examples.
_EXAMPLES = 3
#: Where the changes from release to release are told: as an event stream and as a feed.
_CHANGES = ("ldes", "feed.atom")
#: Vocabularies that readers of the data need; helpers of serialization such as xsd are none.
_VOCABULARIES = ("renkei", "rdfs", "skos", "dcterms", "foaf", "oa", "geo", "schema")


@dataclass(frozen=True, slots=True)
class Links:
    """Links from our data to another data set: what to call it, by which property, where they lead."""

    name: str
    label: str
    label_en: str
    predicate: NamedNode
    target_prefix: str
    homepage: str


#: An empty homepage: the targets are many sites, not one data set.
LINKS = (
    Links(
        name="e-stat-sac",
        label="統計LOD 標準地域コード",
        label_en="e-Stat LOD, Standard Area Codes",
        predicate=RENKEI["standardAreaCode"],
        target_prefix="http://data.e-stat.go.jp/lod/sac/",
        homepage="http://data.e-stat.go.jp/lodw/",
    ),
    Links(
        name="web-sites",
        label="地方公共団体のウェブサイト",
        label_en="Web sites of local governments",
        predicate=FOAF["homepage"],
        target_prefix="http",
        homepage="",
    ),
    Links(
        name="e-gov-laws",
        label="e-Gov法令検索",
        label_en="e-Gov law search",
        predicate=RDFS["seeAlso"],
        target_prefix="https://laws.e-gov.go.jp/",
        homepage="https://laws.e-gov.go.jp/",
    ),
)


def void_triples(
    release: ReleaseIdentity,
    *,
    quads: Iterable[Quad],
    agreements: Sequence[PublishedAgreement],
    files: Sequence[ReleaseFile],
) -> Iterator[Triple]:
    """The description of the data ``quads``, which are read several times.

    ``files`` are the files of the release so far, dumps among them.
    """
    words = load_catalog_words().datasets[0]
    node = dataset_node(release, words.slug)
    description = NamedNode(release.iris.page("void"))
    yield Triple(description, RDF["type"], VOID["DatasetDescription"])
    yield Triple(description, FOAF["primaryTopic"], node)
    yield Triple(node, RDF["type"], VOID["Dataset"])
    yield Triple(node, RDFS["label"], japanese(words.title.ja))
    yield Triple(node, RDFS["label"], english(words.title.en))
    yield Triple(node, VOID["sparqlEndpoint"], NamedNode(release.iris.page("sparql")))
    yield Triple(node, VOID["uriSpace"], string(release.iris.id("")))
    yield Triple(node, VOID["rootResource"], NamedNode(release.iris.page("catalog")))
    for path in _CHANGES:
        yield Triple(node, RDFS["seeAlso"], NamedNode(release.iris.page(path)))
    for file in files:
        if words.holds(file.path):
            yield Triple(node, VOID["dataDump"], NamedNode(release.iris.download(file.path)))
    for syntax in RDF_FORMATS:
        yield Triple(node, VOID["feature"], NamedNode(syntax.w3c_iri))
    yield from _vocabulary_triples(node)
    for entry in agreements[:_EXAMPLES]:
        yield Triple(node, VOID["exampleResource"], NamedNode(entry.iri))
    yield from _total_triples(node, count_quads(quads))
    ontology = NamedNode(release.iris.document("ontology"))
    yield from _partition_triples(release, node, count_quads(quad for quad in quads if quad.graph_name != ontology))
    for links in LINKS:
        yield from _linkset_triples(release, node, links, quads)


def _vocabulary_triples(node: NamedNode) -> Iterator[Triple]:
    for prefix in _VOCABULARIES:
        yield Triple(node, VOID["vocabulary"], NamedNode(PREFIXES[prefix]))


def _total_triples(node: NamedNode, statistics: Statistics) -> Iterator[Triple]:
    yield Triple(node, VOID["triples"], integer(statistics.triples))
    yield Triple(node, VOID["entities"], integer(statistics.entities))
    yield Triple(node, VOID["classes"], integer(len(statistics.classes)))
    yield Triple(node, VOID["properties"], integer(len(statistics.properties)))
    yield Triple(node, VOID["distinctSubjects"], integer(statistics.subjects))
    yield Triple(node, VOID["distinctObjects"], integer(statistics.objects))


def _partition_triples(release: ReleaseIdentity, node: NamedNode, statistics: Statistics) -> Iterator[Triple]:
    """How many of each class and property there are in the data, the axioms of the ontology aside."""
    for iri, count in statistics.classes.items():
        part = _partition_node(release, "class", iri)
        yield Triple(node, VOID["classPartition"], part)
        yield Triple(part, RDF["type"], VOID["Dataset"])
        yield Triple(part, VOID["class"], NamedNode(iri))
        yield Triple(part, VOID["entities"], integer(count))
    for iri, count in statistics.properties.items():
        part = _partition_node(release, "property", iri)
        yield Triple(node, VOID["propertyPartition"], part)
        yield Triple(part, RDF["type"], VOID["Dataset"])
        yield Triple(part, VOID["property"], NamedNode(iri))
        yield Triple(part, VOID["triples"], integer(count))


def _partition_node(release: ReleaseIdentity, kind: str, iri: str) -> NamedNode:
    """The node of a partition, named by the prefixed name of its class or property."""
    short = compact_iri(iri)
    name = f"x{short_hash(iri)}" if short == iri else short.replace(":", "-")
    return NamedNode(release.iris.id(f"partition/{kind}/{name}"))


def _linkset_triples(
    release: ReleaseIdentity, node: NamedNode, links: Links, quads: Iterable[Quad]
) -> Iterator[Triple]:
    """A linkset with the number of its links; nothing where there are none."""
    count = sum(quad.predicate == links.predicate and _leads_to(quad, links.target_prefix) for quad in quads)
    if not count:
        return
    linkset = NamedNode(release.iris.id(f"linkset/{links.name}"))
    target = NamedNode(release.iris.id(f"linkset/{links.name}/target"))
    yield Triple(node, VOID["subset"], linkset)
    yield Triple(linkset, RDF["type"], VOID["Linkset"])
    yield Triple(linkset, RDFS["label"], japanese(links.label))
    yield Triple(linkset, RDFS["label"], english(links.label_en))
    yield Triple(linkset, VOID["linkPredicate"], links.predicate)
    yield Triple(linkset, VOID["subjectsTarget"], node)
    yield Triple(linkset, VOID["objectsTarget"], target)
    yield Triple(linkset, VOID["triples"], integer(count))
    yield Triple(target, RDF["type"], VOID["Dataset"])
    if links.homepage:
        yield Triple(target, VOID["uriSpace"], string(links.target_prefix))
        yield Triple(target, FOAF["homepage"], NamedNode(links.homepage))


def _leads_to(quad: Quad, prefix: str) -> bool:
    return isinstance(quad.object, NamedNode) and quad.object.value.startswith(prefix)
