"""The catalog: DCAT 3 by the rules of DCAT-AP 3.0.1, in the graph ``doc/catalog``.

It names every file of the release with size and checksum, so the dumps themselves cannot hold it: they hold all graphs
but this one and the release's. The query store holds it too. No blank nodes: periods and checksums have IRIs.
What portals choke on, and the rules that follow, are with ``data/catalog/datasets.toml`` and ``authority.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import day, english, japanese, string
from kg.graph.ordering import quads_of
from kg.identifiers import ONTOLOGY
from kg.model.agreement import SourceMetadata
from kg.publication.catalog_places import Place, place_triples
from kg.publication.catalog_plan import DcatDataset, DcatSeries, Period, catalog_datasets, catalog_series
from kg.publication.catalog_words import Bilingual, DatasetWords, load_catalog_words
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity, moment
from kg.publication.distributions import authority, distribution_node, distribution_triples, rights_triples
from kg.publication.publisher import authority_triples, contact_node, publisher_node, publisher_triples
from kg.registries.municipalities import MunicipalityRegistry
from kg.vocabulary import ADMS, DATA_LICENCE, DCAT, DCATAP, DCTERMS, FOAF, RDF, RDFS

_LOCAL_AUTONOMY_ACT = NamedNode("https://laws.e-gov.go.jp/law/322AC0000000067")
_DCAT_AP = NamedNode("https://semiceu.github.io/DCAT-AP/releases/3.0.1/")
_COMPLETED = NamedNode("http://purl.org/adms/status/Completed")
_ONTOLOGY = NamedNode(ONTOLOGY)
_SPARQL_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")


def catalog_quads(
    release: ReleaseIdentity,
    *,
    agreements: Sequence[PublishedAgreement],
    files: Sequence[ReleaseFile],
    registry: MunicipalityRegistry,
) -> list[Quad]:
    """The whole catalog graph. ``files`` are all files of the release but the catalog's own."""
    triples = [
        *authority_triples(),
        *publisher_triples(release),
        *rights_triples(release),
        *_catalog_triples(release),
        *_service_triples(release),
    ]
    for series in catalog_series(agreements, registry=registry):
        triples += _series_triples(release, series)
    terms = {_source_path(entry): entry.report.metadata for entry in agreements}
    for dataset in catalog_datasets(agreements=agreements, files=files, registry=registry):
        triples += _dataset_triples(release, dataset, terms)
    return quads_of(triples, graph=release.iris.document("catalog"))


def _source_path(entry: PublishedAgreement) -> str:
    return f"agreements/{entry.slug}/source.txt"


def _words_triples(node: NamedNode, title: Bilingual, description: Bilingual) -> Iterator[Triple]:
    yield Triple(node, DCTERMS["title"], japanese(title.ja))
    yield Triple(node, DCTERMS["title"], english(title.en))
    yield Triple(node, DCTERMS["description"], japanese(description.ja))
    yield Triple(node, DCTERMS["description"], english(description.en))


def _date_triples(release: ReleaseIdentity, node: NamedNode) -> Iterator[Triple]:
    yield Triple(node, DCTERMS["issued"], day(release.created.date()))
    yield Triple(node, DCTERMS["modified"], moment(release.created))


def _catalog_triples(release: ReleaseIdentity) -> Iterator[Triple]:
    words, node = load_catalog_words().catalog, catalog_node(release)
    home = NamedNode(release.iris.page(""))
    yield Triple(node, RDF["type"], DCAT["Catalog"])
    yield from _words_triples(node, words.title, words.description)
    yield from _date_triples(release, node)
    yield Triple(node, DCTERMS["publisher"], publisher_node(release))
    yield Triple(node, DCTERMS["language"], authority("language/JPN"))
    yield Triple(node, DCTERMS["language"], authority("language/ENG"))
    yield Triple(node, DCTERMS["license"], DATA_LICENCE)
    yield Triple(node, DCTERMS["spatial"], authority("country/JPN"))
    yield Triple(node, DCAT["themeTaxonomy"], authority("data-theme"))
    yield Triple(node, DCATAP["applicableLegislation"], _LOCAL_AUTONOMY_ACT)
    yield Triple(node, FOAF["homepage"], home)
    yield Triple(home, RDF["type"], FOAF["Document"])


def catalog_node(release: ReleaseIdentity) -> NamedNode:
    """The catalog; its IRI is the page that gives it."""
    return NamedNode(release.iris.page("catalog"))


def dataset_node(release: ReleaseIdentity, slug: str) -> NamedNode:
    """A data set of the catalog."""
    return NamedNode(release.iris.id(f"dataset/{slug}"))


