"""A PDF file to pages, by PDFium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import SourceError
from kg.reading.pdf.characters import UNKNOWN, is_unknown, shown
from kg.reading.pdf.drawing import read_drawing
from kg.reading.pdf.sheet import Glyph, Place, Sheet, is_wide

#: Agreements of one zone with all their annexes stay far below; a file of more pages is hostile or no agreement.
MOST_PAGES = 3000
_END_OF_FILE = b"%%EOF"
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,15})\b|/L\s+(\d{1,15})\b[^>]{0,200}?/Linearized\b")
_ABOVE, _BELOW = 0.88, 0.12  # an em square above and below the base line: the Japanese typographic convention


def read_sheets(data: bytes, *, name: str) -> Iterator[Sheet]:
    """The pages in order. Raises SourceError for a file that is encrypted, cut off or damaged."""
    _refuse_cut_off(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _not_opened(name, error.err_code) from error
    with closing(document):
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise SourceError(
                f"{name}: {count} pages, expected 1 to {MOST_PAGES}",
                f"{name}: {count} ページあります（1 から {MOST_PAGES} ページまで読めます）",
            )
        for index in range(count):
            yield _read_sheet(document, index, name)


def _refuse_cut_off(data: bytes, name: str) -> None:
    """PDFium mends a file that is cut off and reads what is left of it; words would be missing in silence."""
    linearized = _LINEARIZED.search(data, 0, 2048)
    promised = int(linearized[1] or linearized[2]) if linearized else 0
    last = data.rfind(_END_OF_FILE)
    if last < 0 or b" obj" in data[last:] or promised > len(data):
        raise SourceError(
            f"{name}: the PDF is cut off: expected {'%%EOF at its end' if last < 0 else 'more after byte'}"
            f"{'' if last < 0 else f' {len(data)}'}; fetch the file again",
            f"{name}: PDF が途中で切れています（{len(data)} バイトまでで末尾がありません）。"
            "ファイルを取得し直してください",
        )


def _not_opened(name: str, code: int | None) -> SourceError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return SourceError(
            f"{name}: the PDF is encrypted; a copy that opens without a password is needed",
            f"{name}: PDF が暗号化されています。パスワードなしで開ける版を用意してください",
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return SourceError(
            f"{name}: the PDF is encrypted in a way that cannot be read",
            f"{name}: PDF の暗号化方式に対応していません",
        )
    return SourceError(
        f"{name}: the PDF is damaged: no document structure found",
        f"{name}: PDF が壊れています（文書構造が見つかりません）",
    )


def _read_sheet(document: pypdfium2.PdfDocument, index: int, name: str) -> Sheet:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            f"{name}: page {index + 1} cannot be read: the PDF is damaged",
            f"{name}: {index + 1} ページ目を読めません。PDF が壊れています",
        ) from error
    with closing(page), closing(page.get_textpage()) as text:
        shift = _Upright(page)
        glyphs = tuple(_glyphs(text.raw, shift))
        drawing = read_drawing(page.raw, shift.place)
        area = shift.width * shift.height
        return Sheet(
            number=index + 1,
            width=shift.width,
            height=shift.height,
            glyphs=glyphs,
            horizontals=drawing.horizontals,
            verticals=drawing.verticals,
            pictured=drawing.pictured / area if area else 0.0,
            unmapped=sum(glyph.char == UNKNOWN for glyph in glyphs),
        )


class _Upright:
    """From a page's own coordinates (from below, not turned) to those of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.width, self.height = page.get_size()
        self.quarter = page.get_rotation() // 90 % 4
        self.left, self.bottom, self.right, self.top = page.get_cropbox()

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        if self.quarter == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.quarter == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.quarter == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def _glyphs(text: object, shift: _Upright) -> Iterator[Glyph]:
    """The characters in the order of the file, without those that PDFium makes up (spaces, line ends)."""
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    loose, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    lead = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if lead and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00)
        lead = 0
        if code in (0x09, 0x0A, 0x0D):
            continue
        char = shown(chr(code)) if 0 < code < 0x110000 else UNKNOWN
        if pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or is_unknown(char):
            char = UNKNOWN
        pdfium.FPDFText_GetCharOrigin(text, index, origin_x, origin_y)
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index)
        sides = (origin_x.value, origin_y.value, loose.left, loose.bottom, loose.right, loose.top, size)
        if all(map(math.isfinite, sides)):
            yield _glyph(char, sides, matrix, shift)


def _glyph(char: str, sides: tuple[float, ...], matrix: pdfium.FS_MATRIX, shift: _Upright) -> Glyph:
    x, y, left, bottom, right, top, size = sides
    across = abs(size) * math.hypot(matrix.a, matrix.b)
    em = abs(size) * math.hypot(matrix.c, matrix.d)
    # Clockwise, as the page is shown; PDF turns counter-clockwise.
    own = -round(math.atan2(matrix.b, matrix.a) / (math.pi / 2))
    angle = (own + shift.quarter) % 4
    if own % 4 == 0:
        # A glyph that is not a font's own (a drawn one) has the box of its ink only; the em square is known better.
        right = max(right, x + across) if is_wide(char) else max(right, x)
        left, bottom, top = x, y - _BELOW * em, y + _ABOVE * em
    place = shift.place(left, bottom, right, top)
    base = place[3] - _BELOW * em if angle == 0 else place[3]
    return Glyph(char, *place, base, em, place, angle)
