"""The agreements that ship with the project, as the tests read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.extraction import read_report
from kg.model.agreement import Agreement, Report

AGREEMENTS = Path(__file__).parents[1] / "data" / "agreements"
FIXTURES = Path(__file__).parent / "golden" / "fixtures"
SOURCES = sorted([*AGREEMENTS.glob("*.txt"), *FIXTURES.glob("*.txt")])


@cache
def report(name: str) -> Report:
    """The report on a shipped agreement, e.g. ``asahikawa-biei``."""
    return read_report(AGREEMENTS / f"{name}.txt")


def agreement(name: str) -> Agreement:
    """The only agreement of a shipped source."""
    (found,) = report(name).agreements
    return found
