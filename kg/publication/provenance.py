"""Where the release came from, in PROV-O: software, time, the source documents it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kg import __version__
from kg.graph.literals import english, japanese, string
from kg.publication.catalog import dataset_node
from kg.publication.catalog_words import load_catalog_words
from kg.publication.contents import PublishedAgreement, ReleaseIdentity, moment
from kg.publication.publisher import publisher_node
from kg.vocabulary import PROV, RDF, RDFS, SCHEMA

#: Name of the software as distributed.
SOFTWARE_NAME = "renkei-kg"


def build_node(release: ReleaseIdentity) -> NamedNode:
    """The build that made the release."""
    return NamedNode(release.iris.id(f"release/{release.id}/build"))


def provenance_triples(release: ReleaseIdentity, agreements: Sequence[PublishedAgreement]) -> Iterator[Triple]:
    """The release, the build that made it, and what the build used."""
    node = NamedNode(release.iris.id(f"release/{release.id}"))
    build = build_node(release)
    software = NamedNode(release.iris.id(f"software/{SOFTWARE_NAME}-{__version__}"))
    dataset = dataset_node(release, load_catalog_words().datasets[0].slug)
    yield Triple(node, RDF["type"], PROV["Entity"])
    yield Triple(node, RDFS["label"], japanese(f"公開版 {release.id}"))
    yield Triple(node, RDFS["label"], english(f"Release {release.id}"))
    yield Triple(node, PROV["generatedAtTime"], moment(release.created))
    yield Triple(node, PROV["wasGeneratedBy"], build)
    yield Triple(node, PROV["wasAttributedTo"], publisher_node(release))
    yield Triple(node, PROV["specializationOf"], dataset)
    yield Triple(build, RDF["type"], PROV["Activity"])
    yield Triple(build, PROV["wasAssociatedWith"], software)
    yield Triple(software, RDF["type"], PROV["SoftwareAgent"])
    yield Triple(software, RDFS["label"], string(SOFTWARE_NAME))
    yield Triple(software, SCHEMA["softwareVersion"], string(__version__))
    for entry in agreements:
        yield Triple(build, PROV["used"], NamedNode(release.iris.source(entry.slug)))
