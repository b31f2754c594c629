"""Glyphs to printed lines, and a line's words with the spaces that only the layout shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low

from kg.reading.pdf.sheet import Glyph, is_wide

_SAME_LINE = 0.45  # em between base lines
_OVERPRINT = 0.2  # em: the same character again there is bold print made by printing twice
#: Gaps that mean a space. Word processors put up to a quarter of an em between Latin letters and kanji, and stretch
#: lines by less than that; half-width characters have nothing between them.
_GAP_BETWEEN_LETTERS = 0.18
_GAP_ELSEWHERE = 0.5
_GAP_OF_AN_EM = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or the part of one that stands in a cell. Begins and ends with a glyph that is not a space,
    but for the full-width space that begins a paragraph. ``page`` is its page where that is not the page of its row."""

    glyphs: tuple[Glyph, ...]
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    page: int = 0

    @classmethod
    def of(cls, glyphs: Sequence[Glyph]) -> Line:
        """The line of glyphs that stand from left to right."""
        inked = [glyph for glyph in glyphs if not glyph.is_blank] or list(glyphs)
        return cls(
            tuple(glyphs),
            inked[0].left,
            min(glyph.top for glyph in inked),
            max(glyph.right for glyph in inked),
            max(glyph.bottom for glyph in inked),
            median_low([glyph.base for glyph in inked]),
            median_low([glyph.size for glyph in inked]),
        )

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces())

    def pieces(self) -> Iterator[tuple[str, Glyph | None]]:
        """The characters, each with its glyph; a space that no glyph stands for has none."""
        before: Glyph | None = None
        for glyph in self.glyphs:
            if before is not None:
                space = _space_between(before, glyph)
                if space:
                    yield space, None
            yield glyph.char, glyph
            before = glyph


def _space_between(one: Glyph, other: Glyph) -> str:
    """The space that a gap means.

    A gap after a space glyph is part of that space.
    """
    if one.is_blank or other.is_blank:
        return ""
    gap = (other.left - one.right) / max(one.size, other.size, 1.0)
    if _is_letter(one.char) and _is_letter(other.char):
        return " " if gap > _GAP_BETWEEN_LETTERS else ""
    if gap < _GAP_ELSEWHERE:
        return ""
    return "　" if gap >= _GAP_OF_AN_EM else " "


def _is_letter(char: str) -> bool:
    return not is_wide(char)


def split_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that glyphs make, from top to bottom."""
    lines: list[Line] = []
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if row and glyph.base - row[0].base > _SAME_LINE * min(glyph.size, row[0].size):
            lines.extend(_line(row))
            row = []
        row.append(glyph)
    lines.extend(_line(row))
    return lines


def _line(row: list[Glyph]) -> Iterator[Line]:
    """The line of glyphs on one base line, if it has words."""
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda one: (round(one.left, 1), one.place[0])):
        if not (kept and _is_printed_twice(kept, glyph)):
            kept.append(glyph)
    while kept and kept[-1].is_blank:
        kept.pop()
    begin = 0
    while begin < len(kept) and kept[begin].is_blank and kept[begin].char != "　":
        begin += 1
    if begin < len(kept):
        yield Line.of(kept[begin:])


def _is_printed_twice(kept: list[Glyph], glyph: Glyph) -> bool:
    return any(
        one.char == glyph.char
        and abs(one.left - glyph.left) < _OVERPRINT * glyph.size
        and abs(one.base - glyph.base) < _OVERPRINT * glyph.size
        and not glyph.is_blank
        for one in kept[-2:]
    )


def segments(line: Line, *, gap: float) -> list[Line]:
    """The parts of a line between blanks that are at least ``gap`` em wide."""
    parts: list[list[Glyph]] = []
    end = 0.0
    for glyph in line.glyphs:
        if glyph.is_blank:
            continue
        if not parts or glyph.left - end > gap * line.size:
            parts.append([])
        parts[-1].append(glyph)
        end = glyph.right
    return [Line.of(part) for part in parts]


def within(line: Line, left: float, right: float) -> Line | None:
    """The part of a line whose glyphs' middles are between two places."""
    return next(_line([glyph for glyph in line.glyphs if left <= glyph.middle < right]), None)
