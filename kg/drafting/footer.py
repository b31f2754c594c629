"""The footer of a 例規集 page: the title again, promulgation, 体系情報 with the class path, 沿革情報 with the history.

It begins where the title stands again after the articles. A class path such as 第13編 その他/第2章 is not a division of
the instrument, and dates of the history are not signing dates.
"""

from __future__ import annotations

import re

from kg.drafting.marks import is_promulgation
from kg.model.drafting import FooterKind, FooterLine, Node
from kg.numerals import find_dates
from kg.reading.text_file import Line
from kg.reading.words import read_words

_LABEL = re.compile(r"体系情報|沿革情報|改正沿革|制定文|改正履歴")
_CLASS = re.compile(r"第\s?[0-9０-９一二三四五六七八九十]+\s?[類編章款].*")
_EFFECT = re.compile(r"[（(].*施行[)）]")


def take_footer(source: str, lines: list[Line], index: int, title: str) -> tuple[list[Node], int] | None:
    """The lines of the footer that begins at a line; None where none does."""
    if _kind(lines[index].text, title) not in {FooterKind.TITLE, FooterKind.LABEL}:
        return None
    nodes: list[Node] = []
    while index < len(lines) and (kind := _kind(lines[index].text, title)) is not None:
        span = lines[index].span
        nodes.append(FooterLine(kind, read_words(source, span.start, span.end, keep_spaces=True)))
        index += 1
    return nodes, index


def _kind(text: str, title: str) -> FooterKind | None:
    if _same_title(text, title):
        return FooterKind.TITLE
    if _LABEL.fullmatch(text):
        return FooterKind.LABEL
    if _EFFECT.fullmatch(text):
        return FooterKind.EFFECT
    date = next(find_dates(text), None)
    if date is not None and date.start == 0:
        rest = text[date.end :].strip()
        return FooterKind.PROMULGATION if not rest or is_promulgation(rest) or rest == "種別なし" else None
    return FooterKind.CLASS if _CLASS.fullmatch(text) else None


def _same_title(text: str, title: str) -> bool:
    """Whether a line is the title again, without its ○ and also where an ellipsis cuts it."""
    plain, full = "".join(text.lstrip("○◯").split()), "".join(title.lstrip("○◯").split())
    if not full:
        return False
    head, ellipsis, _ = plain.partition("…")
    return plain == full or bool(ellipsis and len(head) > 5 and full.startswith(head))
