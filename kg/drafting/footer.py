"""The footer of a 例規集 page: the title again, promulgation, 体系情報 with the class path, 沿革情報 with the history.

It begins where the title stands again after the articles. A class path such as 第13編 その他/第2章 is not a division of
the instrument, and dates of the history are not signing dates.
"""

from __future__ import annotations

import re

from kg.drafting.formulas import is_promulgation, is_promulgation_form, without_circle
from kg.drafting.lines import Line, line_words
from kg.model.drafting import FooterKind, FooterLine, Node
from kg.numerals import find_dates
from kg.old_forms import modern

_LABEL = re.compile(r"体系情報|沿革情報|改正沿革|制定文|改正履歴|未施行情報|条項目次沿革|関連情報")
_CLASS = re.compile(r"第\s?[0-9０-９一二三四五六七八九十]+\s?[類編章款節].{0,120}")
_EFFECT = re.compile(r"[（(].{0,60}(?:施行|適用)[)）]")
_UNNUMBERED = {"種別なし", "規約", "協定", "協約", "条例", "規則", "要綱"}
_DRAFT = re.compile(r"[（(](?:案|写し?|抄|抜粋)[)）]$")
_SHORTEST_HEAD = 5


def take_footer(source: str, lines: list[Line], index: int, title: str) -> tuple[list[Node], int] | None:
    """The lines of the footer that begins at a line; None where none does."""
    if lines[index].is_row or _kind(lines[index].text, title) not in {FooterKind.TITLE, FooterKind.LABEL}:
        return None
    nodes: list[Node] = []
    while index < len(lines) and (kind := _kind(lines[index].text, title)) is not None:
        nodes.append(FooterLine(kind, line_words(source, lines[index], keep_spaces=True)))
        index += 1
    return nodes, index


def _kind(text: str, title: str) -> FooterKind | None:
    if _same_title(text, title):
        return FooterKind.TITLE
    if _LABEL.fullmatch(text):
        return FooterKind.LABEL
    if _EFFECT.fullmatch(text):
        return FooterKind.EFFECT
    date = next(find_dates(text[:60]), None)
    if date is not None and date.start == 0:
        rest = text[date.end :].strip()
        known = not rest or is_promulgation(rest) or is_promulgation_form(rest) or rest in _UNNUMBERED
        return FooterKind.PROMULGATION if known else None
    if text in _UNNUMBERED or is_promulgation(text):
        return FooterKind.PROMULGATION
    return FooterKind.CLASS if _CLASS.fullmatch(text) else None


def _same_title(text: str, title: str) -> bool:
    """Whether a line is the title again, without its ○ and also where an ellipsis cuts it."""
    plain, full = (_DRAFT.sub("", "".join(without_circle(modern(words)).split())) for words in (text, title))
    if not full:
        return False
    head, ellipsis, _ = plain.partition("…")
    return plain == full or bool(ellipsis and len(head) > _SHORTEST_HEAD and full.startswith(head))
