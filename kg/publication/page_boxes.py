"""The places in a report's JSON: where every span of a PDF or a workbook stands."""

from __future__ import annotations

from typing import Any

from kg.extraction.stated_facts import cells_at
from kg.model.pages import page_regions
from kg.model.text import SourceText, Span

Json = dict[str, Any]


def add_page_boxes(checked: Json, source: SourceText) -> None:
    """Give each object of every ``spans`` its ``boxes``: page (from 1) and left, top, right, bottom in points.

    Points count from the page's upper left corner. A source without pages has no boxes; of a workbook each object has
    its ``cells`` (取組!D7).
    """
    if source.boxes or source.cells:
        _add(checked["agreements"], source)


def _add(value: object, source: SourceText) -> None:
    if isinstance(value, list):
        for one in value:
            _add(one, source)
    elif isinstance(value, dict):
        for key, inside in value.items():
            if key == "spans" or key.endswith("_spans"):
                _add_to_spans(inside, source)
            else:
                _add(inside, source)


def _add_to_spans(spans: list[Any], source: SourceText) -> None:
    for span in spans:
        if isinstance(span, list):
            _add_to_spans(span, source)
        else:
            _add_places(span, Span(span["start"], span["end"]), source)


def _add_places(span: Json, stretch: Span, source: SourceText) -> None:
    if source.boxes:
        span["boxes"] = boxes_json(stretch, source)
    if source.cells:
        span["cells"] = cells_at(source, stretch)


def boxes_json(span: Span, source: SourceText) -> list[Json]:
    """The boxes of one stretch."""
    return [
        {"page": box.page, "box": [box.left, box.top, box.right, box.bottom]}
        for box in page_regions(source.boxes, span, source.text)
    ]
