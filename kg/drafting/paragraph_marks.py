"""The numbers that open a paragraph (項), and provisions without 条: 2, 2前項, 第2項, 第1.

Each function returns the number, the end of its label and the start of the words, or None.
"""

from __future__ import annotations

import re

from kg.numerals import NUMBER, parse_number

_PARAGRAPH = re.compile(
    r"(?P<label>(?P<number>[0-9０-９]{1,2})(?:[、．.](?![0-9０-９])|(?=\s)|$))\s*(?P<rest>.*)"
    r"|(?P<whole>第(?P<in_words>[0-9０-９]{1,2})項)\s+(?P<words>\S.*)",
    re.DOTALL,
)
_ORDINAL = re.compile(rf"(?P<label>第\s?(?P<number>{NUMBER}))(?:\s+|(?=[（(]))(?P<rest>\S.*)", re.DOTALL)
#: A number and its first words without a space between them; not a number of things (2通, 2年).
_GLUED_PARAGRAPH = re.compile(
    r"(?P<label>(?P<number>[0-9０-９]{1,2}))"
    r"(?P<rest>(?![年月日条項号章節編款目通部人名件個回か箇ヶヵケ割割倍分円％%級種類段階丁番歳時第つ点次者])[ぁ-ん一-龥ァ-ヴ].*)",
    re.DOTALL,
)


def paragraph_mark(text: str) -> tuple[int, int, int] | None:
    """Number, end of the label and start of the words of a numbered paragraph; its number may stand alone.

    >>> paragraph_mark("２　前項の額は"), paragraph_mark("2"), paragraph_mark("2通を作成し")
    ((2, 1, 2), (2, 1, 1), None)
    >>> paragraph_mark("第２項　前項の額は"), paragraph_mark("第2項の規定")
    ((2, 3, 4), None)
    """
    match = _PARAGRAPH.match(text)
    if match and match["whole"]:
        return parse_number(match["in_words"]), match.end("whole"), match.start("words")
    return (parse_number(match["number"]), match.end("label"), match.start("rest")) if match else None


def ordinal_mark(text: str) -> tuple[int, int, int] | None:
    """The same of a provision whose number is an ordinal without 条 (第1　経費は), as agreements of mayors have them.

    >>> ordinal_mark("第１　甲は"), ordinal_mark("第1条 甲は"), ordinal_mark("第1号の甲は")
    ((1, 2, 3), None, None)
    """
    match = _ORDINAL.match(text)
    return (parse_number(match["number"]), match.end("label"), match.start("rest")) if match else None


def glued_paragraph_mark(text: str) -> tuple[int, int, int] | None:
    """The same of a paragraph whose number is followed by its words without a space.

    >>> glued_paragraph_mark("2前項の額は"), glued_paragraph_mark("2通を作成し")
    ((2, 1, 1), None)
    """
    match = _GLUED_PARAGRAPH.match(text)
    return (parse_number(match["number"]), match.end("label"), match.start("rest")) if match else None
