"""Signature blocks: who signed, in which office, for which body, at which address."""

from __future__ import annotations

import re

from kg.drafting.marks import article_mark, caption_of
from kg.model.drafting import SignatureBlock, SignatureKind, SignaturePart
from kg.numerals import is_date, is_date_form
from kg.reading.words import read_words

#: Designations of parties that may stand alone before an address or a body, and of those who attend.
_DESIGNATION = re.compile(r"(?P<designation>[甲乙丙丁戊己庚辛]|立\s?会\s?人|見届人)(?=\s|$)")
_SEAL = re.compile(r"\s*(?P<seal>[（(]?(?:印|㊞|公印省略|公印)[)）]?)$")
_NUMERAL = "[0-9０-９一二三四五六七八九十百千]"
_ADDRESS = re.compile(
    rf"[^。]*(?:{_NUMERAL}(?:丁目|番地?|号|条|線|の{_NUMERAL}+|[-－‐−]{_NUMERAL}+)|番地)[^。]*|[^。]*字\S+{_NUMERAL}[^。]*"
)
_BODY = re.compile(r"\S*(?:都|道|府|県|市|区|町|村|組合|広域連合|企業団)")
_OFFICE = re.compile(
    r"\S*?(?:知事|[市区町村]長|管理者|理事長|企業長|連合長|組合長|委員長|会長|教育長|代表者?)(?:職務代理者|職務執行者)?"
)
_WORD = re.compile(r"\S+")
_ACTING = re.compile(r".*(?:職務代理者|職務執行者)")
_NAME = re.compile(r"[一-龥々ヶヵ〆髙﨑ぁ-んァ-ヴー]{1,8}(?:\s+[一-龥々ヶヵ髙﨑ぁ-んァ-ヴー]{1,6}){0,7}")

_STARTS = {SignatureKind.DESIGNATION, SignatureKind.ADDRESS, SignatureKind.BODY}


def signature_parts(
    source: str, start: int, end: int, *, after_title: bool = False, following: str = ""
) -> tuple[SignaturePart, ...]:
    """What a line of a signature block holds; empty where it is no such line.

    Names end like bodies (中村, 直道): ``after_title`` a word is a name, unless the ``following`` line is the office of
    a body so named.

    >>> line = "乙　美瑛町　美瑛町長　角和 浩幸 印"
    >>> [(part.kind.value, part.words.text) for part in signature_parts(line, 0, len(line))]
    [('designation', '乙'), ('body', '美瑛町'), ('title', '美瑛町長'), ('name', '角和 浩幸'), ('seal', '印')]
    """
    text = source[start:end].strip()
    if not text or text.endswith("。") or article_mark(text) or caption_of(text) is not None:
        return ()
    if is_date(text) or is_date_form(text):
        return ()
    begin = start + source[start:end].index(text)
    named = after_title and not following.startswith(text)
    return tuple(_parts(source, begin, begin + len(text), named=named))


def _parts(source: str, begin: int, end: int, *, named: bool) -> list[SignaturePart]:
    found: list[SignaturePart] = []
    if match := _DESIGNATION.match(source[begin:end]):
        found.append(_part(SignatureKind.DESIGNATION, source, begin, begin + match.end()))
        begin += match.end()
        named = False
    seal = _SEAL.search(source[begin:end])
    stop = begin + seal.start() if seal else end
    rest = _rest(source, begin, stop, named=named)
    if rest is None:
        return []
    found += rest
    if seal:
        found.append(_part(SignatureKind.SEAL, source, begin + seal.start("seal"), end))
    return found


def _rest(source: str, start: int, end: int, *, named: bool) -> list[SignaturePart] | None:
    """Address, body, office and name in one line, in printed order; None where a word is none of them."""
    words = [(match.start(), match.end()) for match in _WORD.finditer(source, start, end)]
    if words and _ADDRESS.fullmatch(source[words[0][0] : words[-1][1]]):
        return [_part(SignatureKind.ADDRESS, source, words[0][0], words[-1][1])]
    found: list[SignaturePart] = []
    while words and (kind := _kind(source[slice(*words[0])])) and not (named and kind is SignatureKind.BODY):
        found.append(_part(kind, source, *words.pop(0)))
        named = named or kind is SignatureKind.TITLE
    if not words:
        return found
    if not _NAME.fullmatch(source[words[0][0] : words[-1][1]]):
        return None
    return [*found, _name_or_office(source, words)]


def _kind(word: str) -> SignatureKind | None:
    if _OFFICE.fullmatch(word):
        return SignatureKind.TITLE
    return SignatureKind.BODY if _BODY.fullmatch(word) else None


def _name_or_office(source: str, words: list[tuple[int, int]]) -> SignaturePart:
    """Letters set apart one by one are an office (富 岡 市 長) or a name (山 田 太 郎)."""
    start, end = words[0][0], words[-1][1]
    spaced = len(words) > 2 and all(stop - begin == 1 for begin, stop in words)
    kind = _kind("".join(source[slice(*word)] for word in words)) if spaced else None
    return SignaturePart(kind or SignatureKind.NAME, read_words(source, start, end, keep_spaces=not spaced))


def _part(kind: SignatureKind, source: str, start: int, end: int) -> SignaturePart:
    return SignaturePart(kind, read_words(source, start, end, keep_spaces=True))


def group_blocks(parts: list[SignaturePart]) -> tuple[SignatureBlock, ...]:
    """Parts to blocks. A block ends where a part comes again, or one that stands before title and name."""
    blocks: list[list[SignaturePart]] = []
    for part in parts:
        if not blocks or _begins_block(part, blocks[-1]):
            blocks.append([])
        blocks[-1].append(part)
    return tuple(SignatureBlock(tuple(block)) for block in blocks)


def _begins_block(part: SignaturePart, block: list[SignaturePart]) -> bool:
    present = {earlier.kind for earlier in block}
    if part.kind is SignatureKind.TITLE and part.kind in present:
        return not (_ACTING.fullmatch(block[-1].words.text) and block[-1].kind is SignatureKind.TITLE)
    if part.kind in present and part.kind is not SignatureKind.SEAL:
        return True
    return part.kind in _STARTS and bool(present & {SignatureKind.TITLE, SignatureKind.NAME})
