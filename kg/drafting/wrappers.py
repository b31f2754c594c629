"""What stands around an instrument: the bill of an assembly, a notice or a report that carries it.

Nothing of it is part of the instrument: the day on which a bill was submitted is no day of signing, and the mayor who
submitted it is no signatory. It is kept as the instrument's provenance.
"""

from __future__ import annotations

import re

from kg.drafting.formulas import is_promulgation, is_promulgation_form, is_reason_heading
from kg.drafting.lines import Line, line_words
from kg.drafting.signatures import signature_parts
from kg.model.drafting import Node, SignatureKind, Unparsed, WrapperKind, WrapperLine
from kg.numerals import find_dates, is_date, is_date_form
from kg.reading.words import join_lines

_HEADING = re.compile(
    r"記|別\s*記|[（(【]?別\s*[紙記](?:\s?\d+)?[)）】]?|議\s*案|協\s*議\s*書|報\s*告\s*書?|告\s*示|公\s*告|[（(]?前\s*文[)）]?|理\s*由|提\s*案\s*(?:の\s*)?理\s*由|[（(](?:提案)?理由[)）]|説\s*明|参考|写"
)
_NUMBER = re.compile(
    r"(?:議案|議|協議|報告|報|諮問|承認|同意|認定|専決処分|発議|告示).{0,12}?第?.{0,8}?号(?:議案)?|\S{0,8}第.{1,8}号議案"
)
_SUBJECT = re.compile(r"[^。]{2,120}(?:について|の件)")
_ASKS = re.compile(
    r"次のとおり(?:[^。、]{1,12}を)?(?:定め|締結|協議|告示|公表|専決|議決|報告|設置|変更|協定)|(?:議決|承認|同意)を(?:求める|経)|報告(?:する|します)|提出(?:する|します)|告示(?:する|します)"
    r"|協議(?:する|します|が成立)|公告(?:する|します)|定めます|別記のとおり|別紙のとおり|提案する"
)
_DAY = re.compile(r"(?:提出|可決|原案可決|議決|報告|専決|公布|告示|公告|否決|承認)")
_SUBMITTED = re.compile(
    r"(?:提出|専決|報告|告示|公告|公布)\s+\S{2,20}(?:長|知事|管理者)(?:職務代理者)?(?:\s+\S{1,10}){0,3}"
)
_SENTENCE_LINES = 12


def is_wrapper_heading(line: Line) -> bool:
    """Whether a line is no more than a word such as 別記 or 記, over what a notice or bill carries."""
    return not line.is_row and _HEADING.fullmatch(line.text) is not None


def is_wrapper(lines: list[Line]) -> bool:
    """Whether the lines before a title are those of a bill, notice or report."""
    return any(
        _NUMBER.fullmatch(line.text)
        or _HEADING.fullmatch(line.text)
        or (line.text.endswith("。") and _ASKS.search(line.text))
        for line in lines
        if not line.is_row
    )


def take_wrapper(source: str, lines: list[Line], index: int) -> tuple[list[Node], int]:
    """The line of a wrapper, or the sentence that begins at it; one that is none is unparsed."""
    line = lines[index]
    kind = None if line.is_row else _kind(source, line)
    if kind is not None:
        keep_spaces = kind is WrapperKind.SIGNATORY
        return [WrapperLine(kind, line_words(source, line, keep_spaces=keep_spaces))], index + 1
    length = 0 if line.is_row else _sentence_length(source, lines, index)
    words = join_lines(source, [line_words(source, part) for part in lines[index : index + max(length, 1)]])
    return [WrapperLine(WrapperKind.SENTENCE, words) if length else Unparsed(words)], index + max(length, 1)


def _kind(source: str, line: Line) -> WrapperKind | None:
    text = line.text
    if _HEADING.fullmatch(text):
        return WrapperKind.HEADING
    if _is_day(text) or _is_submitted(text):
        return WrapperKind.DATE
    if _NUMBER.fullmatch(text) or is_promulgation(text) or is_promulgation_form(text):
        return WrapperKind.NUMBER
    if _SUBJECT.fullmatch(text):
        return WrapperKind.SUBJECT
    parts = {part.kind for part in signature_parts(source, line.span.start, line.span.end)}
    return WrapperKind.SIGNATORY if SignatureKind.TITLE in parts else None


def _is_day(text: str) -> bool:
    if is_date(text) or is_date_form(text):
        return True
    date = next(find_dates(text[:40]), None)
    return date is not None and date.start == 0 and _DAY.fullmatch(text[date.end :].strip("　 ()（）")) is not None


def _is_submitted(text: str) -> bool:
    """Whether a line holds the day of a bill and, behind it, who submitted it."""
    date = next(find_dates(text[:40]), None)
    return date is not None and date.start == 0 and _SUBMITTED.fullmatch(text[date.end :].strip()) is not None


def _sentence_length(source: str, lines: list[Line], index: int) -> int:
    for end in range(index, min(index + _SENTENCE_LINES, len(lines))):
        line = lines[end]
        if line.is_row or (end > index and _kind(source, line) is not None):
            return 0
        if line.text.endswith("。"):
            return end - index + 1
    return 0


def take_reason(source: str, lines: list[Line], index: int) -> tuple[list[Node], int] | None:
    """提案理由 after the instrument, with its sentences; None where a line does not begin it."""
    if lines[index].is_row or not is_reason_heading(lines[index].text):
        return None
    nodes: list[Node] = [WrapperLine(WrapperKind.HEADING, line_words(source, lines[index]))]
    index += 1
    while index < len(lines) and (length := _sentence_length(source, lines, index)):
        words = join_lines(source, [line_words(source, part) for part in lines[index : index + length]])
        nodes.append(WrapperLine(WrapperKind.SENTENCE, words))
        index += length
    return nodes, index
