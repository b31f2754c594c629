"""The marks that open an element: captions, article numbers, paragraph numbers, item labels, headings.

A recogniser takes the text of one line and returns a match or None; whether the mark is one, the sequence decides
(:mod:`kg.drafting.parsing`). Both widths of digits and brackets are accepted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.numerals import ARTICLE_NUMBER, NUMBER, find_dates, parse_branches, parse_number

_CAPTION = re.compile(r"[（(](?P<caption>[^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]")
_ARTICLE = re.compile(rf"{ARTICLE_NUMBER}(?P<gap>\s*)(?P<rest>.*)", re.DOTALL)
_PARAGRAPH = re.compile(
    r"(?P<label>(?P<number>[0-9０-９]{1,2})(?:[、．.](?![0-9０-９])|(?=\s)))\s*(?P<rest>\S.*)", re.DOTALL
)
_SUPPLEMENTARY = re.compile(r"附\s*則(?P<rest>.*)", re.DOTALL)
_SUPPLEMENTARY_SENTENCE = re.compile(
    r"この(?:連携協約|協約|協定|規約|協議|条約|契約).{0,200}?(?:施行する|適用する|効力を(?:生|有)ずる|効力を生じる)。",
    re.DOTALL,
)
_CLOSING = re.compile(
    r"(?:この|本).{0,30}?(?:締結|成立)?(?:を証する|の証として|を証し).{0,80}(?:通を|部を).{0,60}(?:保有|所持|保管)する。",
    re.DOTALL,
)
_TABLE_HEADING = re.compile(
    rf"別\s*表\s*(?:第\s?)?(?P<number>{NUMBER})?\s*"
    rf"(?:[（(]\s*(?:{ARTICLE_NUMBER.replace('<number>', '<article>')}).{{0,12}}関係\s*[)）])?"
)
_DIVISION = re.compile(rf"(?P<label>第\s?{NUMBER}\s?[編章節款])\s+(?P<rest>\S.*)")
_PROMULGATION = re.compile(
    rf"(?:.*(?:告示|規約|議決|訓令|条例|規則|公告|協約|協定|要綱|要領)(?:甲|乙)?第\s?{NUMBER}\s?号(?:の{NUMBER})?|議決|専決|制定|締結|施行)"
)
_TITLE = re.compile(r"\S.*(?:協約|協定|規約|協議書?|覚書|契約|申合せ)(?:書)?(?:\s*[（(]案[)）])?")


def caption_of(text: str) -> str | None:
    """The caption (見出し) a line consists of, without its brackets; a bracketed date with a number is none.

    >>> caption_of("（目的）"), caption_of("(平成27年3月23日告示第4号)"), caption_of("第1条 この")
    ('目的', None, None)
    """
    match = _CAPTION.fullmatch(text)
    if not match or next(find_dates(match["caption"]), None) or "改正" in match["caption"]:
        return None
    return match["caption"].strip()


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """第N条 at the start of a line: its number and where label and first paragraph stand in the line."""

    number: tuple[int, ...]
    label_end: int
    rest_start: int


def article_mark(text: str) -> ArticleMark | None:
    """The article heading at the start of a line.

    The number is followed by a space, the line's end or the first words; a citation (第7条第4項の規定) is no heading.

    >>> article_mark("第7条の2 甲は"), article_mark("第7条第4項の規定による")
    (ArticleMark(number=(7, 2), label_end=5, rest_start=6), None)
    """
    match = _ARTICLE.fullmatch(text)
    if not match or (not match["gap"] and re.match(r"[第のにをはがと、及並及び各中かまか]", match["rest"])):
        return None
    return ArticleMark(parse_branches(match["number"], match["branch"]), match.start("gap"), match.start("rest"))


def paragraph_mark(text: str) -> tuple[int, int, int] | None:
    """Number, end of the label and start of the words of a numbered paragraph.

    >>> paragraph_mark("２　前項の額は"), paragraph_mark("2通を作成し")
    ((2, 1, 2), None)
    """
    match = _PARAGRAPH.fullmatch(text)
    return (parse_number(match["number"]), match.end("label"), match.start("rest")) if match else None


def supplementary_mark(text: str) -> int | None:
    """Length of the heading 附則 at the start of a line; None where the line is something else.

    >>> supplementary_mark("附 則"), supplementary_mark("附則第2項の規定")
    (3, None)
    """
    match = _SUPPLEMENTARY.fullmatch(text)
    if not match or (match["rest"].strip() and not re.fullmatch(r"\s*[（(].*[)）]", match["rest"])):
        return None
    return len(text)


def is_supplementary_sentence(text: str) -> bool:
    """Whether a paragraph says when the instrument takes effect, and so is supplementary whatever precedes it.

    >>> is_supplementary_sentence("この規約は、平成20年4月1日から施行する。")
    True
    """
    return _SUPPLEMENTARY_SENTENCE.fullmatch(text) is not None


def is_closing_formula(text: str) -> bool:
    """Whether a paragraph is the formula of signing and keeping copies.

    >>> is_closing_formula("この協定の証として、本書2通を作り、甲乙記名押印の上、各1通を保有する。")
    True
    """
    return _CLOSING.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class TableMark:
    """The heading of an appended table; ``number`` of 別表第N, ``related`` of 第N条関係."""

    number: int | None
    related: tuple[int, ...] | None


def table_mark(text: str) -> TableMark | None:
    """The heading of an appended table that a line consists of.

    >>> table_mark("別表第1（第3条関係）")
    TableMark(number=1, related=(3,))
    >>> table_mark("別表に定める取組を推進するため") is None
    True
    """
    match = _TABLE_HEADING.fullmatch(text)
    if not match:
        return None
    related = parse_branches(match["article"], match["branch"]) if match["article"] else None
    return TableMark(parse_number(match["number"]) if match["number"] else None, related)


def division_mark(text: str) -> tuple[int, int] | None:
    """End of the label and start of the words of a 編・章・節 heading.

    >>> division_mark("第2章 組織"), division_mark("第2条 組織は")
    ((3, 4), None)
    """
    match = _DIVISION.fullmatch(text)
    return (match.end("label"), match.start("rest")) if match else None


def is_promulgation(text: str) -> bool:
    """Whether a line of the front matter is a number or a form of promulgation (告示第12号, 議決).

    >>> is_promulgation("告示第12号"), is_promulgation("議決"), is_promulgation("札幌市 岩見沢市")
    (True, True, False)
    """
    return _PROMULGATION.fullmatch(text) is not None


_HISTORY_TAG = re.compile(
    r"[（(〔](?=.*(?:改正|全改|追加|削除|繰上|繰下))(?=.*(?:平|昭|令|大正|明治))(?=.*[0-9０-９一二三四五六七八九十]).*[)）〕]"
)
_AMENDING_TAG = re.compile(
    rf"[（(](?P<date>[^（()）]*?日)\s?(?:.{{0,8}}第\s?{NUMBER}\s?号(?:の{NUMBER})?|議決)(?:\s?抄)?[)）]"
)


def is_history_tag(text: str) -> bool:
    """Whether a line is the tag of an amendment in place.

    >>> is_history_tag("(平26告示31・平30告示8・一部改正)"), is_history_tag("(一部改正)"), is_history_tag("(目的)")
    (True, False, False)
    """
    return _HISTORY_TAG.fullmatch(text) is not None


def is_amending_tag(text: str) -> bool:
    """Whether a line is the bracketed date and number that head the supplementary provisions of an amendment.

    >>> is_amending_tag("(平成27年3月23日告示第4号)"), is_amending_tag("(目的)")
    (True, False)
    """
    match = _AMENDING_TAG.fullmatch(text)
    return match is not None and next(find_dates(match["date"]), None) is not None


def is_title(text: str) -> bool:
    """Whether a line of the front matter reads like the title of an instrument.

    >>> is_title("連携中枢都市圏形成に係る連携協約"), is_title("次のとおり連携協約を締結する。")
    (True, False)
    """
    return _TITLE.fullmatch(text.lstrip("○◯")) is not None


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The label of an item or heading: its kind, its ordinal in that kind, and where label and words stand."""

    kind: str
    ordinal: int
    label_end: int
    rest_start: int


