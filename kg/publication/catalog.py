"""The catalog: DCAT 3 by the rules of DCAT-AP 3.0.1, in the graph ``doc/catalog``.

It names every file of the release with size and checksum, so the dumps themselves cannot hold it: they hold all graphs
but this one and the release's. The query store holds it too. No blank nodes: periods and checksums have IRIs.
What portals choke on, and the rules that follow, are with ``data/catalog/datasets.toml`` and ``authority.ttl``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import day, english, japanese, string
from kg.graph.ordering import quads_of
from kg.model.agreement import SourceMetadata
from kg.publication.catalog_words import Bilingual, DatasetWords, load_catalog_words
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity, moment
from kg.publication.distributions import authority, distribution_node, distribution_triples
from kg.publication.publisher import authority_triples, contact_node, publisher_node, publisher_triples
from kg.vocabulary import DATA_LICENCE, DCAT, DCATAP, DCTERMS, FOAF, RDF, RDFS

_LOCAL_AUTONOMY_ACT = NamedNode("https://laws.e-gov.go.jp/law/322AC0000000067")
_SPARQL_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")


#: First and last day; None for a period that is open at the end.
_Period = tuple[date, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DcatDataset:
    """One data set of the catalog: its words, its files, the days its content covers where they are known."""

    words: DatasetWords
    files: tuple[ReleaseFile, ...]
    period: _Period | None


def catalog_quads(
    release: ReleaseIdentity, *, agreements: Sequence[PublishedAgreement], files: Sequence[ReleaseFile]
) -> list[Quad]:
    """The whole catalog graph. ``files`` are all files of the release but the catalog's own."""
    triples = [
        *authority_triples(),
        *publisher_triples(release),
        *_catalog_triples(release),
        *_service_triples(release),
    ]
    terms = {_source_path(entry): entry.report.metadata for entry in agreements}
    for dataset in catalog_datasets(agreements=agreements, files=files):
        triples += _dataset_triples(release, dataset, terms)
    return quads_of(triples, graph=release.iris.document("catalog"))


def catalog_datasets(
    *, agreements: Sequence[PublishedAgreement], files: Sequence[ReleaseFile]
) -> tuple[DcatDataset, ...]:
    """The data sets and the files that are theirs. Raises ValueError for a file that belongs to none or to several."""
    whole = _period(agreements)
    planned: list[tuple[DatasetWords, _Period | None]] = [(words, whole) for words in load_catalog_words().datasets]
    planned += [(_agreement_words(entry), _agreement_period(entry)) for entry in agreements]
    for file in files:
        owners = [words.slug for words, _ in planned if words.holds(file.path)]
        if len(owners) != 1:
            raise ValueError(f"{file.path}: found in data sets {owners}, expected one")
    return tuple(
        DcatDataset(words=words, files=tuple(file for file in files if words.holds(file.path)), period=period)
        for words, period in planned
    )


def _agreement_words(entry: PublishedAgreement) -> DatasetWords:
    title = entry.agreement.title.text
    template = load_catalog_words().agreement
    return template.for_agreement(slug=entry.slug, parties=entry.parties, title=title, kind=entry.kind_en)


def _source_path(entry: PublishedAgreement) -> str:
    return f"agreements/{entry.slug}/source.txt"


def _period(agreements: Sequence[PublishedAgreement]) -> _Period | None:
    days = [entry.period_start for entry in agreements if entry.period_start]
    return (min(days), max(days)) if days else None


def _agreement_period(entry: PublishedAgreement) -> _Period | None:
    """Open at the end: an agreement holds until it is ended."""
    return (entry.period_start, None) if entry.period_start else None


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
    yield Triple(node, DCTERMS["identifier"], string(node.value))
    yield Triple(node, DCAT["version"], string(release.id))
    yield Triple(node, DCTERMS["language"], authority("language/JPN"))
    yield Triple(node, DCTERMS["spatial"], authority("country/JPN"))
    yield Triple(node, DCTERMS["accrualPeriodicity"], authority("frequency/IRREG"))
    yield Triple(node, DCTERMS["accessRights"], authority("access-right/PUBLIC"))
    if dataset.period:
        yield from _period_triples(release, node, *dataset.period)
    for file in dataset.files:
        yield Triple(node, DCAT["distribution"], distribution_node(release, file))
        yield from distribution_triples(release, file, terms=terms.get(file.path))


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
