"""Write a release into an empty folder: files, store, manifest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad

from kg.formats import PLAIN_JSON, RDF_XML
from kg.graph.dataset import shared_graphs
from kg.graph.ordering import quads_of
from kg.publication.account_graph import PROVENANCE, account_quads
from kg.publication.build_account import account_for, account_json
from kg.publication.catalog import catalog_quads
from kg.publication.catalog_index import write_catalog_index
from kg.publication.catalog_score import CATALOG_SCORE, score_catalog, write_score
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity, moment
from kg.publication.dataset_files import DATASET, GraphsInOrder, write_dataset
from kg.publication.datatypes import lost_datatypes
from kg.publication.files import agreement_files, data_files, graph_files, json_bytes, write_files
from kg.publication.finding_files import release_findings
from kg.publication.inputs import InputFile
from kg.publication.link_report import count_links, link_files
from kg.publication.manifest import (
    MANIFEST,
    AgreementEntry,
    GoneAgreement,
    LeftOut,
    Manifest,
    published_settings,
    write_manifest,
)
from kg.publication.ontology_notes import ONTOLOGY_NOTES, ontology_notes_quads
from kg.publication.progress import Progress, Stage
from kg.publication.provenance import provenance_triples
from kg.publication.quality import QUALITY, measure_quality, quality_quads
from kg.publication.query_store import write_store
from kg.publication.release import CATALOG_INDEX, STORE, TEXT_INDEX
from kg.publication.selection import Selection
from kg.publication.statistics import Statistics, count_quads
from kg.publication.text_index import write_text_index
from kg.publication.union import SortedUnion, StoredQuads
from kg.publication.void import void_triples
from kg.publication.withdrawn import WithdrawnTable, withdrawn_triples
from kg.rdf_xml import xml_carries_triple
from kg.registries.municipalities import MunicipalityRegistry
from kg.sealing import store_digest
from kg.vocabulary import RENKEI

#: Counts of the manifest and the classes whose instances they count.
_COUNTED = {
    "agreements": "Agreement",
    "articles": "Article",
    "initiatives": "Initiative",
    "roles": "Role",
    "municipalities": "Municipality",
    "parties": "Party",
}


def compose_release(
    directory: Path,
    release: ReleaseIdentity,
    *,
    selection: Selection,
    inputs: Sequence[InputFile],
    registry: MunicipalityRegistry,
    previous: str | None,
    gone: Sequence[GoneAgreement],
    withdrawn: WithdrawnTable,
    progress: Progress,
) -> Manifest:
    """Write everything and return the manifest, written after all it lists: a folder without one is no release."""
    # The data set is read from files in an empty folder, never held.
    with TemporaryDirectory(dir=directory) as folder:
        working = Path(folder)
        progress(Stage.WRITING, 0, 3)
        union = SortedUnion(working)
        shared = shared_graphs(selection.graphs, iris=release.iris, registry=registry)
        in_order = GraphsInOrder(selection.graphs, chain.from_iterable(shared.values()), iris=release.iris)
        data, dumps = write_dataset(directory, in_order, union, working=working)
        quads = data.quads
        findings = release_findings(selection, iris=release.iris)
        wanted = data_files(selection, quads, findings=findings, release=release, registry=registry)
        files = (*dumps, *write_files(directory, wanted))
        quality = quality_quads(release, measure_quality(selection, findings))
        files += tuple(write_files(directory, graph_files(QUALITY, quality)))
        notes = ontology_notes_quads(quads, iris=release.iris)
        files += tuple(write_files(directory, graph_files(ONTOLOGY_NOTES, notes)))
        progress(Stage.WRITING, 1, 3)
        catalogued = catalog_quads(release, agreements=selection.published, files=files, registry=registry)
        linked = count_links(chain(quads, catalogued), iris=release.iris)
        files += tuple(write_files(directory, link_files(linked)))
        answered = {release.iris.download(file.path) for file in files}
        scored = score_catalog((quad.triple for quad in catalogued), answered=answered)
        # The catalog is made anew below, of all files; both at a time would be the largest thing in memory.
        del catalogued
        files += tuple(write_files(directory, [(CATALOG_SCORE, write_score(scored))]))
        account = account_for(selection, inputs=inputs, quads=quads, files=files, iris=release.iris)
        provenance = account_quads(release, account, besides=withdrawn_triples(withdrawn, iris=release.iris))
        told = (f"{PROVENANCE}.{PLAIN_JSON.extension}", json_bytes(account_json(account, release)))
        files += tuple(write_files(directory, [told, *graph_files(PROVENANCE, provenance)]))
        description = _release_quads(release, selection.published, quads, files)
        files += tuple(write_files(directory, graph_files("void", description)))
        progress(Stage.WRITING, 2, 3)
        catalog = catalog_quads(release, agreements=selection.published, files=files, registry=registry)
        files += tuple(write_files(directory, graph_files("catalog", catalog)))
        progress(Stage.WRITING, 3, 3)
        union.add(chain(description, quality, notes, provenance, catalog))
        union.write(working / "everything")
        everything = StoredQuads(working / "everything")
        progress(Stage.STORING, 0, 1)
        write_store(directory / STORE, everything)
        write_text_index(directory / TEXT_INDEX, everything)
        write_catalog_index(directory / CATALOG_INDEX, (quad.triple for quad in catalog))
        progress(Stage.STORING, 1, 1)
        manifest = Manifest(
            id=release.id,
            created=moment(release.created).value,
            settings=published_settings(release.settings),
            inputs=tuple(inputs),
            counts=_counts(count_quads(everything)),
            datatypes=lost_datatypes(everything),
            agreements=tuple(_entry(entry, {file.path for file in files}) for entry in selection.published),
            set_aside=selection.set_aside,
            warnings=selection.warnings,
            left_out=_left_out(
                chain(
                    [(DATASET, quads), ("void", description), (QUALITY, quality), (ONTOLOGY_NOTES, notes)],
                    [(PROVENANCE, provenance), ("catalog", catalog)],
                    ((f"agreements/{graph.slug}", graph.quads) for graph in selection.graphs),
                )
            ),
            files=tuple(sorted(files, key=lambda file: file.path)),
            indexes=tuple(
                ReleaseFile.of(name, (directory / name).read_bytes()) for name in (CATALOG_INDEX, TEXT_INDEX)
            ),
            store=store_digest(directory / STORE),
            previous=previous,
            gone=tuple(gone),
        )
    (directory / MANIFEST).write_bytes(write_manifest(manifest))
    return manifest


def _release_quads(
    release: ReleaseIdentity,
    agreements: Sequence[PublishedAgreement],
    quads: Iterable[Quad],
    files: Sequence[ReleaseFile],
) -> list[Quad]:
    """The graph ``doc/release``: what the data set is (VoID) and where it came from (PROV-O)."""
    triples = [
        *void_triples(release, quads=quads, agreements=agreements, files=files),
        *provenance_triples(release, agreements),
    ]
    return quads_of(triples, graph=release.iris.document("release"))


def _left_out(dumped: Iterable[tuple[str, Iterable[Quad]]]) -> tuple[LeftOut, ...]:
    """What the RDF/XML dumps leave out; ``dumped`` is each dump's path without extension with its quads."""
    entries = []
    for name, quads in dumped:
        statements = len({quad.triple for quad in quads if not xml_carries_triple(quad.triple)})
        if statements:
            entries.append(LeftOut(path=f"{name}.{RDF_XML.extension}", statements=statements))
    return tuple(sorted(entries, key=lambda entry: entry.path.rpartition(".")[0]))


def _counts(statistics: Statistics) -> dict[str, object]:
    counts: dict[str, object] = {name: statistics.classes.get(RENKEI[term].value, 0) for name, term in _COUNTED.items()}
    return {**counts, "triples": statistics.triples, "graphs": dict(statistics.graphs)}


def _entry(entry: PublishedAgreement, written: Collection[str]) -> AgreementEntry:
    files = tuple(path for path in agreement_files(entry.slug) if path in written)
    return AgreementEntry(slug=entry.slug, iri=entry.iri, title=entry.label, title_en=entry.label_en, files=files)
