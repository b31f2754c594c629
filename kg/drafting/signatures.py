"""Signature blocks: who signed, in which office, for which body, at which address."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.drafting.marks import article_mark, caption_of
from kg.model.drafting import SignatureBlock, SignatureKind, SignaturePart
from kg.numerals import is_date, is_date_form
from kg.reading.words import read_words

#: Designations of parties that may stand alone before an address or a body, and of those who attend.
_DESIGNATION = re.compile(
    r"(?:[（(](?P<bracketed>[甲乙丙丁戊己庚辛])[)）]"
    r"|[（(]?(?P<designation>[甲乙丙丁戊己庚辛]|立\s?会\s?人|見\s?届\s?人|受託者|委託者)[)）]?[:：]?(?=\s|$))"
)
_SEAL = re.compile(
    r"\s*(?P<seal>[（(〔［\[]?(?:印|㊞|公\s?印\s?省\s?略|公印|職印|省略)[)）〕］\]]?"
    r"|[（(〔［\[](?:電子署名|署名|自署|記名押印|電子印|押印)(?:済み?|省略)?[)）〕］\]])$"
)
#: Marks that stand for a name left out.
_BLOTTED = "xX×ｘ○〇◯●＊*△▲□■◇"
_NUMERAL = "[0-9０-９一二三四五六七八九十百千]"
_ADDRESS = re.compile(
    rf"(?!第)[^。\s]{{0,60}}?(?:{_NUMERAL}(?:丁目|番地?|号|条|線|の{_NUMERAL}+|[-－‐−―ー]{_NUMERAL}+)"
    rf"|番地)\S{{0,40}}"
    rf"|\S{{0,40}}字\S{{1,40}}{_NUMERAL}\S{{0,20}}"
    rf"|[^。\s]{{1,40}}[郡町村市字][{_BLOTTED}]{{1,8}}"
    rf"|(?!第)[^。、\s]{{1,16}}?[市区町村][^。、\s]{{1,20}}?(?<![0-9０-９年月])[0-9０-９]{{1,5}}(?:[-－‐−―ー][0-9０-９]{{1,4}}){{0,3}}"
)
_BODY = re.compile(
    r"\S{1,40}(?:都|道|府|県|市|区|町|村|組合|広域連合|企業団|協議会|連合|(?:教育|公平|農業|選挙管理)委員会)"
)
_HEADS = (
    r"知事|大臣|[市区町村]長|管理者|理事長|企業長|連合長|組合長|委員長|会長|教育長|代表者?"
    r"|議長|本部長|消防長"
)
_OFFICE = re.compile(rf"\S{{0,40}}?(?:{_HEADS})(?:職務代理者|職務執行者)?")
_DEPUTY = re.compile(r"\S{0,20}(?:副[市町村]長|副知事|助役|部長|局長|次長)")
#: Who attends a signing may hold any office, also one that is the head of no body.
_ATTENDS = re.compile(r"立\s?会\s?人|見\s?届\s?人")
_ANY_OFFICE = re.compile(r"\S{1,20}(?:長|官|議員|大臣|参与)")
_SHORT_OFFICE = re.compile(r"(?:副?[市町村区]長|副?知事|助役|副市長|収入役)")
_WORD = re.compile(r"\S+")
#: The office of a head of a union alone, who may be named by the office of mayor as well (管理者 黒部村長).
_HEAD_OF_UNION = re.compile(r"代表者?|管理者|理事長|企業長|広域連合長|連合長|組合長|会長|委員長")
_ACTING = re.compile(r".*(?:職務代理者|職務執行者)")
_REDACTED_NAME = re.compile(r"[xX×ｘ○〇◯●＊*△▲□■◇]{1,6}(?:\s+[xX×ｘ○〇◯●＊*△▲□■◇]{1,6})?")
#: Characters of names: also those of the extensions and of compatibility (𠮷, 髙, 﨑).
HAN = "一-龥々髙﨑㐀-䶿豈-龎𠀀-𲎯"
_NAME = re.compile(rf"[{HAN}ヶヵ〆ぁ-んァ-ヴー]{{1,8}}(?:\s+[{HAN}ヶヵぁ-んァ-ヴー]{{1,6}}){{0,7}}")
_HOUSE = re.compile(r"[0-9０-９]|丁目|番")
#: A designation inside a line, and the office of the head of a body that has a name.
_BESIDE = re.compile(r"(?<=\s)(?:[甲乙丙丁戊己庚辛](?=\s)|[（(][甲乙丙丁戊己庚辛][)）]|立会人(?=\s))")
_HEAD_OF_BODY = re.compile(r"[^\s副]{1,20}[^\s副](?:[市町村区]長|知事)")
_GLUED = re.compile(
    rf"(?P<office>[^\s市区町村長、。]{{1,10}}[市区町村]長)(?P<name>(?!職務|代理|公印|室|会)[{HAN}]{{2,6}})"
)
_LONGEST = 120
_HEADING = re.compile(r"別\s*[表紙記図]|附\s*則|様\s*式|議\s*案|第\S{1,6}[章節編]")

_STARTS = {SignatureKind.DESIGNATION, SignatureKind.ADDRESS, SignatureKind.BODY}


def signature_parts(
    source: str, start: int, end: int, *, after_title: bool = False, following: str = ""
) -> tuple[SignaturePart, ...]:
    """What a line of a signature block holds; empty where it is no such line.

    Names end like bodies (中村, 直道): ``after_title`` a word is a name, unless the ``following`` line is the office of
    a body so named. A line may hold several blocks, each with a designation before it.

    >>> line = "乙　美瑛町　美瑛町長　角和 浩幸 印"
    >>> [(part.kind.value, part.words.text) for part in signature_parts(line, 0, len(line))]
    [('designation', '乙'), ('body', '美瑛町'), ('title', '美瑛町長'), ('name', '角和 浩幸'), ('seal', '印')]
    """
    text = source[start:end].strip()
    if (
        not text
        or len(text) > _LONGEST
        or text.endswith("。")
        or _HEADING.match(text)
        or article_mark(text)
        or caption_of(text) is not None
    ):
        return ()
    if is_date(text) or is_date_form(text):
        return ()
    begin = start + source[start:end].index(text)
    named = after_title and not following.startswith(text)
    found: list[SignaturePart] = []
    for first, last in _stretches(source, begin, begin + len(text)):
        parts = _parts(source, first, last, named=named and first == begin)
        if not parts:
            return ()
        found += parts
    return tuple(found)


def is_signature_line(text: str) -> bool:
    """Whether a line alone shows that it belongs to a signature block: an office with a name, body or designation.

    >>> is_signature_line("旭川市長 今津寛介"), is_signature_line("甲 旭川市"), is_signature_line("甲及び乙の長")
    (True, True, False)
    """
    kinds = {part.kind for part in signature_parts(text, 0, len(text))}
    if SignatureKind.DESIGNATION in kinds:
        return bool(kinds & {SignatureKind.BODY, SignatureKind.TITLE, SignatureKind.ADDRESS})
    return SignatureKind.TITLE in kinds and bool(kinds & {SignatureKind.BODY, SignatureKind.NAME})


def _stretches(source: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The blocks of one line: each begins with a designation, or with the office of another body behind a name."""
    starts = {begin}
    for match in _BESIDE.finditer(source[begin:end]):
        starts.add(begin + match.start())
    office = named = False
    for match in _WORD.finditer(source, begin, end):
        known = _HEAD_OF_BODY.fullmatch(match[0]) is not None
        if known and office and named:
            starts.add(match.start())
        named = not known and (named or not (_ACTING.fullmatch(match[0]) or _OFFICE.fullmatch(match[0])))
        office = office or known
    ordered = sorted(starts)
    return list(zip(ordered, [*ordered[1:], end], strict=True))


