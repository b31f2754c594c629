"""Signature blocks: who signed, in which office, for which body, at which address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.drafting import SignatureBlock, SignatureKind, SignaturePart
from kg.model.text import Passage
from kg.reading.words import read_words

#: Designations of parties that may stand alone before an address or a body.
DESIGNATION = re.compile(r"(?P<designation>[甲乙丙丁戊己庚辛])(?=[\s　]|$)")
_SEAL = re.compile(r"[\s　]*(?P<seal>[（(]?(?:印|㊞|公印省略|公印)[)）]?)$")
_ADDRESS = re.compile(
    r".*(?:[0-9０-９一二三四五六七八九十]+(?:丁目|番地?|号|条|線|の[0-9０-９]+)|番地).*|.*字\S+[0-9０-９]+.*"
)
_BODY = re.compile(r"\S*(?:都|道|府|県|市|区|町|村|組合|広域連合|企業団)")
_OFFICE = re.compile(
    r"(?P<office>\S*?(?:知事|[市区町村]長|管理者|理事長|企業長|連合長|組合長|委員長|会長|教育長|代表者?)"
    r"(?:\s*職務代理者(?:[\s　]*\S*?(?:副(?:市|町|村|区)長|副知事))?|\s*職務執行者)?)"
    r"(?:[\s　]+(?P<name>\S.*))?"
)
_NAME = re.compile(r"[一-龥々ヶヵ〆髙﨑ぁ-んァ-ヴー]{1,8}(?:[\s　]+[一-龥々ヶヵ髙﨑ぁ-んァ-ヴー]{1,6}){0,7}")

#: The order inside a block: a part that has already been filled, or comes again, begins the next block.
_SINGLE = {
    SignatureKind.DESIGNATION,
    SignatureKind.ADDRESS,
    SignatureKind.BODY,
    SignatureKind.TITLE,
    SignatureKind.NAME,
}


def signature_parts(source: str, start: int, end: int) -> tuple[SignaturePart, ...]:
    """What a line of a signature block holds; empty where it is no such line.

    >>> line = "乙 美瑛町"
    >>> [(part.kind.value, part.words.text) for part in signature_parts(line, 0, len(line))]
    [('designation', '乙'), ('body', '美瑛町')]
    """
    words = source[start:end]
    begin = start + len(words) - len(words.lstrip())
    parts: list[SignaturePart] = []
    if match := DESIGNATION.match(words.lstrip()):
        parts.append(_part(SignatureKind.DESIGNATION, source, begin, begin + match.end()))
        begin += match.end()
    stop = start + len(words.rstrip())
    seal = _SEAL.search(source[begin:stop])
    if seal and seal.start() >= 0:
        stop_words = begin + seal.start()
        rest = tuple(_rest(source, begin, stop_words))
        parts += [*rest, _part(SignatureKind.SEAL, source, begin + seal.start("seal"), stop)]
        return tuple(parts) if rest or not source[begin:stop_words].strip() else ()
    rest = tuple(_rest(source, begin, stop))
    return (*parts, *rest) if rest or begin >= stop else ()


def _rest(source: str, start: int, end: int) -> Iterator[SignaturePart]:
    words = source[start:end]
    text = words.strip()
    begin = start + len(words) - len(words.lstrip())
    if not text:
        return
    if _ADDRESS.fullmatch(text):
        yield _part(SignatureKind.ADDRESS, source, begin, end)
    elif match := _OFFICE.fullmatch(text):
        yield _part(SignatureKind.TITLE, source, begin, begin + match.end("office"))
        if match["name"]:
            yield _part(SignatureKind.NAME, source, begin + match.start("name"), end)
    elif _BODY.fullmatch(text):
        yield _part(SignatureKind.BODY, source, begin, end)
    elif _NAME.fullmatch(text):
        yield _part(SignatureKind.NAME, source, begin, end)


def _part(kind: SignatureKind, source: str, start: int, end: int) -> SignaturePart:
    return SignaturePart(kind, _name(source, start, end) if kind is SignatureKind.NAME else _line(source, start, end))


def _line(source: str, start: int, end: int) -> Passage:
    return read_words(source, start, end, keep_spaces=True)


def _name(source: str, start: int, end: int) -> Passage:
    """A name: letters set apart one by one are joined, the one space between family and given name stays."""
    kept = read_words(source, start, end, keep_spaces=True)
    pieces = kept.text.split()
    return read_words(source, start, end) if len(pieces) > 2 and all(len(p) == 1 for p in pieces) else kept


def group_blocks(parts: list[SignaturePart]) -> tuple[SignatureBlock, ...]:
    """Parts to blocks. A block ends where a part comes that it already has."""
    blocks: list[list[SignaturePart]] = []
    for part in parts:
        present = {p.kind for p in blocks[-1]} if blocks else set()
        if not blocks or (part.kind in _SINGLE and part.kind in present) or _starts_block(part, present):
            blocks.append([])
        blocks[-1].append(part)
    return tuple(SignatureBlock(tuple(block)) for block in blocks)


def _starts_block(part: SignaturePart, present: set[SignatureKind]) -> bool:
    """After title or name a designation, address or body belongs to the next signatory."""
    opens = {SignatureKind.DESIGNATION, SignatureKind.ADDRESS, SignatureKind.BODY}
    return part.kind in opens and bool(present & {SignatureKind.TITLE, SignatureKind.NAME})
