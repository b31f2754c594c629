"""The lines as they are read: printed lines whose marks extraction has hidden are made readable.

Letters set apart one by one are put together, stray marks before a label are passed over. The text of a line is for
recognising marks; its words are always read from the source, so every character keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.drafting.formulas import is_title
from kg.drafting.marks import ArticleMark, article_mark, caption_of, item_marks
from kg.drafting.paragraph_marks import paragraph_mark
from kg.drafting.signatures import is_signature_line
from kg.model.text import Fragment, Passage, Repair, Span
from kg.numerals import ARTICLE_NUMBER, is_date
from kg.old_forms import modern
from kg.reading.text_file import Line as PrintedLine
from kg.reading.words import MARKUP, ends_sentence, read_words


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it: its place, the places of its cells and the text in which its marks are looked for.

    ``text`` begins at the offset ``at``. Where spaces are left out of it, ``places`` are the offsets of its characters
    and of its end; ``apart`` says that all letters were set apart. ``stray`` are marks before ``at`` that mean nothing.
    The others say what :mod:`kg.drafting.outline` decided: ``article`` that an article begins here, ``provision`` one
    of supplementary provisions, ``caption`` that the line is the caption of the next one, ``amending`` how many lines
    the clause that begins here takes and how many the words it adds, ``astray`` that the line looks like an article
    but comes out of order.
    """

    span: Span
    cells: tuple[Span, ...]
    text: str
    at: int
    places: tuple[int, ...] = ()
    apart: bool = False
    stray: Span | None = None
    article: ArticleMark | None = None
    provision: ArticleMark | None = None
    caption: bool = False
    amending: tuple[int, int] | None = None
    astray: bool = False

    @property
    def is_row(self) -> bool:
        """Whether the line is a row of a table."""
        return len(self.cells) > 1

    def offset(self, index: int) -> int:
        """Offset in the source of a character of the text, or of its end."""
        return self.places[index] if self.places else self.at + index


def line_words(
    source: str, line: Line, begin: int = 0, end: int | None = None, *, keep_spaces: bool = False
) -> Passage:
    """The words of a line, or of a part of its text, with inner damage undone."""
    stop = line.span.end if end is None else line.offset(end)
    start = line.offset(begin)
    words = read_words(source, start, stop, keep_spaces=keep_spaces, set_apart=line.apart)
    if begin or line.stray is None:
        return words
    stray = source[line.stray.start : line.stray.end]
    return Passage((Fragment(line.stray.start, stray, "", Repair.STRAY_MARK), *words.fragments))


def readable(lines: Iterable[PrintedLine]) -> list[Line]:
    """The printed lines with their marks made readable."""
    return [_readable(Line(line.span, line.cells, line.text, line.at)) for line in lines]


#: Marks of half width, as old systems wrote them; each stands for one of full width.
_HALF_WIDTH = re.compile("[｡､｢｣]")
_WIDENED = str.maketrans("｡､｢｣", "。、「」")


def _readable(line: Line) -> Line:
    if _HALF_WIDTH.search(line.text):
        line = replace(line, text=line.text.translate(_WIDENED))
    if (text := modern(line.text)) is not line.text:
        line = replace(line, text=text)
    if line.is_row and all(cell.end - cell.start <= 1 for cell in line.cells) and _spaced_title(line.text):
        line = replace(line, cells=())  # a title whose letters tabs set apart
    return line if line.is_row else _without_markup(_digits_together(put_together(without_stray(line))))


def _without_markup(line: Line) -> Line:
    """The line without tags that leaked into it; its words are read without them anyway."""
    dropped = (
        {place for tag in MARKUP.finditer(line.text) for place in range(*tag.span())} if "<" in line.text else set()
    )
    return _without(line, dropped) if dropped and len(dropped) < len(line.text) else line


def _without(line: Line, dropped: set[int]) -> Line:
    """The line with characters left out of its text."""
    kept = [index for index in range(len(line.text)) if index not in dropped]
    places = (*(line.offset(index) for index in kept), line.offset(len(line.text)))
    return replace(line, text="".join(line.text[index] for index in kept), places=places)


_STRAY_BEFORE = r"[!！|｜•●▪■◆♦▶➢・‣◦*＊]"
_STRAY = re.compile(
    rf"(?P<stray>(?:{_STRAY_BEFORE}\s*)+)(?=第\s?\S{{1,8}}\s?条|[（(]\s?[0-9０-９]{{1,2}}\s?[)）]|[⑴-⒇①-⑳]|附\s*則$)"
    rf"|(?P<rubbish>[!-'*-/:-@\[-`{{-~A-Za-z！|｜•\s]{{1,12}})(?={ARTICLE_NUMBER}(?:\s|$))"
)


