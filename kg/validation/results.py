"""What validation found: one record per SHACL validation result."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ResultSeverity(StrEnum):
    """SHACL's severities. Only a violation keeps an agreement from being published."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationResult:
    """One SHACL validation result.

    ``focus_node``, ``component`` and ``shape`` are IRIs. ``path`` is the IRI of the property, or None for a constraint
    on the node itself or along several properties. ``value`` is the value node in N-Triples syntax, or None where the
    result is about all values together.
    """

    focus_node: str
    path: str | None
    value: str | None
    component: str
    shape: str
    severity: ResultSeverity
    message: str
    message_ja: str

    @property
    def said(self) -> str:
        """The message, with the value it is about."""
        return f"{self.message} (found {self.value})" if self.value else self.message

    @property
    def said_ja(self) -> str:
        """:attr:`said` in Japanese."""
        return f"{self.message_ja}（値: {self.value}）" if self.value else self.message_ja


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationReport:
    """The results for one agreement, sorted."""

    slug: str
    results: tuple[ValidationResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation. Warnings are for people to read; they keep nothing from being published."""
        return all(result.severity is not ResultSeverity.VIOLATION for result in self.results)
