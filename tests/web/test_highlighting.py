"""Marks cover exactly the characters they name, whatever the lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model.text import Span
from kg.web.highlighting import highlight

TEXTS = st.text(alphabet="甲乙\t ab\n\r\U0001f5fe", min_size=1, max_size=80)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 79), st.integers(1, 20)), max_size=5))
def test_marks_and_lines(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    lines = highlight(text, spans)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == [
        line.rstrip("\r\n") for line in text.splitlines(keepends=True)
    ]
    wanted = {offset for span in spans for offset in range(span.start, span.end)}
    marked = "".join(piece.text for line in lines for piece in line.pieces if piece.marked)
    ends = _line_ends(text)
    assert marked == "".join(text[offset] for offset in sorted(wanted - ends))
    assert sum(piece.first for line in lines for piece in line.pieces) <= 1


def _line_ends(text: str) -> set[int]:
    ends, start = set(), 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip("\r\n")
        ends |= set(range(start + len(words), start + len(line)))
        start += len(line)
    return ends
