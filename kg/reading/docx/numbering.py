"""The numbers of paragraphs, counted as Word counts them (ISO/IEC 29500-1, 17.9).

Lists that share an abstract list count together, unless one sets a start of its own, which holds from its first use.
A level begins anew when one above it has been used; a level that has not been used shows its start.
"""

from __future__ import annotations

import re
from typing import Any

from kg.reading.docx.styles import (
    ListDefinition,
    Numbering,
    Styles,
    numbering_of,
    read_definitions,
    value_of,
)
from kg.reading.list_marks import list_mark

_PLACE = re.compile(r"%([1-9])")
_SUFFIXES = {"tab": " ", "space": " ", "nothing": ""}
_NO_NUMBER = {"bullet", "none"}


class Counters:
    """How far each list has counted. One for each story of the document."""

    def __init__(self, numbering: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = read_definitions(numbering, styles)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, properties: Any | None) -> str:
        """The number before a paragraph with these properties and what follows it; empty where it has none."""
        found = self._place(properties)
        if found is None:
            return ""
        list_id, index = found
        definition = self._lists[list_id]
        self._count(list_id, definition, index)
        return self._shown(definition, index)

    def _place(self, properties: Any | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else of its style."""
        style = value_of(properties, "pStyle") or self._styles.default
        inherited, says = self._styles.numbering(style)
        own = numbering_of(properties)
        numbering = own.over(inherited)
        definition = self._lists.get(numbering.list_id or "")
        if definition is None or numbering.list_id is None:
            return None
        return numbering.list_id, self._level(numbering, definition, says if own.list_id is None else style)

    def _level(self, numbering: Numbering, definition: ListDefinition, style: str) -> int:
        """The level stated, else the one that is linked to the style."""
        linked = next((i for i, level in enumerate(definition.levels) if style and level.style == style), None)
        if numbering.level is not None:
            return numbering.level
        return linked or 0

    def _count(self, list_id: str, definition: ListDefinition, index: int) -> None:
        counts = self._counts.setdefault(definition.abstract, [None] * len(definition.levels))
        for level, start in definition.starts.items():
            if level <= index and (list_id, level) not in self._begun:
                self._begun.add((list_id, level))
                counts[level] = start - 1 if level == index else start
        for above in range(index):
            if counts[above] is None:
                counts[above] = definition.levels[above].start
        current = counts[index]
        counts[index] = definition.levels[index].start if current is None else current + 1
        for below in range(index + 1, len(counts)):
            restart = definition.levels[below].restart
            if restart is None or (restart and index < restart):
                counts[below] = None

    def _shown(self, definition: ListDefinition, index: int) -> str:
        level = definition.levels[index]
        if level.number_format in _NO_NUMBER or not level.text or level.is_hidden:
            return ""
        counts = self._counts[definition.abstract]

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shown = definition.levels[at]
            count = counts[at]
            return list_mark(
                shown.start if count is None else count,
                "decimal" if level.is_legal and shown.number_format != "decimalZero" else shown.number_format,
            )

        return _PLACE.sub(number, level.text) + _SUFFIXES.get(level.suffix, " ")
