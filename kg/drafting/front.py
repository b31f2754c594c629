"""Front matter: cover, date, parties, promulgation, title and preamble before the first article."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from kg.drafting.formulas import (
    CIRCLES,
    is_abolishing,
    is_front_history,
    is_promulgation,
    is_promulgation_form,
    is_title,
    title_stretch,
)
from kg.drafting.lines import Line, goes_on, line_words, runs_on
from kg.drafting.marks import division_mark, supplementary_mark
from kg.drafting.wrappers import is_wrapper, is_wrapper_heading, take_wrapper
from kg.model.drafting import FrontKind, FrontLine, Node, Preamble, Unparsed, WrapperKind, WrapperLine
from kg.numerals import find_dates, is_date, is_date_form
from kg.reading.words import join_lines

_BODY_END = re.compile(r"[^。（()）「」]{1,30}(?:都|道|府|県|市|区|町|村|組合|広域連合|企業団)")
_SEPARATOR = re.compile(r"[\s・、，]+|及び|並びに")
_DESIGNATED = re.compile(r"(?:[（(]?[甲乙丙丁][)）]?[:：]?|[市町村区県])\s+(?=\S\S)")
_LONGEST_NAMES = 300
_CONTENTS = re.compile(r"[-‐－―ー\s]*目\s*次[-‐－―ー\s]*")
_RANGE = re.compile(r"[（(]第\S{1,12}条(?:[^（()）]{0,20})[)）]$")
_FRAGMENT = re.compile(r"(?:における|に関する|に係る|に対する|との間の|との間における|及び|と|の)$")
_CONCLUDES = re.compile(r"次のとおり|下記のとおり|締結(?:する|した)|定める。|委託する|協議により|設置する|設ける")
#: Where a bracket gives a name (以下「甲」, 以下これらを甲); the line may end inside it.
_DEFINES = re.compile(r"以下(?:これらを)?(?:「|[甲乙]|$)|[（(]以?$")
_PREAMBLE = re.compile(r"以下(?:これらを)?「|[、，]\S|地方自治法|次のとおり|に基づき")
_JOINS_NAMES = re.compile(r"[市町村区県団合](?:と|及び|、|・)|における|に関する|に係る|との間")
_SENTENCE_ENDS = re.compile(r"(?:[。、，]|について|の件|こと)$|。|[はがをに][、，]")
_OBJECT = re.compile(r"を|に(?:基づ|より)")
_NAMES_OF_INSTRUMENTS = frozenset({"規約", "協定", "協約", "条例", "規則"})
#: What a line may say before the date at its head (制定 平成2年3月30日 告示第41号).
_GIVEN = re.compile(r"(?:制\s?定|公\s?布|告\s?示)\s+")
#: A title that says no more than what kind of instrument follows; a longer one above it is the title.
_BARE_NAME = re.compile(r"(?:規約|協定書?|協約書?|協議書|覚書|契約書?)")
_MADE = re.compile(r"制\s?定|締\s?結|議\s?決|専\s?決")
#: What stands above a title for the collection that it is printed in (資料16).
_IN_COLLECTION = re.compile(r"(?:資\s?料|参\s?考|添付)\s?(?:第\s?)?[0-9０-９]{1,3}(?:[-−－‐][0-9０-９]{1,3})*")
_STACKED, _TALLEST = 2, 20
#: What a line inside a sentence may look like by itself: it may end with a title or names that the sentence cites.
_IN_SENTENCE = {None, FrontKind.COVER, FrontKind.PARTIES}


def take_front(source: str, lines: list[Line], width: int) -> list[Node]:
    """The nodes before the first article; ``width`` is the one at which the instrument's lines were wrapped.

    The last title before the preamble is the instrument's, others are cover.

    Lines of a bill, a notice or a report around the instrument are kept apart as such.
    """
    title, first = _title_lines(lines, width)
    before, after = lines[:first], lines[title + 1 :] if title is not None else []
    nodes: list[Node] = []
    if title is None:
        begin = _last_sentence(before, width)
        nodes += _before_title(source, before[:begin])
        after = before[begin:]
    else:
        nodes += _before_title(source, before)
        nodes += _title(source, lines[first : title + 1])
    return [*nodes, *_after_title(source, after, width, titled=title is not None)]


def _title(source: str, lines: list[Line]) -> list[Node]:
    """The title, its number in a collection before it and what is said behind it apart."""
    whole = "".join(line.text for line in lines)
    start, stop = title_stretch(whole) or (0, len(whole))
    end = max(0, len(lines[-1].text) - (len(whole) - stop))
    parts = [line_words(source, line) for line in lines]
    if start:
        parts[0] = line_words(source, lines[0], start)
    if end < len(lines[-1].text):
        parts[-1] = line_words(source, lines[-1], start if len(lines) == 1 else 0, end)
    nodes: list[Node] = [FrontLine(FrontKind.TITLE, join_lines(source, parts))]
    if start:
        nodes.insert(0, FrontLine(FrontKind.COVER, line_words(source, lines[0], 0, start)))
    if end < len(lines[-1].text):
        nodes += _behind_title(source, lines[-1], end)
    return nodes


def _behind_title(source: str, line: Line, begin: int) -> list[Node]:
    """A remark behind a title: the date with the act by which the instrument came about, or a word of the page."""
    start = begin + len(line.text[begin:]) - len(line.text[begin:].lstrip())
    if _after_date(line.text[start:]):
        return _dated(source, line, start)
    return [FrontLine(FrontKind.COVER, line_words(source, line, start))]


def _title_lines(lines: list[Line], width: int) -> tuple[int | None, int]:
    """Index of the title's last line and of its first; a title may be broken after a word that needs another."""
    end = _preamble_start(lines)
    titles = [i for i, line in enumerate(lines[:end]) if front_kind(line) is FrontKind.COVER]
    titles += [i for i in range(1, end) if i - 1 in titles and lines[i - 1].text == f"{lines[i].text}書"]
    titles = titles or [i for i, line in enumerate(lines) if not line.is_row and title_stretch(line.text) is not None]
    titles = [i for i in titles if not _goes_on_below(lines, i)]
    if not titles:
        return None, len(lines)
    named = [i for i in titles if not _BARE_NAME.fullmatch(lines[i].text)]
    last = first = (named or titles)[-1]
    while first > 0 and (_is_title_fragment(lines[first - 1]) or _is_cut_title(lines, first, width)):
        first -= 1
    return last, first


