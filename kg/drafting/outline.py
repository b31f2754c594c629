"""Which lines are headings of articles: decided once, over the whole text, by their sequence.

第N条 stands at the start of a line in headings, in citations that a line end cut (第7条第4項), in words that an
amendment adds and in the supplementary provisions. A heading continues the sequence; a number ahead of it is one only
where the numbers between do not come later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.drafting.formulas import is_title
from kg.drafting.front import front_kind
from kg.drafting.labels import label_at
from kg.drafting.lines import Line
from kg.drafting.marks import (
    ArticleMark,
    article_mark,
    caption_of,
    is_unmarked,
    item_marks,
    numbered_mark,
    opens_list,
    supplementary_mark,
    table_mark,
)
from kg.drafting.paragraph_marks import ordinal_mark, paragraph_mark
from kg.model.drafting import FrontKind
from kg.reading.words import ends_sentence

#: How many articles may be missing before one without a caption, and before one with.
_GAP, _CAPTIONED_GAP = 5, 20
#: How many later headings are looked at for the numbers that one seems to skip.
_AHEAD = 40
_LARGEST_FIRST = 60
_FEWEST_NUMBERED = 2
_HEADING = re.compile(r"[^。、，]{1,30}")
#: A caption on the line of its number; what ends in kana or as a sentence breaks off is none.
_NOUN = re.compile(r"[^。、，「」]{0,19}[一-龥々ァ-ヴー等]")
_AS_FOLLOWS = re.compile(r"\s*記\s*")
_CONCLUDES = re.compile(
    r"(?:次|下記)の(?:事項|とおり)(?:を|について|に関し)[^。、]{0,20}?(?:合意|確認|協定)(?:する|した)。$|"
    r"(?:[次下]記?のとおり|左記のとおり)[^。]{0,40}?(?:締結|合意|確認|協定|申し合わせ|取り決め|約定|交換|協議)(?:する|した)。$|"
    r"(?:[次下]記?のとおり|左記のとおり)[^。]{0,40}?(?:取り?交わ(?:す|した)|結(?:ぶ|んだ)|約(?:する|した)|定める|定めた|とする)。$|"
    r"(?:次|下記)のとおり(?:協議|合意)が(?:調|整|成立|行われ)[^。]{0,40}。$"
)
_OPEN = re.compile(r"(?:[、，にをはがでへやし第]|(?<!も)の|(?<!こ)と|(?<!と)も|及び|又は)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that looks like the heading of an article; ``caption`` says whether a caption stands above it."""

    line: int
    mark: ArticleMark
    caption: bool
    open_before: bool


def outlined(lines: list[Line]) -> list[Line]:
    """The lines of one instrument with the headings of its articles decided."""
    candidates = list(article_candidates(lines)) or _numbered_candidates(lines)
    decided = list(lines)
    last: tuple[int, ...] = ()
    last_provision: tuple[int, ...] | None = None
    headings = {i for i, line in enumerate(lines) if supplementary_mark(line.text) is not None}
    below = 0
    for position, candidate in enumerate(candidates):
        if last and any(i in headings for i in range(below, candidate.line)):
            last_provision = ()
        below = candidate.line
        if last_provision is not None and _follows_provision(candidate, last_provision):
            decided = _decide(decided, candidate, provision=candidate.mark)
            last_provision = candidate.mark.number
        elif _follows(candidates, position, last):
            decided = _decide(decided, candidate, article=candidate.mark)
            last = candidate.mark.through or candidate.mark.number
        elif not candidate.open_before and not candidate.mark.glued:
            decided[candidate.line] = replace(decided[candidate.line], astray=True)
    return decided


def _decide(
    lines: list[Line],
    candidate: Candidate,
    *,
    article: ArticleMark | None = None,
    provision: ArticleMark | None = None,
) -> list[Line]:
    lines[candidate.line] = replace(lines[candidate.line], article=article, provision=provision)
    if candidate.caption:
        lines[candidate.line - 1] = replace(lines[candidate.line - 1], caption=True)
    return lines


