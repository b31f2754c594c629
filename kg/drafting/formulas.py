"""Lines and sentences that are recognised by their wording: titles, promulgation, taking effect, closing, tags."""

from __future__ import annotations

import re

from kg.numerals import NUMBER, find_dates

#: What an instrument calls itself.
_INSTRUMENTS = r"(?:協約|協定|規約|協議|条約|契約|覚書|確認|合意|要領|規程|変更|申合せ)"
_SUPPLEMENTARY_SENTENCE = re.compile(
    rf"この(?:連携|変更|相互応援|基本|委託|事務委託)?{_INSTRUMENTS}書?は[、，]?[^。]{{0,200}}?"
    r"(?:施行する|施行し[、，][^。]{0,120}|適用する|効力を(?:生|有)ずる|効力を生じる|効力を発する|実施する)。.*",
    re.DOTALL,
)
_LONGEST_SENTENCE = 400
_CLOSING_START = re.compile(
    rf"(?:この|本|上記|以上|右)[^。]{{0,40}}?(?:を証する|の証として|の証とし|を証し|の証しとして|の成立を証)"
    rf"|(?:この|本)(?:[^。]{{0,20}}?{_INSTRUMENTS}書?|書)を?\s?{NUMBER}\s?[通部]を?(?:作成|作り)"
)
_CLOSING_END = re.compile(
    r"(?:通|部)(?:ずつ|宛|あて)?を?[^。]{0,40}?(?:保有|所持|保管|保持|保存)(?:する|するものとする)。?$"
)
_CLOSING_COPIES = re.compile(rf"{NUMBER}\s?[通部]")
_PROMULGATION = re.compile(
    r"(?:告示|規約|議決|議案|訓令|条例|規則|公告|公示|協約|協定|要綱|要領|指令|規程|報告|協議|認可|許可|通知|号外|総行[市応経])"
    rf"\S{{0,12}}?\s?第?\s?(?:{NUMBER}|\s)\s?号(?:の{NUMBER})?(?:議決|可決)?$"
)
_FORM = re.compile(
    r"(?:.{0,16}(?:議会|議会の|市|町|村|県|知事|総会)\s?)?"
    r"(?:議決|専決|専決処分|制定|(?:規約|協定|協約|細則|覚書)?締結|施行|公布|告示|公告|連携協約|県知事届出|知事届出|届出|知事許可|許可|認可|承認|可決|決裁|種別なし)"
)
_HISTORY_LINE = re.compile(
    r"(?:最終改正|最近改正|一部改正|改正|沿革|改正沿革|全部改正)(?:\s|[:：]|[(（〔]|明|大|昭|平|令|$).{0,200}"
)
_EFFECT_LINE = re.compile(r"[（(〔].{1,60}(?:施行|適用)[)）〕]")
_TITLE = re.compile(
    rf".*(?:協約|協定|規約|協議|覚書|契約|申合せ|要領|条件|規程|取決め|確認書|合意書)(?:書)?(?:の一部を(?:変更|改正)する\S{{1,6}})?(?:の廃止(?:について)?)?(?:\s*[（(](?:案|写し?|抄|抜粋|第\s?{NUMBER}\s?号|その\s?{NUMBER})[)）]){{0,2}}"
)
_ABOLITION_TITLE = re.compile(r"\S.*(?:委託|共同設置|代替執行)の廃止(?:について)?")
_ABOLISHES = re.compile(
    rf"{_INSTRUMENTS}書?(?:[（(].{{1,80}}[)）])?(?:は[、，]|を)[^。]{{0,60}}?廃止"
    r"(?:する|するものとする|することに(?:合意|同意)する|すること(?:について|に関し)[、，]?[^。]{0,20}(?:合意|同意|締結)する)。"
)
_REASON = re.compile(r"提\s*案\s*(?:の\s*)?理\s*由|理\s*由|[（(](?:提案)?理由[)）]")
_COMPARES = re.compile(
    r"(?:次|下|別紙)の(?:新旧対照)?(?:条文|表)[^。]{0,200}(?:変更する|改める|改正する)。|新旧対照表のとおり[^。]{0,40}(?:変更する|改める|改正する)。"
)
_LONGEST_TITLE = 160
CIRCLES = "○◯〇◎●"
#: Circles that stand for a name, and what follows them.
_BLOTTED = 2
_NAMELESS = re.compile(r"[都道府県市区町村](?=[と及並・、，/／に])")
_SENTENCE = re.compile(r"。|[、，]\s*$|^(?:は|と|とは|に|を|が)[、，]|^[をのがに][一-龥]")


