"""Signature blocks that stand side by side: offices in one line, the names below each in the next.

A line with the beginnings of several blocks opens columns; the lines below it are parted at their widest gaps as long
as a name is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.drafting.signatures import group_blocks, signature_parts
from kg.model.drafting import SignatureBlock, SignatureKind, SignaturePart

#: One line of signature blocks: what stands in each of its columns.
Columns = tuple[tuple[SignaturePart, ...], ...]

_FEWEST = 2
_GAP = re.compile(r"\s{2,}")


def columns_of(parts: tuple[SignaturePart, ...]) -> Columns:
    """The parts of one line by the blocks that begin in it."""
    return tuple(block.parts for block in group_blocks(list(parts)))


def below_columns(source: str, start: int, end: int, above: Sequence[Columns]) -> Columns:
    """The columns of a line below others; empty where the lines above are not in columns or have their names.

    All columns hold the same: names below offices, bodies below designations.
    """
    run = _last_run(above)
    count = len(run[-1]) if run else 1
    if count < _FEWEST or _all_named(run):
        return ()
    begin = start + len(source[start:end]) - len(source[start:end].lstrip())
    stop = start + len(source[start:end].rstrip())
    gaps = sorted(_GAP.finditer(source, begin, stop), key=lambda gap: len(gap[0]), reverse=True)
    parting, others = gaps[: count - 1], gaps[count - 1 :]
    if len(parting) < count - 1 or (others and len(others[0][0]) >= len(parting[-1][0])):
        return ()
    places = sorted(gap.span() for gap in parting)
    starts, ends = [begin, *(last for _, last in places)], [*(first for first, _ in places), stop]
    found = tuple(
        signature_parts(source, first, last, after_title=_below_title(run, column))
        for column, (first, last) in enumerate(zip(starts, ends, strict=True))
    )
    return found if all(found) and len({parts[0].kind for parts in found}) == 1 else ()


def blocks_of(lines: Sequence[Columns]) -> tuple[SignatureBlock, ...]:
    """The blocks of all lines: columns from top to bottom as far as their names, other lines as they come."""
    parts: list[SignaturePart] = []
    index = 0
    while index < len(lines):
        count, end = len(lines[index]), index + 1
        while end < len(lines) and len(lines[end]) == count and not _all_named(lines[index:end]):
            end += 1
        parts += [part for column in range(count) for line in lines[index:end] for part in line[column]]
        index = end
    return group_blocks(parts)


def _last_run(lines: Sequence[Columns]) -> Sequence[Columns]:
    """The last lines that have the same number of columns."""
    start = len(lines)
    while start and len(lines[start - 1]) == len(lines[-1]):
        start -= 1
    return lines[start:]


def _all_named(run: Sequence[Columns]) -> bool:
    """Whether each column of the lines has a name; lines of one column are not looked at."""
    count = len(run[-1])
    return count < _FEWEST or all(
        any(part.kind is SignatureKind.NAME for line in run for part in line[column]) for column in range(count)
    )


def _below_title(run: Sequence[Columns], column: int) -> bool:
    return run[-1][column][-1].kind is SignatureKind.TITLE