def article_candidates(lines: list[Line]) -> Iterator[Candidate]:
    """Lines that look like headings of articles, but for those in words that an amendment adds."""
    skip = 0
    for index, line in enumerate(lines):
        if line.amending:
            skip = index + sum(line.amending)
        if index < skip or line.is_row:
            continue
        caption = index > 0 and not lines[index - 1].is_row and caption_of(lines[index - 1].text) is not None
        mark = article_mark(line.text, below_caption=caption)
        if mark is not None:
            yield Candidate(index, mark, caption, _is_open(lines, index - 1 - caption))


def _is_open(lines: list[Line], index: int) -> bool:
    """Whether the line before a heading stops inside a sentence; items and headings do not end in 。 either."""
    if index < 0 or lines[index].is_row:
        return False
    text = lines[index].text
    return not ends_sentence(text) and _OPEN.search(text) is not None


def _follows(candidates: Sequence[Candidate], position: int, last: tuple[int, ...]) -> bool:
    """Whether a candidate continues the articles read so far."""
    candidate = candidates[position]
    number = candidate.mark.number
    if number <= last:
        return False
    next_numbers = {(*last[:-1], last[-1] + 1), (*last, 2), (last[0] + 1,)} if last else {(1,)}
    if candidate.open_before and not candidate.caption and (candidate.mark.glued or number not in next_numbers):
        return False
    if not last:
        return _begins(candidates, position)
    if number in next_numbers:
        return True
    if candidate.mark.glued and not candidate.caption and not candidates[position - 1].mark.glued:
        return False
    gap = number[0] - last[0] - 1
    return gap <= (_CAPTIONED_GAP if candidate.caption else _GAP) and not _comes_later(candidates, position, last)


def _begins(candidates: Sequence[Candidate], position: int) -> bool:
    """Whether the articles may begin here: with 第1条, or later where extraction lost the beginning."""
    number = candidates[position].mark.number
    if number == (1,):
        return True
    later = {found.mark.number for found in candidates[position + 1 : position + 1 + _AHEAD]}
    return number[0] <= _LARGEST_FIRST and (1,) not in later and not any(n < number for n in later)


def _comes_later(candidates: Sequence[Candidate], position: int, last: tuple[int, ...]) -> bool:
    """Whether a number between the last article and this one comes later, so that this one is a citation."""
    number = candidates[position].mark.number
    for found in candidates[position + 1 : position + 1 + _AHEAD]:
        if found.mark.number == (1,):
            return False
        if last < found.mark.number < number:
            return True
    return False


def _follows_provision(candidate: Candidate, last: tuple[int, ...]) -> bool:
    number = candidate.mark.number
    return number == (1,) if not last else number == (last[0] + 1,)


def _numbered_candidates(lines: list[Line]) -> tuple[Candidate, ...]:
    """The articles of an instrument without any 第N条, whose top level is 1, 2 (要領, 条件, 覚書) or 第1, 第2.

    Only where numbers run in step from 1 on, at least two: below captions, or right below the sentence that concludes
    the instrument (次のとおり合意する。).
    """
    return _in_step(lines, ordinal_mark) or _in_step(lines, paragraph_mark)


def _in_step(lines: list[Line], number: Callable[[str], tuple[int, int, int] | None]) -> tuple[Candidate, ...]:
    """The articles whose numbers have one form: 1, or 第1; empty where they do not stand as articles do."""
    found: list[Candidate] = []
    for index, line in enumerate(lines):
        if line.amending or supplementary_mark(line.text) is not None:
            break
        mark = None if line.is_row else number(line.text)
        if mark is None or mark[2] >= len(line.text) or mark[0] != len(found) + 1:
            continue
        caption = index > 0 and caption_of(lines[index - 1].text) is not None
        if table_mark(line.text) is not None:
            break
        if caption or found or _is_headed(lines, index, mark) or _concludes(lines, index - 1):
            found.append(Candidate(index, _numbered(lines, index, mark), caption, False))
    captioned = sum(candidate.caption or _is_filled(lines, candidate) for candidate in found)
    below_captions = captioned >= _FEWEST_NUMBERED and captioned * 2 >= len(found)
    agreed = len(found) >= _FEWEST_NUMBERED and _concludes(lines, found[0].line - 1)
    if (below_captions or agreed) and _has_title(lines[: found[0].line]):
        return tuple(found)
    return ()


