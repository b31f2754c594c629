"""Words: a stretch of source to a passage, with the damage of extraction undone.

Undone are spaces inside words, spaced-out letters and markup that leaked into the text. Nothing else: punctuation,
brackets, numerals and wording stay as printed. A space after a full stop or between names of a list is not inside a
word and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model.text import Fragment, Passage, Repair

#: Markup that leaks from table extraction.
MARKUP = re.compile(r"</?(?:p|br|span|div|b|i|u|font|table|tbody|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_PIECE = re.compile(
    rf"(?P<markup>{MARKUP.pattern})|(?P<space>\s+)|(?P<words>(?:(?!{MARKUP.pattern})\S)+)", re.IGNORECASE
)
#: What parts the pieces of a passage, or begins what does.
_DAMAGED = re.compile(r"[\s<]")
_JAPANESE = re.compile(r"[぀-ヿ㐀-鿿々〆ヶｦ-ﾟ豈-﫿]")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
_DIGIT = re.compile(r"[0-9０-９]")
_DIGITS = re.compile(r"[0-9０-９]+")
#: The second letter of an era is the first of a line that a line end cut.
_ERA = "明治|大正|昭和|平成|令和|^[治正和成]"
_NUMBER_BEGUN = re.compile(rf"(?:{_ERA}|第|年|月)[0-9０-９]{{1,4}}$")
_NUMBER_ENDED = re.compile(r"[0-9０-９]{1,4}[年月日条項号]")
#: A notice (総務事務次官通知), parted where it was a line end.
_BROKEN_NOTICE = re.compile(r"(?:次官|局長|部長|大臣|知事|課長|^[官長臣事])通[知達]?$")
_BEFORE_DIGIT = re.compile(rf"(?:{_ERA}|第|年|月|約|前|各|条の)$")
_COPIES = r"通(?=[をずと、。保])"
_AFTER_DIGIT = re.compile(rf"[年月日条項号章節編]|{_COPIES}")
#: What is counted inside a sentence only, so that the number before it is part of the sentence (前各 2 号, 本書 2 通).
_COUNTED = re.compile(rf"号(?!外)|{_COPIES}")
#: A full stop or a comma stands beside the word before it.
_NEVER_APART = "。、，．"
_SENTENCE_END = ("。", "．", "」", "）", ")", "』")


def read_words(source: str, start: int, end: int, *, keep_spaces: bool = False, set_apart: bool = False) -> Passage:
    """The passage of ``source[start:end]`` without white space and markup at its ends.

    With ``keep_spaces`` inner spaces stay: on lines of names and addresses a space separates. With ``set_apart`` the
    letters stand one by one, so every space is damage.

    >>> read_words("ＡＢ取 り組む。 次の I C T インフラ\\n", 2, 23).text
    '取り組む。 次のICTインフラ'
    """
    words = source[start:end].strip()
    if not _DAMAGED.search(words):  # one piece
        return Passage.plain(words, start=source.index(words, start)) if words else Passage(())
    pieces = list(_PIECE.finditer(source, start, end))
    while pieces and not pieces[0]["words"]:
        pieces.pop(0)
    while pieces and not pieces[-1]["words"]:
        pieces.pop()
    fragments: list[Fragment] = []
    for index, piece in enumerate(pieces):
        if piece["markup"]:
            fragments.append(Fragment(piece.start(), piece[0], "", Repair.MARKUP))
        elif piece["space"] and not keep_spaces and (set_apart or _inside_word(pieces, index)):
            fragments.append(Fragment(piece.start(), piece[0], "", Repair.INNER_SPACE))
        else:
            fragments.append(Fragment(piece.start(), piece[0], piece[0]))
    return Passage(tuple(fragments))


def _inside_word(pieces: list[re.Match[str]], index: int) -> bool:
    if "　" in pieces[index][0]:
        return _BROKEN_NOTICE.search(_neighbour(pieces, index, -1)[-3:] + _neighbour(pieces, index, 1)[:2]) is not None
    if _inside_number(pieces, index) or _before_counted(pieces, index) or _after_branch(pieces, index):
        return True
    return _joins(_neighbour(pieces, index, -1), _neighbour(pieces, index, 1))


def _inside_number(pieces: list[re.Match[str]], index: int) -> bool:
    """Whether a space parts the digits of one number of a date or an article (平成2 6 年, 第1 2条)."""
    before, after = _neighbour(pieces, index, -1), _neighbour(pieces, index, 1)
    if not _DIGIT.match(before[-1]) or not _DIGIT.match(after[0]):
        return False
    if _DIGITS.fullmatch(before) and index > 2:
        before = pieces[index - 3][0][-3:] + before
    if _DIGITS.fullmatch(after) and index + 3 < len(pieces):
        after += pieces[index + 3][0][:1]
    return _NUMBER_BEGUN.search(before) is not None and _NUMBER_ENDED.match(after) is not None


def _before_counted(pieces: list[re.Match[str]], index: int) -> bool:
    """Whether a space stands before a number of counted things, which another space follows (甲 1 通)."""
    return (
        index + 3 < len(pieces)
        and _JAPANESE.match(_neighbour(pieces, index, -1)[-1]) is not None
        and _DIGITS.fullmatch(pieces[index + 1][0]) is not None
        and _COUNTED.match(pieces[index + 3][0]) is not None
    )


def _after_branch(pieces: list[re.Match[str]], index: int) -> bool:
    """Whether a space stands after the branch number of an article, which another parts from it (第12条の 2 に)."""
    return (
        index >= 3
        and pieces[index - 3][0].endswith("条の")
        and _DIGITS.fullmatch(pieces[index - 1][0]) is not None
        and _JAPANESE.match(_neighbour(pieces, index, 1)) is not None
    )


def _neighbour(pieces: list[re.Match[str]], index: int, step: int) -> str:
    """The words before or after a piece; there are some, as the pieces at both ends of a passage are words."""
    index += step
    while not pieces[index]["words"]:
        index += step
    return pieces[index][0]


def _joins(before: str, after: str) -> bool:
    """Whether two neighbouring words were one before extraction."""
    last, first = before[-1], after[0]
    if first in _NEVER_APART:
        return last not in _SENTENCE_END
    if _JAPANESE.match(last):
        if _DIGIT.match(first):
            return _BEFORE_DIGIT.search(before) is not None
        return bool(_JAPANESE.match(first) or _LATIN.match(first))
    if _DIGIT.match(last):
        return _AFTER_DIGIT.match(after) is not None
    if _LATIN.match(last):
        return _JAPANESE.match(first) is not None or (len(before) == 1 and len(after) == 1 and after.isalpha())
    return False


def join_lines(source: str, passages: Sequence[Passage]) -> Passage:
    """Words broken by line ends or pages, put together.

    White space between two lines is a repair inside the passage: nothing where a line end cut a Japanese sentence, one
    space between Latin words. Anything else between them (a page number) makes two stretches.
    """
    if len(passages) == 1:
        return passages[0]
    joined = [passage for passage in passages if passage]
    fragments: list[Fragment] = list(joined[0].fragments) if joined else []
    for passage in joined[1:]:
        end = fragments[-1].start + len(fragments[-1].source)
        gap = source[end : passage.start]
        if gap and gap.isspace():
            between = " " if _latin_words(fragments[-1].reading, passage.fragments[0].reading) else ""
            fragments.append(Fragment(end, gap, between, Repair.JOINED_LINES))
            fragments.extend(passage.fragments)
        else:
            fragments.extend(_continuation(passage))
    return Passage(tuple(fragments))


def _latin_words(before: str, after: str) -> bool:
    return bool(before and after and _LATIN.match(before[-1]) and _LATIN.match(after[0]))


def _continuation(passage: Passage) -> tuple[Fragment, ...]:
    """The fragments of a passage that stands elsewhere, the first marked as a continuation."""
    head, *tail = passage.fragments
    return (head if head.repair else Fragment(head.start, head.source, head.reading, Repair.JOINED_ROW), *tail)


def continued(first: Passage, second: Passage) -> Passage:
    """Words cut by a page: the second stretch stands elsewhere and is marked as the continuation."""
    return Passage(first.fragments + _continuation(second))


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence may end.

    >>> ends_sentence("協議の上これを"), ends_sentence("ものとする。")
    (False, True)
    """
    return text.endswith(_SENTENCE_END)


def drop_overlap(first: Passage, second: Passage) -> Passage:
    """The second passage with its beginning dropped where it repeats the end of the first.

    Extraction repeats the last characters before a page break. At least three characters must agree: shorter agreement
    happens in ordinary sentences.

    >>> a, b = Passage.plain("プラットフォーム", start=0), Passage.plain("トフォームの共同利用", start=20)
    >>> drop_overlap(a, b).text
    'の共同利用'
    """
    ahead, tail = first.text, second.text
    for length in range(min(len(ahead), len(tail)), 2, -1):
        if ahead.endswith(tail[:length]):
            return _dropped(second, length)
    return second


def _dropped(passage: Passage, length: int) -> Passage:
    repeated = passage.slice(0, length)
    rest = passage.slice(length, len(passage.text))
    dropped = tuple(Fragment(f.start, f.source, "", Repair.OVERLAP) for f in repeated.fragments)
    return Passage(dropped + rest.fragments)
