"""What a page says, line by line: rows of cells, an ordinary line being a row of one cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.pdf.lines import Line
from kg.reading.pdf.sheet import is_wide

#: What opens an item, a paragraph or an article at the start of a line inside a cell.
ITEM_LABEL = re.compile(
    r"\s*(?:[(（]\s*[0-9０-９一二三四五六七八九十ア-ンa-zａ-ｚ]{1,3}\s*[)）]|[①-⒇㈠-㈩⑴-⒛]|[・･○●◎◇◆□■▪•※▶–-]"
    r"|第[0-9０-９一二三四五六七八九十百]{1,4}条|[0-9０-９]{1,2}[\s　．.、](?![0-9０-９])|[ア-ンa-z][\s　．.)])"
)
_CLOSING = "、。，．,.」』）)】〉》〕］]｝}・ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ！？!?：；:;"
_OPENING = "「『（(【〈《〔［[｛"
_TOLERANCE = 0.1  # em


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines of a cell; ``breaks`` says for each line after the first whether it begins anew (else the cell wraps)."""

    lines: tuple[Line, ...] = ()
    breaks: tuple[bool, ...] = ()

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a line. ``is_note`` marks words beside the text proper, such as ruby."""

    cells: tuple[Cell, ...]
    is_note: bool = False

    @classmethod
    def of(cls, line: Line, *, is_note: bool = False) -> Row:
        return cls((Cell((line,)),), is_note)

    @property
    def text(self) -> str:
        return "\t".join(cell.text for cell in self.cells)

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell.lines]

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


def filled_cell(lines: Sequence[Line], *, left: float, right: float) -> Cell:
    """A cell of lines with words between two sides (inside the padding).

    A line wraps where what follows would not have fitted into it; else its end is meant.
    """
    pairs = itertools.pairwise(lines)
    return Cell(tuple(lines), tuple(begins_anew(one, other, left=left, right=right) for one, other in pairs))


def begins_anew(line: Line, following: Line, *, left: float, right: float) -> bool:
    """Whether a line does not go on in the following one; the words may stand between ``left`` and ``right``."""
    if ITEM_LABEL.match(following.text):
        return True
    before, after = max(line.left - left, 0.0), max(right - line.right, 0.0)
    centred = before > line.size / 2 and abs(before - after) < line.size
    room = before + after if centred else after
    return room > _first_unit_width(following) + _TOLERANCE * line.size


def _first_unit_width(line: Line) -> float:
    """Width of the least that could have moved up.

    That is a word in Latin letters or digits, or a character with the opening brackets before it, which may not end a
    line, and the closing marks after it, which may not begin one.
    """
    glyphs = [glyph for glyph in line.glyphs if not glyph.is_blank]
    count = 1
    while count < len(glyphs) and glyphs[count - 1].char in _OPENING:
        count += 1
    if not is_wide(glyphs[count - 1].char):
        while count < len(glyphs) and not is_wide(glyphs[count].char):
            count += 1
    while count < len(glyphs) and glyphs[count].char in _CLOSING:
        count += 1
    return glyphs[count - 1].right - glyphs[0].left
