"""SHACL results as diagnostics: which part of the agreement, at which words of the source."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.dataset import AgreementGraph
from kg.identifiers import Iris
from kg.model.text import Diagnostic, Severity, Span
from kg.validation.results import ResultSeverity, ValidationReport, ValidationResult
from kg.vocabulary import RDFS, RENKEI

_SEVERITIES = {
    ResultSeverity.VIOLATION: Severity.ERROR,
    ResultSeverity.WARNING: Severity.WARNING,
    ResultSeverity.INFO: Severity.INFO,
}
#: Before the name of the shape in the code of a diagnostic, e.g. ``shacl-Initiative-content-present``.
_CODE_PREFIX = "shacl-"


def shacl_diagnostics(graph: AgreementGraph, report: ValidationReport, *, iris: Iris) -> tuple[Diagnostic, ...]:
    """The results for an agreement in their order, each at the words of its focus node.

    A node without words of its own stands where the part above it stands, one that several agreements share where the
    agreement first names it, anything else at the title.
    """
    if not report.results:
        return ()
    places = _Places(graph, iris)
    return tuple(
        Diagnostic(
            code=_CODE_PREFIX + result.shape.rpartition("#")[2],
            severity=_SEVERITIES[result.severity],
            span=places.span(result.focus_node),
            message=f"{places.name(result, '{} ({})')}: {result.said}",
            message_ja=f"{places.name(result, '{}「{}」')}: {result.said_ja}",
        )
        for result in report.results
    )


class _Places:
    """Where the nodes of an agreement's graph stand in its source, and what they are called."""

    def __init__(self, graph: AgreementGraph, iris: Iris) -> None:
        self._iris = iris
        self._top = iris.agreement(graph.slug)
        title = graph.agreement.title.spans
        self._title = title[0] if title else Span(0, 0)
        self._spans = dict(sorted(_spans(graph.quads, iris), key=lambda pair: pair[1], reverse=True))
        self._labels = dict(_labels(graph.quads))
        self._naming: dict[str, str] = {}
        for quad in graph.quads:
            if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
                self._naming.setdefault(quad.object.value, quad.subject.value)

    def span(self, node: str) -> Span:
        """The first words of a node."""
        own = self._own_span(node)
        if own is None and node in self._naming:
            own = self._own_span(self._naming[node])
        return own or self._title

    def _own_span(self, node: str) -> Span | None:
        while node.startswith(f"{self._top}/"):
            if node in self._spans:
                return self._spans[node]
            node = node.rpartition("/")[0]
        return None

    def name(self, result: ValidationResult, form: str) -> str:
        """A node by its path below the agreement, with its label where it has one; others by their IRI."""
        node = result.focus_node
        path = node.removeprefix(f"{self._top}/")
        return form.format(path, self._labels[node]) if path != node and node in self._labels else path


def _spans(quads: Iterable[Quad], iris: Iris) -> Iterable[tuple[str, Span]]:
    """Each node with each of its stretches; a stretch stands at itself."""
    for quad in quads:
        if quad.predicate == RENKEI["span"] and isinstance(quad.object, NamedNode):
            _, span = iris.parse_span(quad.object.value)
            yield quad.object.value, span
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, span


def _labels(quads: Iterable[Quad]) -> Iterable[tuple[str, str]]:
    for quad in quads:
        if quad.predicate == RDFS["label"] and isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            yield quad.subject.value, quad.object.value
