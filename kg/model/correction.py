"""訂正. What a person corrected in a reading: the entry of the file, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model.text import Span

#: The rule of what a person corrected: the correction itself says who and why.
CORRECTED = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One entry of ``NAME.corrections.toml``.

    ``number`` is its place in the file, from 1; ``line`` the line it begins at. The target is either ``span`` with the
    ``words`` that stand there in the source, or ``path``, a part below the agreement (empty: the agreement itself) of
    the agreement with the slug ``slug`` (None: the only one of the file). ``property_name`` is the local name of the
    property whose value is corrected, None where the words themselves are. ``replaces`` are the values that the
    reading must have for the correction to apply, None where the words are proof enough. Values are written as they
    are compared: dates in ISO 8601, concepts by slug, bodies by code or else by name. ``source`` is what the correction
    rests on, an http(s) IRI or words; a notice always has one.
    """

    number: int
    line: int
    author: str
    made_on: date
    reason: str
    span: Span | None
    words: str
    path: str
    slug: str | None
    property_name: str | None
    replaces: tuple[str, ...] | None
    values: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedCorrection:
    """A correction that was applied to an agreement; ``replaced`` is the raw reading.

    ``path`` is the part that was corrected, None where words were: they may be words of several parts.
    """

    correction: Correction
    path: str | None
    replaced: tuple[str, ...]
