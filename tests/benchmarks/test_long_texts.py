"""The texts of the benchmarks are what the benchmarks say: read whole, with nothing left over."""

from __future__ import annotations

import pytest

from kg.extraction import report_on
from kg.model.agreement import SourceMetadata
from kg.model.drafting import Article
from tests.benchmarks.long_texts import long_delegation, long_schedule, statute
from tests.benchmarks.reading import source_of


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
