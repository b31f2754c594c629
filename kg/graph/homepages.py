"""Web sites of bodies: the registry's where it has one, else the sidecar's.

A sidecar never overrides the registry, and what it gives never goes unused in silence: a site that differs from the one
published is an information, a name that no body of the file has is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.graph.bodies import bodies_of
from kg.graph.registry import published
from kg.model.agreement import Agreement, Body, Report
from kg.model.text import Diagnostic, Severity, Span
from kg.registries.municipalities import MunicipalityRegistry


def sidecar_homepages(read: Iterable[tuple[Report, Agreement]]) -> dict[Body, str]:
    """What sidecars give for the bodies that their own agreements name; of several for one body the first by name."""
    pairs = {
        (page, body)
        for report, agreement in read
        for name, page in report.metadata.homepages
        for body in bodies_of(agreement)
        if body.name == name
    }
    found: dict[Body, str] = {}
    for page, body in sorted(pairs, key=lambda pair: pair[0]):
        found.setdefault(body, page)
    return found


def known_homepages(registry: MunicipalityRegistry) -> dict[str, str]:
    """The registry's own, by code."""
    return {row.code: row.homepage for row in published(registry)}


def homepage_diagnostics(
    report: Report, *, registered: Mapping[str, str], given: Mapping[Body, str]
) -> Iterator[Diagnostic]:
    """What becomes of the homepages of a report's sidecar, where they are not published as they are.

    ``registered`` are the registry's (:func:`known_homepages`), ``given`` all sidecars' (:func:`sidecar_homepages`).
    """
    for name, page in report.metadata.homepages:
        places = dict(_bodies_of(report, name))
        if not places:
            yield _unused(name, page)
        for body, span in places.items():
            used = registered.get(body.code or "") or given[body]
            if used != page:
                yield _differs(name, page, used, span)


def _bodies_of(report: Report, name: str) -> Iterator[tuple[Body, Span]]:
    """The bodies of that name and where the parties' part of the text has them."""
    for agreement in report.agreements:
        spans = {body: span for party in agreement.parties for body in party.bodies for span in party.words.spans[:1]}
        for body in bodies_of(agreement):
            if body.name == name:
                yield body, spans.get(body, Span(0, 0))


def _unused(name: str, page: str) -> Diagnostic:
    return Diagnostic(
        code="homepage-unused",
        severity=Severity.WARNING,
        span=Span(0, 0),
        message=f"the sidecar gives {page} as home page of {name}, expected a body that an agreement of the file names",
        message_ja=f"付属ファイルは {name} のウェブサイトを {page} としていますが、その名の団体は読み取られていません",
    )


def _differs(name: str, page: str, used: str, span: Span) -> Diagnostic:
    return Diagnostic(
        code="homepage-differs",
        severity=Severity.INFO,
        span=span,
        message=f"the sidecar gives {page} as home page of {name}; {used} is published",
        message_ja=f"付属ファイルは {name} のウェブサイトを {page} としていますが、{used} を公開します",
    )