def is_reason_heading(text: str) -> bool:
    """Whether a line is the heading of the reasons of a bill, which stand behind the instrument.

    >>> is_reason_heading("提案理由"), is_reason_heading("（理由）"), is_reason_heading("理由は次のとおり")
    (True, True, False)
    """
    return _REASON.fullmatch(text) is not None


def is_supplementary_sentence(text: str) -> bool:
    """Whether a paragraph says when the instrument takes effect, and so is supplementary whatever precedes it.

    >>> is_supplementary_sentence("この規約は、平成20年4月1日から施行する。")
    True
    """
    return len(text) <= _LONGEST_SENTENCE and _SUPPLEMENTARY_SENTENCE.fullmatch(text) is not None


def opens_closing_formula(text: str) -> bool:
    """Whether a line begins the formula of signing and keeping copies, which a page may have cut off.

    >>> opens_closing_formula("この連携協約の締結を証するため、本協約書2通を"), opens_closing_formula("この協定は、")
    (True, False)
    """
    return _CLOSING_START.match(text) is not None


def is_closing_formula(text: str) -> bool:
    """Whether a paragraph is the whole formula of signing and keeping copies.

    >>> is_closing_formula("この協定の証として、本書2通を作り、甲乙記名押印の上、各1通を保有する。")
    True
    >>> is_closing_formula("本書弐通を作成し、甲乙各壱通を所持する。")
    True
    """
    return (
        len(text) <= _LONGEST_SENTENCE
        and text.rstrip("。").endswith("する")
        and _CLOSING_START.match(text) is not None
        and _CLOSING_COPIES.search(text) is not None
        and _CLOSING_END.search(text) is not None
    )


def is_promulgation(text: str) -> bool:
    """Whether a line of the front matter is the number under which the instrument was promulgated.

    >>> is_promulgation("告示第12号"), is_promulgation("県指令地第  号"), is_promulgation("札幌市 岩見沢市")
    (True, True, False)
    """
    return len(text) <= 60 and "。" not in text and _PROMULGATION.search(text) is not None


def is_promulgation_form(text: str) -> bool:
    """Whether a line of the front matter says by which act the instrument came about, instead of a number.

    >>> is_promulgation_form("議決"), is_promulgation_form("県知事届出"), is_promulgation_form("告示第12号")
    (True, True, False)
    """
    return len(text) <= 40 and _FORM.fullmatch(text) is not None


def is_front_history(text: str) -> bool:
    """Whether a line of the front matter names amendments or the day of effect.

    >>> is_front_history("改正 平成27年3月6日告示第9号"), is_front_history("(平成27年3月6日施行)")
    (True, True)
    """
    if _EFFECT_LINE.fullmatch(text) is not None:
        return next(find_dates(text), None) is not None
    return _HISTORY_LINE.fullmatch(text) is not None and "。" not in text


def is_title(text: str) -> bool:
    """Whether a line of the front matter reads like the title of an instrument.

    >>> is_title("連携中枢都市圏形成に係る連携協約"), is_title("○消防事務の受託")
    (True, True)
    >>> is_title("次のとおり連携協約を締結する。")
    False
    """
    if len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return False
    if text[:1] in CIRCLES and len(text) > 1:
        return True
    return _TITLE.fullmatch(text) is not None or _ABOLITION_TITLE.fullmatch(text) is not None


#: The number of a title in a collection (2-4, 1-(1), 第17).
_NUMBER_IN_COLLECTION = re.compile(
    r"(?:[-‐－・•●]\s+)?(?:第\s?)?[0-9０-９]{1,3}(?:[-−‐－–—ー][0-9０-９]{1,3})*(?:[-−‐－–—ー]?[（(][0-9０-９]{1,3}[)）])?[.．、]?\s+(?=\S)"
    r"|[-‐－・•●]\s+(?=\S)"
)
#: What a page says behind it (【防災課】, （令和2年1月17日締結）).
_BEHIND_TITLE = re.compile(r"(?:\s*(?:[（(](?![^（()）]*(?:以下|いう))[^（()）。]{1,40}[)）]|【[^【】。]{1,40}】))+$")