def _parts(source: str, begin: int, end: int, *, named: bool) -> list[SignaturePart]:
    end = begin + len(source[begin:end].rstrip())
    found: list[SignaturePart] = []
    attends = False
    if (match := _DESIGNATION.match(source[begin:end])) and not _begins_name(source, begin, end):
        group = "designation" if match["designation"] else "bracketed"
        mark = begin + match.start(group), begin + match.end(group)
        found.append(_designation(source, begin, begin + match.end(), *mark))
        begin += match.end()
        named = False
        attends = _ATTENDS.fullmatch(match[0]) is not None
    seal = _SEAL.search(source[begin:end])
    stop = begin + seal.start() if seal else end
    rest = _rest(source, begin, stop, named=named, attends=attends)
    if rest is None:
        return []
    found += rest
    if seal:
        found.append(_part(SignatureKind.SEAL, source, begin + seal.start("seal"), end))
    return found


def _begins_name(source: str, begin: int, end: int) -> bool:
    """Whether what looks like a designation begins the name of a body set apart (甲 府 市 長) that stands elsewhere.

    >>> text = "甲府市と\\n甲 府 市 長\\n甲 富 岡 市 長"
    >>> _begins_name(text, 5, 12), _begins_name(text, 13, 22)
    (True, False)
    """
    words = [(match.start(), match.end()) for match in _WORD.finditer(source, begin, end)]
    office = "".join(source[slice(*word)] for word in words[: _spaced_office(source, words)])
    body = re.match(r"\S+[都道府県市区町村]", office)
    return body is not None and body[0] in source


