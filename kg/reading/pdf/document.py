"""A PDF file to text; runs in the reading process (:mod:`kg.reading.confinement`)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.errors import SourceError
from kg.formats import PDF
from kg.model.text import Diagnostic, Severity, Span
from kg.reading.extraction import Extraction
from kg.reading.pdf.arranging import arrange_all
from kg.reading.pdf.cut_rows import cut_rows
from kg.reading.pdf.furniture import furniture
from kg.reading.pdf.opening import read_sheets
from kg.reading.pdf.paragraphs import paragraphs
from kg.reading.pdf.sheet import Sheet, upright
from kg.reading.pdf.spacing import with_spaces
from kg.reading.pdf.writing import TextWriter

_PICTURE_PAGE = 0.5  # of a page without words covered by pictures: a scan, not a page left blank
_MOST_UNKNOWN = 0.3  # of the characters of a document; beyond, nothing can be read from the rest


def extract(data: bytes, *, name: str) -> Extraction:
    """The text of a PDF with a text layer. Raises SourceError where there is none that can be read."""
    sheets = list(read_sheets(data, name=name))
    _refuse_without_words(sheets, name)
    turned = with_spaces([upright(sheet) for sheet in sheets])
    pages = [*zip(turned, paragraphs(arrange_all(turned)), strict=True)]
    aside = furniture(pages)
    changed = cut_rows(pages, aside)
    writer = TextWriter()
    for page, (sheet, rows) in enumerate(pages):
        for index, found in enumerate(rows):
            row = changed.get((page, index), found)
            if row is not None:
                writer.write_row(row, page=sheet.number, is_furniture=row.is_note or (page, index) in aside)
    text = "".join(writer.pieces)
    return Extraction(
        text=text,
        media_type=PDF.media_type,
        furniture=tuple(writer.furniture),
        boxes=tuple(writer.boxes),
        notes=tuple(_notes(sheets)),
    )


def _refuse_without_words(sheets: Sequence[Sheet], name: str) -> None:
    letters = sum(sheet.letters for sheet in sheets)
    if not letters:
        scanned = any(sheet.pictured for sheet in sheets)
        raise SourceError(
            f"{name}: the PDF has no text layer ({'scanned images' if scanned else 'no characters'} on "
            f"{len(sheets)} pages); run optical character recognition (OCR) first",
            f"{name}: 文字情報がありません（{'スキャン画像' if scanned else '文字のない PDF'}、{len(sheets)} ページ）。"
            "先に OCR（文字認識）をかけてください",
        )
    unknown = sum(sheet.unmapped for sheet in sheets)
    if unknown > _MOST_UNKNOWN * letters:
        raise SourceError(
            f"{name}: the fonts of the PDF do not tell which characters their glyphs are ({unknown} of {letters} "
            "unknown; no usable ToUnicode); make the PDF again from its source, or run OCR",
            f"{name}: PDF のフォントに文字コードの対応（ToUnicode）がなく、"
            f"{letters} 文字中 {unknown} 文字が分かりません。元の文書から PDF を作り直すか、OCR をかけてください",
        )


def _notes(sheets: Sequence[Sheet]) -> list[Diagnostic]:
    pictures = [sheet.number for sheet in sheets if not sheet.letters and sheet.pictured >= _PICTURE_PAGE]
    unknown = [sheet.number for sheet in sheets if sheet.unmapped]
    count = sum(sheet.unmapped for sheet in sheets)
    notes = []
    if pictures:
        notes.append(
            Diagnostic(
                code="pages-without-text",
                severity=Severity.WARNING,
                span=Span(0, 0),
                message=f"pages without a text layer (scanned images) are not read: {_listed(pictures)}",
                message_ja=f"文字情報のないページ（スキャン画像）は読んでいません: {_listed(pictures)} ページ",
            )
        )
    if unknown:
        notes.append(
            Diagnostic(
                code="unknown-characters",
                severity=Severity.WARNING,
                span=Span(0, 0),
                message=f"{count} characters are unknown (no ToUnicode in their font), on pages {_listed(unknown)}",
                message_ja=f"{_listed(unknown)} ページの {count} 文字は、フォントに対応表がないため不明です",
            )
        )
    return notes


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers, runs of them as ranges.

    >>> _listed([2, 3, 4, 7])
    '2-4, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
