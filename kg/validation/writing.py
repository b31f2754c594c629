"""Validation reports as JSON and as RDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.validation.results import ResultSeverity, ValidationReport, ValidationResult
from kg.vocabulary import PREFIXES, RDF, SH, XSD

_SEVERITIES = {
    ResultSeverity.VIOLATION: SH["Violation"],
    ResultSeverity.WARNING: SH["Warning"],
    ResultSeverity.INFO: SH["Info"],
}

#: Any IRI: what stands before the term is not looked at.
_SUBJECT = RDF["subject"].value


def report_json(reports: Sequence[ValidationReport]) -> dict[str, object]:
    """The reports as one JSON object: whether all conform, and for each agreement its results."""
    return {
        "conforms": all(report.conforms for report in reports),
        "agreements": [
            {
                "slug": report.slug,
                "conforms": report.conforms,
                "results": [asdict(result) for result in report.results],
            }
            for report in reports
        ],
    }


def report_turtle(reports: Sequence[ValidationReport], *, report_iri: str) -> bytes:
    """The reports as one SHACL validation report in Turtle.

    ``report_iri`` names it; its results are ``{report_iri}#result-1`` and so on, so that it has no blank nodes.
    ``sh:conforms`` is false where there is a violation; warnings do not count.
    """
    triples = list(_report_triples(reports, NamedNode(report_iri)))
    prefixes = {name: PREFIXES[name] for name in ("renkei", "rdf", "sh", "xsd")}
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _report_triples(reports: Sequence[ValidationReport], node: NamedNode) -> Iterator[Triple]:
    conforms = all(report.conforms for report in reports)
    results = [result for report in reports for result in report.results]
    names = [NamedNode(f"{node.value}#result-{number}") for number, _ in enumerate(results, start=1)]
    yield Triple(node, RDF["type"], SH["ValidationReport"])
    yield Triple(node, SH["conforms"], Literal("true" if conforms else "false", datatype=XSD["boolean"]))
    for name in names:
        yield Triple(node, SH["result"], name)
    for name, result in zip(names, results, strict=True):
        yield from _result_triples(name, result)


def _result_triples(node: NamedNode, result: ValidationResult) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], SH["ValidationResult"])
    yield Triple(node, SH["focusNode"], NamedNode(result.focus_node))
    if result.path is not None:
        yield Triple(node, SH["resultPath"], NamedNode(result.path))
    if result.value is not None:
        yield Triple(node, SH["value"], _parsed(result.value))
    yield Triple(node, SH["sourceConstraintComponent"], NamedNode(result.component))
    yield Triple(node, SH["sourceShape"], NamedNode(result.shape))
    yield Triple(node, SH["resultSeverity"], _SEVERITIES[result.severity])
    yield Triple(node, SH["resultMessage"], Literal(result.message, language="en"))
    yield Triple(node, SH["resultMessage"], Literal(result.message_ja, language="ja"))


def _parsed(term: str) -> NamedNode | Literal:
    """The term that N-Triples writes that way. A blank node cannot be named from outside: its label stands for it."""
    if term.startswith("_:"):
        return Literal(term)
    line = f"<{_SUBJECT}> <{_SUBJECT}> {term} ."
    quad = next(iter(parse(line, format=RdfFormat.N_TRIPLES)))
    if isinstance(quad.object, NamedNode | Literal):
        return quad.object
    raise TypeError(f"{term}: expected an IRI or a literal")
