"""改め文: sentences that change another instrument, and the words they put there.

A clause names a place (第2条第1号中, 別表第2の2の項, 同条) and an operation (改め, 加える, 削る, とする). It is looked
for only below words that announce an amendment, as articles of other instruments speak of adding and changing too.
What a clause adds (次の1項を加える) carries numbers and captions of the amended instrument, so nothing in it is an
article of the amending one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.drafting.formulas import opens_closing_formula
from kg.drafting.lines import Line, line_words
from kg.drafting.marks import article_mark, caption_of, item_marks, supplementary_mark, table_mark
from kg.drafting.openings import supplementary_sentence
from kg.drafting.paragraph_marks import paragraph_mark
from kg.model.drafting import AmendingClause
from kg.model.text import Passage
from kg.numerals import NUMBER, is_date, is_date_form
from kg.reading.words import ends_sentence, join_lines, read_words

_ANNOUNCES = re.compile(
    r"(?:一部|全部)を(?:次のように|次のとおり|下記のとおり)?(?:変更|改正)(?:する(?:連携)?(?:協定|協約|規約|条約|告示|規程|要綱)|する。|し、)"
    r"|次の(?:とおり|ように)(?:一部)?(?:変更|改正|改め)|変更(?:する(?:連携)?(?:協定|協約|規約)|協定|協約)"
)
_PLACE = re.compile(
    rf"(?:題名|前文|目次|附則|本則|本文|見出し|別記|別紙|別図|様式第?|同[条項号表]|(?:別表|第\s?{NUMBER}\s?[編章節款条項号])"
    rf"|[0-9０-９]{{1,2}}の項|「)"
)
#: The amended instrument before the place, by its name or an alias (原協約別表, …に関する規約(平成3年告示第2号)第2条).
_AMENDED = re.compile(
    r"(?:[^、，。「」（）()]{0,80}?(?:協約|協定|規約|覚書|協議書|要綱|要領)書?(?:[（(][^（()）]{1,80}[)）])?の?|同(?:協約|協定|規約)書?の?)"
    r"(?=題名|前文|目次|附則|本則|別[表記紙]|第\s?\S{1,6}[編章節款条項号])"
)
_TOUCHES = re.compile(r"中|を|の次に|の前に|に|から")
_OPERATION = re.compile(
    rf"に改め|を削[りる]|を加え|次のように(?:加え|改め|する)|[条項号表章節]とし|{NUMBER}(?:の[項号])?とする|[条項号章節]とする|繰り[上下]げ|繰[上下]げ"
    r"|を付する|に改正|に変更|(?:別紙|次|下記)の(?:とおり|ように)(?:変更|改め|改正)"
)
_ENDS = re.compile(r"(?:改める|加える|削る|とする|繰り?[上下]げる|付する|改正する|変更する)。$")
_GIVES = re.compile(rf"次の(?:{NUMBER}|ように|とおり|各|ただし書|但し?書|後段|見出し|章|条|項|号|表)")
_LONGEST_CLAUSE = 15
_REACH = 60


def mark_amending(lines: list[Line]) -> list[Line]:
    """The lines, those that begin an amending clause with its length and that of the words it adds."""
    marked = list(lines)
    announced = False
    index = 0
    while index < len(lines):
        length = clause_length(lines, index) if announced else 0
        if length:
            added = _added_length(lines, index + length) if _gives_words(lines, index, length) else 0
            marked[index] = replace(lines[index], amending=(length, added))
            index += length + added
            continue
        announced = (announced and not _ends_amendments(lines[index])) or _announces(lines, index)
        index += 1
    return marked


def _announces(lines: list[Line], index: int) -> bool:
    """Whether a line, read on over a line end that cuts it, announces an amendment."""
    line = lines[index]
    if line.is_row:
        return False
    following = lines[index + 1].text[:_REACH] if index + 1 < len(lines) and not ends_sentence(line.text) else ""
    return _ANNOUNCES.search(line.text + following) is not None


def _ends_amendments(line: Line) -> bool:
    return opens_closing_formula(line.text)


def clause_length(lines: list[Line], index: int) -> int:
    """How many lines the amending clause that begins at a line has; 0 where none does."""
    line = lines[index]
    if line.is_row or article_mark(line.text) or not _names_place(line.text[_label_end(line.text) :]):
        return 0
    sentence = ""
    for length, part in enumerate(lines[index : index + _LONGEST_CLAUSE], start=1):
        if part.is_row or (length > 1 and _begins_anew(part)):
            return 0
        sentence += part.text
        if part.text.endswith("。"):
            return length if _OPERATION.search(sentence) and _ENDS.search(sentence) else 0
    return 0


def _label_end(text: str) -> int:
    """Where the words begin after the number of a clause (1 第2条中…, (1) 第2条中…)."""
    mark = paragraph_mark(text)
    if mark and mark[2] < len(text):
        return mark[2]
    return next((found.rest_start for found in item_marks(text)), 0)


def _names_place(text: str) -> bool:
    named = _AMENDED.match(text)
    place = _PLACE.match(text, named.end() if named else 0)
    return place is not None and _TOUCHES.search(text, place.end(), place.end() + _REACH) is not None


def _begins_anew(line: Line) -> bool:
    return caption_of(line.text) is not None or article_mark(line.text) is not None or is_date(line.text)


def _gives_words(lines: list[Line], index: int, length: int) -> bool:
    sentence = "".join(line.text for line in lines[index : index + length])
    return _GIVES.search(sentence) is not None


def _added_length(lines: list[Line], start: int) -> int:
    """How many lines the added words take: up to the next clause or what closes the amending instrument."""
    end = start
    while end < len(lines) and not _ends_added(lines, end, first=end == start):
        end += 1
    return end - start


def _ends_added(lines: list[Line], index: int, *, first: bool) -> bool:
    line = lines[index]
    if line.is_row:
        return False
    text = line.text
    if not first and article_mark(text) and _ANNOUNCES.search(text):
        return True
    if caption_of(text) is not None and index + 1 < len(lines):
        below = lines[index + 1].text
        return article_mark(below) is not None and _ANNOUNCES.search(below) is not None
    return (
        clause_length(lines, index) > 0
        or supplementary_mark(text) is not None
        or supplementary_sentence(lines, index) is not None
        or opens_closing_formula(text)
        or is_date(text)
        or is_date_form(text)
    )


def take_amending(source: str, lines: list[Line], index: int) -> tuple[AmendingClause, int]:
    """The clause that begins at a line, with the words it adds."""
    length, added = lines[index].amending or (1, 0)
    clause, block = lines[index : index + length], lines[index + length : index + length + added]
    begin = _label_end(clause[0].text)
    label = line_words(source, clause[0], 0, begin) if begin else None
    words = [line_words(source, clause[0], begin), *(line_words(source, line) for line in clause[1:])]
    return AmendingClause(label, join_lines(source, words), _added(source, block)), index + length + added


def _added(source: str, lines: list[Line]) -> tuple[Passage, ...]:
    """The added words, one passage for each line or cell; a line that goes on in the next one is joined with it."""
    runs: list[list[Passage]] = []
    open_run = False
    for line in lines:
        if line.is_row:
            runs += [[words] for cell in line.cells if (words := read_words(source, cell.start, cell.end))]
            open_run = False
            continue
        words = _added_words(source, line)
        if open_run and not _opens_something(line.text):
            runs[-1].append(words)
        else:
            runs.append([words])
        open_run = not ends_sentence(line.text) and not _stands_alone(line.text)
    return tuple(join_lines(source, run) for run in runs)


def _added_words(source: str, line: Line) -> Passage:
    """The words of an added line; the space after its number or label stays."""
    text = line.text
    mark = article_mark(text) or next(iter(item_marks(text)), None)
    label = _LABEL_LINE.match(text)
    end = mark.label_end if mark else label.end() if label else 0
    rest = len(text) - len(text[end:].lstrip())
    if not end or rest == end or rest >= len(text):
        return line_words(source, line)
    gap = Passage.plain(source[line.offset(end) : line.offset(rest)], start=line.offset(end))
    return Passage.join([line_words(source, line, 0, end), gap, line_words(source, line, rest)])


def _opens_something(text: str) -> bool:
    return bool(
        caption_of(text) is not None
        or article_mark(text)
        or paragraph_mark(text)
        or item_marks(text)
        or table_mark(text)
        or _LABEL_LINE.match(text)
    )


_LABEL_LINE = re.compile(r"取組の?内容|\S{1,12}の役割")


def _stands_alone(text: str) -> bool:
    return caption_of(text) is not None or table_mark(text) is not None or bool(item_marks(text))
