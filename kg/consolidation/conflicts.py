"""A change that cannot be applied as it is written."""

from __future__ import annotations

from kg.errors import NonconformanceError
from kg.model.consolidation import Conflict


class AmendmentConflict(NonconformanceError):
    """What stands in the way of a change; it is reported, and the change left out."""

    def __init__(self, conflict: Conflict, message: str, message_ja: str) -> None:
        super().__init__(message, message_ja)
        self.conflict = conflict