_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BRACKETED = re.compile(
    r"(?P<label>[（(]\s?(?P<inner>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[ア-ン]|[a-zａ-ｚ]{1,4})\s?[)）])(?P<gap>\s*)(?P<rest>.*)"
)
_ENCLOSED = re.compile(r"(?P<label>[①-⑳⑴-⒇㈠-㈩])(?P<gap>\s*)(?P<rest>.*)")
_BARE = re.compile(
    r"(?P<label>第?(?P<inner>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[ア-ン]|[a-zａ-ｚ]|[ivx]{2,4}|[IVX]{1,4}|[Ⅰ-Ⅻ])"
    r"(?:[、．.](?![0-9０-９])|(?=\s)))\s*(?P<rest>\S.*)"
)


def item_marks(text: str) -> tuple[ItemMark, ...]:
    """Every reading of a label at the start of a line; the sequence decides which one holds.

    >>> [(m.kind, m.ordinal) for m in item_marks("(1) 通報の受信")]
    [('(1)', 1)]
    >>> [(m.kind, m.ordinal) for m in item_marks("イ 福祉")]
    [('ア', 2), ('イロハ', 1)]
    """
    if match := _ENCLOSED.fullmatch(text):
        kind, ordinal = _enclosed(match["label"])
        return (ItemMark(kind, ordinal, match.end("label"), match.start("rest")),)
    for pattern, form in ((_BRACKETED, "({})"), (_BARE, "{}")):
        if match := pattern.fullmatch(text):
            inner = unicodedata.normalize("NFKC", match["inner"])
            return tuple(
                ItemMark(form.format(kind), ordinal, match.end("label"), match.start("rest"))
                for kind, ordinal in _readings(inner)
            )
    return ()