def without_stray(line: Line) -> Line:
    """The line without marks before its label that mean nothing: bullets, rubbish of recognition."""
    match = _STRAY.match(line.text) or _before_title(line.text)
    if match is None:
        return line
    length = match.end()
    stray = Span(line.offset(0), line.offset(len(match[0].rstrip())))
    return replace(line, text=line.text[length:], at=line.offset(length), places=line.places[length:], stray=stray)


_RUBBISH = re.compile(r"(?=[A-Za-z\s]{0,8}[!-'*+:-@\[-`{-~！|｜])[!-'*+:-@\[-`{-~A-Za-z！|｜\s]{1,12}(?=[一-龥])")


def _before_title(text: str) -> re.Match[str] | None:
    """What a scanner read before a title (!l; 定住自立圏の…): signs and letters that begin no word."""
    match = _RUBBISH.match(text)
    return match if match and is_title(text[match.end() :]) else None


_SPACE = re.compile(r"\s+")
_PIECES = re.compile(r"[\s、。，．・（）()「」『』]+")
#: A letter that is printed again right away is no label but a blotted name (x x x x 村).
_FIRST_LABEL = re.compile(
    r"(?:[0-9０-９]{1,2}|(?P<letter>[ア-ン一二三四五六七八九十a-z])(?!\s+(?P=letter)\s))(?=\s+[^\s、．.])"
)
#: A name that begins with a number (三 島 市 は); groups do not (三 関 係 市 は).
_NAME_APART = re.compile(
    r"[一二三四五六七八九十](?:\s+(?![関構委受両各])[一-龥々ヶケ]){1,3}?\s+[市町村](?:\s+長)?\s+[はがとのにを]"
)
_DIGIT = "[一二三四五六七八九]"
#: The number of a branch; in kanji only what is one, so that 一部 behind it stays a word (の 二 一 部).
_BRANCH_APART = rf"(?:[0-9０-９]{{1,2}}|(?:{_DIGIT}\s{{0,3}})?十(?:\s{{0,3}}{_DIGIT})?|{_DIGIT})"
_ARTICLE_APART = re.compile(
    r"(?:[（(][^（()）。]{1,60}[)）]\s{0,3})?第(?:\s{0,3}[0-9０-９〇一二三四五六七八九十百]){1,5}\s{0,3}条"
    rf"(?:\s{{0,3}}の\s{{0,3}}{_BRANCH_APART})*"
    r"(?:$|(?P<words>\s+)(?:[（(][^（()）。]{1,80}[)）](?P<caption>\s+))?(?:[1１](?P<number>\s+)(?![\s、．.]))?)"
)
_ALONE = 0.8
_FEWEST_SPACES = 3


def set_apart(text: str) -> bool:
    """Whether the letters of a line are set apart one by one.

    >>> set_apart("第 １ 条 こ の 協 定 は、甲 と 乙"), set_apart("湖北市長 山 田 太 郎"), set_apart("( 目 的 )")
    (True, False, True)
    """
    if len(text.split(None, _FEWEST_SPACES)) <= _FEWEST_SPACES:
        return False
    pieces = [piece for piece in _PIECES.split(text) if piece]
    letters = sum(1 if piece.isdigit() else len(piece) for piece in pieces)
    alone = sum(len(piece) == 1 or piece.isdigit() for piece in pieces)
    return letters > 1 and alone >= _ALONE * letters


_SPACED_NUMBER = re.compile(
    r"(?:明治|大正|昭和|平成|令和|第|年|月)(?P<digits>[0-9０-９](?: ?[0-9０-９])* ?)(?=[年月日条項号])"
)


def _digits_together(line: Line) -> Line:
    """The line with the digits of its dates and articles put together (平成2 6 年)."""
    dropped = {
        place
        for found in _SPACED_NUMBER.finditer(line.text)
        for place in range(*found.span("digits"))
        if line.text[place] == " "
    }
    if not dropped or line.places:
        return line
    return _without(line, dropped)


def _label_gaps(text: str) -> set[int]:
    """Where the gaps after the labels at the start of a line begin: they part the label from the words."""
    if _NAME_APART.match(text):
        return set()
    if label := _FIRST_LABEL.match(text):
        return {label.end()}
    article = _ARTICLE_APART.match(text)
    return {article.start(gap) for gap in ("words", "caption", "number")} if article else set()


def _spaced_title(text: str) -> bool:
    """Whether a line is a short title whose letters are set apart (協　定　書)."""
    letters = text.split() if len(text) <= _LONGEST_SPACED else []
    return len(letters) > 1 and all(len(letter) == 1 for letter in letters) and is_title("".join(letters))


_LONGEST_SPACED = 40


