"""Nothing lost: every character of any text is in an element, ignorable or listed, and the tree gives the text back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.drafting.parsing import draft
from kg.drafting.writing import passages, unclaimed_spans, write_source
from kg.extraction import ignored_counts, report_on
from kg.model.agreement import SourceMetadata
from kg.model.text import Ignorable, SourceText
from kg.reading.source_file import read_source
from tests.sources import SOURCES

TEXTS = [read_source(path).text for path in SOURCES]
SNIPPETS = [
    *("\n", "\n\n", "\t", " ", "\u3000", "\r\n", "\ufeff", "\x0c", "。", "（", ")", "<", "<p>", "</p>"),
    *("--\t--\n", "- 3 -\n", "第3条 ", "第12条の2", "別表", "甲の役割", "附 則\n", "（目的）\n", "(1) ", "ア ", "2 "),
    *("令和4年1月12日\n", "甲 ", "印", "第252条の2第1項", "以下「甲」という。"),
]


def source_of(text: str) -> SourceText:
    return SourceText(name="random.txt", text=text, sha256="0" * 64, encoding="utf-8")


def assert_lossless(text: str) -> None:
    tree = draft(source_of(text))
    assert write_source(tree) == text
    held = Counter(
        place
        for root in (*tree.instruments, *tree.outside)
        for passage in passages(root)
        for fragment in passage.fragments
        for place in range(fragment.start, fragment.start + len(fragment.source))
    )
    assert all(count == 1 for count in held.values()), "two elements hold the same character"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_tree_gives_the_bytes_back(path: Path) -> None:
    source = read_source(path)
    rebuilt = write_source(draft(source))
    assert source.byte_order_mark + rebuilt.encode(source.encoding) == path.read_bytes()


@pytest.mark.parametrize("path", SOURCES[:2], ids=lambda path: path.stem)
def test_the_first_agreements_leave_nothing_unclaimed(path: Path) -> None:
    source = read_source(path)
    assert unclaimed_spans(source.text, draft(source)) == ()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_character_is_counted_once(path: Path) -> None:
    source = read_source(path)
    report = report_on(source, SourceMetadata())
    words = sum(
        len(fragment.source)
        for agreement in report.agreements
        for passage in passages(agreement.instrument_tree)
        for fragment in passage.fragments
        if fragment.ignorable is None
    )
    unparsed = sum(
        len(fragment.source)
        for node in draft(source).unparsed()
        for fragment in node.words.fragments
        if fragment.ignorable is None and report.agreements
    )
    unclaimed = sum(map(len, report.unclaimed))
    assert words - unparsed + unclaimed + sum(ignored_counts(report).values()) == len(source.text)


@st.composite
def edited_texts(draw: st.DrawFn) -> str:
    """A shipped text with up to eight random edits: cuts, insertions of marks, copies, swaps."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        snippet = draw(st.sampled_from(SNIPPETS) | st.text(max_size=6) | st.just(text[start:end][::-1]))
        text = draw(st.sampled_from([text[:start] + snippet + text[end:], text[:end] + snippet + text[start:]]))
        if len(text) > 60_000:
            text = text[:60_000]
    return text


@settings(max_examples=150, deadline=None)
@given(edited_texts())
def test_random_edits_never_crash_and_never_lose_text(text: str) -> None:
    assert_lossless(text)
    report = report_on(source_of(text), SourceMetadata())
    assert set(ignored_counts(report)) == set(Ignorable)
    assert all(0 <= span.start < span.end <= len(text) for span in report.unclaimed)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=8), max_size=40).map("".join))
def test_random_marks_never_crash_and_never_lose_text(text: str) -> None:
    assert_lossless(text)
    report_on(source_of(text), SourceMetadata())


@pytest.mark.parametrize("line", ["札幌市 平成31年(2019年)3月29日", "札幌市 A1", "甲 札幌市長 秋元 第1", "印 印 印"])
def test_line_that_is_half_a_signature_is_kept_whole(line: str) -> None:
    text = next(text for text in TEXTS if "札幌市長" in text)
    assert_lossless(text.replace("\n札幌市\n札幌市長", f"\n{line}\n札幌市長"))
