"""Corrections: what people put right in a reading, kept beside the source file and applied at each build."""

from kg.corrections.applying import corrected_report
from kg.corrections.reading import corrections_path, read_corrections
from kg.corrections.report import read_corrected_report

__all__ = ["corrected_report", "corrections_path", "read_corrected_report", "read_corrections"]