def _enclosed(label: str) -> tuple[str, int]:
    for first, kind in (("①", "①"), ("⑴", "(1)"), ("㈠", "(一)")):
        if 0 <= ord(label) - ord(first) < 20:
            return kind, ord(label) - ord(first) + 1
    raise ValueError(f"{label}: expected an enclosed number")


def _readings(inner: str) -> list[tuple[str, int]]:
    if inner.isdigit():
        return [("1", int(inner))]
    if re.fullmatch(r"[一二三四五六七八九十]+", inner):
        return [("一", parse_number(inner))]
    found: list[tuple[str, int]] = []
    if inner in _KATAKANA:
        found.append(("ア", _KATAKANA.index(inner) + 1))
    if inner in _IROHA:
        found.append(("イロハ", _IROHA.index(inner) + 1))
    if len(inner) == 1 and inner.isascii() and inner.islower():
        found.append(("a", ord(inner) - ord("a") + 1))
    for kind, roman in (("i", inner), ("I", inner.lower() if inner.isupper() else "")):
        if roman in _ROMAN:
            found.append((kind, _ROMAN.index(roman) + 1))
    return found


@dataclass(frozen=True, slots=True)
class Sequence:
    """Open lists, outermost first: kind and last ordinal of each. Nesting is decided by sequence alone."""

    open: tuple[tuple[str, int], ...] = ()

    def place(self, marks: tuple[ItemMark, ...], *, gaps: bool = True) -> tuple[ItemMark, Sequence] | None:
        """The reading that continues an open list or begins a new one, and the lists open after it.

        With ``gaps`` a list also continues where the source lacks numbers.

        >>> after = Sequence().place(item_marks("(1) 甲"))[1]
        >>> after.place(item_marks("ア 乙"))[1].open
        (('(1)', 1), ('ア', 1))
        """
        placed = self._next(marks, gap=False) or self._first(marks)
        return placed or (self._next(marks, gap=True) if gaps else None)

    def _next(self, marks: tuple[ItemMark, ...], *, gap: bool) -> tuple[ItemMark, Sequence] | None:
        """Continue an open list, innermost first; with ``gap`` numbers that the source lacks are passed over."""
        for depth in range(len(self.open) - 1, -1, -1):
            kind, last = self.open[depth]
            for mark in marks:
                if mark.kind == kind and (mark.ordinal > last + 1 if gap else mark.ordinal == last + 1):
                    return mark, Sequence((*self.open[:depth], (kind, mark.ordinal)))
        return None

    def _first(self, marks: tuple[ItemMark, ...]) -> tuple[ItemMark, Sequence] | None:
        for mark in marks:
            if mark.ordinal == 1 and mark.kind not in {kind for kind, _ in self.open}:
                return mark, Sequence((*self.open, (mark.kind, 1)))
        return None
