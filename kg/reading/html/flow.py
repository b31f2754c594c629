"""Lines as a browser lays them out: white space collapsed, blocks and line breaks on lines of their own.

A line end of the file is a space between Japanese characters too: CSS Text 3 (4.1.3) would have it removed, browsers
show it, and word processors write line ends for spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.reading.printed_lines import PrintedLine

_WHITE = re.compile(r"(?P<white>[ \t\n\r\f]+)|[^ \t\n\r\f]+")


@dataclass(slots=True)
class Flow:
    """The lines of a page or of a cell, as far as they have been read."""

    lines: list[PrintedLine] = field(default_factory=list)
    has_heading: bool = False
    _pieces: list[str] = field(default_factory=list)
    _space: str = ""
    _mark: str = ""

    def add(self, text: str, *, preserved: bool = False) -> None:
        """Characters of the page, ``preserved`` with their white space (``<pre>``)."""
        if preserved:
            first, *others = re.split(r"\r\n?|\n", text)
            self._append(first.replace("\t", " "))
            for line in others:
                self.end_line()
                self._append(line.replace("\t", " "))
            return
        for run in _WHITE.finditer(text):
            if run["white"]:
                self._space = " "
            else:
                self._append(run[0])

    def _append(self, words: str) -> None:
        if not words:
            return
        if not self._pieces:
            self._pieces.append(self._mark)
            self._mark = ""
        else:
            self._pieces.append(self._space)
        self._space = ""
        self._pieces.append(words)

    def mark(self, mark: str) -> None:
        """What a list prints before the words that come next."""
        self._mark += mark

    def end_line(self) -> None:
        """The end of a block, or a line break."""
        text = "".join(self._pieces).replace("\u2028", " ")
        if text.strip():
            self.lines.append(PrintedLine(text))
        self._pieces, self._space = [], ""

    def end(self) -> None:
        """The end of all: a mark without words is printed too."""
        if self._mark and not self._pieces:
            self._pieces.append(self._mark)
            self._mark = ""
        self.end_line()
