"""Which character a glyph shows, where the file names a look-alike."""

from __future__ import annotations

import unicodedata

#: What stands for a glyph whose character the file does not tell.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"

#: Radicals whose Japanese ideograph is another than the one NFKC gives, or that have none there. Source:
#: EquivalentUnifiedIdeograph.txt of the Unicode Character Database, and the glyphs of Adobe-Japan1.
_RADICALS = {
    "⼾": "戸", "⺟": "母", "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "見", "⻆": "角", "⻉": "貝", "⻋": "車",
    "⻑": "長", "⻒": "長", "⻔": "門", "⻘": "青", "⻛": "風", "⻜": "飛", "⻝": "食", "⻣": "骨", "⻤": "鬼",
    "⻨": "麦", "⻩": "黄", "⻫": "斉", "⻭": "歯", "⻯": "竜", "⻱": "亀", "⻲": "亀", "⺝": "月", "⺒": "巳",
    "⺍": "小", "⺌": "小", "⺩": "王", "⺬": "示", "⺮": "竹", "⺷": "羊", "⺹": "老", "⺼": "肉", "⺾": "艹",
    "⺅": "亻", "⺙": "攵", "⺡": "氵", "⻂": "衤", "⻌": "辶", "⻍": "辶", "⻏": "阝", "⻖": "阝",
}  # fmt: skip
#: PDFium's mark for a hyphen at the end of a line.
_LINE_END_HYPHEN = "\x02"


def shown(char: str) -> str:
    """The character as a reader sees it.

    Some producers name the glyph of 人 by the radical ⼈, that of a vertical bracket by its presentation form: one
    glyph serves several characters, and the file says the wrong one. Compatibility ideographs stay, as their
    glyphs differ.

    >>> shown("⼈"), shown("⻑"), shown("︵"), shown("①")
    ('人', '長', '（', '①')
    """
    if "⺀" <= char <= "⿕":
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    if "\ufe10" <= char <= "\ufe19" or "\ufe30" <= char <= "\ufe48":
        return _WIDE_FORMS.get(char) or unicodedata.normalize("NFKC", char)
    return "-" if char == _LINE_END_HYPHEN else char


#: Vertical forms whose NFKC form is half-width, while vertical writing means the full-width one.
_WIDE_FORMS = dict(zip("︵︶︷︸︐︓︔︕︖", "（）｛｝，：；！？", strict=True))


def is_unknown(char: str) -> bool:
    """Whether a character means nothing outside its file: private use, a control, a lone surrogate, none at all."""
    return char == UNKNOWN or unicodedata.category(char) in {"Cc", "Co", "Cs", "Cn"}
