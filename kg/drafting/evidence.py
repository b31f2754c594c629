"""Whether lines are an instrument at all, and which marks of one they have.

A page of news or a list of agreements names instruments, and a page of answers may quote an article. An instrument has
articles with words in them, clauses that amend another one, a sentence that ends one, or a schedule of roles below its
title.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.drafting.formulas import is_abolishing, is_comparing, is_supplementary_sentence, is_title
from kg.drafting.front import front_kind
from kg.drafting.labels import is_label
from kg.drafting.lines import Line
from kg.drafting.marks import caption_of, item_marks, supplementary_mark, table_mark
from kg.model.drafting import FrontKind, Marks

_SOURCE_CELL = "\t"
#: Lines in which the title of an ordinance stands.
_HEAD = 8
_ORDINANCE = re.compile(r"[○◯〇]?\S{2,80}(?:条例|規則)")
_OF_ONE_BODY = re.compile(r"この(?:条例|規則)(?:は|に|の)")
_OF_PARTIES = re.compile(r"(?:この|本)(?:連携|変更)?(?:規約|協定|協約|協議|覚書|契約|申合せ)")
#: Articles that need no title or preamble beside them.
_ENOUGH = 2


def count_marks(lines: list[Line]) -> Marks:
    """What of an instrument the lines have."""
    prose = [line for line in lines if not line.is_row]
    articles = [index for index, line in enumerate(lines) if line.article]
    return Marks(
        titles=sum(front_kind(line) is FrontKind.COVER for line in prose),
        articles=len(articles),
        bodies=sum(_has_body(lines, index) for index in articles),
        captions=sum(caption_of(line.text) is not None for line in prose),
        tables=sum(table_mark(line.text) is not None for line in prose),
        labels=sum(map(_labels, lines)),
        clauses=sum(line.amending is not None for line in lines),
        enacted=_enacted(prose),
    )


def is_instrument(lines: list[Line]) -> bool:
    """Whether the lines are an instrument: two articles with words, or one or a clause or a schedule with a title.

    An ordinance or a rule is none, as it is no agreement.
    """
    if _enacted([line for line in lines if not line.is_row]):
        return False
    articles = [index for index, line in enumerate(lines) if line.article]
    bodies = sum(_has_body(lines, index) for index in articles)
    if bodies >= _ENOUGH and bodies * 2 >= len(articles):
        return True
    marks = count_marks(lines)
    named = marks.titles > 0 or any(_names_itself(line) for line in lines)
    if marks.titles and (abolition_end(lines) is not None or comparison_end(lines) is not None):
        return True
    return named and bool(marks.bodies or marks.clauses or (marks.tables and marks.labels >= _ENOUGH))


def _enacted(prose: list[Line]) -> int:
    """How many sentences speak of the text as of an ordinance or a rule, where its title does and none of another."""
    if not any(_ORDINANCE.fullmatch(line.text) for line in prose[:_HEAD]):
        return 0
    if any(_OF_PARTIES.search(line.text) for line in prose):
        return 0
    return sum(_OF_ONE_BODY.search(line.text) is not None for line in prose)


def abolition_end(lines: list[Line]) -> int | None:
    """Index of the line after the sentence that ends another instrument, before any supplementary provisions."""
    return _end_of_sentence(lines, is_abolishing)


def comparison_end(lines: list[Line]) -> int | None:
    """Index of the line after the sentence that changes another instrument as the table below it shows."""
    end = _end_of_sentence(lines, is_comparing)
    return end if end is not None and any(line.is_row for line in lines[end:]) else None


def _end_of_sentence(lines: list[Line], is_meant: Callable[[str], bool]) -> int | None:
    """Index of the line after the first sentence of a kind, before any row or supplementary provisions."""
    sentence = ""
    for index, line in enumerate(lines):
        if line.is_row or supplementary_mark(line.text) is not None:
            return None
        sentence += line.text
        if line.text.endswith("。"):
            if is_meant(sentence):
                return index + 1
            sentence = ""
    return None


def _names_itself(line: Line) -> bool:
    text = line.text
    return not line.is_row and (is_title(text) or is_supplementary_sentence(text) or "次のとおり" in text)


def _has_body(lines: list[Line], index: int) -> bool:
    """Whether an article has words: on its own line or the one below."""
    mark = lines[index].article
    if mark is None or mark.rest_start < len(lines[index].text):
        return mark is not None
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and not (below.article or below.caption or caption_of(below.text) is not None)


def _labels(line: Line) -> int:
    """How many labels of content or of a role a line has: one at most, but for the row of a table."""
    if line.is_row:
        return sum(is_label(cell.strip()) for cell in line.text.split(_SOURCE_CELL))
    mark = next(iter(item_marks(line.text)), None)
    return is_label(line.text[mark.rest_start if mark else 0 :].split(" ")[0])
