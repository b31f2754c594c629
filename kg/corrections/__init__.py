"""Corrections: what people put right in a reading, kept beside the source file and applied at each build."""

from kg.corrections.applying import corrected_report
from kg.corrections.reading import CORRECTIONS, read_corrections
from kg.corrections.report import read_corrected_report

__all__ = ["CORRECTIONS", "corrected_report", "read_corrected_report", "read_corrections"]
