"""Where the title of an act begins, what its brackets say, and which words are no title.

Titles have no mark of their own: what the registry does not know begins after the last word that cannot be part of one.
"""

from __future__ import annotations

import functools
import re

from kg.numerals import NUMBER, normalise_law_number
from kg.registries.municipalities import load_municipalities

_ERA_YEAR = rf"(?:明治|大正|昭和|平成|令和)(?:元|{NUMBER})年"
_MONTH_DAY = rf"{NUMBER}月{NUMBER}日"
_NUMBER = rf"第{NUMBER}号(?:の{NUMBER})*"
#: Who gave an act, also where a copy blanks the name (××市).
_ISSUER = r"[一-龥ァ-ヶーぁ-ん々・×xXＸｘ○◯●△□]{0,30}?"
_ACT_NUMBER = re.compile(
    rf"(?P<year>{_ERA_YEAR})(?:{_MONTH_DAY})?(?P<kind>{_ISSUER}(?:法律|政令|勅令|省令|府令|庁令|院令|委員会規則|条例|規則"
    rf"|企業管理規程|管理規程|規程|規約|協約|協定|告示|公告|訓令[甲乙]?|太政官布告|条約|議決))(?P<number>{_NUMBER})"
)
_NOTICE = re.compile(
    rf"(?P<year>{_ERA_YEAR}{_MONTH_DAY})(?:付け?)?\(?(?P<kind>[0-9一-龥ァ-ヶーA-Z・]{{1,20}}?)(?P<number>{_NUMBER})"
)
_DATED = re.compile(_ERA_YEAR)
_ALIAS = re.compile(
    r"以下(?:単に|、?(?:この|本)[一-龥]{1,6}(?:において|では|で))?、?「(?P<alias>[^「」]{1,40})」と(?:い|略)"
)
#: How much of a bracket is searched for a number and an alias.
_LONGEST_BRACKET = 300
#: How far back a title can begin.
_LONGEST_TITLE = 120

#: Kinds of acts as titles end with them, longest first.
KIND = (
    r"(?:施行規則|施行細則|法律|政令|省令|府令|施行令|条例|規則|細則|規程|規約|協約|条約|協定書?|要綱|要領|基準|指針|通知|通達"
    r"|憲法|法|令)"
)
_KIND_AT_END = re.compile(rf"{KIND}$")
_TITLE_VERB = r"[一-龥]{1,6}(?:する|める|る)(?:ための|等の|法律|条例|規則|政令|省令|規程|要綱)"
_LIST_END = r"(?<=[法律令例則程約綱領)号項条甲乙丙丁])"
_BOUNDARY = re.compile(
    rf"[、。，「」『』()\[\]\s:：;；]|{_LIST_END}(?:その他の?|及び|または|又は|若しくは|もしくは|および|・|と(?=[一-龥])|や(?=[一-龥]))"
    r"|並びに|ならびに|により|によって|に基づき|に基き|に基づく|に基づいて|に規定する|に定める|に掲げる|のうち、?|において|について"
    r"|とともに|をもって|(?:改正|合併|編入)[前後]の|における(?=[一-龥]{2,3}県)|当該|関係(?=[一-龥]{0,3}法令)|による(?=[一-龥])|(?<=事務)に係る"
    rf"|[はがもて](?=[一-龥ァ-ヶ])|を(?!{_TITLE_VERB})(?=[一-龥])|(?<![関対資要])する(?!ため)(?=[一-龥])(?!法律|条例|規則|政令"
    r"|省令|規程|等の|特別|要綱|基準)|(?:した|された|される|という|いう)(?=[一-龥])|[甲乙丙丁]の(?:長の)?"
    r"|[市町村県都府道区]の(?=[一-龥ァ-ヶー]{2,30}$)|国の(?=[一-龥ァ-ヶー]{2,30}(?:要綱|要領|指針|通知)$)"
)
_PARTICLES = "のにとやでへびくる"
#: Words that end like a title and are none: methods, concepts, acts that only the context can name.
_NO_TITLE = re.compile(
    r"(?:方|手|司|文|用|療|技|工|製|寸|違|適|合|不|立|作|話|論|算|魔|加|減|除|測定|試験|分析|処理)法$"
    r"|(?:命|指|号|司|辞|発|法|年)令$|(?:[原附本罰通]則)$|^(?:明治|大正|昭和|平成|令和)[^度]{1,4}年(?!度)|(?:当該|関係|各|従前の)[^の]{0,8}$"
)
_BARE = re.compile(
    rf"(?:当該|関係|各|本|同|この|その|その他|旧|新|改正前の?|改正後の?|他の|[甲乙丙丁](?:の|市|町)?|[委受]託[市町村者団体]{{0,2}}の?"
    rf"|[市町村県都府道国]の?|.{{1,6}}[市町村県都道府区]の?|都道府県の?|地方公共団体の?|(?:関係|構成)?市町村?の?)?(?:{KIND}|法令|例規)"
)
#: An ordinance or rule that is named with the body it is of, so that it can be told without number.
_OF_A_BODY = re.compile(
    r".{1,8}?(?:[市町村県都府道区]|組合|連合|企業団)(?!の|長)(?!関係|構成).{2,60}(?:条例|規則|規程|要綱)$"
)
_SHORTEST_TITLE = 3