def _designation(source: str, start: int, end: int, first: int, last: int) -> SignaturePart:
    """The designation; brackets around it stay where there are any, spaces inside it do not."""
    whole = end - start == last - first
    return SignaturePart(SignatureKind.DESIGNATION, read_words(source, first if whole else start, end))


def _rest(source: str, start: int, end: int, *, named: bool, attends: bool = False) -> list[SignaturePart] | None:
    """Address, body, office and name in one line, in printed order; None where a word is none of them.

    ``attends``: of somebody who attends, whose office may be any.
    """
    words = [(match.start(), match.end()) for match in _WORD.finditer(source, start, end)]
    if not named:
        words = _glued_apart(source, words)
    found: list[SignaturePart] = []
    if (length := _address_length(source, words)) and not named:
        found.append(_part(SignatureKind.ADDRESS, source, words[0][0], words[length - 1][1]))
        words = words[length:]
    if spaced := _spaced_office(source, words):
        if body := _spaced_body(source, words[:spaced]):
            found.append(_joined(SignatureKind.BODY, source, words[:body]))
        found.append(_joined(SignatureKind.TITLE, source, words[body:spaced]))
        words = words[spaced:]
        named = True
    office = _ANY_OFFICE if attends else _DEPUTY if named and not found else None
    if office is not None and len(words) > 1 and not found and office.fullmatch(source[slice(*words[0])]):
        found.append(_part(SignatureKind.TITLE, source, *words.pop(0)))
        named = True
    while (
        words and (kind := _kind(source[slice(*words[0])], after=found)) and not (named and kind is SignatureKind.BODY)
    ):
        found.append(_part(kind, source, *words.pop(0)))
        named = named or kind is SignatureKind.TITLE
    if not words:
        return found
    rest = source[words[0][0] : words[-1][1]]
    if not _NAME.fullmatch(rest) and not (found and _REDACTED_NAME.fullmatch(rest)):
        return None
    return [*found, _name_or_office(source, words)]


