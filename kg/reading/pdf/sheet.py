"""A page as it is drawn: glyphs, ruled lines and pictures, with their places.

Places are in points from the upper left corner of the page as it is shown. Text that runs downwards (vertical writing,
or a page whose words are turned) is laid out like horizontal text after the page is turned: ``Glyph.left`` and the
other sides are those of the turned page, ``Glyph.place`` is where the glyph stands on the page itself.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

Place = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at its place. ``base`` is the line it stands on, ``size`` the height of an em square.

    ``angle`` is the quarter turn of the glyph itself, clockwise (0 to 3).
    """

    char: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    place: Place
    angle: int = 0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def is_blank(self) -> bool:
        return self.char.isspace()


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A straight line along one axis: ``at`` on the other axis, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page. ``pictured`` is the share of it that pictures cover; ``unmapped`` counts glyphs of unknown characters."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontals: tuple[Rule, ...] = ()
    verticals: tuple[Rule, ...] = ()
    pictured: float = 0.0
    unmapped: int = 0

    @property
    def letters(self) -> int:
        """How many glyphs are not blank."""
        return sum(not glyph.is_blank for glyph in self.glyphs)


def is_wide(char: str) -> bool:
    """Whether a character fills an em square: kanji, kana, full-width forms."""
    return unicodedata.east_asian_width(char) in "WF"


def upright(sheet: Sheet) -> Sheet:
    """The page turned so that its lines run from left to right and follow each other downwards."""
    quarter = _reading_turn(sheet.glyphs)
    return _turned(sheet, quarter) if quarter else sheet


def _reading_turn(glyphs: Sequence[Glyph]) -> int:
    """By how many quarters, clockwise, most of the text runs: 1 is downwards."""
    turns = Counter(glyph.angle for glyph in glyphs if not glyph.is_blank)
    if not turns:
        return 0
    angle, _ = turns.most_common(1)[0]
    return 1 if angle == 0 and _runs_down(glyphs) else angle


def _runs_down(glyphs: Sequence[Glyph]) -> bool:
    """Whether upright characters mostly follow each other downwards: vertical writing."""
    down = across = 0
    for one, following in itertools.pairwise(glyphs):
        if one.angle or following.angle or one.is_blank or following.is_blank:
            continue
        size = max(one.size, 1.0)
        step, drop = (following.left - one.left) / size, (following.base - one.base) / size
        down += abs(step) < 0.15 and 0.4 < drop < 2.5
        across += abs(drop) < 0.15 and step > 0.2
    return down > 2 * across and down >= 2


def _turned(sheet: Sheet, quarter: int) -> Sheet:
    turn = _TURNS[quarter](sheet.width, sheet.height)
    width, height = (sheet.height, sheet.width) if quarter % 2 else (sheet.width, sheet.height)
    down, across = sheet.horizontals, sheet.verticals
    if quarter % 2:
        down, across = across, down
    return replace(
        sheet,
        width=width,
        height=height,
        glyphs=tuple(_turned_glyph(glyph, turn) for glyph in sheet.glyphs),
        horizontals=tuple(_turned_rules(down, turn, lies=quarter % 2 == 0)),
        verticals=tuple(_turned_rules(across, turn, lies=quarter % 2 == 1, wanted_vertical=True)),
    )


Turn = Callable[[Place], Place]
_TURNS: dict[int, Callable[[float, float], Turn]] = {
    1: lambda width, _: lambda p: (p[1], width - p[2], p[3], width - p[0]),
    2: lambda width, height: lambda p: (width - p[2], height - p[3], width - p[0], height - p[1]),
    3: lambda _, height: lambda p: (height - p[3], p[0], height - p[1], p[2]),
}


def _turned_glyph(glyph: Glyph, turn: Turn) -> Glyph:
    left, top, right, bottom = turn((glyph.left, glyph.top, glyph.right, glyph.bottom))
    # Glyphs of a vertical line are centred on it, whatever their width.
    base = (top + bottom) / 2 + 0.38 * glyph.size
    return replace(glyph, left=left, top=top, right=right, bottom=bottom, base=base)


def _turned_rules(rules: Iterable[Rule], turn: Turn, *, lies: bool, wanted_vertical: bool = False) -> Iterable[Rule]:
    """``lies`` says whether the rules lie horizontally before the turn."""
    for rule in rules:
        place = (rule.start, rule.at, rule.end, rule.at) if lies else (rule.at, rule.start, rule.at, rule.end)
        left, top, right, bottom = turn(place)
        yield Rule(left, top, bottom) if wanted_vertical else Rule(top, left, right)
