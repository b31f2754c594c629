"""Which agreements are published: those that were read, stand there once, and conform to the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.graph.dataset import AgreementGraph, agreement_graphs, instrument_kinds, shared_graphs
from kg.graph.labels import agreement_label_en, agreement_label_ja
from kg.graph.slugs import printed_text
from kg.identifiers import Iris, agreement_slug
from kg.model.agreement import Report
from kg.model.text import Diagnostic, Severity
from kg.publication.contents import PublishedAgreement
from kg.publication.findings import Findings, findings_of, published_homepages
from kg.publication.manifest import SetAside, Warned
from kg.publication.progress import Progress, Stage
from kg.publication.reading_inputs import Failure, Reading
from kg.registries.municipalities import MunicipalityRegistry
from kg.validation import ResultSeverity, ValidationReport, each_partition, validate_agreements


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An agreement that was read, with its graph and what validation says of it.

    ``path`` is its file, ``position`` its place among the agreements of that file, from 0.
    """

    path: str
    position: int
    graph: AgreementGraph
    validation: ValidationReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The outcome, sorted by slug and by path. ``candidates`` holds those that are set aside too.

    ``places`` are those of the candidates of a file, in the order of its text, by path; ``findings`` what there is to
    say of each file that holds agreements, by path; ``unread`` the reports of those that were read and hold none.
    """

    candidates: tuple[Candidate, ...]
    published: tuple[PublishedAgreement, ...]
    set_aside: tuple[SetAside, ...]
    warnings: tuple[Warned, ...]
    findings: Mapping[str, Findings]
    unread: Mapping[str, Report]
    places: Mapping[str, Sequence[int]]

    @property
    def graphs(self) -> tuple[AgreementGraph, ...]:
        """The graphs of what is published."""
        return tuple(entry.graph for entry in self.candidates if entry.validation.conforms)

    def in_file(self, path: str) -> list[Candidate]:
        """The candidates of one file, in the order of its text."""
        return [self.candidates[place] for place in self.places[path]]


def select_agreements(
    readings: Sequence[Reading],
    *,
    iris: Iris,
    registry: MunicipalityRegistry,
    jobs: int,
    progress: Progress,
    withdrawn: Collection[str] = (),
) -> Selection:
    """Map and validate what was read, and set aside what cannot be published, each with its reason.

    ``withdrawn`` are slugs of agreements that are not published, even where they are among the sources.
    """
    unread = [_unread(reading.input.path, reading.result) for reading in readings if not _agreements(reading)]
    distinct, repeated = _without_repetitions(readings)
    distinct = [(path, _without(report, withdrawn)) for path, report in distinct]
    progress(Stage.MAPPING, 0, len(distinct))
    every_place = [(path, position) for path, report in distinct for position, _ in enumerate(report.agreements)]
    every_graph = agreement_graphs([report for _, report in distinct], iris=iris, registry=registry)
    # Names that several would have are told apart only there, so a withdrawn one of them is known only now.
    placed = [pair for pair in zip(every_place, every_graph, strict=True) if pair[1].slug not in withdrawn]
    places, graphs = [place for place, _ in placed], [graph for _, graph in placed]
    progress(Stage.MAPPING, len(distinct), len(distinct))
    reports = _validated(graphs, iris=iris, registry=registry, jobs=jobs, progress=progress)
    candidates = [
        Candidate(path=path, position=position, graph=graph, validation=report)
        for (path, position), graph, report in zip(places, graphs, reports, strict=True)
    ]
    candidates.sort(key=lambda candidate: candidate.graph.slug)
    findings = _findings(candidates, iris=iris, registry=registry)
    refused = [_refused(candidate) for candidate in candidates if not candidate.validation.conforms]
    accepted = [candidate for candidate in candidates if candidate.validation.conforms]
    return Selection(
        candidates=tuple(candidates),
        published=tuple(_published(candidate, iris=iris, registry=registry) for candidate in accepted),
        set_aside=tuple(sorted((*unread, *repeated, *refused), key=lambda entry: (entry.path, entry.slug or ""))),
        warnings=_warnings(findings, accepted),
        findings=findings,
        unread={
            reading.input.path: reading.result
            for reading in readings
            if isinstance(reading.result, Report) and not reading.result.agreements
        },
        places=_places(candidates),
    )


def _places(candidates: Sequence[Candidate]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(candidates)), key=lambda place: candidates[place].position):
        places[candidates[place].path].append(place)
    return places


def _findings(candidates: Sequence[Candidate], *, iris: Iris, registry: MunicipalityRegistry) -> dict[str, Findings]:
    """The findings of each file that holds candidates, which are sorted by slug."""
    homepages = published_homepages([candidate.graph for candidate in candidates], registry=registry)
    in_files: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        in_files[candidate.path].append(candidate)
    return {
        path: findings_of(
            of_file[0].graph.report,
            [(candidate.graph, candidate.validation) for candidate in of_file],
            iris=iris,
            homepages=homepages,
        )
        for path, of_file in in_files.items()
    }


def _agreements(reading: Reading) -> bool:
    return isinstance(reading.result, Report) and bool(reading.result.agreements)


def _unread(path: str, result: Report | Failure) -> SetAside:
    """A file without an agreement in it: why it could not be read, or the diagnostic that says so."""
    if isinstance(result, Failure):
        return SetAside(path=path, reason=result.reason, reason_ja=result.reason_ja)
    errors = [found for found in result.diagnostics if found.severity is Severity.ERROR]
    return SetAside(
        path=path,
        reason="; ".join(found.message for found in errors) or "no agreement found",
        reason_ja="; ".join(found.message_ja for found in errors) or "協定等が見つかりません",
    )


def _without_repetitions(readings: Sequence[Reading]) -> tuple[list[tuple[str, Report]], list[SetAside]]:
    """The reports without agreements that stand to the letter in an earlier file, and those set aside."""
    first: dict[tuple[str, str], str] = {}
    kept, repeated = [], []
    for reading in readings:
        path, report = reading.input.path, reading.result
        if not isinstance(report, Report):
            continue
        new = []
        for agreement in report.agreements:
            key = agreement_slug(agreement), printed_text(agreement.instrument_tree)
            if key in first:
                repeated.append(_repeated(path, key[0], first[key]))
            else:
                first[key] = path
                new.append(agreement)
        kept.append((path, replace(report, agreements=tuple(new))))
    return kept, repeated


def _without(report: Report, withdrawn: Collection[str]) -> Report:
    kept = tuple(agreement for agreement in report.agreements if agreement_slug(agreement) not in withdrawn)
    return report if len(kept) == len(report.agreements) else replace(report, agreements=kept)


def _repeated(path: str, slug: str, earlier: str) -> SetAside:
    return SetAside(
        path=path,
        slug=slug,
        reason=f"the same agreement as in {earlier}, to the letter; expected each agreement once",
        reason_ja=f"{earlier} にある協定と一字一句同じです。同じ協定は一度だけ公開します",
    )


def _validated(
    graphs: Sequence[AgreementGraph], *, iris: Iris, registry: MunicipalityRegistry, jobs: int, progress: Progress
) -> tuple[ValidationReport, ...]:
    shared = shared_graphs(graphs, iris=iris, registry=registry)
    partitions = each_partition(((graph.slug, graph.quads) for graph in graphs), shared)
    progress(Stage.VALIDATING, 0, len(graphs))
    return validate_agreements(
        partitions, count=len(graphs), jobs=jobs, progress=lambda done, total: progress(Stage.VALIDATING, done, total)
    )


def _refused(candidate: Candidate) -> SetAside:
    violations = [result for result in candidate.validation.results if result.severity is ResultSeverity.VIOLATION]
    return SetAside(
        path=candidate.path,
        slug=candidate.graph.slug,
        reason="; ".join(dict.fromkeys(f"{result.focus_node}: {result.said}" for result in violations)),
        reason_ja="; ".join(dict.fromkeys(f"{result.focus_node}: {result.said_ja}" for result in violations)),
    )


def _published(candidate: Candidate, *, iris: Iris, registry: MunicipalityRegistry) -> PublishedAgreement:
    graph, kinds = candidate.graph, instrument_kinds()
    return PublishedAgreement(
        slug=graph.slug,
        iri=iris.agreement(graph.slug),
        label=agreement_label_ja(graph.agreement),
        label_en=agreement_label_en(graph.agreement, kinds=kinds, registry=registry),
        kind_en=kinds[graph.agreement.instrument],
        source_path=candidate.path,
        agreement=graph.agreement,
        report=graph.report,
    )


def _warnings(findings: Mapping[str, Findings], accepted: Sequence[Candidate]) -> tuple[Warned, ...]:
    """What people should look at in what is published: every finding above information, by file and line."""
    found = {
        _warned(candidate.path, candidate.graph.report, finding)
        for candidate in accepted
        for finding in findings[candidate.path].of(candidate.graph.slug)
        if finding.severity is not Severity.INFO
    }
    return tuple(sorted(found, key=lambda warned: (warned.path, warned.line, warned.code, warned.message)))


def _warned(path: str, report: Report, found: Diagnostic) -> Warned:
    line, _ = report.source.position(found.span.start)
    return Warned(path=path, line=line, code=found.code, message=found.message, message_ja=found.message_ja)
