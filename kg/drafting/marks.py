"""The marks that open an element: captions, article numbers, paragraph numbers, item labels, headings.

A recogniser takes the text of one line and returns a match or None; whether the mark is one, the sequence decides
(:mod:`kg.drafting.parsing`). Both widths of digits and brackets are accepted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.drafting.formulas import is_amending_tag, is_history_tag
from kg.drafting.paragraph_marks import paragraph_mark
from kg.numerals import ARTICLE_NUMBER, NUMBER, find_dates, parse_branches, parse_number

_CAPTION = re.compile(
    r"[（(〔【［](?P<caption>[^（()）〔〕【】［］]*(?:[（(][^（()）]*[)）][^（()）〔〕【】［］]*)*)[)）〕】］]"
)
_ARTICLE = re.compile(rf"{ARTICLE_NUMBER}(?P<gap>\s*)(?P<rest>.*)", re.DOTALL)
_DELETED = re.compile(
    rf"(?P<label>第\s?(?P<first>{NUMBER})\s?条(?P<first_branch>(?:の{NUMBER})*)(?:から|及び|・)"
    rf"第\s?(?P<last>{NUMBER})\s?条(?P<last_branch>(?:の{NUMBER})*)(?:まで)?)\s*(?P<deleted>[（(]?削\s?除[)）]?)"
)
#: What follows 第N条 where it is cited: a smaller unit, a particle, a comma, 中 and the like.
_LONGEST_CAPTION = 120
_DEFINES = re.compile(r"(?:以下.*)?という。|に同じ。|以下同じ")
_CITED = re.compile(
    r"に(?=規定|定め|掲げ|基づ|よ|お)|の(?=規定|定め|適用|場合|例|[0-9０-９二三])|を(?=準用|適用|除|改|削|加)|は、"
    r"|第\s?[0-9０-９一二三四五六七八九十]+\s?[項号]|及び|並びに|又は|若しくは|から第|まで(?=[のにをが、])"
)
#: The name of a body that does or is defined something: 第1条中央環境組合（以下, 第1条まんのう町は.
_GLUED_NAME = re.compile(
    r"(?!第|中第)[一-龥々ぁ-んァ-ヶー]{1,16}?(?:[市町村区県]|組合|広域連合|企業団)"
    r"(?:(?:の?長|知事|管理者)?は[、，]|[（(]以下|と[^あは]|及び|および)"
)
_CITED_GLUED = re.compile(r"[第のにをはがと、，及並又若各中かまか・ー―～〜]|関係|本文|ただし書|但し?書|前段|後段")
#: A caption inside the line of its article; what defines a word, names a date or a number, or leaves out is none.
_INNER_CAPTION = re.compile(r"[（(](?P<caption>[^（()）。「」]{1,40})[)）](?:\s*(?=\S)|$)")
_NO_CAPTION = re.compile(
    r"以下|という。?$|第\s?[0-9０-９一二三四五六七八九十]+\s?[条項号]|[年月日]$|を除く|を含む|略$|削除|(?:[0-9０-９〇一二三四五六七八九十年月日号・]|一部|全部|[告規議])[^（()）]{0,12}改正$|^改正[\s明大昭平令]"
)
_SUPPLEMENTARY = re.compile(r"[附付]\s*則(?P<rest>.*)", re.DOTALL)
_HEADING_REST = re.compile(r"\s*(?:抄|[（(〔].{1,80}[)）〕])\s*抄?")
_TABLE_HEADING = re.compile(
    rf"別\s*表\s*(?:第\s?)?(?P<number>{NUMBER})?\s*"
    rf"(?:[（(]\s*(?:{ARTICLE_NUMBER.replace('<number>', '<article>')})?[^（()）。]{{0,30}}関係\s*[)）]"
    r"(?:\s*(?P<title>(?![のにをはがとへで中及並又])[^\s。、，「」（()）][^。、，「」\t]{0,40}))?)?"
)
_DIVISION = re.compile(
    rf"(?P<label>第\s?(?P<number>{NUMBER})\s?(?P<unit>[編章節款]))(?P<gap>\s*)(?P<rest>[^\s。、/／のにをはがと中及並又若各第][^。/／]{{0,60}})"
)


def caption_of(text: str) -> str | None:
    """The caption (見出し) a line consists of, without its brackets; a bracketed date with a number is none.

    >>> caption_of("（目的）"), caption_of("(平成27年3月23日告示第4号)"), caption_of("第1条 この")
    ('目的', None, None)
    """
    match = _CAPTION.fullmatch(text) if len(text) <= _LONGEST_CAPTION else None
    if not match or not match["caption"].strip() or next(find_dates(match["caption"]), None):
        return None
    return None if is_history_tag(text) or is_amending_tag(text) or _DEFINES.search(text) else match["caption"].strip()


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """第N条 at the start of a line: its number and where label, caption and first paragraph stand in the line.

    ``glued``: no space, caption or line end after the number. ``through``: the last number of deleted articles that
    stand in one line (第5条から第8条まで 削除).
    """

    number: tuple[int, ...]
    label_end: int
    rest_start: int
    caption: tuple[int, int] | None = None
    glued: bool = False
    through: tuple[int, ...] | None = None


def article_mark(text: str, *, below_caption: bool = False) -> ArticleMark | None:
    """The article heading at the start of a line.

    The number is followed by a space, the line's end or the first words; a citation (第7条第4項の規定) is no heading.
    Below a caption the first words may be glued to the number and look like a citation (第1条中央病院は).

    >>> article_mark("第7条の2 甲は"), article_mark("第7条第4項の規定による")
    (ArticleMark(number=(7, 2), label_end=5, rest_start=6, caption=None, glued=False, through=None), None)
    >>> article_mark("第1条中央市長は、委託する。").glued, article_mark("第1条中「甲」を")
    (True, None)
    >>> article_mark("第2条中津市及び別府市が連携する").glued
    True
    >>> article_mark("第1条(目的) この協定は").caption, article_mark("第2条 (昭和22年)")
    ((3, 7), ArticleMark(number=(2,), label_end=3, rest_start=4, caption=None, glued=False, through=None))
    """
    if deleted := _DELETED.fullmatch(text):
        return _deleted(deleted)
    match = _ARTICLE.match(text)
    if not match:
        return None
    rest, gap, start = match["rest"], match["gap"], match.start("rest")
    if (_CITED.match(rest) and not (gap and below_caption)) or (
        not gap and not below_caption and _CITED_GLUED.match(rest) and not _GLUED_NAME.match(rest)
    ):
        return None
    try:
        number = parse_branches(match["number"], match["branch"])
    except ValueError:
        return None
    inner = _INNER_CAPTION.match(rest)
    if inner and not _NO_CAPTION.search(inner["caption"]):
        caption = (start, start + inner.end("caption") + 1)
        return ArticleMark(number, match.start("gap"), start + inner.end(), caption)
    return ArticleMark(number, match.start("gap"), start, glued=bool(rest and not gap))


def numbered_mark(text: str, paragraph: tuple[int, int, int]) -> ArticleMark:
    """The heading of an article that has a bare number, as :func:`paragraph_mark` found it, and its caption behind it.

    >>> numbered_mark("1 (目的) この協定は", (1, 1, 2))
    ArticleMark(number=(1,), label_end=1, rest_start=7, caption=(2, 6), glued=False, through=None)
    """
    number, label_end, rest_start = paragraph
    inner = _INNER_CAPTION.match(text, rest_start)
    if inner and not _NO_CAPTION.search(inner["caption"]):
        return ArticleMark((number,), label_end, inner.end(), (rest_start, inner.end("caption") + 1))
    return ArticleMark((number,), label_end, rest_start)


def _deleted(match: re.Match[str]) -> ArticleMark | None:
    try:
        first, last = (parse_branches(match[name], match[f"{name}_branch"]) for name in ("first", "last"))
    except ValueError:
        return None
    return ArticleMark(first, match.end("label"), match.start("deleted"), through=last) if first < last else None


def supplementary_mark(text: str) -> int | None:
    """Length of the heading 附則 at the start of a line; None where the line is something else.

    >>> supplementary_mark("附 則"), supplementary_mark("附則第2項の規定")
    (3, None)
    """
    match = _SUPPLEMENTARY.fullmatch(text)
    if not match or (match["rest"].strip() and not _HEADING_REST.fullmatch(match["rest"])):
        return None
    return len(text)


@dataclass(frozen=True, slots=True)
class TableMark:
    """The heading of an appended table; ``number`` of 別表第N, ``related`` of 第N条関係.

    ``title`` is where a heading begins that stands behind these on the same line.
    """

    number: int | None
    related: tuple[int, ...] | None
    title: int | None = None


def table_mark(text: str) -> TableMark | None:
    """The heading of an appended table that a line consists of.

    >>> table_mark("別表第1（第3条関係）")
    TableMark(number=1, related=(3,), title=None)
    >>> table_mark("別表第1（第3条関係） 医療").title
    12
    >>> table_mark("別表に定める取組を推進するため") is None
    True
    """
    match = _TABLE_HEADING.fullmatch(text)
    if not match:
        return None
    try:
        related = parse_branches(match["article"], match["branch"]) if match["article"] else None
        number = parse_number(match["number"]) if match["number"] else None
        return TableMark(number, related, match.start("title") if match["title"] else None)
    except ValueError:
        return None


def division_mark(text: str) -> tuple[int, int] | None:
    """End of the label and start of the words of a 編・章・節 heading.

    >>> division_mark("第2章 組織"), division_mark("第三章会議"), division_mark("第2章の規定")
    ((3, 4), (3, 3), None)
    """
    match = _DIVISION.fullmatch(text)
    return (match.end("label"), match.start("rest")) if match else None


_BULLETS = "・"


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The label of an item or heading: its kind, its ordinal in that kind, and where label and words stand.

    ``doubtful``: only if OCR printed one letter for another (力 for カ).
    """

    kind: str
    ordinal: int
    label_end: int
    rest_start: int
    doubtful: bool = False

    @property
    def begins(self) -> bool:
        """Whether a list may begin with it."""
        return not self.doubtful and (self.ordinal == 1 or self.kind == _BULLETS)

    def follows(self, last: int, *, gap: bool) -> bool:
        """Whether it comes after the last ordinal of its list; with ``gap`` later than next."""
        if self.kind == _BULLETS:
            return not gap
        return self.ordinal > last + 1 and not self.doubtful if gap else self.ordinal == last + 1


_KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
#: Kanji that OCR prints for katakana; the sequence decides whether one was meant.
_LOOK_ALIKES = str.maketrans("力工口夕卜二八千", "カエロタトニハチ")
_KANJI = "[一二三四五六七八九十壱弐参]"
_LETTER = rf"{_KANJI}{{1,3}}|[ア-ンヰヱｱ-ﾝ力工口夕卜千]|[a-zａ-ｚ]|[A-ZＡ-Ｚ]|[ivxIVX]{{2,4}}|[Ⅰ-Ⅻⅰ-ⅻ]"
_BRACKETED = re.compile(
    rf"(?P<label>[（(]\s{{0,2}}(?P<inner>[0-9０-９]{{1,2}}|{_LETTER})\s{{0,2}}[)）])(?P<gap>\s*)(?P<rest>.*)", re.DOTALL
)
#: A label with its right bracket alone (i), 1)).
_HALF_BRACKETED = re.compile(
    r"(?P<label>(?P<inner>[0-9０-９]{1,2}|[ア-ンa-zａ-ｚ]|[ivx]{2,4})[)）])(?P<gap>\s*)(?P<rest>\S.*)", re.DOTALL
)
#: A number that tells those above it as well: 1－1, 1－1－2, 1.2.
_COUNTED = re.compile(
    r"(?P<label>(?:[0-9０-９]{1,2}[-－‐−―ー–.．]){1,3}(?P<inner>[0-9０-９]{1,2}))\s+(?P<rest>\D.*)", re.DOTALL
)
_ENCLOSED = re.compile(r"(?P<label>[①-⑳⑴-⒇㈠-㈩])(?P<gap>\s*)(?P<rest>.*)", re.DOTALL)
_BARE = re.compile(
    rf"(?P<label>(?P<ordinal>第)?(?P<inner>[0-9０-９]{{1,2}}|{_LETTER})(?:[、．.](?![0-9０-９])|(?=\s)))\s*(?P<rest>\S.*)",
    re.DOTALL,
)
_FORMS = ((_BRACKETED, "({})"), (_HALF_BRACKETED, "{})"), (_BARE, "{}"))
#: How a label may begin; a quick look before the closer ones.
_MAY_LABEL = re.compile(
    r"[（(0-9０-９①-⑳⑴-⒇㈠-㈩第一二三四五六七八九十壱弐参ア-ンヰヱｱ-ﾝ力工口夕卜千a-zａ-ｚA-ZＡ-ＺⅠ-Ⅻⅰ-ⅻ]"
)
_BULLET = re.compile(r"(?P<label>[・●•▪■◆‣◦])(?![・●•▪■◆‣◦])\s*(?P<rest>\S.*)", re.DOTALL)