def put_together(line: Line) -> Line:
    """The line with letters that are set apart put together; a wider gap and the one after a label stay."""
    text = line.text
    if not set_apart(text) and not _spaced_title(text):
        return line
    gaps = list(_SPACE.finditer(text))
    usual = Counter(len(gap[0]) for gap in gaps).most_common(1)[0][0]
    labelled = _label_gaps(text)
    kept: list[int] = []
    position = 0
    for gap in gaps:
        if len(gap[0]) > usual or gap.start() in labelled:
            continue
        kept.extend(range(position, gap.start()))
        position = gap.end()
    kept.extend(range(position, len(text)))
    places = (*(line.at + index for index in kept), line.at + len(text))
    return replace(line, text="".join(text[index] for index in kept), places=places, apart=True)


_CUT = re.compile(
    r"[、，にをはがでへやし・（(「『]$|(?<!も)の$|(?<!こ)と$|(?<!と)も$|(?:及び|並びに|又は|若しくは|に係る|に関する|における)$"
)
_BRACKETS = str.maketrans({"（": "(", "）": ")", "「": "(", "」": ")"})
_WIDEST = 120
_NEARLY_FULL = 0.85
_NEARLY_ALL = 0.95
#: What stands below a line that was cut was cut at the same width.
_MUCH_WIDER = 1.25
_NARROWEST = 24
_FEWEST_CUT = 2


def display_width(text: str) -> int:
    """Width of a line in half-width columns."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def wrap_width(lines: list[Line]) -> int:
    """Width at which the lines were wrapped, in half-width columns; 0 where line ends are not due to a width.

    Lines that were wrapped stop inside a sentence at nearly the same width, and the next one goes on without a mark.
    The width is the one that most of them fill: around the instrument may stand longer lines that were not wrapped.
    """
    cut = Counter(
        (display_width(line.text), len(line.text), display_width(below.text))
        for (line, below), whole in zip(pairwise(lines), _whole(lines), strict=False)
        if whole and _seems_cut(line, below)
    )
    widths = sorted({width for width, _, _ in cut if width <= _WIDEST}, reverse=True)
    full = {
        width: sum(
            count
            for (columns, letters, below), count in cut.items()
            if columns <= width and below <= _MUCH_WIDER * width and _fills(columns, letters, width)
        )
        for width in widths
    }
    best = max(widths, key=full.__getitem__, default=0)
    return best if best and full[best] >= _FEWEST_CUT and full[best] * 2 >= cut.total() else 0


def _whole(lines: list[Line]) -> Iterator[bool]:
    """Whether each line begins a printed one; one that was split off it touches the line before."""
    end = -1
    for line in lines:
        yield line.span.start != end
        end = line.span.end


def _fills(columns: int, letters: int, width: int) -> bool:
    """Whether a line fills a width; a printer may have counted letters, whatever their width."""
    return columns >= _NEARLY_FULL * width or 2 * letters >= _NEARLY_ALL * width


#: How the items of a list end, which may stand below each other without labels.
_ITEM_ENDS = re.compile(r"(?:事項|事務|こと|もの)$")


def _seems_cut(line: Line, below: Line) -> bool:
    if line.is_row or below.is_row or ends_sentence(line.text) or _ITEM_ENDS.search(line.text):
        return False
    width = display_width(line.text)
    if width < _NARROWEST or not (ends_sentence(below.text) or display_width(below.text) >= _NEARLY_FULL * width):
        return False
    if has_mark(below.text):
        return False
    return not any(alone(text) for text in (line.text, below.text) for alone in (is_title, is_date, is_signature_line))


def has_mark(text: str) -> bool:
    """Whether a line begins with a mark of its own: a number, a label, a caption, 第N条."""
    return bool(item_marks(text) or paragraph_mark(text) or article_mark(text)) or caption_of(text) is not None


_GOES_ON = re.compile(
    r"[とはをにがのでも、，てるれろっゃゅょんー]|[ぁ-ん][、，]|及び|並びに|又は|という。|[ぁ-ん]{1,8}。"
)


def goes_on(text: str) -> bool:
    """Whether a line can only be the rest of a sentence that the line end before it cut.

    >>> goes_on("と西山町(以下「乙」という。)は、"), goes_on("甲は、行う。")
    (True, False)
    """
    return _GOES_ON.match(text) is not None


def runs_on(text: str, width: int) -> bool:
    """Whether a line that does not end a sentence was cut by its end and goes on in the next one.

    >>> runs_on("結びつきやネットワークの強化に係る政", 38), runs_on("会長 1名", 38), runs_on("甲及び乙の", 0)
    (True, False, True)
    """
    return (
        (width > 0 and _fills(display_width(text), len(text), width))
        or _CUT.search(text) is not None
        or is_unbalanced(text)
    )


def is_unbalanced(text: str) -> bool:
    """Whether a bracket is open at the end of a text."""
    plain = text.translate(_BRACKETS)
    return plain.count("(") > plain.count(")")
