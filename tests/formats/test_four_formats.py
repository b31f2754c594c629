"""Each text fixture as web page, DOCX and PDF, of several producers, gives the reading of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.pages import plain_page, rules_page
from tests.formats.producers import convert, print_pages
from tests.formats.readings import reading, source_text, text_reading, without_spaces
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
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plain page for each fixture."""
    folder = tmp_path_factory.mktemp("pages")
    for path in SOURCES:
        (folder / f"{path.stem}.html").write_text(plain_page(source_text(path)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def office(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as DOCX files of LibreOffice, and those as PDF and as HTML, in folders by extension."""
    root = tmp_path_factory.mktemp("office")
    profile = tmp_path_factory.mktemp("profile")
    convert(pages.glob("*.html"), "docx:MS Word 2007 XML", root / "docx", profile=profile)
    for to in ("pdf", "html:HTML (StarWriter)"):
        convert((root / "docx").glob("*.docx"), to, root / to.partition(":")[0], profile=profile)
    return root


@pytest.fixture(scope="module")
def prints(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as Chromium prints them."""
    folder = tmp_path_factory.mktemp("prints")
    print_pages(pages.glob("*.html"), folder)
    return folder


@pytest.mark.office
@every_source
@pytest.mark.parametrize("extension", ["docx", "html"])
def test_document_of_a_word_processor(path: Path, extension: str, office: Path) -> None:
    data = (office / extension / f"{path.stem}.{extension}").read_bytes()
    assert reading(data) == text_reading(path)


@pytest.mark.office
@every_source
def test_print_of_a_word_processor(path: Path, office: Path) -> None:
    data = (office / "pdf" / f"{path.stem}.pdf").read_bytes()
    assert without_spaces(reading(data)) == without_spaces(text_reading(path))


@pytest.mark.browser
@every_source
def test_print_of_a_browser(path: Path, prints: Path) -> None:
    data = (prints / f"{path.stem}.pdf").read_bytes()
    assert without_spaces(reading(data)) == without_spaces(text_reading(path))
