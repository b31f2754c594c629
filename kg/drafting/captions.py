"""Captions (見出し) that several articles share: printed above the first of them only."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model.drafting import Article, Division, Instrument
from kg.model.text import Passage


def shared_captions(instrument: Instrument) -> Mapping[tuple[int, ...], Passage]:
    """The caption that an article without one of its own shares, by the article's number.

    It is that of the article right before it in the same division; one that says 削除 has none. Where one is missing
    in between, nothing is shared, as the caption may have been lost with it.
    """
    shared: dict[tuple[int, ...], Passage] = {}
    caption: Passage | None = None
    last: tuple[int, ...] = ()
    for node in instrument.nodes:
        if isinstance(node, Division):
            caption = None
        if not isinstance(node, Article):
            continue
        if node.caption is not None:
            caption = node.caption
        elif _is_deleted(node):
            caption = None
        elif caption is not None and _follows(node.number, last):
            shared[node.number] = caption
        else:
            caption = None
        last = node.through or node.number
    return shared


def _is_deleted(article: Article) -> bool:
    """第4条 削除: a number without provisions, and so without a caption."""
    return "".join(paragraph.words.text for paragraph in article.paragraphs).strip("。") == "削除"


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    return bool(last) and number in {(last[0] + 1,), (*last, 2), (*last[:-1], last[-1] + 1)}
