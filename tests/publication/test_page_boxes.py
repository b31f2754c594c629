"""Every span of a PDF says where on which page its words stand, in the JSON and in the graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.extraction import report_on
from kg.graph.agreement import agreement_quads
from kg.graph.dataset import instrument_kinds
from kg.identifiers import Iris
from kg.model.agreement import Report, SourceMetadata
from kg.model.text import SourceText
from kg.publication.check_json import check_json
from kg.reading.pdf import read_pdf
from kg.registries.municipalities import load_municipalities
from kg.vocabulary import RENKEI
from tests.reading.pdf_pages import PdfPage, pdf_bytes

IRIS = Iris("https://example.jp/")
LINES = (
    "甲市と乙町との定住自立圏の形成に関する協定書",
    "　甲市（以下「甲」という。）と乙町（以下「乙」という。）は、次のとおり協定を締結する。",
    "（目的）",
    "第1条　この協定は、圏域の発展を目的とする。",
)


@pytest.fixture(scope="module")
def report() -> Report:
    first, second = PdfPage(), PdfPage()
    for number, words in enumerate(LINES):
        first.text(72, 100 + 20 * number, words)
    second.text(72, 100, "（協議）")
    second.text(72, 120, "第2条　甲及び乙は、協議する。")
    found = read_pdf(pdf_bytes(first, second), name="a.pdf")
    source = SourceText(
        name="a.pdf", text=found.text, sha256="0" * 64, encoding="", media_type=found.media_type, boxes=found.boxes
    )
    return report_on(source, SourceMetadata())


@pytest.fixture(scope="module")
def checked(report: Report) -> dict[str, Any]:
    return check_json(report, path="a.pdf", slugs=["a"], conforms=[True], iris=IRIS)


def spans_of(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inside in value.values():
            yield from spans_of(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from spans_of(inside)


def test_every_span_has_boxes(checked: dict[str, Any]) -> None:
    spans = list(spans_of(checked["agreements"]))
    assert len(spans) > 5
    assert all(span["boxes"] for span in spans)


def test_a_box_is_that_of_the_words(checked: dict[str, Any]) -> None:
    (span,) = checked["agreements"][0]["articles"][1]["paragraphs"][0]["spans"]
    label = len("第2条　") * 10.0 - 5.0
    width = len("甲及び乙は、協議する。") * 10.0
    assert span["boxes"][-1] == {"page": 2, "box": [72 + label, 111.2, 72 + label + width, 121.2]}


def test_a_text_file_has_none(report: Report) -> None:
    source = SourceText(name="a.txt", text=report.source.text, sha256="0" * 64, encoding="utf-8")
    checked = check_json(report_on(source, SourceMetadata()), path="a.txt", slugs=["a"], conforms=[True], iris=IRIS)
    assert all("boxes" not in span for span in spans_of(checked["agreements"]))


def test_the_graph_has_a_page_region_for_each_line(report: Report) -> None:
    graph = agreement_quads(
        report.agreements[0],
        report=report,
        slug="a",
        iris=IRIS,
        registry=load_municipalities(),
        kinds=instrument_kinds(),
    )
    regions = {str(triple.object).strip("<>") for triple in graph if triple.predicate == RENKEI["pageRegion"]}
    spans = {triple.object for triple in graph if triple.predicate == RENKEI["span"]}
    assert {triple.subject for triple in graph if triple.predicate == RENKEI["pageRegion"]} == spans
    assert all(isinstance(span, NamedNode) for span in spans)
    assert {IRIS.parse_page_region(region) for region in regions} == {("a", 1), ("a", 2)}
    assert "https://example.jp/id/agreement/a/source#page=2&viewrect=72,91.2,40,10" in regions