def _numbered(lines: list[Line], index: int, paragraph: tuple[int, int, int]) -> ArticleMark:
    """The heading with its caption, which may fill the line where the words are set in below it (1 経費について)."""
    mark = numbered_mark(lines[index].text, paragraph)
    rest = lines[index].text[mark.rest_start :]
    below = lines[index + 1] if index + 1 < len(lines) else None
    if mark.caption or below is None or below.is_row or not _HEADING.fullmatch(rest):
        return mark
    listed = opens_list(below.text) and not rest.endswith(("。", "する", "とおり", "は"))
    if listed or _is_headed(lines, index, paragraph):
        return replace(mark, caption=(mark.rest_start, len(lines[index].text)), rest_start=len(lines[index].text))
    set_in = below.at - below.span.start > lines[index].at - lines[index].span.start
    if not set_in or paragraph_mark(below.text) or not ends_sentence(below.text):
        return mark
    return replace(mark, caption=(mark.rest_start, len(lines[index].text)), rest_start=len(lines[index].text))


def _is_headed(lines: list[Line], index: int, paragraph: tuple[int, int, int]) -> bool:
    """Whether the words behind a number are the caption of a provision: a noun, and below it a whole sentence."""
    rest = lines[index].text[paragraph[2] :]
    below = lines[index + 1] if index + 1 < len(lines) else None
    if below is None or below.is_row or not _NOUN.fullmatch(rest) or not below.text.endswith("。"):
        return False
    return is_unmarked(below.text) and label_at(rest) is None and label_at(below.text) is None


def _is_filled(lines: list[Line], candidate: Candidate) -> bool:
    """Whether the caption of a provision fills the line of its number."""
    caption = candidate.mark.caption
    return caption is not None and caption[1] == len(lines[candidate.line].text)


def _concludes(lines: list[Line], index: int) -> bool:
    """Whether the sentence that ends in a line concludes an instrument; a line 記 may stand below it."""
    if index > 0 and _AS_FOLLOWS.fullmatch(lines[index].text):
        index -= 1
    return index >= 0 and not lines[index].is_row and _CONCLUDES.search(lines[index].text) is not None


def _has_title(lines: list[Line]) -> bool:
    return any(not line.is_row and is_title(line.text) for line in lines)


def instrument_starts(lines: list[Line]) -> list[int]:
    """Index of the first line of each instrument; the first takes all lines before it.

    An instrument begins at its title, or its preamble where it has no title, before a 第1条 that comes after the
    articles of another. A cover (title, date, parties) right before the title belongs to it.
    """
    firsts = [found for found in article_candidates(lines) if found.mark.number == (1,) and not found.open_before]
    starts = [0]
    for previous, first in pairwise(firsts):
        start = _start(lines, previous.line, first.line - first.caption)
        if start is not None:
            starts.append(start)
    return starts


def _start(lines: list[Line], previous: int, first: int) -> int | None:
    """First line of the instrument whose first article is given; None where nothing before it opens an instrument."""
    title = _title_above(lines, previous, first)
    if title is None:
        preamble = first - 1
        return preamble if preamble > previous and "次のとおり" in lines[preamble].text else None
    start = title
    for index in range(title - 1, previous, -1):
        kind = front_kind(lines[index])
        if kind is None:
            break
        start = index if kind is FrontKind.COVER else start
    return start


#: Kinds of labels whose letters names begin with too.
_LETTERS_OF_NAMES = {"一", "ア", "イロハ"}


def _is_item(line: Line) -> bool:
    """Whether a line begins with the label of an item; a preamble may begin with a name like one (五 ヶ 瀬 町)."""
    kinds = {mark.kind for mark in item_marks(line.text)}
    return bool(kinds) and not (line.apart and kinds <= _LETTERS_OF_NAMES and "以下" in line.text)


def _title_above(lines: list[Line], previous: int, first: int) -> int | None:
    """The title nearest above a first article, with nothing but front matter and running text between."""
    for index in range(first - 1, previous, -1):
        line = lines[index]
        if line.is_row or line.amending or _is_item(line) or article_mark(line.text):
            return None
        if supplementary_mark(line.text) is not None:
            return None
        if front_kind(line) is FrontKind.COVER:
            return index
    return None
