"""Lines of a text, and what the format of its file shows to be furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.drafting.parsing import draft
from kg.drafting.writing import unclaimed_spans, write_source
from kg.model.text import Ignorable, SourceText, Span
from kg.reading.text_file import split_lines

TEXT = "旭川市例規集\n第1条 甲は、乙に委託する。\n- 1 -\n3 / 10\nPage 2\n（裏面）\n第2条 経費は、甲の負担とする。\n"


def source_of(text: str, *furniture: str) -> SourceText:
    spans = tuple(Span(text.index(words), text.index(words) + len(words)) for words in furniture)
    return SourceText(name="a", text=text, sha256="0" * 64, encoding="", furniture=spans)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_lf_cr_or_both(end: str) -> None:
    text = TEXT.replace("\n", end)
    lines = list(split_lines(text))
    assert [line.text for line in lines] == [line for line in TEXT.splitlines() if line != "- 1 -"]
    assert [text[line.span.start : line.span.end] for line in lines] == [line.text for line in lines]
    places = [source_of(text).position(line.at) for line in lines]
    assert places == [(number, 1) for number in (1, 2, 4, 5, 6, 7)]


def test_furniture_belongs_to_no_element() -> None:
    source = source_of(TEXT, "旭川市例規集", "- 1 -\n3 / 10\nPage 2\n（裏面）")
    tree = draft(source)
    assert write_source(tree) == TEXT
    assert unclaimed_spans(TEXT, tree) == ()
    classes = {piece.source: piece.kind for piece in tree.ignored if piece.kind is not Ignorable.WHITE_SPACE}
    assert classes == {
        "旭川市例規集": Ignorable.RUNNING_HEADER,
        "- 1 -": Ignorable.PAGE_NUMBER,
        "3 / 10": Ignorable.PAGE_NUMBER,
        "Page 2": Ignorable.PAGE_NUMBER,
        "（裏面）": Ignorable.RUNNING_HEADER,
    }


def test_a_line_that_is_furniture_in_part_stays_whole() -> None:
    text = "例規集 第1条 甲は、乙に委託する。\n"
    assert [line.text for line in split_lines(text, [Span(0, 3)])] == [text.strip()]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 20)), max_size=5))
def test_any_furniture_leaves_every_character_in_its_place(places: list[tuple[int, int]]) -> None:
    spans, end = [], 0
    for start, length in sorted(places):
        if start >= end and length:
            end = min(start + length, len(TEXT))
            spans.append(Span(start, end))
    source = SourceText(name="a", text=TEXT, sha256="0" * 64, encoding="", furniture=tuple(s for s in spans if len(s)))
    assert write_source(draft(source)) == TEXT