def title_stretch(text: str) -> tuple[int, int] | None:
    """Where a title stands in a line that may have its number in a collection before it and a remark behind it.

    >>> title_stretch("2-4 水防に関する協定書(東山市)【防災課】"), title_stretch("水防に関する協定書（案）")
    ((4, 13), (0, 12))
    >>> title_stretch("2 東山市は、次のとおり") is None
    True
    """
    if len(text) > 2 * _LONGEST_TITLE:
        return None
    number = _NUMBER_IN_COLLECTION.match(text)
    behind = _BEHIND_TITLE.search(text)
    start, ends = number.end() if number else 0, (len(text), behind.start() if behind else len(text))
    return next(((start, end) for end in ends if is_title(text[start:end])), None)


def is_abolishing(text: str) -> bool:
    """Whether a sentence ends another instrument; one that asks an assembly to agree to that does not.

    >>> is_abolishing("消防事務の委託に関する規約(昭和48年東山市告示第20号)は、廃止する。")
    True
    >>> is_abolishing("規約を廃止することについて、議会の議決を求める。"), is_abolishing("支所を廃止する。")
    (False, False)
    """
    return _ABOLISHES.search(text) is not None and not text.startswith("この")


def is_comparing(text: str) -> bool:
    """Whether a sentence changes another instrument as a table of old and new words shows.

    >>> is_comparing("次の表の変更前の欄に掲げる規定を、同表の変更後の欄に掲げる規定に変更する。")
    True
    >>> is_comparing("第2条中「A」を「B」に改める。")
    False
    """
    return _COMPARES.search(text) is not None


def without_circle(text: str) -> str:
    """A title without the ○ that 例規集 print before it.

    >>> without_circle("○A町との協定")
    'A町との協定'
    """
    return text[circle_length(text) :]


def circle_length(text: str) -> int:
    """Characters of the ○ before a title with the spaces behind it; blotted names begin with circles of their own.

    >>> circle_length("○A町との協定"), circle_length("○○市との協定"), circle_length("〇○○市との協定")
    (1, 0, 1)
    """
    circles = len(text) - len(text.lstrip(CIRCLES))
    if circles in {0, _BLOTTED} or (circles == 1 and _NAMELESS.match(text, 1)):
        return 0
    return len(text) - len(text[1:].lstrip(" \u3000"))


_TAG_BRACKETS = re.compile(r"[（(〔［].{1,300}[)）〕］]")
_TAG_CHANGE = re.compile(r"改\s?正|変\s?更|全\s?改|追\s?加|削\s?除|繰\s?[上下]|旧第|改\s?称")
_TAG_ERA = re.compile(rf"(?:平|昭|令|大|明)(?:成|和|正|治)?\s?(?:元|{NUMBER})")
_AMENDING_TAG = re.compile(
    rf"[（(](?P<date>[^（()）]{{0,40}}?[日年])\s?(?:[^（()）]{{0,12}}?(?:告示|規約|条例|規則|訓令|要綱|協約|公告|公示|指令|規程|議案|要領|号外){{1,2}}(?:甲|乙)?\s?第\s?{NUMBER}\s?号(?:の{NUMBER})?|議決|専決)(?:\s?抄)?[)）]"
)
_ERA_YEAR = re.compile(rf"(?:明治|大正|昭和|平成|令和)\s?(?:元|{NUMBER})\s?年")


def is_history_tag(text: str) -> bool:
    """Whether a line is the tag of an amendment in place.

    >>> is_history_tag("(平26告示31・平30告示8・一部改正)"), is_history_tag("(一部改正)"), is_history_tag("(目的)")
    (True, False, False)
    >>> is_history_tag("(昭 28 規 則 54・ 全 改)"), is_history_tag("(平19,4,1・一部改正)")
    (True, True)
    """
    return (
        _TAG_BRACKETS.fullmatch(text) is not None
        and _TAG_CHANGE.search(text) is not None
        and _TAG_ERA.search(text) is not None
    )


def is_amending_tag(text: str) -> bool:
    """Whether a line is the bracketed date and number that head the supplementary provisions of an amendment.

    >>> is_amending_tag("(平成27年3月23日告示第4号)"), is_amending_tag("(昭和57年規約第8号)"), is_amending_tag("(目的)")
    (True, True, False)
    """
    match = _AMENDING_TAG.fullmatch(text)
    return match is not None and _ERA_YEAR.match(match["date"]) is not None
