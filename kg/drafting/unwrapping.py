"""Lines that hold several elements: extraction turned line ends into spaces, or glued a heading to the sentence before.

Such a line is split before headings, numbers and labels that continue the sequence. Only a line of several sentences is
looked at, and only places after a full stop, a closing bracket or a space; what is cited inside a sentence stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.drafting.formulas import is_promulgation, is_promulgation_form, is_title
from kg.drafting.lines import Line, without_stray
from kg.drafting.marks import article_mark
from kg.model.text import Span
from kg.numerals import ARTICLE_NUMBER, NUMBER, find_dates, is_date, is_date_form

_ARTICLE = ARTICLE_NUMBER.replace("<number>", "<article>")
_BREAK = re.compile(
    rf"(?:(?<=[。）)」〕])|(?<=\s)|^)(?:"
    rf"(?P<caption>[（(]\s?[^（()）。]{{1,30}}\s?[)）])?\s*(?P<heading>{_ARTICLE})"
    rf"|(?P<division>第\s?{NUMBER}\s?[編章節]\s?(?=[^\s第のにをはがと中及並又若各、。/／]))"
    rf"|(?P<supplementary>附\s?則(?:\s?[（(][^（()）。]{{1,40}}[)）])?(?=\s|この))"
    rf"|(?P<table>別\s?表\s?(?:第\s?{NUMBER})?\s?(?:[（(]第[^（()）。]{{1,20}}関係[)）])?(?=\s|$))"
    rf"|(?P<tag>[（(](?:平|昭|令)[^（()）。]{{1,60}}(?:改正|追加|全改|削除)[)）])"
    rf"|(?P<paragraph>(?P<number>[0-9０-９]{{1,2}})(?:\s|[、．](?![0-9０-９]))(?=\S))"
    rf"|(?P<item>(?:[•●▪・]\s?)?[（(]\s?(?P<ordinal>[0-9０-９]{{1,2}})\s?[)）])"
    rf"|(?P<enclosed>(?<=\s)[⑴-⒇①-⑳㈠-㈩]\s?(?=\S))"
    rf"|(?P<kana>(?P<letter>[ア-ンｱ-ﾝ])\s(?=\S))"
    rf"|(?P<kanji>(?<=\s)(?P<numeral>[一二三四五六七八九十])\s(?=\S))"
    rf"|(?P<effect>この[^。\s、，]{{0,6}}(?:規約|協定|協約|要領|規程|契約)書?は[、，][^。]{{1,60}}"
    rf"(?:(?:施行|適用|実施)する|効力を(?:生ずる|生じる|有する|発する))。)"
    rf"|(?P<inner>[（(]\s?(?P<inner_letter>[ア-ンｱ-ﾝ])\s?[)）])"
    rf"|(?P<latin>(?P<latin_letter>[a-h])\s(?=\S))"
    rf"|(?P<point>[（(]\s?(?P<point_letter>[a-h])\s?[)）])"
    rf"|(?P<closing>(?:この|本)[^。\s]{{0,30}}(?:を証する|の証として))"
    rf"|(?P<party>[甲乙丙丁](?=\s))"
    rf")"
)
_BEGINS_PROVISIONS = re.compile(r"\s*(?:この|[1１]\s|[（(]施行)")
_BEGINS_SENTENCE = re.compile(r"(?:前項|第[0-9]項|[^\s、，。]{1,20}は[、，])")
_KANJI = "〇一二三四五六七八九十"
_TITLED_TABLE = re.compile(
    rf"別\s?表\s?(?:第\s?{NUMBER})?\s?(?:[（(]第[^（()）。]{{1,20}}関係[)）])?\s+(?P<title>[一-龥ァ-ヴA-ZＡ-Ｚ][^。、（()）]{{1,40}})"
)
_ITEM_FIRST = re.compile(r"[（(][0-9０-９]{1,2}[)）]")
_ITEM_MARK = re.compile(
    r"(?:^|(?<=\s))(?P<mark>[（(](?P<ordinal>[0-9０-９]{1,2})[)）])(?=\s?[^\s、，。にのをはがと及])"
)
_FEWEST_ITEMS = 2
_LISTS = ("paragraph", "item", "kana", "kanji", "inner", "latin", "point")
#: 附則 with its first words on the same line.
_HEADED = re.compile(r"附\s?則(?:\s?[（(][^（()）。]{1,40}[)）])?\s*(?=この(?:連携)?(?:規約|協定|協約|要領)は)")
#: What a bill says before the instrument: its subject, the day of its submission.
_OF_BILL = re.compile(
    rf"[^。\s]{{2,80}}(?:について|の件)|(?:明治|大正|昭和|平成|令和){NUMBER}年{NUMBER}月{NUMBER}日(?:提出|可決|議決)"
)
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
_SHORTEST = 12
_CAPTIONED = re.compile(rf"[（(][^（()）。]{{1,40}}[)）]\s*第\s?{NUMBER}\s?条")


@dataclass(frozen=True, slots=True)
class _State:
    """What was met last: article, paragraph, item, ア, (ア), a and (a); whether the closing formula was."""

    article: tuple[int, ...] = ()
    paragraph: int = 0
    item: int = 0
    letter: int = -1
    inner: int = -1
    latin: int = -1
    point: int = -1
    closed: bool = False


def unwrapped(lines: list[Line]) -> list[Line]:
    """The lines, those with several elements split at them."""
    found: list[Line] = []
    state = _State()
    for index, line in enumerate(lines):
        if (gap := _titled_table(line, lines[index + 1] if index + 1 < len(lines) else None)) is not None:
            found.extend(piece for piece in (_piece(line, 0, gap), _piece(line, gap, len(line.text))) if piece)
            continue
        for headed in _heading_apart(line):
            for part in _items_apart(headed):
                pieces, state = _split(part, state)
                found.extend(pieces)
    return found


def _heading_apart(line: Line) -> list[Line]:
    """附則 and the first words of the provisions, where they stand on one line."""
    match = None if line.is_row else _HEADED.match(line.text)
    pieces = (_piece(line, 0, match.end()), _piece(line, match.end(), len(line.text))) if match else (line,)
    return [piece for piece in pieces if piece is not None]


def _items_apart(line: Line) -> list[Line]:
    """A line of several items, their line ends lost, as a line for each: (1) 通報の受信 (2) 出動の指令."""
    marks = [] if line.is_row or not _ITEM_FIRST.match(line.text) else list(_ITEM_MARK.finditer(line.text))
    ordinals = [int(mark["ordinal"]) for mark in marks]
    if len(marks) < _FEWEST_ITEMS or ordinals != list(range(ordinals[0], ordinals[0] + len(marks))):
        return [line]
    starts = [mark.start("mark") for mark in marks]
    pieces = [_piece(line, start, end) for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True)]
    return [piece for piece in pieces if piece is not None]


def _titled_table(line: Line, below: Line | None) -> int | None:
    """Where the title of an appended table begins that stands on the line of its heading (別表第1 生活機能の強化).

    None on other lines; in a list of tables and their titles another 別表 follows.
    """
    match = None if line.is_row or below is None else _TITLED_TABLE.fullmatch(line.text)
    listed = below is not None and (below.text.startswith("別表") or _CAPTIONED.match(below.text) is not None)
    return match.start("title") if match and not listed else None


def _split(line: Line, state: _State) -> tuple[list[Line], _State]:
    if line.is_row or not (_several_sentences(line.text) or _CAPTIONED.match(line.text)):
        mark = None if line.is_row else article_mark(line.text)
        return [line], replace(
            state, article=mark.number, paragraph=1, item=0, letter=-1, inner=-1, latin=-1, point=-1
        ) if mark else state
    breaks, state, sure = _breaks(line.text, state)
    if not sure:
        return [line], state
    first = breaks[0] if breaks else len(line.text)
    starts = sorted({0, *_front_breaks(line.text, first), *breaks, *_tail_breaks(line.text)})
    ends = [*starts[1:], len(line.text)]
    pieces = [_piece(line, start, end) for start, end in zip(starts, ends, strict=True)]
    return [piece for piece in pieces if piece is not None], state


def _several_sentences(text: str) -> bool:
    return len(text) >= _SHORTEST and "。" in text[:-1]


def _breaks(text: str, state: _State) -> tuple[list[int], _State, bool]:
    """Places where elements begin, the state after them, and whether one of them is sure to be a heading."""
    places: list[int] = []
    sure = False
    for match in _BREAK.finditer(text):
        after = _accepted(text, match, state)
        if after is None:
            continue
        state = after
        places.append(match.start())
        if match["caption"]:
            places.append(match.start("heading"))
        if match["supplementary"] or match["table"] or match["tag"]:
            places.append(match.end())
        heading = match["heading"] or match["division"] or match["supplementary"] or match["paragraph"] or match["tag"]
        heading = heading or match["effect"]
        sure = sure or bool(match["caption"]) or (match.start() > 0 and bool(heading))
    return places, state, sure


def _accepted(text: str, match: re.Match[str], state: _State) -> _State | None:
    """The state after a break; None where the sequence has no place for it."""
    if match["heading"]:
        return _heading(text, match, state)
    before = text[max(match.start() - 3, 0) : match.start()].rstrip()[-1:]
    after_stop = before in {"。", ""}
    if any(match[kind] for kind in _LISTS):
        return _numbered(match, state, after_stop=after_stop)
    if match["tag"] or match["enclosed"]:
        return replace(state, item=max(state.item, 1))
    if match["party"]:
        return state if state.closed else None
    return _closing_part(text, match, state, before)


def _closing_part(text: str, match: re.Match[str], state: _State, before: str) -> _State | None:
    """The state after what stands behind the articles: taking effect, closing formula, 附則, 別表, a division."""
    after_stop = before in {"。", ""}
    if match["effect"]:
        after_stop = after_stop or (state.item > 0 and text[match.start() - 1 : match.start()].isspace())
        return replace(_below(state), paragraph=1, item=0) if after_stop and state.article else None
    if match["closing"]:
        return replace(state, closed=True) if after_stop else None
    begins = match["supplementary"] and _BEGINS_PROVISIONS.match(text, match.end()) is not None
    below_items = match["division"] and state.item > 0 and text[match.start() - 1 : match.start()].isspace()
    fits = after_stop or begins or below_items or (match["supplementary"] and before in ")）")
    return replace(_below(state), paragraph=0, item=0) if fits else None


def _numbered(match: re.Match[str], state: _State, *, after_stop: bool) -> _State | None:
    """The state after the number of a paragraph or the label of an item; the next in its list, or the first."""
    if match["paragraph"]:
        number = int(match["number"])
        begins = after_stop or (state.item > 0 and _BEGINS_SENTENCE.match(match.string, match.end()) is not None)
        fits = begins and bool(state.article) and number in {state.paragraph + 1, max(state.paragraph + 1, 2)}
        return replace(_below(state), paragraph=number, item=0) if fits else None
    if match["item"]:
        ordinal = int(match["ordinal"])
        fits = ordinal == state.item + 1 and (ordinal > 1 or after_stop)
        return replace(_below(state), item=ordinal) if fits else None
    if match["kanji"]:
        fits = bool(state.article) and match["numeral"] == _KANJI[state.item + 1 : state.item + 2]
        return replace(_below(state), item=state.item + 1) if fits else None
    if not match["kana"]:
        return _deeper(match, state, after_stop=after_stop)
    letter = _KANA.find(match["letter"])
    fits = letter == state.letter + 1 and (letter > 0 or after_stop or state.item > 0)
    return replace(_below(state), letter=letter) if fits else None


def _below(state: _State) -> _State:
    """The state with no list below the items open."""
    return replace(state, letter=-1, inner=-1, latin=-1, point=-1)


def _deeper(match: re.Match[str], state: _State, *, after_stop: bool) -> _State | None:
    """The state after a label below ア: (ア), a or (a); the first of a list stands below a label of another kind."""
    if match["inner"]:
        inner = _KANA.find(match["inner_letter"])
        fits = inner == state.inner + 1 and (inner > 0 or state.letter >= 0)
        return replace(state, inner=inner, latin=-1, point=-1) if fits else None
    if match["latin"]:
        latin = ord(match["latin_letter"]) - ord("a")
        fits = latin == state.latin + 1 and (after_stop or (latin == 0 and state.inner >= 0) or state.point >= 0)
        return replace(state, latin=latin, point=-1) if fits else None
    point = ord(match["point_letter"]) - ord("a")
    fits = point == state.point + 1 and state.latin >= 0
    return replace(state, point=point) if fits else None


def _heading(text: str, match: re.Match[str], state: _State) -> _State | None:
    begin = match.start("heading")
    mark = article_mark(text[begin : begin + 80])
    if mark is None or (mark.glued and not match["caption"] and begin > 0):
        return None
    if begin > 0 and not match["caption"] and not _stands_free(text, begin, mark.rest_start):
        return None
    last = state.article
    near = not last or last < mark.number <= (last[0] + (8 if match["caption"] else 2),)
    restart = mark.number == (1,) and bool(match["caption"])
    if not near and not restart:
        return None
    return _State(article=mark.number, paragraph=1)


def _stands_free(text: str, begin: int, length: int) -> bool:
    """Whether a heading without a caption follows a sentence or a space and has words after it on the line."""
    before = text[begin - 1]
    return (before.isspace() or before == "。") and bool(text[begin + length : begin + length + 1].strip())


def _front_breaks(text: str, end: int) -> Iterator[int]:
    """Where title, date, number and preamble begin in the words before the first element of a line."""
    for word in re.finditer(r"\S+", text[:end]):
        if _is_front(word[0]) or _OF_BILL.fullmatch(word[0]):
            yield word.start()
            yield word.end()
        elif word[0].endswith("。"):
            yield word.end()


def _is_front(token: str) -> bool:
    return (
        is_title(token)
        or is_date(token)
        or is_date_form(token)
        or is_promulgation(token)
        or is_promulgation_form(token)
    )


def _tail_breaks(text: str) -> Iterator[int]:
    """Where date and signatures begin after the closing formula."""
    for match in re.finditer(r"(?:保有|所持|保管|保持)する。\s*", text):
        yield match.end()
        date = next((found for found in find_dates(text[match.end() : match.end() + 40]) if found.start == 0), None)
        if date is not None:
            yield match.end() + date.end


def _piece(line: Line, start: int, end: int) -> Line | None:
    """The part of a line as a line of its own; None where it is blank."""
    words = line.text[start:end]
    if not words.strip():
        return None
    begin = start + len(words) - len(words.lstrip())
    at = line.offset(begin)
    stop = line.offset(end)
    places = line.places[begin : begin + len(words.strip())] if line.places else ()
    span = Span(line.span.start if start == 0 else line.offset(start), line.span.end if end == len(line.text) else stop)
    if places:
        places = (*places, line.places[begin + len(words.strip())])
    stray = line.stray if start == 0 else None
    piece = Line(span, (span,), words.strip(), at, places, line.apart, stray)
    return piece if start == 0 else without_stray(piece)
