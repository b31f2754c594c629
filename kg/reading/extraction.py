"""What a reader of a format gives: the document's text, and what the format knows about places in it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.text import Box, CellPlace, Diagnostic, Span, StatedFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The text of a file that is not plain text.

    One printed line or block to a line, the cells of a table's row divided by tabs, a line end inside a cell as U+2028.
    ``furniture``, ``boxes``, ``cells`` and ``facts`` are those of :class:`~kg.model.text.SourceText`; ``notes`` say
    what a person should know about the extraction itself, such as pages that are pictures only.
    """

    text: str
    media_type: str
    furniture: tuple[Span, ...] = ()
    boxes: tuple[Box, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    cells: tuple[CellPlace, ...] = ()
    facts: tuple[StatedFact, ...] = ()
