"""An agreement written as a workbook and read again has the graph that its text has.

Every layout that has initiatives is tried, and some that have none; ``RENKEI_WORKBOOKS=all`` tries all (about 15
seconds, these take five).
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.extraction import read_report, report_on
from kg.graph import agreement_graphs
from kg.identifiers import Iris
from kg.model.agreement import Report, SourceMetadata
from kg.reading.source_file import source_of
from kg.registries.municipalities import load_municipalities
from kg.vocabulary import DCTERMS, RENKEI
from kg.workbook import Form, agreement_workbook
from tests.sources import SOURCES

_GOLDEN = Path(__file__).parents[1] / "golden"
_IRIS = Iris("http://localhost:8000/")
_SOURCES = {path.stem: path for path in SOURCES}
#: Statements that are not compared, each with the reason.
_DIFFER = {
    RENKEI["sha256"]: "another file",
    RENKEI["fileName"]: "another file",
    DCTERMS["format"]: "another format",
    RENKEI["characters"]: "the text of the workbook is another one",
    RENKEI["span"]: "places count in the text of the workbook; what stands there is compared as the part's own words",
}
#: Statements of which white space is not compared: they are as printed, and a workbook has no wrapped lines.
_AS_PRINTED = {RENKEI["citationText"]}
#: Layouts whose initiatives do not stand in rows of their own, with the reason.
_IN_ARTICLES = "its initiatives stand in articles, whose words they are"
_NOT_IN_ROWS = {
    "areas-as-parts": (Form.TABLES, _IN_ARTICLES),
    "clerk-f03-representatives": (
        Form.TABLES,
        "an article and the tables both name their areas",
    ),
    "clerk-f05-nested": (Form.TABLES, _IN_ARTICLES),
    "clerk-f05-oneline": (Form.TABLES, _IN_ARTICLES),
    "clerk-x003-latin": (Form.TABLES, _IN_ARTICLES),
    "clerk-x014-parts": (Form.TABLES, _IN_ARTICLES),
    "clerk-x019-prose": (Form.TABLES, _IN_ARTICLES),
    "listed-in-article": (Form.LINES, _IN_ARTICLES),
    "nested-kana": (Form.TABLES, _IN_ARTICLES),
    "nested-latin": (Form.TABLES, _IN_ARTICLES),
    "teiju-parts": (Form.TABLES, _IN_ARTICLES),
    "three-parties": (Form.LINES, "roles of several bearers in one, and notes with numbers below the table"),
}


def _has_initiatives(stem: str) -> bool:
    approved = json.loads((_GOLDEN / "approved" / f"{stem}.json").read_text(encoding="utf-8"))
    return any(agreement["initiatives"] for agreement in approved["agreements"])


_WITH = sorted(stem for stem in _SOURCES if _has_initiatives(stem))
_WITHOUT = sorted(set(_SOURCES) - set(_WITH))
_TRIED = [*_WITH, *(_WITHOUT if os.environ.get("RENKEI_WORKBOOKS") == "all" else _WITHOUT[::8])]


def _said(report: Report) -> set[tuple[str, ...]]:
    (graph,) = agreement_graphs([report], iris=_IRIS, registry=load_municipalities())
    spans = f"{_IRIS.agreement(graph.slug)}/span/"
    return {
        _plain(quad)
        for quad in graph.quads
        if quad.predicate not in _DIFFER
        and not (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(spans))
    }


def _plain(quad: Quad) -> tuple[str, ...]:
    value = str(quad.object)
    if quad.predicate in _AS_PRINTED and isinstance(quad.object, Literal):
        value = "".join(quad.object.value.split())
    return str(quad.subject), str(quad.predicate), value


@pytest.mark.parametrize("stem", _TRIED)
def test_the_graph_is_that_of_the_text(stem: str) -> None:
    report = read_report(_SOURCES[stem])
    for agreement in report.agreements:
        made = agreement_workbook(report, agreement)
        again = report_on(source_of(made.data, name=report.source.name), SourceMetadata())
        assert _said(again) == _said(replace(report, agreements=(agreement,)))
        assert again.metadata == report.metadata
        if agreement.initiatives:
            assert made.form is _NOT_IN_ROWS.get(stem, (Form.INITIATIVES, ""))[0]


def test_no_exception_is_out_of_date() -> None:
    assert set(_NOT_IN_ROWS) <= set(_WITH)
    assert len(_WITH) > 30


def test_the_same_agreement_gives_the_same_bytes() -> None:
    report = read_report(_SOURCES["asahikawa-biei"])
    made = [agreement_workbook(report, report.agreements[0]).data for _ in range(2)]
    assert made[0] == made[1]