def _glued_apart(source: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words with an office and the name glued to it apart (北辰市長佐藤一郎); below an office a word is a name."""
    apart: list[tuple[int, int]] = []
    for begin, stop in words:
        glued = _GLUED.fullmatch(source, begin, stop)
        apart += [(begin, glued.start("name")), (glued.start("name"), stop)] if glued else [(begin, stop)]
    return apart


def _address_length(source: str, words: list[tuple[int, int]]) -> int:
    """How many words at the beginning are an address: up to the last that has a number of a house or block."""
    texts = [source[slice(*word)] for word in words]
    office = next((i for i, text in enumerate(texts) if _OFFICE.fullmatch(text)), len(texts))
    numbered = [i for i, text in enumerate(texts[:office]) if _is_address(text)]
    if not numbered:
        return 0
    length = numbered[-1] + 1
    return length if all(len(text) > 1 for text in texts[: numbered[0]]) else 0


def _is_address(text: str) -> bool:
    """Whether a word has the number of a house or block; the name of a body may have a numeral too (三条市)."""
    return _ADDRESS.fullmatch(text) is not None and not (_BODY.fullmatch(text) and not _HOUSE.search(text))


def _spaced_office(source: str, words: list[tuple[int, int]]) -> int:
    """How many words at the beginning are letters of an office set apart one by one (富 岡 市 長)."""
    letters = 0
    while letters < len(words) and words[letters][1] - words[letters][0] == 1:
        letters += 1
    for length in range(letters, 2, -1):
        office = "".join(source[slice(*word)] for word in words[:length])
        if re.fullmatch(rf"\S+(?:{_HEADS})", office) and not re.search(r"[、及]", office):
            return length
    return 0


def _spaced_body(source: str, words: list[tuple[int, int]]) -> int:
    """How many letters of an office set apart name the body before it: the office repeats its kind (富 岡 市   市 長).

    The widest gap stands between them; the letters of 四 日 市 市 長 are one office.
    """
    office = "".join(source[slice(*word)] for word in words)
    body = len(office) - len("市長")
    if len(office) != len(words) or not re.fullmatch(r"\S{2,}(?:市市|町町|村村|区区)長", office):
        return 0
    gaps = [after[0] - before[1] for before, after in pairwise(words)]
    return body if gaps[body - 1] > max([*gaps[: body - 1], *gaps[body:]]) else 0


def _kind(word: str, *, after: list[SignaturePart]) -> SignatureKind | None:
    if _SHORT_OFFICE.fullmatch(word) or _OFFICE.fullmatch(word):
        return SignatureKind.TITLE
    if after and after[-1].kind is SignatureKind.TITLE and _ACTING.fullmatch(word):
        return SignatureKind.TITLE
    if after and after[-1].kind is SignatureKind.TITLE and _DEPUTY.fullmatch(word):
        return SignatureKind.TITLE
    return SignatureKind.BODY if _BODY.fullmatch(word) else None


def _name_or_office(source: str, words: list[tuple[int, int]]) -> SignaturePart:
    """Letters set apart one by one are a name (山 田 太 郎)."""
    spaced = len(words) > 2 and all(stop - begin == 1 for begin, stop in words)
    if spaced:
        kind = _kind("".join(source[slice(*word)] for word in words), after=[])
        return _joined(kind or SignatureKind.NAME, source, words)
    return _part(SignatureKind.NAME, source, words[0][0], words[-1][1])


def _joined(kind: SignatureKind, source: str, words: list[tuple[int, int]]) -> SignaturePart:
    return SignaturePart(kind, read_words(source, words[0][0], words[-1][1], set_apart=True))


def _part(kind: SignatureKind, source: str, start: int, end: int) -> SignaturePart:
    return SignaturePart(kind, read_words(source, start, end, keep_spaces=True))


def continues_block(found: tuple[SignaturePart, ...], parts: list[SignaturePart]) -> bool:
    """Whether a line belongs to the signature blocks so far: a name alone stands only below what it is the name of."""
    if {part.kind for part in found} - {SignatureKind.NAME, SignatureKind.SEAL}:
        return True
    last = next((part.kind for part in reversed(parts) if part.kind is not SignatureKind.SEAL), None)
    return bool(parts) and (found[0].kind is SignatureKind.SEAL or last is not SignatureKind.NAME)


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
        last = block[-1]
        together = (
            _ACTING.fullmatch(last.words.text)
            or _ACTING.fullmatch(part.words.text)
            or _HEAD_OF_UNION.fullmatch(last.words.text)
        )
        return not (together and last.kind is SignatureKind.TITLE)
    if part.kind in present and part.kind is not SignatureKind.SEAL:
        return True
    return part.kind in _STARTS and bool(present & {SignatureKind.TITLE, SignatureKind.NAME})
