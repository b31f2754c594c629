"""The numbers of lists as browsers and word processors print them.

The names of the formats are those of Office Open XML (ISO/IEC 29500-1, 17.18.59); :data:`CSS_FORMATS` gives them for
the counter styles of web pages (CSS Counter Styles 3). Word prints ``aiueo`` and ``iroha`` half-width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_HALF_AIUEO = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_HIRAGANA = "".join(chr(ord(kana) - 0x60) for kana in _AIUEO)
_HIRAGANA_IROHA = "".join(chr(ord(kana) - 0x60) for kana in _IROHA)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壱弐参四五六七八九"
_ROMAN = [
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
]
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LONGEST_LETTERS = 20


def _letters(alphabet: str) -> Callable[[int], str]:
    """A letter for each number; past the last the letters begin anew, doubled, tripled… as Word does."""

    def mark(number: int) -> str:
        if number < 1:
            return str(number)
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (times + 1) if times < _LONGEST_LETTERS else str(number)

    return mark


def _bijective(alphabet: str) -> Callable[[int], str]:
    """A letter for each number, then pairs of letters: z, aa, ab… as browsers do."""

    def mark(number: int) -> str:
        letters = ""
        left = number
        while left > 0:
            left, place = divmod(left - 1, len(alphabet))
            letters = alphabet[place] + letters
        return letters or str(number)

    return mark


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        letters += numeral * times
    return letters


def _counting(digits: str, units: str, myriad: str, *, always_one: bool) -> Callable[[int], str]:
    """Additive kanji up to 9999: 二百五十二. ``always_one`` writes the one of 一十."""

    def mark(number: int) -> str:
        if not 0 < number < 10_000:
            return digits[0] if number == 0 else str(number)
        kanji = ""
        for place, digit in enumerate(reversed(str(number))):
            if digit != "0":
                one = digit == "1" and place and not always_one
                kanji = ("" if one else digits[int(digit)]) + (units[place - 1] if place else "") + kanji
        return kanji + myriad

    return mark


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number)) if number >= 0 else str(number)


def _enclosed(*runs: tuple[int, int, int]) -> Callable[[int], str]:
    """Single characters: runs of first number, last number and the code point of the first."""

    def mark(number: int) -> str:
        code = next((code + number - first for first, last, code in runs if first <= number <= last), None)
        return chr(code) if code else str(number)

    return mark


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


_MARKS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": str,
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "aiueo": _letters(_HALF_AIUEO),
    "aiueoFullWidth": _letters(_AIUEO),
    "iroha": _letters(_HALF_IROHA),
    "irohaFullWidth": _letters(_IROHA),
    "japaneseCounting": _counting(_DIGITS, "十百千", "", always_one=False),
    "japaneseLegal": _counting(_FORMAL, "拾百阡", "", always_one=True),
    "japaneseDigitalTenThousand": _positional,
    "ideographDigital": _positional,
    "chineseCounting": _counting(_DIGITS, "十百千", "", always_one=False),
    "chineseCountingThousand": _counting(_DIGITS, "十百千", "", always_one=False),
    "taiwaneseCounting": _counting(_DIGITS, "十百千", "", always_one=False),
    "ideographTraditional": _letters("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _letters("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _enclosed((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1), (0, 0, 0x24EA)),
    "decimalEnclosedParen": _enclosed((1, 20, 0x2474)),
    "decimalEnclosedFullstop": _enclosed((1, 20, 0x2488)),
    "ideographEnclosedCircle": _enclosed((1, 10, 0x3280)),
    "css-lower-latin": _bijective(_LATIN),
    "css-upper-latin": _bijective(_LATIN.upper()),
    "css-hiragana": _bijective(_HIRAGANA),
    "css-katakana": _bijective(_AIUEO),
    "css-hiragana-iroha": _bijective(_HIRAGANA_IROHA[:-1]),
    "css-katakana-iroha": _bijective(_IROHA[:-1]),
}

#: Counter styles of CSS: the format and what stands between the number and the words.
CSS_FORMATS: dict[str, tuple[str, str]] = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
    "lower-alpha": ("css-lower-latin", ". "),
    "lower-latin": ("css-lower-latin", ". "),
    "upper-alpha": ("css-upper-latin", ". "),
    "upper-latin": ("css-upper-latin", ". "),
    "hiragana": ("css-hiragana", "、"),
    "katakana": ("css-katakana", "、"),
    "hiragana-iroha": ("css-hiragana-iroha", "、"),
    "katakana-iroha": ("css-katakana-iroha", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "cjk-ideographic": ("japaneseCounting", "、"),
    "trad-chinese-informal": ("japaneseCounting", "、"),
    "simp-chinese-informal": ("japaneseCounting", "、"),
    "japanese-informal": ("japaneseCounting", "、"),
    "japanese-formal": ("japaneseLegal", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}

#: The values of the ``type`` attribute of ``<ol>`` and ``<li>`` (HTML Standard, 15.3.8), which mind their case.
OL_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}


def list_mark(number: int, number_format: str) -> str:
    """The number in that format; in arabic digits where the format is not known or does not reach so far.

    >>> list_mark(3, "aiueoFullWidth"), list_mark(12, "japaneseCounting"), list_mark(28, "aiueo")
    ('ウ', '十二', 'ﾌ')
    """
    return _MARKS.get(number_format, str)(number)


_PRINTED = re.compile(
    r"第[0-9一二三四五六七八九十百]+|\([0-9一二三四五六七八九十ア-ンa-z]+\)"
    r"|[0-9]{1,2}[.,、 ]|[ア-ンa-z][.,、 ]|[一二三四五六七八九十]+[、 ]"
)


def is_printed_mark(text: str) -> bool:
    """Whether a text begins with a number of its own, so that the list prints none that anybody wants.

    >>> [is_printed_mark(text) for text in ("(1) 甲の役割", "第3条 甲は", "甲は", "2020年")]
    [True, True, False, False]
    """
    head = unicodedata.normalize("NFKC", text[:8])
    return _PRINTED.match(head) is not None
