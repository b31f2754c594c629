"""Any bytes give a text or a reason. The readers are called as such: a bounded process would hide their faults."""

from __future__ import annotations

import functools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.drafting.parsing import draft
from kg.drafting.writing import write_source
from kg.errors import SourceError
from kg.model.text import SourceText
from kg.reading.docx import document
from kg.reading.extraction import Extraction
from kg.reading.html import page
from kg.reading.source_file import source_of
from tests.formats.pages import plain_page, rules_page
from tests.formats.readings import source_text
from tests.reading.docx_files import abstract, cell, document_parts, level, num, numbered, p, package, table
from tests.sources import SOURCES

TAGS = [
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td colspan=3>",
        "<td rowspan=0>",
        "</td>",
        "<ol start=-5 type=i>",
        "<li>",
        "</ol>",
    ),
    *(
        "<p>",
        "<div>",
        "</div>",
        "<pre>",
        "<br>",
        "<nav>",
        "<ruby>",
        "<rt>",
        "<script>",
        "<!--",
        "-->",
        "&#x;",
        "&lt",
        "\0",
    ),
    *("<a href=#>", "</a>", "<frameset>", "<plaintext>", "<svg>", "<![CDATA[", "\u2028", "\t", "<li value=x>", "<hr>"),
]
ELEMENTS = [
    *(
        "<w:p>",
        "</w:p>",
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "<w:tc>",
        "<w:r>",
        "<w:t>",
        "</w:t>",
        "<w:vMerge/>",
        "<w:tab/>",
    ),
    *(
        '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr>',
        '<w:gridSpan w:val="99999999999"/>',
        "&amp;",
        "甲",
    ),
    *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:sdt>", "<w:ins>", "<w:br/>"),
    *(
        '<w:sym w:char="DC00"/>',
        '<w:sym w:char="F0A3"/>',
        '<w:footnoteReference w:id="1"/>',
        "<w:txbxContent>",
        "\u2028",
    ),
]


def assert_read(read: Callable[[], Extraction | SourceText]) -> None:
    """A text of which nothing is lost, or a reason in both languages."""
    try:
        found = read()
    except SourceError as error:
        reason = error
    else:
        ends = [0, *(place for span in found.furniture for place in (span.start, span.end)), len(found.text)]
        assert ends == sorted(ends)
        assert "\r" not in found.text or isinstance(found, SourceText)
        source = SourceText(name="a", text=found.text, sha256="0" * 64, encoding="", furniture=found.furniture)
        assert write_source(draft(source)) == found.text
        return
    assert reason.message
    assert reason.message_ja


@st.composite
def edited(draw: st.DrawFn, texts: list[str], snippets: list[str]) -> str:
    """A text with up to eight cuts, insertions and turned stretches."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 5, 80])))
        text = text[:start] + draw(st.sampled_from(snippets) | st.text(max_size=4)) + text[end:]
    return text


@functools.cache
def _small_texts() -> list[str]:
    return [text for text in map(source_text, SOURCES) if len(text) < 3000]


PAGES = [
    make(text) for text in _small_texts() for make in (plain_page, lambda text: rules_page(text, encoding="utf-8"))
]
PARTS = document_parts(
    numbered("目的") + numbered("甲は", 1) + table(cell("取組") + cell("内容"), cell("甲") + cell("乙")) + p("附則"),
    numbering=abstract(level(0, "第%1条") + level(1, "%1.%2", "aiueo")) + num(),
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="a"/></w:style>',
)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert_read(lambda: source_of(data, name="a"))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\x1b$B"]),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_mark(mark: bytes, data: bytes) -> None:
    assert_read(lambda: source_of(mark + data, name="a"))


@settings(max_examples=150, deadline=None)
@given(edited(PAGES, TAGS))
def test_edited_pages(text: str) -> None:
    assert_read(lambda: page.extract(text.encode("utf-8", "replace"), name="a"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=4), max_size=60).map("".join))
def test_random_tags(text: str) -> None:
    assert_read(lambda: page.extract(text.encode("utf-8", "replace"), name="a"))


@pytest.mark.parametrize("part", sorted(PARTS))
def test_edited_parts_of_a_document(part: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(edited([PARTS[part]], ELEMENTS))
    def check(xml: str) -> None:
        data = package({**PARTS, part: xml.encode("utf-8", "replace")})
        assert_read(lambda: document.extract(data, name="a"))

    check()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(ELEMENTS), max_size=40))
def test_random_elements_of_a_document(elements: list[str]) -> None:
    """Elements closed in the order in which they were opened, so that the XML is well formed."""
    body, opened = "", []
    for element in elements:
        if element.startswith("<w:") and not element.endswith("/>") and "</" not in element:
            opened.append(element[1:-1].split()[0])
            body += element
        elif element.startswith("</"):
            body += f"</{opened.pop()}>" if opened else ""
        else:
            body += element
    body += "".join(f"</{tag}>" for tag in reversed(opened))
    data = package(document_parts(body, numbering=abstract(level(0, "%1")) + num(), footnotes=""))
    assert_read(lambda: document.extract(data, name="a"))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_changed_bytes_of_a_document(data: st.DataObject) -> None:
    content = bytearray(package(PARTS))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.just(len(content)) | st.integers(4, len(content)))
    assert_read(lambda: document.extract(bytes(content[:cut]), name="a"))
