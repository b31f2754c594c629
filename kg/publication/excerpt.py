"""A place in a text, shown as its line with the words underlined. Full-width characters take two cells."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import cell_len

_ELLIPSIS = "…"
_LINE_END = re.compile(r"[\r\n]")
_UNPRINTED = {"Cc", "Zl", "Zp"}


def line_start(text: str, offset: int) -> int:
    """The offset at which the line of an offset begins; lines end in CR, LF or both.

    >>> line_start("甲\\r\\n乙\\r丙", 3), line_start("甲\\r\\n乙\\r丙", 5)
    (3, 5)
    """
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def excerpt(text: str, start: int, end: int, *, width: int) -> tuple[str, str]:
    """The line at ``start``, cut to ``width`` cells, and the line of marks that goes below it.

    A stretch that goes on into other lines is marked to the end of its first; an empty one gets one mark.

    >>> excerpt("目的\\n甲及び乙は", 4, 6, width=80)
    ('甲及び乙は', '  ^^^^')
    >>> excerpt("x" * 50 + "町長" + "y" * 50, 50, 52, width=20)
    ('…xxxxx町長yyyyyyyyy…', '      ^^^^')
    """
    before, marked, after = line_parts(text, start, end, width=width)
    return before + marked + after, " " * cell_len(before) + "^" * max(cell_len(marked), 1)


def line_parts(text: str, start: int, end: int, *, width: int) -> tuple[str, str, str]:
    """The line at ``start``, cut to ``width`` cells: before the words, the words, after them.

    >>> line_parts("目的\\n甲及び乙は", 4, 6, width=80)
    ('甲', '及び', '乙は')
    """
    first = line_start(text, start)
    ending = _LINE_END.search(text, start)
    last = ending.start() if ending else len(text)
    before, marked, after = (
        _printable(part) for part in (text[first:start], text[start : min(end, last)], text[min(end, last) : last])
    )
    before = _tail(before, max(width // 3, width - cell_len(marked) - cell_len(after)))
    marked = _head(marked, width - cell_len(before))
    return before, marked, _head(after, width - cell_len(before + marked))


def _printable(text: str) -> str:
    """The text on one line: tabs, line ends in cells and control characters as one space each."""
    return "".join(" " if unicodedata.category(character) in _UNPRINTED else character for character in text)


def _head(text: str, cells: int) -> str:
    """The beginning of a text that fits, with an ellipsis where something was cut."""
    if cell_len(text) <= cells:
        return text
    kept = text[: max(cells, 0)]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + _ELLIPSIS if cells > 0 else ""


def _tail(text: str, cells: int) -> str:
    """The end of a text that fits, with an ellipsis where something was cut."""
    return _head(text[::-1], cells)[::-1]