def item_marks(text: str) -> tuple[ItemMark, ...]:
    """Every reading of a label at the start of a line; the sequence decides which one holds.

    >>> [(m.kind, m.ordinal) for m in item_marks("(1) 通報の受信")]
    [('(1)', 1)]
    >>> [(m.kind, m.ordinal) for m in item_marks("イ 福祉")]
    [('ア', 2), ('イロハ', 1)]
    >>> [(m.kind, m.ordinal) for m in item_marks("1－1－2 国際会議の誘致")]
    [('1-1-1', 2)]
    >>> [(m.kind, m.ordinal) for m in item_marks("第1 生活機能の強化")]
    [('第1', 1)]
    """
    if not _MAY_LABEL.match(text):
        return ()
    if match := _ENCLOSED.match(text):
        kind, ordinal = _enclosed(match["label"])
        return (ItemMark(kind, ordinal, match.end("label"), match.start("rest")),)
    if match := _COUNTED.match(text):
        kind = "-".join("1" for _ in range(len(re.findall(r"[0-9０-９]+", match["label"]))))
        return (ItemMark(kind, int(match["inner"]), match.end("label"), match.start("rest")),)
    for pattern, form in _FORMS:
        if match := pattern.match(text):
            inner = unicodedata.normalize("NFKC", match["inner"])
            before = "第" if match.groupdict().get("ordinal") else ""
            return tuple(
                ItemMark(
                    before + form.format(kind), ordinal, match.end("label"), match.start("rest"), doubtful=doubtful
                )
                for kind, ordinal, doubtful in _readings(inner)
            )
    return ()


