"""Tables that lines rule: the lines to grids, the words into their cells."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median_low

from kg.reading.pdf.lines import Line, split_lines
from kg.reading.pdf.rows import Cell, Row, filled_cell
from kg.reading.pdf.sheet import Glyph, Place, Rule, Sheet

_NEAR = 3.0  # points within which lines meet, or are one
_OVERHANG = 10.0  # points of a line beyond the last crossing one that open a column or a row without a border
_MOST_RULES = 2000  # of one page; more is a drawing
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table: its column and row borders, and for each field (column, row) the first field of its cell."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    owner: dict[tuple[int, int], tuple[int, int]]

    @property
    def place(self) -> Place:
        return self.columns[0], self.rows[0], self.columns[-1], self.rows[-1]

    def field(self, x: float, y: float) -> tuple[int, int] | None:
        """The field at a point, or None outside."""
        column, row = bisect_right(self.columns, x) - 1, bisect_right(self.rows, y) - 1
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1
        return (column, row) if inside else None


def find_grids(sheet: Sheet) -> list[Grid]:
    """The tables of a page with at least two columns. A frame around text, or a list of ruled lines, is none."""
    if not sheet.horizontals or not sheet.verticals or len(sheet.horizontals) + len(sheet.verticals) > _MOST_RULES:
        return []
    return [
        grid
        for across, down in _connected(sheet.horizontals, sheet.verticals)
        for band in _bands(across, down)
        if (grid := _grid(*band)) is not None
    ]


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that cross or touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    heights = [rule.at for rule in across]
    for number, rule in enumerate(down, start=len(across)):
        first, last = bisect_left(heights, rule.start - _NEAR), bisect_right(heights, rule.end + _NEAR)
        for index in range(first, last):
            if across[index].start - _NEAR <= rule.at <= across[index].end + _NEAR:
                parent[root(index)] = root(number)
    groups: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(across):
        groups[root(index)][0].append(rule)
    for index, rule in enumerate(down, start=len(across)):
        groups[root(index)][1].append(rule)
    yield from groups.values()


def _bands(across: list[Rule], down: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Tables that touch each other, the lower one with other columns, taken apart.

    Where the columns of the one are among those of the other it is one table with merged cells.
    """
    if not across or not down:
        return
    begin, end = min(rule.start for rule in across) + _NEAR, max(rule.end for rule in across) - _NEAR
    heights = sorted({rule.at for rule in across if rule.start <= begin and rule.end >= end})
    cuts: list[float] = []
    for above, here, below in zip([-math.inf, *heights], heights, [*heights[1:], math.inf], strict=False):
        upper, lower = _columns_between(down, above, here), _columns_between(down, here, below)
        if upper - lower and lower - upper:
            cuts.append(here)
    for top, bottom in pairwise([-math.inf, *cuts, math.inf]):
        inside = [replace(r, start=max(r.start, top), end=min(r.end, bottom)) for r in down]
        yield (
            [rule for rule in across if top - _NEAR <= rule.at <= bottom + _NEAR],
            [rule for rule in inside if rule.end - rule.start > _NEAR],
        )


def _columns_between(down: Sequence[Rule], top: float, bottom: float) -> set[int]:
    return {round(rule.at / _NEAR) for rule in down if min(rule.end, bottom) - max(rule.start, top) > _NEAR}


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if not across or not down:
        return None
    columns = _borders(down, across)
    rows = _borders(across, down)
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > _MOST_CELLS:
        return None
    owner = _owners(columns, rows, across, down)
    if len({column for column, _ in owner.values()}) < 2:
        return None
    return Grid(columns=columns, rows=rows, owner=owner)


def _borders(rules: Iterable[Rule], crossing: Sequence[Rule]) -> tuple[float, ...]:
    """Where the rules are; and where crossing lines run on beyond the last of them, their ends.

    Tables are often printed without their outer borders, and a page may cut a row.
    """
    places = sorted(rule.at for rule in rules)
    begin, end = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if begin < places[0] - _OVERHANG:
        places.insert(0, begin)
    if end > places[-1] + _OVERHANG:
        places.append(end)
    borders: list[float] = []
    for place in places:
        if not borders or place - borders[-1] > _NEAR:
            borders.append(place)
    return tuple(borders)


def _owners(
    columns: tuple[float, ...], rows: tuple[float, ...], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each field the first field of its cell: fields without a line between them are one cell."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    walls = _walls(columns, rows, down)
    floors = _walls(rows, columns, across)
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            above, before = owner.get((column, row - 1)), owner.get((column - 1, row))
            if above is not None and (row, column) not in floors:
                owner[column, row] = above
            elif before is not None and before[1] == row and (column, row) not in walls:
                owner[column, row] = before
            else:
                owner[column, row] = (column, row)
    return owner


def _walls(borders: tuple[float, ...], steps: tuple[float, ...], rules: list[Rule]) -> set[tuple[int, int]]:
    """The (border, step) pairs at which a rule stands along most of the step."""
    walls: set[tuple[int, int]] = set()
    for rule in rules:
        border = bisect_right(borders, rule.at + _NEAR) - 1
        if border < 0 or rule.at - borders[border] > _NEAR:
            continue
        for step in range(max(bisect_right(steps, rule.start) - 1, 0), len(steps) - 1):
            start, end = steps[step], steps[step + 1]
            if start > rule.end:
                break
            if min(end, rule.end) - max(start, rule.start) > (end - start) / 2:
                walls.add((border, step))
    return walls


def table_rows(grid: Grid, glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of a table, every row with a cell for each column; of a merged cell the first field has the words.

    A row that is one cell from side to side is a line of its own for each printed line: a heading inside the table.
    """
    words: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        place = grid.field(glyph.middle, (glyph.top + glyph.bottom) / 2)
        if place is not None:
            words[grid.owner[place]].append(glyph)
    lines = {field: found for field, inside in words.items() if (found := split_lines(inside))}
    sides = _sides(grid, lines)
    used = sorted({column for column, _ in grid.owner.values()})
    rows: list[Row] = []
    for row in range(len(grid.rows) - 1):
        if not any((column, row) in lines for column in used):
            continue
        if _spans_all(grid, row):
            rows.extend(Row.of(line) for line in lines[0, row])
            continue
        rows.append(
            Row(
                tuple(
                    filled_cell(lines[column, row], left=sides[column, row][0], right=sides[column, row][1])
                    if (column, row) in lines
                    else Cell()
                    for column in used
                )
            )
        )
    return rows


def _spans_all(grid: Grid, row: int) -> bool:
    return all(grid.owner[column, row] == (0, row) for column in range(len(grid.columns) - 1))


def _sides(grid: Grid, lines: dict[tuple[int, int], list[Line]]) -> dict[tuple[int, int], tuple[float, float]]:
    """Between which places the words of each cell may stand: the padding left of them is taken for both sides."""
    ends: dict[tuple[int, int], int] = {}
    for (column, _), first in grid.owner.items():
        ends[first] = max(ends.get(first, 0), column + 1)
    paddings: defaultdict[int, list[float]] = defaultdict(list)
    for (column, _), inside in lines.items():
        paddings[column].append(min(line.left for line in inside) - grid.columns[column])
    sides: dict[tuple[int, int], tuple[float, float]] = {}
    for (column, row), inside in lines.items():
        size = median_low([line.size for line in inside])
        padding = min(max(min(paddings[column]), 0.0), size)
        sides[column, row] = (grid.columns[column] + padding, grid.columns[ends[column, row]] - padding)
    return sides
