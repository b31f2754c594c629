"""Each text fixture as HTML, DOCX and PDF gives the reading of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.pages import plain_page, rules_page
from tests.formats.producers import convert
from tests.formats.readings import reading, source_text, text_reading
from tests.sources import SOURCES

every_source = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)


@every_source
def test_plain_page(path: Path) -> None:
    assert reading(plain_page(source_text(path)).encode()) == text_reading(path)


@every_source
@pytest.mark.parametrize(("label", "codec"), [("Shift_JIS", "cp932"), ("EUC-JP", "euc_jp"), ("utf-8", "utf-8")])
def test_page_of_a_rules_system(path: Path, label: str, codec: str) -> None:
    """The page in old encodings has what they lack as numeric references, as editors write them."""
    data = rules_page(source_text(path), encoding=label).encode(codec, "xmlcharrefreplace")
    assert reading(data) == text_reading(path)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plain pages as DOCX files of LibreOffice, and those as HTML again, in folders by format."""
    root = tmp_path_factory.mktemp("converted")
    profile = tmp_path_factory.mktemp("profile")
    pages = root / "pages"
    pages.mkdir()
    for path in SOURCES:
        (pages / f"{path.stem}.html").write_text(plain_page(source_text(path)), encoding="utf-8")
    convert(pages.glob("*.html"), "docx:MS Word 2007 XML", root / "docx", profile=profile)
    convert((root / "docx").glob("*.docx"), "html:HTML (StarWriter)", root / "html", profile=profile)
    return root


@pytest.mark.office
@every_source
def test_word_processor_document(path: Path, converted: Path) -> None:
    data = (converted / "docx" / f"{path.stem}.docx").read_bytes()
    assert reading(data) == text_reading(path)


@pytest.mark.office
@every_source
def test_page_of_a_word_processor(path: Path, converted: Path) -> None:
    data = (converted / "html" / f"{path.stem}.html").read_bytes()
    assert reading(data) == text_reading(path)