def _is_cut_title(lines: list[Line], index: int, width: int) -> bool:
    """Whether a line goes on with the title that the full line right above it begins, cut inside a word."""
    above = lines[index - 1]
    return (
        width > 0
        and not above.is_row
        and front_kind(above) is None
        and not is_wrapper_heading(above)
        and above.span.end + 1 >= lines[index].span.start
        and _JOINS_NAMES.search(above.text) is not None
        and _SENTENCE_ENDS.search(above.text) is None
        and runs_on(above.text, width)
    )


def _goes_on_below(lines: list[Line], index: int) -> bool:
    """Whether the name of what is concluded ends a line inside a sentence (…連携協約 / を締結する。)."""
    return index + 1 < len(lines) and not lines[index + 1].is_row and _OBJECT.match(lines[index + 1].text) is not None


def _preamble_start(lines: list[Line]) -> int:
    """Index of the first line of the sentence that concludes the instrument, as far as its words show it."""
    ends = [i for i, line in enumerate(lines) if not line.is_row and line.text.endswith("。")]
    for before, last in reversed([*pairwise([-1, *ends])]):
        start = next((i for i in range(before + 1, last) if _DEFINES.search(lines[i].text)), last)
        sentence = "".join(line.text for line in lines[start : last + 1])
        if _CONCLUDES.search(sentence) or is_abolishing(sentence):
            return start
    return len(lines)


def _is_title_fragment(line: Line) -> bool:
    return (
        not line.is_row
        and _FRAGMENT.search(line.text) is not None
        and front_kind(line) is None
        and "。" not in line.text
    )


