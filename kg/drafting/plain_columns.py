"""Small tables of values whose cells spaces set apart (区分　　単価), as text of a page leaves fees and shares."""

from __future__ import annotations

from collections.abc import Sequence

from kg.drafting.aligned import Ends, Piece, pieces_of
from kg.drafting.cells import read_cell
from kg.drafting.labels import is_label
from kg.drafting.lines import Line
from kg.drafting.marks import is_unmarked
from kg.drafting.signatures import is_signature_line
from kg.model.drafting import Row

#: Fewer lines than this, or fewer cells in each, are no table.
_FEWEST_ROWS, _FEWEST_CELLS = 3, 2
#: How many columns of the page cells that stand below each other may be out of line.
_TOLERANCE = 3
_LONGEST_CELL = 40


def take_plain_columns(source: str, lines: Sequence[Line], index: int, ends: Ends) -> tuple[list[Row], int] | None:
    """The rows of a table that begins at a line, every one with as many short cells and all in line; None elsewhere."""
    rows: list[tuple[Piece, ...]] = []
    at = index
    while at < len(lines) and (at == index or not ends(at)):
        pieces = _cells(source, lines[at])
        if len(pieces) < _FEWEST_CELLS or (rows and not _below(rows[0], pieces)):
            break
        rows.append(pieces)
        at += 1
    if len(rows) < _FEWEST_ROWS:
        return None
    return [Row(tuple(read_cell(source, piece.span) for piece in pieces)) for pieces in rows], at


def _cells(source: str, line: Line) -> tuple[Piece, ...]:
    """The cells of a line; empty where it is a sentence, has a mark or a label, or is one of a signature block."""
    if line.is_row or not is_unmarked(line.text) or is_signature_line(line.text):
        return ()
    pieces = pieces_of(source, line)
    if any(piece.text.endswith("。") or len(piece.text) > _LONGEST_CELL or is_label(piece.text) for piece in pieces):
        return ()
    return pieces


def _below(first: tuple[Piece, ...], pieces: tuple[Piece, ...]) -> bool:
    """Whether the cells of a line stand below those of the first: at the left, at the right or in the middle."""
    return len(first) == len(pieces) and all(
        min(abs(a.left - b.left), abs(a.right - b.right), abs(a.middle - b.middle)) <= _TOLERANCE
        for a, b in zip(first, pieces, strict=True)
    )