_WORD_ENDED = re.compile(r"[ァ-ヴー]$")
_WORD_BEGUN = re.compile(r"[ア-ン][、，]")


def ends_word(above: str, text: str) -> bool:
    """Whether a line may begin with the end of a katakana word that the line end cut, and not with a label.

    >>> ends_word("資するため、エゾシ", "カ、ヒグマ等の"), ends_word("医療", "イ、福祉")
    (True, False)
    """
    return _WORD_BEGUN.match(text) is not None and _WORD_ENDED.search(above) is not None


def bullet_mark(text: str) -> tuple[ItemMark, ...]:
    """The bullet at the start of a line, for lists of running text.

    >>> [(m.kind, m.label_end) for m in bullet_mark("・連絡及び調整")], bullet_mark("●● 生活機能")
    ([('・', 1)], ())
    """
    match = _BULLET.match(text)
    return (ItemMark(_BULLETS, 0, match.end("label"), match.start("rest")),) if match else ()


def _enclosed(label: str) -> tuple[str, int]:
    for first, kind in (("①", "①"), ("⑴", "(1)"), ("㈠", "(一)")):
        if 0 <= ord(label) - ord(first) < 20:
            return kind, ord(label) - ord(first) + 1
    raise ValueError(f"{label}: expected an enclosed number")


