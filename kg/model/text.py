"""Text as read: source characters, the reading they give, and the way back.

Everything the reader says is a :class:`Passage`: a run of :class:`Fragment` s, each of which keeps the source's own
characters and the characters it contributes to the repaired reading. Slicing a passage by offsets of the reading gives
a passage again, so a citation found in repaired text still points at the exact source characters.

Offsets count Unicode code points of the source text.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of the source, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Repair(StrEnum):
    """What was undone. Repair undoes damage of extraction only; it never changes wording."""

    INNER_SPACE = "repair-inner-space"
    JOINED_LINES = "repair-joined-lines"
    JOINED_ROW = "repair-joined-row"
    OVERLAP = "repair-overlap"
    MARKUP = "repair-markup"
    STRAY_MARK = "repair-stray-mark"
    #: Not damage undone: a person put these words right (:mod:`kg.corrections`).
    CORRECTED = "correction-applied"


class Ignorable(StrEnum):
    """The closed classes of text that belongs to no element."""

    WHITE_SPACE = "white-space"
    PAGE_NUMBER = "page-number"
    TABLE_RULE = "table-rule"
    MARKUP = "markup"
    RUNNING_HEADER = "running-header"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Source characters at one place and what they contribute to the reading.

    ``reading`` equals ``source`` except where ``repair`` says why it does not. A fragment with ``repair`` and an
    unchanged reading is the tail of words cut by a page (``JOINED_ROW``).
    """

    start: int
    source: str
    reading: str
    repair: Repair | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.source))

    @property
    def ignorable(self) -> Ignorable | None:
        """The class of a dropped fragment, or None for words (an overlap counts as words)."""
        if self.reading or self.repair is Repair.OVERLAP:
            return None
        dropped_marks = self.repair in {Repair.MARKUP, Repair.STRAY_MARK}
        return Ignorable.MARKUP if dropped_marks else Ignorable.WHITE_SPACE


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one element, in reading order.

    >>> p = Passage.plain("取 り", start=10)
    >>> p.text, p.spans
    ('取 り', (Span(start=10, end=13),))
    """

    fragments: tuple[Fragment, ...]

    @classmethod
    def plain(cls, source: str, *, start: int) -> Passage:
        """A passage whose reading is the source."""
        return cls((Fragment(start, source, source),)) if source else cls(())

    @classmethod
    def join(cls, passages: Iterable[Passage]) -> Passage:
        return cls(tuple(fragment for passage in passages for fragment in passage.fragments))

    @property
    def text(self) -> str:
        """The repaired reading."""
        if len(self.fragments) == 1:  # most passages; they are read many times
            return self.fragments[0].reading
        return "".join([fragment.reading for fragment in self.fragments])

    @property
    def printed(self) -> str:
        """The source's own characters, stretch after stretch."""
        return "".join(fragment.source for fragment in self.fragments)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the words stand: neighbouring fragments are one stretch, words cut by a page several."""
        merged: list[Span] = []
        for fragment in self.fragments:
            span = fragment.span
            if merged and merged[-1].end == span.start:
                merged[-1] = Span(merged[-1].start, span.end)
            elif len(span):
                merged.append(span)
        return tuple(merged)

    @property
    def start(self) -> int:
        """Offset of the first source character. Raises IndexError for an empty passage."""
        return self.fragments[0].start

    def __bool__(self) -> bool:
        return bool(self.fragments)

    def ends(self) -> tuple[int, ...]:
        """Where the reading of each fragment ends in the text."""
        return tuple(accumulate([len(fragment.reading) for fragment in self.fragments]))

    def slice(self, start: int, end: int, ends: Sequence[int] | None = None) -> Passage:
        """The part whose reading is ``self.text[start:end]``; dropped fragments inside it stay with it.

        Whoever takes many parts of a long passage gives its :meth:`ends`, which are else counted for each part.

        >>> Passage.plain("甲及び乙は", start=100).slice(3, 4).spans
        (Span(start=103, end=104),)
        """
        ends = self.ends() if ends is None else ends
        taken: list[Fragment] = []
        for index in range(bisect_right(ends, start), len(ends)):
            begin, stop = ends[index - 1] if index else 0, ends[index]
            if begin >= end:
                break
            taken.append(_cut(self.fragments[index], max(start - begin, 0), min(end, stop) - begin))
        while taken and not taken[-1].reading:
            taken.pop()
        return Passage(tuple(taken))


def _cut(fragment: Fragment, begin: int, end: int) -> Fragment:
    """Characters ``begin:end`` of a fragment's reading. A changed reading has no inner positions and stays whole."""
    if fragment.reading != fragment.source or (begin == 0 and end == len(fragment.reading)):
        return fragment
    words = fragment.source[begin:end]
    return Fragment(fragment.start + begin, words, words, fragment.repair)


