"""The shipped agreements as PDF files say what their text says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.extraction import report_on
from kg.identifiers import article_number
from kg.model.agreement import Report, SourceMetadata
from kg.model.drafting import Article
from kg.model.text import SourceText
from kg.reading.pdf import read_pdf
from tests.reading.producers import Producer, as_html, exported_by_a_word_processor, printed_by_a_browser
from tests.sources import AGREEMENTS

_PRODUCERS = [
    pytest.param(printed_by_a_browser, marks=pytest.mark.browser, id="browser"),
    pytest.param(exported_by_a_word_processor, marks=pytest.mark.office, id="office"),
]
#: Rows of the shipped texts that are rules of a table printed as words; in a PDF they would be drawn.
_RULES = re.compile(r"^[\s|-]*-{2}[\s|-]*$\n?", re.MULTILINE)


def text_of(name: str) -> str:
    return _RULES.sub("", (AGREEMENTS / f"{name}.txt").read_text(encoding="utf-8"))


def report_of_text(text: str) -> Report:
    source = SourceText(name="a.txt", text=text, sha256="0" * 64, encoding="utf-8")
    return report_on(source, SourceMetadata())


def said(report: Report) -> dict[str, object]:
    """What an agreement says, without the blanks that a line end may have stood for."""
    (agreement,) = report.agreements
    return {
        "title": squeezed(agreement.title.text),
        "signed on": agreement.signed_on and agreement.signed_on.value,
        "parties": [[body.name for body in party.bodies] for party in agreement.parties],
        "articles": [
            (article_number(article.number), [squeezed(p.words.text) for p in article.paragraphs])
            for article in agreement.instrument_tree.of(Article)
        ],
        "initiatives": [
            (
                [squeezed(heading.text) for heading in initiative.headings],
                squeezed(initiative.title.text),
                squeezed(initiative.content.text if initiative.content else ""),
                [(role.designation, squeezed(role.words.text)) for role in initiative.roles],
            )
            for initiative in agreement.initiatives
        ],
        "citations": [squeezed(citation.words.text) for citation in agreement.citations],
    }


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("produce", _PRODUCERS)
@pytest.mark.parametrize("name", ["sapporo-iwamizawa", "asahikawa-biei"])
def test_a_pdf_says_what_the_text_says(name: str, produce: Producer, tmp_path: Path) -> None:
    text = text_of(name)
    found = read_pdf(produce(as_html(text), tmp_path), name="a.pdf")
    assert said(report_of_text(found.text)) == said(report_of_text(text))