def _dataset_triples(
    release: ReleaseIdentity, dataset: DcatDataset, terms: dict[str, SourceMetadata]
) -> Iterator[Triple]:
    words, node = dataset.words, dataset_node(release, dataset.words.slug)
    yield Triple(catalog_node(release), DCAT["dataset"], node)
    yield Triple(node, RDF["type"], DCAT["Dataset"])
    yield from _words_triples(node, words.title, words.description)
    yield from _date_triples(release, node)
    yield from _subject_triples(release, node, words)
    yield from _extent_triples(release, node, words.slug, dataset.period, dataset.place)
    yield from _record_triples(release, node, words.slug)
    yield Triple(node, DCTERMS["identifier"], string(node.value))
    yield Triple(node, DCAT["version"], string(release.id))
    yield Triple(node, DCTERMS["language"], authority("language/JPN"))
    yield Triple(node, DCTERMS["accrualPeriodicity"], authority("frequency/IRREG"))
    yield Triple(node, DCTERMS["accessRights"], authority("access-right/PUBLIC"))
    yield Triple(node, DCTERMS["conformsTo"], _ONTOLOGY)
    if dataset.series:
        yield Triple(node, DCAT["inSeries"], dataset_node(release, dataset.series))
    if dataset.before:
        yield Triple(node, DCAT["prev"], dataset_node(release, dataset.before))
    for file in dataset.files:
        yield Triple(node, DCAT["distribution"], distribution_node(release, file))
        yield from distribution_triples(release, file, terms=terms.get(file.path))


def _series_triples(release: ReleaseIdentity, series: DcatSeries) -> Iterator[Triple]:
    """A series; it hangs on the catalog as a resource, because harvesters take whatever ``dcat:dataset`` names."""
    node = dataset_node(release, series.words.slug)
    yield Triple(catalog_node(release), DCAT["resource"], node)
    yield Triple(node, RDF["type"], DCAT["DatasetSeries"])
    yield from _words_triples(node, series.words.title, series.words.description)
    yield from _date_triples(release, node)
    yield from _subject_triples(release, node, series.words)
    yield from _extent_triples(release, node, series.words.slug, series.period, series.place)
    yield Triple(node, DCTERMS["accrualPeriodicity"], authority("frequency/IRREG"))
    yield Triple(node, DCAT["first"], dataset_node(release, series.members[0]))
    yield Triple(node, DCAT["last"], dataset_node(release, series.members[-1]))


def _record_triples(release: ReleaseIdentity, node: NamedNode, slug: str) -> Iterator[Triple]:
    """The entry of the catalog about a data set."""
    record = NamedNode(release.iris.id(f"record/{slug}"))
    yield Triple(catalog_node(release), DCAT["record"], record)
    yield Triple(record, RDF["type"], DCAT["CatalogRecord"])
    yield Triple(record, FOAF["primaryTopic"], node)
    yield Triple(record, DCTERMS["conformsTo"], _DCAT_AP)
    yield Triple(record, ADMS["status"], _COMPLETED)
    yield from _date_triples(release, record)


def _extent_triples(
    release: ReleaseIdentity, node: NamedNode, slug: str, period: Period | None, place: Place | None
) -> Iterator[Triple]:
    """Which days and which place it is about; Japan where no place is known."""
    if period:
        yield from _period_triples(release, node, *period)
    if place is None:
        yield Triple(node, DCTERMS["spatial"], authority("country/JPN"))
        return
    where = NamedNode(release.iris.id(f"place/{slug}"))
    yield Triple(node, DCTERMS["spatial"], where)
    yield from place_triples(where, place)


def _subject_triples(release: ReleaseIdentity, node: NamedNode, words: DatasetWords) -> Iterator[Triple]:
    """Whom to ask and what it is about: the same for data sets and the endpoint."""
    yield Triple(node, DCTERMS["publisher"], publisher_node(release))
    yield Triple(node, DCAT["contactPoint"], contact_node(release))
    yield Triple(node, DCAT["theme"], authority("data-theme/GOVE"))
    yield Triple(node, DCAT["theme"], authority("data-theme/REGI"))
    for keyword, language in words.keywords:
        yield Triple(node, DCAT["keyword"], Literal(keyword, language=language))


def _period_triples(release: ReleaseIdentity, node: NamedNode, start: date, end: date | None) -> Iterator[Triple]:
    name = f"{start:%Y%m%d}-{end:%Y%m%d}" if end else f"{start:%Y%m%d}-"
    period = NamedNode(release.iris.id(f"period/{name}"))
    yield Triple(node, DCTERMS["temporal"], period)
    yield Triple(period, RDF["type"], DCTERMS["PeriodOfTime"])
    yield Triple(period, DCAT["startDate"], day(start))
    if end:
        yield Triple(period, DCAT["endDate"], day(end))


def _service_triples(release: ReleaseIdentity) -> Iterator[Triple]:
    words, node = load_catalog_words().service, NamedNode(release.iris.id("service/sparql"))
    endpoint = NamedNode(release.iris.page("sparql"))
    yield Triple(catalog_node(release), DCAT["service"], node)
    yield Triple(node, RDF["type"], DCAT["DataService"])
    yield from _words_triples(node, words.title, words.description)
    yield from _subject_triples(release, node, words)
    yield Triple(node, DCAT["endpointURL"], endpoint)
    yield Triple(node, DCAT["endpointDescription"], endpoint)
    yield Triple(endpoint, RDF["type"], RDFS["Resource"])
    yield Triple(node, DCAT["servesDataset"], dataset_node(release, load_catalog_words().datasets[0].slug))
    yield Triple(node, DCTERMS["conformsTo"], _SPARQL_PROTOCOL)
    yield Triple(node, DCTERMS["license"], DATA_LICENCE)
