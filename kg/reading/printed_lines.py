"""Lines of a document that is not plain text, as its reader prints them, and the text they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kg.model.text import Span

#: Characters that would end a line or a cell of our text where the document does not.
_INNER_ENDS = str.maketrans("\x0b\x0c\x1c\x1d\x1e\x85\u2029\r\n", "         ")


@dataclass(slots=True)
class PrintedLine:
    """A block or a line of it: its words, whether it is a row of a table, whether it is furniture of the page."""

    text: str
    is_row: bool = False
    is_furniture: bool = False


def write_lines(lines: Iterable[PrintedLine]) -> tuple[str, tuple[Span, ...]]:
    """The text of the lines, and where its furniture stands, neighbouring lines of it as one.

    >>> write_lines([PrintedLine("ホーム", is_furniture=True), PrintedLine("第1条　甲は")])
    ('ホーム\\n第1条　甲は\\n', (Span(start=0, end=3),))
    """
    pieces: list[str] = []
    spans: list[Span] = []
    position = 0
    for is_furniture, run in groupby(lines, key=lambda line: line.is_furniture):
        text = "".join(f"{line.text.translate(_INNER_ENDS)}\n" for line in run)
        if is_furniture:
            spans.append(Span(position, position + len(text) - 1))
        pieces.append(text)
        position += len(text)
    return "".join(pieces), tuple(spans)
