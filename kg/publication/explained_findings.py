"""Findings for people: which agreement and part, what is wrong, the line of the source, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.graph.dataset import AgreementGraph
from kg.identifiers import Iris
from kg.model.agreement import Report
from kg.model.text import Diagnostic, Severity
from kg.publication.excerpt import line_parts
from kg.publication.finding_places import FindingPlaces, Part
from kg.publication.findings import Findings
from kg.publication.manifest import SetAside
from kg.registries.diagnostic_codes import DiagnosticCode, load_diagnostic_codes

#: Cells of a source line that are shown.
_LINE_WIDTH = 160
#: What the code of a finding of SHACL begins with.
_SHACL_PREFIX = "shacl-"
#: The code under which the table explains them all.
_SHACL = "shacl"
_CODE_OF_SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line of the source, cut where it is long; ``marked`` are the words in question."""

    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.marked + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedFinding:
    """One finding.

    ``line`` and ``column`` count from 1 and are 0, and ``source_line`` and the offsets ``start`` and ``end`` None,
    where a whole file was set aside. ``part`` is None where the finding is about no agreement.
    """

    path: str
    severity: Severity
    code: str
    line: int
    column: int
    start: int | None
    end: int | None
    source_line: SourceLine | None
    part: Part | None
    agreement_title: str
    message: str
    message_ja: str
    meaning: str
    meaning_ja: str
    remedy: str
    remedy_ja: str

    def json(self) -> dict[str, Any]:
        """The finding as JSON."""
        return {
            "path": self.path,
            "severity": self.severity.value,
            "code": self.code,
            "line": self.line,
            "column": self.column,
            "start": self.start,
            "end": self.end,
            "message": self.message,
            "message_ja": self.message_ja,
            **self._explanation(),
        }

    def added_json(self) -> dict[str, Any]:
        """What the finding says beyond its diagnostic."""
        return {"column": self.column, **self._explanation()}

    def _explanation(self) -> dict[str, Any]:
        return {
            "agreement": self.part.slug if self.part else None,
            "agreement_title": self.agreement_title or None,
            "part": asdict(self.part) if self.part else None,
            "source_line": asdict(self.source_line) if self.source_line else None,
            "meaning": self.meaning,
            "meaning_ja": self.meaning_ja,
            "remedy": self.remedy,
            "remedy_ja": self.remedy_ja,
        }


def explain_findings(
    findings: Findings, graphs: Sequence[AgreementGraph], *, path: str, iris: Iris
) -> tuple[ExplainedFinding, ...]:
    """The findings of one file, in the order of their places. ``graphs`` are those of its agreements."""
    places = FindingPlaces(graphs, iris)
    titles = {graph.slug: graph.agreement.title.text for graph in graphs}
    owners = {id(found): slug for slug, several in findings.of_agreements.items() for found in several}
    return tuple(
        _explained(found, findings.report, path, _part(found, owners.get(id(found)), places), titles)
        for found in findings.report.diagnostics
    )


def _part(found: Diagnostic, owner: str | None, places: FindingPlaces) -> Part | None:
    """Where a finding belongs: what concerns one agreement never stands in another."""
    part = places.part_at(found.span)
    return places.whole(owner) if owner and (part is None or part.slug != owner) else part


def with_explanations(checked: Mapping[str, Any], explained: Sequence[ExplainedFinding]) -> dict[str, Any]:
    """A check (the object of ``check --format json``) whose diagnostics say what :class:`ExplainedFinding` adds."""
    diagnostics = [
        {**diagnostic, **each.added_json()} for diagnostic, each in zip(checked["diagnostics"], explained, strict=True)
    ]
    return {**checked, "diagnostics": diagnostics}


def explain_unread(report: Report, *, path: str) -> Iterator[ExplainedFinding]:
    """The findings of a file in which there is no agreement."""
    for found in report.diagnostics:
        yield _explained(found, report, path, None, {})


def explain_set_aside(entry: SetAside, *, iris: Iris) -> ExplainedFinding:
    """That something was not published, where no other finding says so."""
    code = load_diagnostic_codes()[_CODE_OF_SET_ASIDE]
    slug = entry.slug
    whole = Part(slug=slug, iri=iris.agreement(slug), name="全体", name_en="as a whole") if slug else None
    return ExplainedFinding(
        path=entry.path,
        severity=Severity.ERROR,
        code=_CODE_OF_SET_ASIDE,
        line=0,
        column=0,
        start=None,
        end=None,
        source_line=None,
        part=whole,
        agreement_title="",
        message=entry.reason,
        message_ja=entry.reason_ja,
        **_words(code),
    )


def _explained(
    found: Diagnostic, report: Report, path: str, part: Part | None, titles: dict[str, str]
) -> ExplainedFinding:
    source = report.source
    line, column = source.position(found.span.start)
    before, marked, after = line_parts(source.text, found.span.start, found.span.end, width=_LINE_WIDTH)
    codes = load_diagnostic_codes()
    code = codes[_SHACL if found.code.startswith(_SHACL_PREFIX) else found.code]
    return ExplainedFinding(
        path=path,
        severity=found.severity,
        code=found.code,
        line=line,
        column=column,
        start=found.span.start,
        end=found.span.end,
        source_line=SourceLine(before=before, marked=marked, after=after),
        part=part,
        agreement_title=titles[part.slug] if part else "",
        message=found.message,
        message_ja=found.message_ja,
        **_words(code),
    )


def _words(code: DiagnosticCode) -> dict[str, str]:
    return {
        "meaning": code.meaning_en,
        "meaning_ja": code.meaning_ja,
        "remedy": code.remedy_en,
        "remedy_ja": code.remedy_ja,
    }
