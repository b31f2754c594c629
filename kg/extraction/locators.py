"""Locators: the printed forms that name a provision, of an act or of the agreement (第252条の2第1項, 前条, 別表第1).

The patterns match folded text (:mod:`kg.extraction.folding`). Each is anchored at a word that only locators have, so a
search over a text is linear. Forms that only look alike (第2期, 第1号様式, 第4条約, 条例) are no locators.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.numerals import NUMBER, parse_number

_KANJI = "〇一二三四五六七八九十百千壱弐参拾"
#: A branch number: の2, also の二, but neither の一部 nor の2市町.
_BRANCH = (
    r"(?:の[0-9]+(?![0-9市町村区者人年月日割分回種つ名目団組])"
    rf"|の[{_KANJI}]+(?=$|[^一-龥々]|第|及|又|並|若|但|前段|後段|本文|各|中|以下|関係))"
)
_PARAGRAPH = rf"第?(?P<paragraph>{NUMBER})項(?!目)"
_ITEM = rf"第?(?P<item>{NUMBER}号{_BRANCH}*)(?!様式|議案)"
_SUBITEM = r"(?P<subitem>[ア-ヶ](?![ァ-ヶー])(?:\([0-9ア-ヶ]{1,2}\))?)"
_CLAUSE = r"(?P<clause>ただし書|但し書|但書|本文|前段|中段|後段|柱書き?|各号列記以外の部分|各号)"
_NEAR = r"(?P<near>(?:前|次|同|本|この)(?:条(?![例約件])|項(?!目)|号(?!様式|[機室車線館棟])))"
_ARTICLE = rf"第(?P<article>{NUMBER}条(?![例約件]){_BRANCH}*)"
#: 法7条4項: the 第 left out, which only stands right after the name of an act.
_BARE_ARTICLE = rf"(?<=[法律令則程約綱領例)])(?P<bare>[0-9]{{1,4}}条(?![例約件]){_BRANCH}*)"
_PROVISION = (
    rf"(?P<prefix>附則|本則)?(?:{_NEAR}|{_ARTICLE}|{_BARE_ARTICLE}|(?=第{NUMBER}[項号])|(?<=附則)(?=[0-9]+項))"
    rf"(?:{_PARAGRAPH})?(?:{_ITEM})?(?:(?:(?<=号)|(?<=号の[0-9])){_SUBITEM})?{_CLAUSE}?"
)
_SEVERAL = rf"(?P<several>前(?:各|{NUMBER})(?P<several_kind>[条項号])(?![例約件目])|当該各[項号])"
_TABLE = (
    rf"(?:附則)?(?P<table>別表)(?:第?(?P<table_number>{NUMBER}(?:の[0-9]+(?!の?[項部表]))*)(?![0-9条項号年月日]))?"
    r"|(?P<same_table>同表)(?![示現題記彰明])"
)
_DIVISION = rf"(?P<division>第{NUMBER}(?:編|章|節)(?:第{NUMBER}[章節款])*)(?![一-龥])"
_NOT_LONGER = rf"(?![0-9{_KANJI}])(?!\s?[条項号章節編款])(?=$|[^一-龥々]|第|及|又|並|若|前|後|本|中)"
_NOTICE_ITEM = rf"第(?P<notice>{NUMBER}(?:の[0-9]+)*){_NOT_LONGER}"
_LOCATOR = rf"{_SEVERAL}|{_TABLE}|{_DIVISION}|{_PROVISION}|{_NOTICE_ITEM}"
#: What is done with a provision: words after the name of an act that show that it is cited, not only mentioned.
INVOKED = r"(?:の(?:規定|定め|適用|例に)|に(?:規定|基[づきい]|定め|よ[りるっ]|いう|従[いっ])|で(?:定め|規定)|上の)"
#: A character that an anchor can begin with.
ANCHOR_START = re.compile(r"[)第前次同本こ別附当法令条規細協要0-9]")
#: Where a locator, the end of a bracket or the name of an act that is invoked as a whole begins or ends.
ANCHOR = re.compile(
    rf"(?P<close>\))|{_LOCATOR}"
    rf"|(?P<whole>(?:法律?|令|条例|規則|細則|規程|規約|協定書?|協約|要綱|要領))(?={INVOKED})"
)
STARTS_LOCATOR = re.compile(
    rf"\s?(?:の?別表|附則第|第{NUMBER}(?:[条項号編章節]|(?=$|[^一-龥々]|及|又|並|若))|[0-9]{{1,4}}条|\()"
)
JOINT = re.compile(
    r"(?:まで)?、?(?:(?P<range>から|ないし|乃至)|及び|並びに|又は|若しくは|および|ならびに|または|もしくは|、|・)(?:同じく)?"
)
#: 第1号イ及びロ: further subitems of the item before.
FURTHER_SUBITEM = re.compile(
    r"(?P<joint>、|及び|又は|並びに|若しくは|(?P<range>から|ないし))(?P<subitem>[ア-ヶ])"
    r"(?=$|まで|及び|又は|並びに|若しくは|から|[にのをはが、。)])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A provision as printed, each level as far as it is named. Relative words (前条) are not resolved here.

    ``article`` is (252, 2) for 第252条の2. ``item`` and ``notice`` are strings such as ``2`` or ``2の2``; ``notice`` is
    the item of a notice (要綱第4). ``part`` is 附則 or 本則.
    """

    part: str | None = None
    near: str | None = None
    several: str | None = None
    division: str | None = None
    table: str | None = None
    article: tuple[int, ...] = ()
    paragraph: int | None = None
    item: str | None = None
    subitem: str | None = None
    clause: str | None = None
    notice: str | None = None


def read_locator(found: re.Match[str]) -> Locator | None:
    """The locator of a match of :data:`ANCHOR`; None where it is none, as where kanji numerals are no number."""
    try:
        return _locator(found)
    except ValueError:
        return None


def _locator(found: re.Match[str]) -> Locator | None:
    if found["several"] or found["division"]:
        return Locator(
            several=_with_digits(found["several"]) if found["several"] else None,
            division=_with_digits(found["division"]) if found["division"] else None,
        )
    if found["table"] or found["same_table"]:
        number = found["table_number"]
        return Locator(table=f"別表第{_branches(number)}" if number else found["table"] or "同表")
    if found["notice"]:
        return Locator(notice=_branches(found["notice"]))
    if not (found["near"] or found["article"] or found["bare"] or found["paragraph"] or found["item"]):
        return None
    article = found["article"] or found["bare"]
    return Locator(
        part=found["prefix"],
        near=found["near"],
        article=tuple(int(part) for part in _branches(article.replace("条", "")).split("の")) if article else (),
        paragraph=parse_number(found["paragraph"]) if found["paragraph"] else None,
        item=_branches(found["item"].replace("号", "")) if found["item"] else None,
        subitem=found["subitem"],
        clause=found["clause"],
    )


def _branches(printed: str) -> str:
    """A number with branches in arabic digits.

    >>> _branches("二百五十二の十四"), _branches("1")
    ('252の14', '1')
    """
    return "の".join(str(parse_number(part)) for part in printed.split("の"))


def _with_digits(printed: str) -> str:
    return re.sub(NUMBER, lambda number: str(parse_number(number[0])), printed)
