"""Each file of a release as ``dcat:Distribution``: where to fetch it, size, checksum, format, licence."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.formats import PACKED_FORMATS
from kg.graph.literals import day, english, japanese, offset, string
from kg.identifiers import ONTOLOGY, short_hash
from kg.model.agreement import SourceMetadata
from kg.publication.catalog_words import Bilingual, load_catalog_words
from kg.publication.contents import ReleaseFile, ReleaseIdentity, file_format
from kg.vocabulary import DATA_LICENCE, DCAT, DCATAP, DCTERMS, RDF, RDFS, SPDX, XSD

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def authority(path: str) -> NamedNode:
    """A term of the EU Publications Office's authority tables.

    >>> authority("country/JPN").value
    'http://publications.europa.eu/resource/authority/country/JPN'
    """
    return NamedNode(_AUTHORITY + path)


def distribution_node(release: ReleaseIdentity, file: ReleaseFile) -> NamedNode:
    """The IRI of a file's distribution."""
    name = file.path.replace("/", "-").replace(".", "-")
    return NamedNode(release.iris.id(f"distribution/{name}"))


def distribution_triples(
    release: ReleaseIdentity, file: ReleaseFile, *, terms: SourceMetadata | None = None
) -> Iterator[Triple]:
    """A file as distribution. ``terms`` are those of a source text; without them it is our data under our licence."""
    node = distribution_node(release, file)
    url = NamedNode(release.iris.download(file.path))
    packing = next((packed for packed in PACKED_FORMATS if packed.media_type == file.media_type), None)
    content = file_format(file.path.removesuffix(f".{packing.extension}") if packing else file.path)
    label = f"{content.label} ({packing.extension})" if packing else content.label
    issued = day(release.created.date())
    yield Triple(node, RDF["type"], DCAT["Distribution"])
    yield Triple(node, DCTERMS["title"], string(f"{file.path} ({content.label})"))
    words = Bilingual(ja="", en="") if terms is None else load_catalog_words().source
    yield Triple(node, DCTERMS["description"], japanese(f"{file.path}（{label}）{words.ja}"))
    yield Triple(node, DCTERMS["description"], english(f"{file.path}: {label}. {words.en}".removesuffix(". ")))
    yield Triple(node, DCAT["accessURL"], url)
    yield Triple(node, DCAT["downloadURL"], url)
    yield Triple(node, DCTERMS["format"], authority(f"file-type/{content.file_type}"))
    yield Triple(node, DCAT["mediaType"], NamedNode(_MEDIA_TYPES + content.media_type))
    if packing:
        yield Triple(node, DCAT["compressFormat"], NamedNode(_MEDIA_TYPES + file.media_type))
    yield Triple(node, DCATAP["availability"], authority("planned-availability/STABLE"))
    yield Triple(node, DCTERMS["issued"], issued)
    yield Triple(node, DCTERMS["modified"], issued)
    yield Triple(node, DCTERMS["language"], authority("language/JPN"))
    standard = load_catalog_words().standards.get(content.file_type, ONTOLOGY if content.engine else None)
    if standard:
        yield Triple(node, DCTERMS["conformsTo"], NamedNode(standard))
    yield Triple(node, DCAT["byteSize"], offset(file.size))
    yield from _checksum_triples(node, file)
    if terms is None:
        yield Triple(node, DCTERMS["license"], DATA_LICENCE)
        yield Triple(node, DCTERMS["rights"], rights_node(release))
    else:
        yield from _terms_triples(release, node, terms)


def rights_node(release: ReleaseIdentity) -> NamedNode:
    """The statement of what anybody may do with our own files."""
    return NamedNode(release.iris.id("rights/data"))


def rights_triples(release: ReleaseIdentity) -> Iterator[Triple]:
    """The statement of rights in our own files."""
    node, words = rights_node(release), load_catalog_words().rights
    yield Triple(node, RDF["type"], DCTERMS["RightsStatement"])
    yield Triple(node, RDFS["label"], japanese(words.ja))
    yield Triple(node, RDFS["label"], english(words.en))


def _checksum_triples(node: NamedNode, file: ReleaseFile) -> Iterator[Triple]:
    checksum = NamedNode(f"{node.value}/checksum")
    yield Triple(node, SPDX["checksum"], checksum)
    yield Triple(checksum, RDF["type"], SPDX["Checksum"])
    yield Triple(checksum, SPDX["algorithm"], SPDX["checksumAlgorithm_sha256"])
    yield Triple(checksum, SPDX["checksumValue"], Literal(file.sha256, datatype=XSD["hexBinary"]))


def _terms_triples(release: ReleaseIdentity, node: NamedNode, terms: SourceMetadata) -> Iterator[Triple]:
    """Rights and terms of a source text as its sidecar states them; nothing where it states nothing."""
    if terms.terms:
        rights = NamedNode(release.iris.id(f"rights/{short_hash(terms.terms)}"))
        yield Triple(node, DCTERMS["rights"], rights)
        yield Triple(rights, RDF["type"], DCTERMS["RightsStatement"])
        yield Triple(rights, RDFS["label"], string(terms.terms))
    if terms.terms_url:
        page = NamedNode(terms.terms_url)
        yield Triple(node, DCTERMS["license"], page)
        yield Triple(page, RDF["type"], DCTERMS["LicenseDocument"])
