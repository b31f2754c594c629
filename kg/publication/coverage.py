"""Coverage: which policy fields each party of an agreement has initiatives in, and in which it has none.

One row for each party and each field that has no narrower one, of the taxonomy that the agreement's kind has. An
initiative counts for a body that has a role in it. The two counts stay apart: by the printed heading, and by the field
that a rule infers from the initiative's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.extraction.corrected_findings import inferred_field_of
from kg.identifiers import Iris, concept_iri
from kg.model.agreement import Agreement, Body
from kg.publication.contents import PublishedAgreement
from kg.registries.concepts import Concept, load_concepts

_PREFIXES = {"renkei-kyoyaku": "renkei-", "teiju-jiritsuken": "teiju-"}


def coverage_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[tuple[str, ...]]:
    """The rows of one agreement; none where its kind has no taxonomy."""
    fields = _fields(entry.agreement)
    printed, inferred = _counts(entry.agreement)
    for body in dict.fromkeys(body for party in entry.agreement.parties for body in party.bodies):
        for field in fields:
            yield (
                body.code or "",
                entry.slug,
                body.name,
                field.slug,
                field.notation or "",
                field.label("ja"),
                field.label("en"),
                str(printed[body, field.slug]),
                str(inferred[body, field.slug]),
                concept_iri(field.scheme, field.slug),
                iris.agreement(entry.slug),
            )


def _fields(agreement: Agreement) -> list[Concept]:
    """The fields of the agreement's taxonomy that are at the bottom, or that its headings stop at."""
    prefix = _PREFIXES.get(agreement.instrument)
    if prefix is None:
        return []
    concepts = load_concepts("policy-field")
    inner = {concept.broader for concept in concepts}
    stopped_at = {initiative.field.slug for initiative in agreement.initiatives if initiative.field}
    return [
        concept
        for concept in concepts
        if concept.slug.startswith(prefix) and (concept.slug not in inner or concept.slug in stopped_at)
    ]


def _counts(agreement: Agreement) -> tuple[Counter[tuple[Body, str]], Counter[tuple[Body, str]]]:
    printed: Counter[tuple[Body, str]] = Counter()
    inferred: Counter[tuple[Body, str]] = Counter()
    for position, initiative in enumerate(agreement.initiatives, start=1):
        bodies = {body for role in initiative.roles for body in role.bodies}
        found = inferred_field_of(agreement, position)
        for body in bodies:
            printed[body, initiative.field.slug if initiative.field else ""] += 1
            inferred[body, found.slug if found else ""] += 1
    return printed, inferred