@dataclass(frozen=True, slots=True)
class Ignored:
    """Source text that belongs to no element, with its class."""

    start: int
    source: str
    kind: Ignorable


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something a person should know about the reading, with the place and both languages."""

    code: str
    severity: Severity
    span: Span
    message: str
    message_ja: str


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stretch of the text stands on a page: in points (1/72 inch) from the page's upper left corner.

    ``page`` counts from 1. A box covers words of one printed line.
    """

    span: Span
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Which cell of a workbook a stretch of the text stands in: ``取組!D7``."""

    span: Span
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFact:
    """What a workbook says of its agreement beside the text: ``key`` as in :mod:`kg.reading.workbook.form`.

    ``of`` is whom it is about: of a party its designation, of a code or web site the body's name. Days are ISO 8601.
    """

    key: str
    value: str
    cell: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A source document as text.

    Of a text file ``text`` is the decoded content without byte order mark, line ends untouched. Of other formats it is
    our own extraction: one printed line or block to a line, the cells of a table's row divided by tabs, a line end
    inside a cell as U+2028. ``sha256`` is the hexadecimal hash of the file's bytes. ``furniture`` are the stretches
    that the format itself shows to be no part of the document's words (running headers and footers, page numbers,
    navigation of a web page); ``boxes`` say where the words stand on the pages, ``cells`` in which cells of a workbook,
    in order of place. ``facts`` are what a workbook says of the agreement in cells of their own. ``encoding`` is empty
    where the format has none of its own; ``notes`` say what a person should know about the extraction itself.
    """

    name: str
    text: str
    sha256: str
    encoding: str
    byte_order_mark: bytes = b""
    media_type: str = "text/plain"
    furniture: tuple[Span, ...] = ()
    boxes: tuple[Box, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    cells: tuple[CellPlace, ...] = ()
    facts: tuple[StatedFact, ...] = ()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1) of an offset.

        >>> SourceText(name="a", text="甲\\n乙丙", sha256="", encoding="utf-8").position(3)
        (2, 2)
        """
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@functools.lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins; kept, as every diagnostic of a document asks for its line."""
    return (0, *(found.end() for found in re.finditer(r"\r\n?|\n", text)))


def element_spans(passages: Iterable[Passage], text: str) -> tuple[Span, ...]:
    """Where an element of several passages stands, in order of place.

    Passages with nothing but white space of ``text`` between them make one stretch; words that a page cuts off stay a
    stretch of their own.

    >>> element_spans([Passage.plain("第1条", start=0), Passage.plain("甲は", start=4)], "第1条 甲は")
    (Span(start=0, end=6),)
    """
    merged: list[tuple[Span, int]] = []
    for span, part in sorted((span, part) for passage in passages for part, span in enumerate(passage.spans)):
        if merged and merged[-1][1] == part and not text[merged[-1][0].end : span.start].strip():
            merged[-1] = (Span(merged[-1][0].start, max(span.end, merged[-1][0].end)), part)
        else:
            merged.append((span, part))
    return tuple(span for span, _ in merged)
