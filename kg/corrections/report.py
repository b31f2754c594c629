"""A source file to its report with the corrections that stand beside it."""

from __future__ import annotations

from pathlib import Path

from kg.corrections.applying import corrected_report
from kg.corrections.reading import read_corrections
from kg.extraction import read_report
from kg.model.agreement import Report


def read_corrected_report(path: Path) -> Report:
    """What a source file says, as people corrected it.

    Raises SourceError where the file or the corrections beside it cannot be read.
    """
    return corrected_report(read_report(path), read_corrections(path))
