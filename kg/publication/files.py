"""The files of a release, one after the other: path and content.

The catalog names every other file with its checksum, so it comes last: :func:`data_files`, then :func:`graph_files` of
VoID and of the catalog.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg import akoma_ntoso, workbook
from kg.bundled import bundled
from kg.errors import NonconformanceError
from kg.formats import AKOMA_NTOSO, RDF_FORMATS, TURTLE, XLSX, Format
from kg.graph.dataset import AgreementGraph
from kg.identifiers import Iris
from kg.publication.check_json import check_json
from kg.publication.contents import ReleaseFile, ReleaseIdentity
from kg.publication.dump_checks import check_dump
from kg.publication.dumps import DumpContent, dump_content
from kg.publication.explained_findings import ExplainedFinding, explain_findings, with_explanations
from kg.publication.finding_files import finding_files
from kg.publication.json_ld import write_context
from kg.publication.selection import Candidate, Selection
from kg.publication.tables import TableSource, table_files
from kg.registries.municipalities import MunicipalityRegistry
from kg.validation import report_json, report_turtle

#: The empty workbook to write an agreement in.
TEMPLATE = f"workbook/template.{XLSX.extension}"

#: Shared graphs that are data sets of their own, each with a file in Turtle.
_OWN_FILES = ("registry", "schemes")

File = tuple[str, bytes]


def write_files(directory: Path, files: Iterable[File]) -> Iterator[ReleaseFile]:
    """Write each file below the directory; yields its record."""
    for path, data in files:
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        yield ReleaseFile.of(path, data)


def data_files(
    selection: Selection,
    quads: Iterable[Quad],
    *,
    findings: Sequence[ExplainedFinding],
    release: ReleaseIdentity,
    registry: MunicipalityRegistry,
) -> Iterator[File]:
    """Everything but the whole data set and the descriptions of the release. ``quads`` is the data set, sorted."""
    iris = release.iris
    for candidate in selection.candidates:
        if candidate.validation.conforms:
            yield from _agreement_files(candidate, selection, release=release)
    yield from table_files(TableSource(agreements=selection.published, registry=registry, iris=iris))
    yield from _validation_files(selection, iris=iris)
    own: dict[object, list[Quad]] = {NamedNode(iris.document(name)): [] for name in _OWN_FILES}
    for quad in quads:
        if quad.graph_name in own:
            own[quad.graph_name].append(quad)
    for name in _OWN_FILES:
        yield _dump(f"graphs/{name}", DumpContent(own[NamedNode(iris.document(name))]), TURTLE)
    yield from finding_files(findings, iris=iris)
    yield TEMPLATE, workbook.template()
    yield "context.jsonld", write_context()
    for folder in ("ontology", "shapes"):
        for file in sorted(bundled(folder).glob("*.ttl")):
            yield f"{folder}/{file.name}", file.read_bytes()


def graph_files(name: str, quads: Sequence[Quad]) -> Iterator[File]:
    """A graph in every syntax of one graph, e.g. ``void.ttl``."""
    content = DumpContent(quads)
    for syntax in RDF_FORMATS:
        yield _dump(name, content, syntax)


def _dump(name: str, content: DumpContent, syntax: Format) -> File:
    """A dump that was read back. Raises ReleaseError where it cannot be."""
    path, data = f"{name}.{syntax.extension}", dump_content(content, syntax)
    check_dump(path, data, content, syntax)
    return path, data


def agreement_files(slug: str) -> tuple[str, ...]:
    """Paths of the files that one agreement may have; it has no workbook where none can hold it.

    >>> agreement_files("a")[0]
    'agreements/a.ttl'
    """
    folder = f"agreements/{slug}"
    return (
        *(f"{folder}.{syntax.extension}" for syntax in (*RDF_FORMATS, AKOMA_NTOSO, XLSX)),
        f"{folder}/source.txt",
        f"{folder}/report.json",
    )


def _agreement_files(candidate: Candidate, selection: Selection, *, release: ReleaseIdentity) -> Iterator[File]:
    graph = candidate.graph
    folder = f"agreements/{graph.slug}"
    yield from graph_files(folder, graph.quads)
    yield f"{folder}.{AKOMA_NTOSO.extension}", _akoma_ntoso(graph, release)
    yield from _workbook(graph, f"{folder}.{XLSX.extension}")
    yield f"{folder}/source.txt", graph.report.source.text.encode()
    siblings = selection.in_file(candidate.path)
    findings = selection.findings[candidate.path]
    graphs = [sibling.graph for sibling in siblings]
    checked = check_json(
        findings.report,
        path=candidate.path,
        slugs=[graph.slug for graph in graphs],
        conforms=[sibling.validation.conforms for sibling in siblings],
        iris=release.iris,
        histories=[graph.history for graph in graphs],
    )
    explained = explain_findings(findings, graphs, path=candidate.path, iris=release.iris)
    yield f"{folder}/report.json", json_bytes(with_explanations(checked, explained))


def _workbook(graph: AgreementGraph, path: str) -> Iterator[File]:
    """The workbook of an agreement, unless none says what its text says: then there is none to be led astray by."""
    try:
        made = workbook.agreement_workbook(graph.report, graph.agreement)
    except NonconformanceError:
        return
    yield path, made.data


def _akoma_ntoso(graph: AgreementGraph, release: ReleaseIdentity) -> bytes:
    publication = akoma_ntoso.Publication(
        iris=release.iris,
        slug=graph.slug,
        publisher=release.settings.publisher_name,
        made_on=release.created.date(),
    )
    return akoma_ntoso.write_akoma_ntoso(graph.agreement, publication)


def _validation_files(selection: Selection, *, iris: Iris) -> Iterator[File]:
    reports = [candidate.validation for candidate in selection.candidates]
    yield "validation/report.json", json_bytes(report_json(reports))
    yield "validation/report.ttl", report_turtle(reports, report_iri=iris.download("validation/report.ttl"))


def json_bytes(content: object) -> bytes:
    """JSON for people and programs: indented, UTF-8, the order of fields as given."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
