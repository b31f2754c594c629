"""Tables that a page break, a converter or a program without columns has damaged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tests.generator.choices import Choices
from tests.generator.writer import Draft, Line

_CUT = re.compile(r"[ぁ-んァ-ヶ一-龠]{2}")


def _row(cells: Sequence[str], *, blanks: int = 0, kind: str = "row") -> Line:
    return Line(kind, "\t".join(cells), "", "", tuple(cells), blanks)


def _places(text: str, overlap: int) -> list[int]:
    """Where a cell can be cut: inside a sentence, between letters, and so that the repeat is the one meant."""
    return [
        place
        for place in range(max(6, overlap + 2), len(text) - 5)
        if _CUT.fullmatch(text[place - 1 : place + 1])
        and not any(text[:place].endswith(text[place : place + size]) for size in range(1, 9))
        and (not overlap or (text.count(text[place - overlap : place]) == 1 and text[place - overlap] not in " 。"))
    ]


def _broken(choices: Choices, draft: Draft, overlap: int) -> Draft | None:
    able = [
        (index, [count for count, cell in enumerate(line.cells) if count and _places(cell, overlap)])
        for index, line in enumerate(draft.lines)
        if line.kind == "row"
    ]
    able = [(index, cells) for index, cells in able if cells]
    if not able:
        return None
    index, cells = choices.pick(able)
    first = choices.pick(cells)
    cut = [count for count in cells if count == first or choices.chance(60)]
    line = draft.lines[index]
    above, below = list(line.cells), [""] * len(line.cells)
    for count in cut:
        place = choices.pick(_places(line.cells[count], overlap))
        above[count], below[count] = line.cells[count][:place], line.cells[count][place - overlap :]
    # One page ends at one line: a cell that is not cut must have ended.
    if any(
        cell and count not in cut and not cell.endswith(("。", ")", "）"))
        for count, cell in enumerate(above)
        if count > 1
    ):
        return None
    rows = (_row(above, blanks=line.blanks), _row(below, blanks=1))
    return replace(draft, lines=(*draft.lines[:index], *rows, *draft.lines[index + 1 :]))


def break_row(choices: Choices, draft: Draft) -> Draft | None:
    """A page break cuts cells; the rest stands in a row whose first cells are empty."""
    return _broken(choices, draft, 0)


def break_row_with_overlap(choices: Choices, draft: Draft) -> Draft | None:
    """The same, and the last characters before the break are repeated after it."""
    return _broken(choices, draft, choices.between(3, 6))


def repeat_header(choices: Choices, draft: Draft) -> Draft | None:
    """The header of a column table again after a page break between rows or inside one."""
    headers = [index for index, line in enumerate(draft.lines) if line.kind == "header"]
    able = [
        index
        for index, line in enumerate(draft.lines)
        if line.kind == "row" and headers and index - 1 not in headers and index > headers[0]
    ]
    if not able:
        return None
    index = choices.pick(able)
    header = draft.lines[max(place for place in headers if place < index)]
    return replace(draft, lines=(*draft.lines[:index], replace(header, blanks=1), *draft.lines[index:]))


def _tables(draft: Draft) -> list[int]:
    """The last row of each table."""
    lines = draft.lines
    return [
        index
        for index, line in enumerate(lines)
        if line.kind == "row" and (index + 1 == len(lines) or lines[index + 1].kind != "row")
    ]


def add_rule(choices: Choices, draft: Draft) -> Draft | None:
    """A rule of a table in Markdown after its last row."""
    able = _tables(draft)
    if not able:
        return None
    index = choices.pick(able)
    width = len(draft.lines[index].cells)
    rule = choices.pick(("\t".join(["--"] * width), "|".join(["--"] * width), "\t".join(["-----"] * width)))
    line = Line("table-rule", rule)
    return replace(draft, lines=(*draft.lines[: index + 1], line, *draft.lines[index + 1 :]))


def add_tag(choices: Choices, draft: Draft) -> Draft | None:
    """Tags of HTML around the words of the last cell."""
    able = _tables(draft)
    if not able:
        return None
    index = choices.pick(able)
    line = draft.lines[index]
    filled = [count for count, cell in enumerate(line.cells) if cell and count]
    if not filled:
        return None
    cells = list(line.cells)
    cells[filled[-1]] = f"<p>{cells[filled[-1]]}</p>"
    return replace(draft, lines=(*draft.lines[:index], _row(cells, blanks=line.blanks), *draft.lines[index + 1 :]))


def flatten(choices: Choices, draft: Draft) -> Draft | None:
    """Each cell on a line of its own; without columns the roles may be left unread, but never read wrong."""
    kinds = [line.kind for line in draft.lines]
    broken = any(line.kind == "row" and not line.cells[0] for line in draft.lines)
    repeated = any(pair == ("row", "header") for pair in pairwise(kinds))
    if "header" not in kinds or broken or repeated:
        return None
    lines: list[Line] = []
    shows_empty = choices.chance(50)  # one extraction treats all empty cells of a text alike
    for line in draft.lines:
        if line.kind not in {"row", "header"}:
            lines.append(line)
            continue
        cells = list(line.cells) if shows_empty else [cell for cell in line.cells if cell]
        lines += [Line("cell", cell, blanks=line.blanks if not count else 0) for count, cell in enumerate(cells)]
    truth = replace(draft.truth, initiatives_may_be_absent=True)
    loose = tuple(re.sub("</?p>", "", line.text) for line in lines if line.kind in {"cell", "area"})
    return replace(draft, lines=tuple(lines), truth=truth, may_be_unclaimed=(*draft.may_be_unclaimed, *loose))
