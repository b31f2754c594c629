"""The texts of the benchmarks are what the benchmarks say: read whole, with nothing left over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.drafting.parsing import draft
from kg.drafting.writing import write_source
from kg.extraction import report_on
from kg.model.agreement import SourceMetadata
from kg.model.drafting import Article
from tests.benchmarks.long_texts import long_delegation, long_schedule, statute
from tests.benchmarks.reading import source_of
from tests.benchmarks.shapes import SHAPES


@pytest.mark.parametrize(
    ("text", "articles", "initiatives"),
    [(long_delegation(2), 20, 0), (long_schedule(3), 1, 30), (statute(12), 12, 0)],
    ids=["articles", "table rows", "statute"],
)
def test_long_text_is_read_whole(text: str, articles: int, initiatives: int) -> None:
    report = report_on(source_of(text), SourceMetadata())
    (agreement,) = report.agreements
    assert len(agreement.instrument_tree.of(Article)) == articles
    assert len(agreement.initiatives) == initiatives
    assert [text[span.start : span.end] for span in report.unclaimed] == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_shape_is_read_and_accounted_for(shape: Callable[[int], str]) -> None:
    """No shape is refused, and each character belongs to an element, to ignored text or to what is unclaimed."""
    text = shape(1)
    source = source_of(text)
    assert write_source(draft(source)) == text
    assert len(report_on(source, SourceMetadata()).agreements) <= 2


def test_shapes_grow() -> None:
    lengths = {name: (len(shape(1)), len(shape(10))) for name, shape in SHAPES.items()}
    assert [name for name, (short, long) in lengths.items() if long < 4 * short] == []
