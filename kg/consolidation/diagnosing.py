"""What to say of changes that could not be applied, at the place where the amending instrument states them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.consolidation.assembling import AgreementHistory
from kg.extraction.reporting import place_of, warning
from kg.model.agreement import Agreement
from kg.model.consolidation import ConsolidationFinding
from kg.model.text import Diagnostic, Span


def unapplied_diagnostics(
    histories: Mapping[str, AgreementHistory], agreements: Mapping[str, Agreement]
) -> dict[str, tuple[Diagnostic, ...]]:
    """The diagnostics of each amending instrument, by slug: a person has to look at its sentence and at the text."""
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for amended, history in sorted(histories.items()):
        for finding in history.findings:
            found[finding.instrument].append(_diagnostic(finding, agreements[finding.instrument], amended))
    return {slug: tuple(several) for slug, several in found.items()}


def _diagnostic(finding: ConsolidationFinding, amending: Agreement, amended: str) -> Diagnostic:
    return warning(
        "change-not-applied",
        _place(finding, amending),
        f"{finding.locus or amending.title.text}: not applied to {amended}: {finding.message}",
        f"{finding.locus or amending.title.text}: {amended} に溶け込ませていません。{finding.message_ja}",
    )


def _place(finding: ConsolidationFinding, amending: Agreement) -> Span:
    """The words of the change; of a whole instrument its title."""
    changes = amending.amendment.changes if amending.amendment else ()
    return place_of(changes[finding.change - 1].words if finding.change is not None else amending.title)