def _readings(inner: str) -> list[tuple[str, int, bool]]:
    """Kind and ordinal of a label, and whether it is only so if OCR printed one letter for another."""
    if inner.isdigit():
        return [("1", int(inner), False)]
    found: list[tuple[str, int, bool]] = []
    if re.fullmatch(rf"{_KANJI}+", inner):
        found.append(("一", _kanji_ordinal(inner), False))
    meant = inner.translate(_LOOK_ALIKES)
    for kind, row in (("ア", _KATAKANA), ("イロハ", _IROHA)):
        if len(meant) == 1 and meant in row:
            found.append((kind, row.index(meant) + 1, meant != inner))
    if len(inner) == 1 and inner.isascii():
        found.append(("a" if inner.islower() else "A", ord(inner.lower()) - ord("a") + 1, False))
    if inner.lower() in _ROMAN and (inner.islower() or inner.isupper()):
        found.append(("i" if inner.islower() else "I", _ROMAN.index(inner.lower()) + 1, False))
    return found


def _kanji_ordinal(inner: str) -> int:
    try:
        return parse_number(inner)
    except ValueError:
        return 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """Open lists, outermost first: kind and last ordinal of each. Nesting is decided by sequence alone."""

    open: tuple[tuple[str, int], ...] = ()

    def place(
        self, marks: tuple[ItemMark, ...], *, gaps: bool = True, begins: bool = True
    ) -> tuple[ItemMark, Sequence] | None:
        """The reading that continues an open list or begins a new one, and the lists open after it.

        With ``gaps`` a list also continues where the source lacks numbers, with ``begins`` a new one may begin.
        Bullets have no ordinals: each continues the last.

        >>> after = Sequence().place(item_marks("(1) 甲"))[1]
        >>> after.place(item_marks("ア 乙"))[1].open
        (('(1)', 1), ('ア', 1))
        """
        sure = tuple(mark for mark in marks if not mark.doubtful)
        placed = self._next(sure, gap=False) or self._next(marks, gap=False) or (self._first(marks) if begins else None)
        return placed or (self._next(marks, gap=True) if gaps else None)

    def _next(self, marks: tuple[ItemMark, ...], *, gap: bool) -> tuple[ItemMark, Sequence] | None:
        """Continue an open list, innermost first; with ``gap`` numbers that the source lacks are passed over."""
        for depth in range(len(self.open) - 1, -1, -1):
            kind, last = self.open[depth]
            for mark in marks:
                if mark.kind == kind and mark.follows(last, gap=gap):
                    return mark, Sequence((*self.open[:depth], (kind, mark.ordinal)))
        return None

    def _first(self, marks: tuple[ItemMark, ...]) -> tuple[ItemMark, Sequence] | None:
        for mark in marks:
            if mark.begins and mark.kind not in {kind for kind, _ in self.open}:
                return mark, Sequence((*self.open, (mark.kind, mark.ordinal)))
        return None


def opens_list(text: str) -> bool:
    """Whether a line begins with the first label of a list, as only lists have them: (1), ①."""
    return any(mark.ordinal == 1 and mark.kind in {"(1)", "①"} for mark in item_marks(text))


def is_unmarked(text: str) -> bool:
    """Whether a line has no mark of its own."""
    return not item_marks(text) and paragraph_mark(text) is None and caption_of(text) is None
