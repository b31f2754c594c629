"""The findings of a release as files: a page, a table, JSON, and RDF (SHACL validation results with annotations).

All four hold the same findings in the same order: by severity, then by file and place.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.formats import HTML, PLAIN_JSON, RESULTS_CSV, TURTLE
from kg.graph.literals import english, japanese, offset, string
from kg.identifiers import Iris
from kg.model.text import Severity, Span
from kg.publication.explained_findings import (
    ExplainedFinding,
    explain_findings,
    explain_set_aside,
    explain_unread,
)
from kg.publication.selection import Selection
from kg.publication.tables import plain_cell
from kg.vocabulary import DCTERMS, OA, PREFIXES, RDF, RDFS, SH, SKOS

#: Path of the files without extension.
FINDINGS = "validation/findings"

_ORDER = list(Severity)
_SHACL_SEVERITIES = {
    Severity.ERROR: SH["Violation"],
    Severity.WARNING: SH["Warning"],
    Severity.INFO: SH["Info"],
}
_HEADER = (
    "severity",
    "code",
    "file",
    "line",
    "column",
    "agreement_id",
    "agreement_title",
    "part",
    "part_en",
    "part_iri",
    "source_line",
    "message_ja",
    "message",
    "remedy_ja",
    "remedy",
)


def release_findings(selection: Selection, *, iris: Iris) -> tuple[ExplainedFinding, ...]:
    """Everything there is to say of what was read for a release, published or not."""
    found: list[ExplainedFinding] = []
    for path, findings in selection.findings.items():
        graphs = [candidate.graph for candidate in selection.in_file(path)]
        found += explain_findings(findings, graphs, path=path, iris=iris)
    for path, report in selection.unread.items():
        found += explain_unread(report, path=path)
    said = {(each.path, each.part.slug if each.part else None) for each in found if each.severity is Severity.ERROR}
    for entry in selection.set_aside:
        if (entry.path, entry.slug) not in said:
            found.append(explain_set_aside(entry, iris=iris))
    return tuple(sorted(found, key=_place))


def _place(found: ExplainedFinding) -> tuple[int, str, int, int, str, str]:
    return _ORDER.index(found.severity), found.path, found.line, found.column, found.code, found.message


def finding_files(found: Sequence[ExplainedFinding], *, iris: Iris) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file."""
    yield f"{FINDINGS}.{PLAIN_JSON.extension}", findings_json(found)
    yield f"{FINDINGS}.{RESULTS_CSV.extension}", findings_csv(found)
    yield f"{FINDINGS}.{HTML.extension}", findings_html(found)
    yield f"{FINDINGS}.{TURTLE.extension}", findings_turtle(found, iris=iris)


def counts_by_severity(found: Sequence[ExplainedFinding]) -> dict[str, int]:
    """How many there are of each severity."""
    counts = Counter(each.severity for each in found)
    return {severity.value: counts[severity] for severity in Severity}


def findings_json(found: Sequence[ExplainedFinding]) -> bytes:
    """One object: the counts and the findings."""
    content: dict[str, Any] = {"counts": counts_by_severity(found), "findings": [each.json() for each in found]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def findings_csv(found: Sequence[ExplainedFinding]) -> bytes:
    """A table as the others of the release are: RFC 4180, no cell that a spreadsheet takes for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_HEADER)
    writer.writerows([*map(plain_cell, _cells(each))] for each in found)
    return buffer.getvalue().encode()


def _cells(each: ExplainedFinding) -> tuple[str, ...]:
    part = each.part
    return (
        each.severity.value,
        each.code,
        each.path,
        str(each.line or ""),
        str(each.column or ""),
        part.slug if part else "",
        each.agreement_title,
        part.name if part else "",
        part.name_en if part else "",
        part.iri if part else "",
        each.source_line.text if each.source_line else "",
        each.message_ja,
        each.message,
        each.remedy_ja,
        each.remedy,
    )


def findings_html(found: Sequence[ExplainedFinding]) -> bytes:
    """A page in both languages that needs no server."""
    environment = Environment(
        loader=PackageLoader("kg.publication"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    shown = environment.get_template("findings.html").render(found=found, counts=counts_by_severity(found))
    return (shown + "\n").encode()


def findings_turtle(found: Sequence[ExplainedFinding], *, iris: Iris) -> bytes:
    """A SHACL validation report: each finding a result that is also an annotation of the words it is about.

    The kinds of findings are its constraint components: what they mean and how to mend them stands with them.
    """
    document = iris.download(f"{FINDINGS}.{TURTLE.extension}")
    prefixes = {name: PREFIXES[name] for name in ("rdf", "rdfs", "skos", "sh", "dcterms", "oa", "xsd")}
    return serialize(list(_triples(found, document, iris)), format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _triples(found: Sequence[ExplainedFinding], document: str, iris: Iris) -> Iterator[Triple]:
    report = NamedNode(document)
    conforms = not any(each.severity is Severity.ERROR for each in found)
    yield Triple(report, RDF["type"], SH["ValidationReport"])
    yield Triple(report, SH["conforms"], Literal(conforms))
    for kind in {each.code: each for each in found}.values():
        yield from _kind_triples(NamedNode(f"{document}#{kind.code}"), kind)
    for number, each in enumerate(found, start=1):
        node = NamedNode(f"{document}#finding-{number}")
        yield Triple(report, SH["result"], node)
        yield from _finding_triples(node, each, NamedNode(f"{document}#{each.code}"), iris)


def _kind_triples(node: NamedNode, kind: ExplainedFinding) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], SH["ConstraintComponent"])
    yield Triple(node, SKOS["notation"], string(kind.code))
    yield Triple(node, SKOS["definition"], japanese(kind.meaning_ja))
    yield Triple(node, SKOS["definition"], english(kind.meaning))
    yield Triple(node, SKOS["note"], japanese(kind.remedy_ja))
    yield Triple(node, SKOS["note"], english(kind.remedy))


def _finding_triples(node: NamedNode, each: ExplainedFinding, kind: NamedNode, iris: Iris) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], SH["ValidationResult"])
    yield Triple(node, RDF["type"], OA["Annotation"])
    yield Triple(node, SH["resultSeverity"], _SHACL_SEVERITIES[each.severity])
    yield Triple(node, SH["sourceConstraintComponent"], kind)
    yield Triple(node, SH["resultMessage"], japanese(each.message_ja))
    yield Triple(node, SH["resultMessage"], english(each.message))
    yield Triple(node, DCTERMS["source"], string(f"{each.path}:{each.line}" if each.line else each.path))
    yield Triple(node, SH["focusNode"], _focus(node, each))
    if each.part is None or each.start is None or each.end is None:
        return
    stretch = NamedNode(iris.span(each.part.slug, Span(each.start, each.end)))
    yield Triple(node, OA["hasTarget"], stretch)
    yield Triple(stretch, OA["hasSource"], NamedNode(iris.source(each.part.slug)))
    yield Triple(stretch, OA["start"], offset(each.start))
    yield Triple(stretch, OA["end"], offset(each.end))
    if each.source_line:
        yield Triple(stretch, RDFS["label"], string(each.source_line.text))


def _focus(node: NamedNode, each: ExplainedFinding) -> NamedNode:
    """The part in question. A file without agreements has no IRI: the finding itself stands for it."""
    return NamedNode(each.part.iri) if each.part else node