def _last_sentence(lines: list[Line], width: int) -> int:
    """Index of the first line of the sentence that stands last; the number of lines where none does."""
    if not lines or not lines[-1].text.endswith("。"):
        return len(lines)
    start = len(lines) - 1
    while start > 0 and not _ends_front(lines[start - 1]) and _is_cut(lines[start - 1].text, width):
        start -= 1
    return start


def _is_cut(text: str, width: int) -> bool:
    """Whether a line stops inside the sentence of a preamble, of which its words show that it is one."""
    return runs_on(text, width) or _PREAMBLE.search(text) is not None


def _ends_front(line: Line) -> bool:
    return line.is_row or front_kind(line) is not None or line.text.endswith("。")


def _before_title(source: str, lines: list[Line]) -> list[Node]:
    wrapped = is_wrapper(lines)
    headed = False  # below the ○ title of a page of 例規集, whose date is that of the page and not of a notice
    nodes: list[Node] = []
    index = 0
    while index < len(lines):
        if (length := _stacked(lines, index)) > 1:
            words = [line_words(source, line) for line in lines[index : index + length]]
            nodes.append(FrontLine(FrontKind.COVER, join_lines(source, words)))
            index += length
            continue
        kind = front_kind(lines[index])
        headed = kind is not None and (headed or (kind is FrontKind.COVER and lines[index].text[:1] in CIRCLES))
        if wrapped and not headed and kind in {None, FrontKind.DATE, FrontKind.NUMBER, FrontKind.FORM}:
            wrapper, index = take_wrapper(source, lines, index)
            nodes += wrapper
            continue
        if kind is None and not lines[index].is_row and _IN_COLLECTION.fullmatch(lines[index].text):
            kind = FrontKind.COVER
        nodes += _front_lines(source, lines[index], kind)
        index += 1
    return nodes


def _stacked(lines: list[Line], index: int) -> int:
    """How many lines a word set vertically takes, one letter to a line (協 / 定 / 書)."""
    length = 0
    while length < _TALLEST and index + length < len(lines) and len(lines[index + length].text) == 1:
        length += 1
    word = "".join(line.text for line in lines[index : index + length])
    return length if length >= _STACKED and is_title(word) else 0


def _after_title(source: str, lines: list[Line], width: int, *, titled: bool) -> list[Node]:
    """Furniture under the title, then the preamble."""
    nodes: list[Node] = []
    index = 0
    contents = False
    while index < len(lines):
        line = lines[index]
        contents = is_contents_line(line, begun=contents)
        kind = FrontKind.CONTENTS if contents else front_kind(line)
        if kind is not None and not _goes_on_below(lines, index):
            nodes += _front_lines(source, line, kind)
            index += 1
            continue
        if titled and is_wrapper_heading(line):
            nodes.append(WrapperLine(WrapperKind.HEADING, line_words(source, line)))
            index += 1
            continue
        length = _sentence_length(lines, index, width, titled=titled)
        words = join_lines(source, [line_words(source, part) for part in lines[index : index + max(length, 1)]])
        nodes.append(Preamble(words) if length else Unparsed(words))
        index += max(length, 1)
    return _merged(source, nodes)


def is_contents_line(line: Line, *, begun: bool) -> bool:
    """Whether a line is one of a table of contents: its heading, chapters with their articles, 附則 at its end.

    ``begun``: the line before it is one.
    """
    if line.is_row:
        return False
    if _CONTENTS.fullmatch(line.text):
        return True
    if division_mark(line.text) is not None:
        return _RANGE.search(line.text) is not None
    return begun and supplementary_mark(line.text) is not None


def _sentence_length(lines: list[Line], index: int, width: int, *, titled: bool) -> int:
    """How many lines the sentence of a preamble takes that begins at a line; 0 where none does."""
    begun = False
    for end in range(index, len(lines)):
        line = lines[end]
        allowed = _IN_SENTENCE if begun or _goes_on_below(lines, end) else {None}
        if line.is_row or (end > index and front_kind(line) not in allowed):
            return 0
        if line.text.endswith("。"):
            return end - index + 1
        begun = begun or _DEFINES.search(line.text) is not None
        if begun:
            continue
        below = lines[end + 1].text if end + 1 < len(lines) else ""
        if not runs_on(line.text, width) and not goes_on(below) and not _PREAMBLE.search(line.text):
            whole = titled and end == len(lines) - 1 and _CONCLUDES.search(line.text) is not None
            return end - index + 1 if whole else 0
    return 0


