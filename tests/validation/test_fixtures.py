"""What is read from any fixture conforms: nothing that a text may leave out sets its agreement aside."""

from __future__ import annotations

from kg.validation import ResultSeverity, validate_agreements
from tests.graph.published import everything
from tests.validation.faults import partitions_of


def test_every_fixture_conforms() -> None:
    reports = validate_agreements(partitions_of(everything()), jobs=2)
    assert len(reports) > 40
    violations = [
        (report.slug, result.shape, result.focus_node)
        for report in reports
        for result in report.results
        if result.severity is ResultSeverity.VIOLATION
    ]
    assert violations == []
