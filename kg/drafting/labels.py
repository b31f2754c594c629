"""Labels of initiatives: 取組の内容, 甲の役割 and the like, as cells of tables or as headings of running text.

A label may be printed with a list mark or bullet before it, in brackets, with a colon after it and with spaces inside
(``【甲 の 役 割】``). What it means is decided by its words alone.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from kg.drafting.marks import item_marks


class LabelKind(StrEnum):
    """What the text under or beside a label is."""

    TITLE = "title"
    FIELD = "field"
    CONTENT = "content"
    ROLE = "role"
    ROLES = "roles"
    COST = "cost"
    NUMBER = "number"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. ``bearer`` are the words for who bears a role, empty for other kinds."""

    kind: LabelKind
    bearer: str = ""


#: No label is longer; longer texts are not looked at.
_LONGEST = 48
DESIGNATIONS = "甲乙丙丁戊己庚辛"
_AND = r"(?:及び|並びに|および|ならびに|又は|と|、|，|･|・)"
LETTERS = rf"[{DESIGNATIONS}](?:{_AND}?[{DESIGNATIONS}])*"
#: Words that may name who bears a role: they end like bodies or groups of bodies do.
NAME = r"[^。\s|｜（）()【】「」]{0,30}[市町村区県都道府会者民体合国庁署院校同通方]"
_WORK = r"(?:取組|取り組み|取組み|事業|施策|連携|事務)"
_JOINS = "(?:及び|並びに|および|ならびに|・|、|，)"
_COST = r"(?:費用|経費)(?:の)?(?:分担|負担)"

_KINDS = (
    (LabelKind.CONTENT, rf"(?:連携する|連携|具体的な|具体的)?{_WORK}?(?:等)?の?(?:内容|概要)(?:等)?"),
    (
        LabelKind.ROLE,
        rf"(?P<bearer>{LETTERS}|{NAME})(?:の(?:主な)?|が(?:担う|果たす))役割(?:分担|の内容)?"
        rf"(?:{_JOINS}{_COST})?(?:等)?",
    ),
    (LabelKind.ROLE, rf"役割(?:分担)?[（(【](?P<named>{LETTERS}|{NAME})[】)）]"),
    (LabelKind.ROLES, rf"(?:{_WORK}(?:等)?の)?役割(?:分担)?(?:等)?(?:{_JOINS}{_COST})?(?:等)?"),
    (LabelKind.COST, rf"(?:{_WORK}(?:等)?の)?{_COST}(?:等|方法|区分|の方法)?"),
    (LabelKind.NUMBER, r"No[.．]?|NO[.．]?|Ｎｏ[.．]?|ＮＯ[.．]?|№|番号|項番|通番|項|号|[#＃]"),
    (
        LabelKind.FIELD,
        r"(?:連携する|連携に係る|連携)?(?:政策|施策|取組|行政|事業)?分野(?:名)?[1-9１-９]?|[大中]?(?:区分|分類)|[大中]項目|政策|柱",
    ),
    (
        LabelKind.TITLE,
        rf"(?:連携する|連携|具体的な|具体的)?(?:{_WORK}|項目|事項)?(?:{_WORK}|項目|事項|小項目)(?:の名称|名称|名)?(?:等)?",
    ),
    (LabelKind.NOTE, r"備考|摘要|注|注記|注釈"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_BRACKETS = dict(zip("（(【〈〔［[《＜<", "）)】〉〕］]》＞>", strict=True))
#: Marks before an item that say nothing of its number.
BULLETS = "・･○●◯◎◇◆□■▪▶▷◦•"
_BULLET = re.compile(rf"[{BULLETS}]\s*")
_GAP = re.compile(r"[\s:：]+|$")
#: Labels that running text may stand under; those of columns, such as 取組 and 番号, are ordinary words there.
_OF_TEXT = {LabelKind.CONTENT, LabelKind.ROLE, LabelKind.ROLES, LabelKind.COST, LabelKind.NOTE}
_IN_LABELS_OF_TEXT = re.compile("内容|概要|役割|費用|経費|備考|摘要|注")


@functools.lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """What a text that is nothing but a label says; None where it is something else.

    >>> label_of("【甲 の 役 割】"), label_of("b 乙の役割分担及び費用分担"), label_of("を提供する。")
    (Label(kind=<LabelKind.ROLE: 'role'>, bearer='甲'), Label(kind=<LabelKind.ROLE: 'role'>, bearer='乙'), None)
    """
    if len(text) > _LONGEST or "。" in text:
        return None
    words = _plain(text)
    for kind, pattern in _PATTERNS:
        if match := pattern.fullmatch(words):
            found = match.groupdict()
            return Label(kind, found.get("bearer") or found.get("named") or "")
    return None


def _plain(text: str) -> str:
    """The words of a label without mark, bullet, brackets around it, colon and spaces."""
    text = text.strip().rstrip(":：").strip()
    if marks := item_marks(text):
        text = text[marks[0].rest_start :]
    if bullet := _BULLET.match(text):
        text = text[bullet.end() :]
    if len(text) > 1 and _BRACKETS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1]
    return "".join(text.split())


def is_label(text: str) -> bool:
    """Whether a text is a label of content or of a role.

    >>> is_label("乙の役割"), is_label("取組の内容"), is_label("を提供する。")
    (True, True, False)
    """
    label = label_of(text)
    return label is not None and label.kind in {LabelKind.CONTENT, LabelKind.ROLE}


def bearer_of(text: str) -> str | None:
    """Who a text names that is nothing but the designation or name of a bearer, as under 役割分担.

    >>> bearer_of("甲"), bearer_of("（関係町）"), bearer_of("連絡調整を行う。")
    ('甲', '関係町', None)
    """
    if len(text) > _LONGEST:
        return None
    words = _plain(text)
    return words if re.fullmatch(rf"{LETTERS}|{NAME}", words) else None


def label_at(text: str, *, bearers: bool = False) -> tuple[int, int] | None:
    """End of the label a line begins with and start of the words after it; None where it begins with no label.

    With ``bearers`` a bare 甲 or name is a label too: so it is under 役割分担.

    >>> label_at("取組の内容 当番医制を続ける。"), label_at("【甲の役割】会議を開く。"), label_at("甲の役割を定める。")
    ((5, 6), (6, 6), None)
    """
    head = text[:_LONGEST]
    if not bearers and _IN_LABELS_OF_TEXT.search("".join(head.split())) is None:
        return None
    bullet = _BULLET.match(head)
    lead = bullet.end() if bullet else 0
    if closing := _BRACKETS.get(head[lead : lead + 1]):
        end = head.find(closing, lead) + 1
        if end and _is_of_text(head[lead:end], bearers=bearers):
            return _with_colon(text, end)
    found = None
    for gap in _GAP.finditer(head):
        end = gap.start()
        if end < len(text) == gap.end() or (end == len(head) < len(text)):
            continue
        if _is_of_text(head[lead:end], bearers=bearers):
            found = _with_colon(text, end)
    return found


def _is_of_text(words: str, *, bearers: bool) -> bool:
    label = label_of(words)
    if label is not None:
        return label.kind in _OF_TEXT
    return bearers and bearer_of(words) is not None


def _with_colon(text: str, end: int) -> tuple[int, int]:
    """End of a label with the colon after it, and start of the words behind."""
    gap = _GAP.match(text, end)
    return (end + len(gap[0].rstrip()), gap.end()) if gap else (end, end)
