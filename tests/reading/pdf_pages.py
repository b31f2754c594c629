"""PDF files written by hand: every character where a test wants it.

The font is a Japanese one that is not embedded, whose character codes are UTF-16 (predefined CMaps of Adobe-Japan1), so
the files need no font and say which characters they show. Places are in points from the upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
_HALF_WIDTH = "[1 94 500 231 632 500]"


@dataclass(slots=True)
class PdfPage:
    """A page being drawn."""

    content: list[str] = field(default_factory=list)
    rotate: int = 0

    def text(
        self, x: float, y: float, words: str, *, size: float = 10.0, spread: float = 0.0, font: str = "F1"
    ) -> None:
        """Words from a place; ``y`` is the base line, ``spread`` extra points after each character."""
        code = words.encode("utf-16-be").hex()
        self.content.append(f"BT /{font} {size} Tf {spread} Tc 1 0 0 1 {x} {HEIGHT - y} Tm <{code}> Tj ET")

    def downwards(self, x: float, y: float, words: str, *, size: float = 10.0) -> None:
        """Vertical writing: ``x`` is the middle of the line, ``y`` its top."""
        self.text(x, y, words, size=size, font="F2")

    def turned(self, x: float, y: float, words: str, *, size: float = 10.0) -> None:
        """Words turned by a quarter, clockwise."""
        code = words.encode("utf-16-be").hex()
        self.content.append(f"BT /F1 {size} Tf 0 -1 1 0 {x} {HEIGHT - y} Tm <{code}> Tj ET")

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A straight line."""
        self.content.append(f"0.5 w {x} {HEIGHT - y} m {to_x} {HEIGHT - to_y} l S")

    def grid(self, columns: list[float], rows: list[float]) -> None:
        """All lines of a table."""
        for x in columns:
            self.rule(x, rows[0], x, rows[-1])
        for y in rows:
            self.rule(columns[0], y, columns[-1], y)

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A grey picture."""
        self.content.append(
            f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q"
        )


def pdf_bytes(*pages: PdfPage, to_unicode: bool = True, trailer: str = "") -> bytes:
    """The file. Without ``to_unicode`` the codes of the font mean nothing but glyph numbers."""
    encoding = ("UniJIS-UTF16-H", "UniJIS-UTF16-V") if to_unicode else ("Identity-H", "Identity-V")
    ordering = "Japan1" if to_unicode else "Identity"
    descendant = (
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering ({ordering}) /Supplement 2 >> /DW 1000 /W {_HALF_WIDTH} /FontDescriptor 4 0 R >>"
    )
    composite = "/Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /DescendantFonts [3 0 R]"
    objects = {
        3: descendant,
        4: "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        5: f"<< {composite} /Encoding /{encoding[0]} >>",
        6: f"<< {composite} /Encoding /{encoding[1]} >>",
    }
    kids = []
    for number, page in enumerate(pages):
        own, stream = 10 + 2 * number, "\n".join(page.content)
        kids.append(f"{own} 0 R")
        objects[own] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.rotate} "
            f"/Contents {own + 1} 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
        )
        objects[own + 1] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    return assembled(objects, trailer=trailer)


def assembled(objects: dict[int, str], *, trailer: str = "") -> bytes:
    """Objects as a file with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    offsets: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += f"{number} 1\n{offset:010} 00000 n \n".encode()
    size = max(objects) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)
