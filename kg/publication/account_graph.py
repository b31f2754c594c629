"""The account of a build in PROV-O and DQV: the graph ``doc/provenance``.

Each file that was used is a ``prov:Entity`` with size and checksum, each stage a ``prov:Activity`` that is part of the
build and follows the one before, and each count a ``dqv:QualityMeasurement`` computed on its stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import english, japanese, offset, string
from kg.graph.ordering import quads_of
from kg.identifiers import short_hash
from kg.publication.build_account import BuildAccount
from kg.publication.contents import ReleaseIdentity
from kg.publication.inputs import InputFile
from kg.publication.provenance import build_node
from kg.registries.release_counts import STAGES, load_release_counts
from kg.vocabulary import DCAT, DCTERMS, DQV, PROV, RDF, RDFS, SPDX, XSD

#: Name of the graph and of its files.
PROVENANCE = "provenance"


def account_quads(release: ReleaseIdentity, account: BuildAccount, *, besides: Iterable[Triple] = ()) -> list[Quad]:
    """The graph of a build's account, and of what is told ``besides``: what was withdrawn."""
    build = build_node(release)
    triples = [
        *_used(build, "input", account.inputs),
        *_used(build, "rule", account.rules),
        Triple(build, PROV["used"], NamedNode(account.ontology_version)),
        *(Triple(build, PROV["wasInfluencedBy"], NamedNode(made.iri)) for made in account.corrections),
        *_stage_triples(release, build, account),
        *besides,
    ]
    return quads_of(triples, graph=release.iris.document(PROVENANCE))


def _used(build: NamedNode, kind: str, files: Sequence[InputFile]) -> Iterator[Triple]:
    """Files by what they are to the build; their IRIs are made of their paths."""
    for file in files:
        node = NamedNode(f"{build.value}/{kind}/{short_hash(file.path)}")
        checksum = NamedNode(f"{node.value}/checksum")
        yield Triple(build, PROV["used"], node)
        yield Triple(node, RDF["type"], PROV["Entity"])
        yield Triple(node, RDFS["label"], string(file.path))
        yield Triple(node, DCTERMS["type"], string(kind))
        yield Triple(node, DCAT["byteSize"], offset(file.size))
        yield Triple(node, SPDX["checksum"], checksum)
        yield Triple(checksum, RDF["type"], SPDX["Checksum"])
        yield Triple(checksum, SPDX["algorithm"], SPDX["checksumAlgorithm_sha256"])
        yield Triple(checksum, SPDX["checksumValue"], Literal(file.sha256, datatype=XSD["hexBinary"]))


def _stage_triples(release: ReleaseIdentity, build: NamedNode, account: BuildAccount) -> Iterator[Triple]:
    stages = {name: NamedNode(f"{build.value}/{name}") for name in STAGES}
    for name, (label_ja, label_en) in STAGES.items():
        yield Triple(stages[name], RDF["type"], PROV["Activity"])
        yield Triple(stages[name], RDFS["label"], japanese(label_ja))
        yield Triple(stages[name], RDFS["label"], english(label_en))
        yield Triple(stages[name], DCTERMS["isPartOf"], build)
    for before, after in pairwise(stages.values()):
        yield Triple(after, PROV["wasInformedBy"], before)
    dimension = NamedNode(release.iris.id("quality-dimension/processing"))
    yield Triple(dimension, RDF["type"], DQV["Dimension"])
    yield Triple(dimension, RDFS["label"], japanese("処理"))
    yield Triple(dimension, RDFS["label"], english("processing"))
    for each in load_release_counts():
        metric = NamedNode(release.iris.id(f"quality-metric/count-{each.count}"))
        yield Triple(metric, RDF["type"], DQV["Metric"])
        yield Triple(metric, RDFS["label"], japanese(each.label_ja))
        yield Triple(metric, RDFS["label"], english(each.label_en))
        yield Triple(metric, DQV["expectedDataType"], XSD["integer"])
        yield Triple(metric, DQV["inDimension"], dimension)
        measurement = NamedNode(f"{stages[each.stage].value}/{each.count}")
        yield Triple(stages[each.stage], DQV["hasQualityMeasurement"], measurement)
        yield Triple(measurement, RDF["type"], DQV["QualityMeasurement"])
        yield Triple(measurement, DQV["isMeasurementOf"], metric)
        yield Triple(measurement, DQV["computedOn"], stages[each.stage])
        yield Triple(measurement, RDFS["label"], japanese(each.label_ja))
        yield Triple(measurement, RDFS["label"], english(each.label_en))
        yield Triple(measurement, DQV["value"], Literal(str(account.counts[each.count]), datatype=XSD["integer"]))
