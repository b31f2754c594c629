"""Lines of a text and their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.text import Span
from kg.numerals import ARTICLE_NUMBER


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: its place and the places of its tab-separated cells.

    A line of prose has one cell. ``text`` is the line stripped of white space at its ends, ``at`` its offset.
    """

    span: Span
    cells: tuple[Span, ...]
    text: str
    at: int

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return len(self.cells) > 1


#: Marks that part the cells of a row, and those at which drawn rules meet.
_BARS, _CROSSINGS = "|｜│┃", "┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛┠┨┯┷┿╂┝┥┰┸"
_RULE = re.compile(
    rf"[\s{_BARS}{_CROSSINGS}+:]*(?:[-‐–—―=─━]{{2,}}[\s{_BARS}{_CROSSINGS}+:]*)+|[{_BARS}](?:\s*[{_BARS}])*"
)
_PIPES = re.compile(rf"\s*[{_BARS}](?P<cells>[^\n]*[{_BARS}][^\n]*)[{_BARS}]\s*")
_PIPE = re.compile(f"[{_BARS}]")
_PAGE_NUMBER = re.compile(r"[-‐–—―]\s*[0-9０-９]{1,4}\s*[-‐–—―]")


def is_rule(text: str) -> bool:
    """Whether a line holds nothing but a rule of a table.

    >>> is_rule("--\\t--\\t------"), is_rule("|---|---|"), is_rule("├──┼──┤"), is_rule("- 3 -")
    (True, True, True, False)
    """
    return _RULE.fullmatch(text) is not None


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but a page number between dashes.

    >>> is_page_number("- 116 -"), is_page_number("116")
    (True, False)
    """
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


#: What a tab may set off from the words of its line: the number of an article, a paragraph or an item, or half of 附則.
_LABEL = re.compile(
    rf"{ARTICLE_NUMBER}|[（(][^（()）]{{1,3}}[)）]|[0-9０-９]{{1,2}}[.．、]?|[ア-ンｱ-ﾝa-zａ-ｚ一二三四五六七八九十][.．、]?"
    r"|[⑴-⒇①-⑳]|附"
)
_LINE = re.compile(r"[^\r\n]+")


def split_lines(text: str, furniture: Sequence[Span] = ()) -> Iterator[Line]:
    """The lines that carry words: blank lines, rules, page numbers and furniture of the page are left out.

    A line ends at CR, LF or both. Furniture is what the format of the file shows to be none of the document's words
    (:class:`~kg.model.text.SourceText`), in order of place; a line that only begins or ends in it stays whole.

    >>> [line.text for line in split_lines("旭川市例規集\\r第1条\\r\\n- 3 -\\n", [Span(0, 6)])]
    ['第1条']
    """
    around = iter(furniture)
    shade = next(around, None)
    below_row = False
    for found in _LINE.finditer(text):
        raw = found[0]
        stripped = raw.strip()
        if not stripped or is_rule(stripped) or is_page_number(stripped):
            continue
        at = found.start() + len(raw) - len(raw.lstrip())
        while shade is not None and shade.end <= at:
            shade = next(around, None)
        if shade is None or shade.start > at or shade.end < at + len(stripped):
            cells = tuple(_cells(raw, found.start()))
            if not below_row and _set_by_tabs(raw):
                cells = (Span(*found.span()),)
            below_row = len(cells) > 1
            yield Line(Span(*found.span()), cells, stripped, at)


def _set_by_tabs(raw: str) -> bool:
    """Whether the tabs of a line that stands below no row of a table only set it in, or set its words off its number.

    >>> _set_by_tabs("\\t\\t連携協約書"), _set_by_tabs("\\t(1)\\t受付"), _set_by_tabs("取組\\t内容")
    (True, True, False)
    """
    words = raw.strip("\t ").split("\t")
    return not _PIPES.fullmatch(raw) and (len(words) == 1 or (len(words) == 2 and bool(_LABEL.fullmatch(words[0]))))


def _cells(raw: str, start: int) -> Iterator[Span]:
    """Places of the cells: between tabs, or between the pipes of a row that begins and ends with one."""
    framed = _PIPES.fullmatch(raw)
    begin, words = (start + framed.start("cells"), framed["cells"]) if framed else (start, raw)
    for cell in _PIPE.split(words) if framed else words.split("\t"):
        yield Span(begin, begin + len(cell))
        begin += len(cell) + 1