def _merged(source: str, nodes: list[Node]) -> list[Node]:
    """Neighbouring sentences of the preamble as one."""
    merged: list[Node] = []
    for node in nodes:
        last = merged[-1] if merged else None
        if isinstance(node, Preamble) and isinstance(last, Preamble):
            merged[-1] = Preamble(join_lines(source, [last.words, node.words]))
        else:
            merged.append(node)
    return merged


def front_kind(line: Line) -> FrontKind | None:
    """What a line is in the front matter; COVER for anything that reads like a title, None for running text."""
    if line.is_row:
        return None
    return next((kind for kind, recognises in _KINDS if recognises(line.text)), None)


def _begins_with_date(text: str) -> bool:
    return is_date(text) or is_date_form(text) or _after_date(text) > 0


def _after_date(text: str) -> int:
    """Where number or form begin on a line with the date before them (昭和43年7月22日規約); 0 on other lines.

    In brackets it is a number (昭和58年4月1日規約第2号) or the act itself (昭和47年4月1日制定): (昭和58年4月1日施行) is
    history.
    """
    bracketed = text.startswith(("(", "（"))
    date = next(find_dates(text[:40]), None)
    if date is None or (date.start != bracketed and not _GIVEN.fullmatch(text[: date.start])):
        return 0
    rest = text[date.end :].strip()
    if bracketed:
        known = is_promulgation(rest.rstrip(")）")) or _MADE.fullmatch(rest.rstrip(")）")) is not None
    else:
        known = is_promulgation(rest) or is_promulgation_form(rest) or rest in _NAMES_OF_INSTRUMENTS
    return len(text) - len(text[date.end :].lstrip()) if rest and known else 0


def _are_names(text: str) -> bool:
    """Whether a line holds nothing but names of bodies, after designations or without."""
    if len(text) > _LONGEST_NAMES or "。" in text:
        return False
    names = [name for name in _SEPARATOR.split(_DESIGNATED.sub("", text)) if name]
    return bool(names) and all(_is_name(name) or all(map(_is_name, name.split("と"))) for name in names)


def _is_name(name: str) -> bool:
    return _BODY_END.fullmatch(name) is not None


#: What a line of the front matter may be, the first that fits.
_KINDS: tuple[tuple[FrontKind, Callable[[str], bool]], ...] = (
    (FrontKind.DATE, _begins_with_date),
    (FrontKind.HISTORY, is_front_history),
    (FrontKind.FORM, is_promulgation_form),
    (FrontKind.COVER, lambda text: title_stretch(text) is not None),
    (FrontKind.NUMBER, is_promulgation),
    (FrontKind.PARTIES, _are_names),
)


def _front_lines(source: str, line: Line, kind: FrontKind | None) -> list[Node]:
    if kind is None:
        return [Unparsed(line_words(source, line))]
    if kind is FrontKind.DATE and _after_date(line.text):
        return _dated(source, line, 0)
    keep_spaces = kind in {FrontKind.PARTIES, FrontKind.CONTENTS} or is_date_form(line.text)
    return [FrontLine(kind, line_words(source, line, keep_spaces=keep_spaces))]


def _dated(source: str, line: Line, begin: int) -> list[Node]:
    """The date that a line has from ``begin`` on, and the number or form behind it."""
    text = line.text[begin:]
    found, rest = next(find_dates(text)), _after_date(text)
    second = FrontKind.FORM if is_promulgation_form(text[rest:].rstrip(")）")) else FrontKind.NUMBER
    return [
        FrontLine(FrontKind.DATE, line_words(source, line, begin, begin + found.end)),
        FrontLine(second, line_words(source, line, begin + rest, keep_spaces=True)),
    ]
