"""Consolidation: the text of an agreement on any day and whether it is in force, as pure functions of what was read."""

from kg.consolidation.force import force_periods, in_force
from kg.consolidation.history import Amending, consolidate, version_on

__all__ = ["Amending", "consolidate", "force_periods", "in_force", "version_on"]
