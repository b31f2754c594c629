"""溶け込み. The text of an agreement as its amendments left it: provisions, versions, and what could not be applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ProvisionKind(StrEnum):
    """What a provision is. Headings, rows and lines are those of an appended table."""

    INSTRUMENT = "instrument"
    TITLE = "title"
    PREAMBLE = "preamble"
    DIVISION = "division"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUPPLEMENTARY = "supplementary-provisions"
    TABLE = "appended-table"
    HEADING = "heading"
    ROW = "row"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A part of the text with the parts below it.

    ``number`` is in normal form (``3の2``, ``2``, ``ア``), ``label`` as printed (第3条の2, (2)); both are empty where
    the part has none. ``worded_by`` are the instruments whose words stand in it, in the order in which they put them
    there; ``numbered_by`` is the one that gave it its number, None where that is the first of ``worded_by``.
    """

    kind: ProvisionKind
    number: str = ""
    label: str = ""
    caption: str = ""
    text: str = ""
    worded_by: tuple[str, ...] = ()
    numbered_by: str | None = None
    children: tuple[Provision, ...] = ()

    def below(self) -> Iterator[Provision]:
        """The provision and everything below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.below()


class Conflict(StrEnum):
    """Why a change was not applied."""

    OLD_WORDS_NOT_FOUND = "old-words-not-found"
    OLD_WORDS_TWICE = "old-words-twice"
    PLACE_MISSING = "place-missing"
    PLACE_AMBIGUOUS = "place-ambiguous"
    PLACE_NOT_UNDERSTOOD = "place-not-understood"
    NEW_WORDS_MISSING = "new-words-missing"
    NUMBER_TAKEN = "number-taken"
    FOLLOWS_CONFLICT = "follows-conflict"
    ORDER_UNKNOWN = "order-unknown"
    EFFECT_UNKNOWN = "effect-unknown"
    CHANGES_ELSEWHERE = "changes-elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolidationFinding:
    """A change that was not applied. ``change`` is its place among the changes of ``instrument``, from 1; None where
    the whole instrument could not be applied.
    """

    conflict: Conflict
    instrument: str
    change: int | None
    locus: str
    message: str
    message_ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsolidatedVersion:
    """The text from a day on, until the next version.

    ``valid_from`` is None for the first text where nothing says when it took effect. ``instruments`` are the original
    and every instrument that was applied, in order. ``ended`` says that the last of them abolished the agreement.
    """

    valid_from: date | None
    valid_until: date | None
    instruments: tuple[str, ...]
    text: Provision
    findings: tuple[ConsolidationFinding, ...] = ()
    ended: bool = False

    @property
    def complete(self) -> bool:
        """Whether every change was applied."""
        return not self.findings
