"""The paragraphs of an agreement that state when it begins and ends, each with the words of its whole article."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.drafting import Article, Instrument, Paragraph, SupplementaryProvisions

#: How a text calls itself, as a pattern.
SELF = r"(?:この|本)(?:連携|変更|委託)?(?:協約|協定|規約|契約|条約|要領|規程|協議|覚書)書?"


def with_neighbours(instrument: Instrument) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph with the words of its whole article."""
    for node in _nodes(instrument):
        around = "".join(paragraph.words.text for paragraph in node.paragraphs)
        yield from ((paragraph, around) for paragraph in node.paragraphs)


def _nodes(instrument: Instrument) -> Iterator[Article | SupplementaryProvisions]:
    """Articles, then the first supplementary provisions: those that follow are of amendments."""
    yield from instrument.of(Article)
    for provisions in instrument.of(SupplementaryProvisions)[:1]:
        yield provisions
        yield from provisions.articles