@functools.cache
def _names_with_boundaries() -> re.Pattern[str]:
    """The registered names with letters that elsewhere are words before a title (うきは市, にかほ市)."""
    names = load_municipalities().names
    found = [name for name in names if name[0] in _PARTICLES or _BOUNDARY.search(name) or name.startswith("各")]
    return re.compile("|".join(map(re.escape, found)) or "(?!)")


def title_start(text: str, end: int) -> int:
    """Where the title that ends at ``end`` begins: after the last words that cannot be part of a title.

    >>> title_start("甲は、例県事務処理の特例に関する条例", 18), title_start("甲の手数料条例", 7)
    (3, 2)
    >>> title_start("甲は、うきは市使用料条例", 12), title_start("甲に、にかほ市使用料条例", 12)
    (3, 3)
    """
    begin = max(0, end - _LONGEST_TITLE)
    names = [name.span() for name in _names_with_boundaries().finditer(text, begin, end)]
    start = max(
        (
            found.end()
            for found in _BOUNDARY.finditer(text, begin, end)
            if not any(first < found.end() < last for first, last in names)
        ),
        default=begin,
    )
    while start < end and text[start] in _PARTICLES and not any(first == start for first, _ in names):
        start += 1
    tail = text[start:end]
    if len(tail) < _SHORTEST_TITLE and start and text[start - 1].isspace() and tail and _KIND_AT_END.match(tail):
        # A line break cut the title before its last word (定住自立圏構想推進 要綱): no title is so short.
        return title_start(text, len(text[:start].rstrip()))
    return start


def is_title(words: str) -> bool:
    """Whether words can be the title of an act that nothing else names.

    >>> [is_title(words) for words in ("例市手数料条例", "児童扶養手当法", "処理方法", "乙の条例", "関係法令", "規約")]
    [True, True, False, False, False, False]
    >>> [is_title(words) for words in ("各務原市手数料条例", "各市手数料条例")]
    [True, False]
    """
    body = _names_with_boundaries().match(words)  # the first letter of 各務原市 says nothing of the title
    return (
        len(words) >= _SHORTEST_TITLE
        and _KIND_AT_END.search(words) is not None
        and _BARE.fullmatch(words) is None
        and _NO_TITLE.search(words, body.end() if body else 0) is None
    )


def names_its_body(title: str) -> bool:
    """Whether a title says whose act it is, so that it names one act without its number.

    >>> names_its_body("例市火葬場条例"), names_its_body("火葬場条例"), names_its_body("乙市の条例")
    (True, False, False)
    """
    return _OF_A_BODY.match(title) is not None


def kind_of(title: str) -> str:
    """The word that 同 takes up a title with: 同法, 同令, 同条例. Empty where the title ends with none.

    >>> kind_of("地方自治法施行令"), kind_of("道路整備に関する法律"), kind_of("例市手数料条例")
    ('令', '法', '条例')
    """
    found = _KIND_AT_END.search(title)
    if found is None:
        return ""
    word = found[0]
    if word in {"法律", "憲法"}:
        return "法"
    if word in {"政令", "施行令"}:
        return "令"
    return {"施行規則": "規則", "施行細則": "細則", "府令": "省令", "協定書": "協定"}.get(word, word)


def act_number(text: str) -> str | None:
    """The number of an act or notice that the inside of its bracket begins with, normalised; None where there is none.

    The text is folded (:mod:`kg.extraction.folding`). The day an act was promulgated on is no part of its number, the
    day of a notice is.

    >>> act_number("昭和22年法律第67号。以下「法」という。"), act_number("平成26年8月25日(総行市第200号)")
    ('昭和22年法律第67号', '平成26年8月25日総行市第200号')
    """
    head = "".join(text[:_LONGEST_BRACKET].split())
    found = _ACT_NUMBER.match(head) or _NOTICE.match(head)
    if found is None:
        return None
    try:  # the name of a body between the two may have a numeral of its own (三笠市)
        return f"{normalise_law_number(found['year'])}{found['kind']}{normalise_law_number(found['number'])}"
    except ValueError:  # a run of kanji numerals that is no number
        return None


def begins_with_date(text: str) -> bool:
    """Whether a bracket begins like that of an act, with a year of an era."""
    return _DATED.match("".join(text[:20].split())) is not None


def aliases(text: str) -> tuple[str, ...]:
    """The words by which the inside of a bracket says the act is called from there on.

    >>> aliases("昭和22年法律第67号。以下「法」という。"), aliases("以下「法令」と総称する。")
    (('法',), ())
    """
    return tuple(found["alias"].strip() for found in _ALIAS.finditer(text[:_LONGEST_BRACKET]))
