"""What the style sheets of a page hide inside its sentences: tooltips, words for other devices.

Only rules for a class, outside ``@media``, and only elements inside a line count: whole blocks are often hidden until a
script shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

INLINE_TAGS = frozenset({"a", "abbr", "b", "dfn", "em", "font", "i", "ins", "small", "span", "strong", "sup", "u"})
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE)
_DISPLAYED = re.compile(r"(?:display|visibility)\s*:", re.IGNORECASE)
_PART = re.compile(r"([^{}]*)([{}])")
_CLASS = re.compile(r"[a-z0-9]*\.([\w-]+)", re.IGNORECASE)


def hidden_classes(sheets: Iterable[str]) -> frozenset[str]:
    """The classes that the sheets do not display; of several rules for one the last holds.

    >>> hidden_classes([".tip, b.note { display: none } .a:hover { display: none } .note { display: inline }"])
    frozenset({'tip'})
    """
    found: set[str] = set()
    for sheet in sheets:
        for selectors, declarations in _rules(sheet):
            if _DISPLAYED.search(declarations):
                named = {name[1] for name in map(_CLASS.fullmatch, map(str.strip, selectors.split(","))) if name}
                found = found | named if HIDDEN.search(declarations) else found - named
    return frozenset(found)


def _rules(sheet: str) -> Iterable[tuple[str, str]]:
    """Selectors and declarations of the rules that are inside no other."""
    opened: list[str] = []
    for part in _PART.finditer(sheet):
        if part[2] == "{":
            opened.append(part[1])
        elif opened:
            selectors = opened.pop()
            if not opened:
                yield selectors.strip(), part[1]
