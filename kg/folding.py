"""Text as searches compare it, and the pieces by which an index finds it. Used where the index is made and asked.

Full width counts as half width, capitals as small letters, katakana as hiragana. An index of words would need a
dictionary; one of every two characters in a row finds any words of Japanese text, at any place of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

#: Katakana to hiragana: the same order, 0x60 apart.
_HIRAGANA: Mapping[int, int] = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Letters and digits that write any code point.
CHARACTER_LENGTH = 4


def folded(text: str) -> str:
    """Text as the search compares it.

    >>> folded("ＩＣＴ"), folded("アサヒカワ"), folded("Ｂｉｅｉ")
    ('ict', 'あさひかわ', 'biei')
    """
    return unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)


def pieces(line: str) -> Iterator[str]:
    """The pieces of a folded line as the index knows them: each two characters in a row, and the last one alone.

    Written in small letters and digits, so that no tokenizer takes one for white space or a sign.

    >>> list(pieces("ab"))
    ['002p002q', '002q']
    """
    coded = [_coded(character) for character in line]
    yield from (one + two for one, two in pairwise(coded))
    yield from coded[-1:]


def phrase(word: str) -> str:
    """What to ask the index for a folded word: its pairs in a row; the beginning of a pair for one character.

    >>> phrase("ab"), phrase("a")
    ('"002p002q"', '002p*')
    """
    coded = [_coded(character) for character in word]
    if len(coded) == 1:
        return f"{coded[0]}*"
    return '"' + " ".join(one + two for one, two in pairwise(coded)) + '"'


def _coded(character: str) -> str:
    """A code point in base 36.

    >>> _coded("市")
    '0iki'
    """
    rest, letters = ord(character), ""
    for _ in range(CHARACTER_LENGTH):
        rest, digit = divmod(rest, len(_DIGITS))
        letters = _DIGITS[digit] + letters
    return letters
