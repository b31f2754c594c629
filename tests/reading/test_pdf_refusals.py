"""A PDF that cannot be read says why, in both languages; it never counts as read and empty."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.model.text import Severity
from kg.reading.pdf import read_pdf
from tests.reading.pdf_pages import HEIGHT, WIDTH, PdfPage, pdf_bytes


def page_of_words() -> PdfPage:
    page = PdfPage()
    page.text(72, 100, "第1条　甲及び乙は、協力する。")
    return page


def scan() -> PdfPage:
    page = PdfPage()
    page.picture(0, 0, WIDTH, HEIGHT)
    return page


_LOCKED = (
    f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00><00>]"
)
_LINEARIZED = b"%PDF-1.7\n1 0 obj\n<< /Linearized 1 /L 999999 /N 1 >>\nendobj\n"


@pytest.mark.parametrize(
    ("data", "english", "japanese"),
    [
        (
            pdf_bytes(scan(), scan()),
            "no text layer (scanned images on 2 pages); run optical",
            "（スキャン画像、2 ページ）",
        ),
        (pdf_bytes(PdfPage()), "no text layer (no characters on 1 pages)", "文字情報がありません（文字のない PDF"),
        (pdf_bytes(page_of_words(), trailer=_LOCKED), "the PDF is encrypted; a copy that opens", "暗号化されています"),
        (pdf_bytes(page_of_words())[:-300], "the PDF is cut off: expected %%EOF at its end", "途中で切れています"),
        (
            _LINEARIZED + pdf_bytes(page_of_words()),
            "the PDF is cut off: expected more after byte",
            "途中で切れています",
        ),
        (pdf_bytes(page_of_words(), to_unicode=False), "the fonts of the PDF do not tell which", "ToUnicode"),
        (b"%PDF-1.7\nnothing\n%%EOF\n", "the PDF is damaged: no document structure", "文書構造が見つかりません"),
        (b"", "the PDF is cut off", "途中で切れています"),
    ],
)
def test_the_reason_is_said(data: bytes, english: str, japanese: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_pdf(data, name="協約.pdf")
    assert caught.value.message.startswith("協約.pdf: ")
    assert english in caught.value.message
    assert japanese in caught.value.message_ja


def test_pages_that_are_pictures_only_are_named() -> None:
    found = read_pdf(pdf_bytes(page_of_words(), scan(), scan(), page_of_words(), scan()), name="a.pdf")
    (note,) = found.notes
    assert (note.code, note.severity) == ("pages-without-text", Severity.WARNING)
    assert note.message == "pages without a text layer (scanned images) are not read: 2-3, 5"
    assert "2-3, 5 ページ" in note.message_ja


def test_a_blank_page_is_no_scan() -> None:
    assert read_pdf(pdf_bytes(page_of_words(), PdfPage()), name="a.pdf").notes == ()


def test_single_unknown_characters_are_marked_and_counted() -> None:
    page = page_of_words()
    page.text(72, 120, "\ue000の役割")
    found = read_pdf(pdf_bytes(page), name="a.pdf")
    assert "\N{REPLACEMENT CHARACTER}の役割" in found.text
    assert [note.code for note in found.notes] == ["unknown-characters"]
    assert found.notes[0].message.startswith("1 characters are unknown")
