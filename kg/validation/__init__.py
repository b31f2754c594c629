"""SHACL validation of agreements before they are published."""

from kg.validation.coverage import CoverageFault, coverage_faults, unused_shapes
from kg.validation.diagnosing import shacl_diagnostics
from kg.validation.partitions import Partition, each_partition, make_partitions
from kg.validation.results import ResultSeverity, ValidationReport, ValidationResult
from kg.validation.running import validate_agreements
from kg.validation.shapes import expected_absences
from kg.validation.writing import report_json, report_turtle

__all__ = [
    "CoverageFault",
    "Partition",
    "ResultSeverity",
    "ValidationReport",
    "ValidationResult",
    "coverage_faults",
    "each_partition",
    "expected_absences",
    "make_partitions",
    "report_json",
    "report_turtle",
    "shacl_diagnostics",
    "unused_shapes",
    "validate_agreements",
]
