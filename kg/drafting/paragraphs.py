"""Paragraphs and items: running text from lines, wrapped lines joined, numbers and labels taken off.

In statutory drafting every paragraph but the first has a printed number, so a further sentence without one belongs to
the paragraph before it (a proviso, 後段, a line that happens to end with a full stop). Only where extraction lost the
number, and the sentence says so by beginning with 前項, it is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kg.drafting.entries import Entry, First, paragraphs_from, printed_text
from kg.drafting.formulas import is_history_tag
from kg.drafting.labels import LabelKind, is_label, label_at, label_of
from kg.drafting.lines import Line, goes_on, line_words, runs_on
from kg.drafting.marks import (
    ItemMark,
    Sequence,
    bullet_mark,
    caption_of,
    ends_word,
    is_unmarked,
    item_marks,
    opens_list,
)
from kg.drafting.paragraph_marks import glued_paragraph_mark, paragraph_mark
from kg.drafting.rows_in_articles import row_words, rows_end
from kg.drafting.signatures import is_signature_line
from kg.model.drafting import HistoryTag, Paragraph
from kg.model.text import Fragment, Passage

_ANNOUNCES = re.compile(r"次の|次に掲げる|下記の|左に掲げる|左の|以下の")
_LONGEST_ANNOUNCEMENT = 5
#: How items end that are closed by a full stop: with a noun, not a verb.
_NOUN = re.compile(r"(?:こと|もの|者|事項|事務|とき)。$")
#: How sentences of a web page end, but none of an instrument's.
_POLITE = re.compile(r"(?:です|ます|ました|ません|ください|でしょう)。$")
#: How the last of several items ends that are nouns.
_NOUN_ITEM = re.compile(r"(?:こと|もの|者|事項|事務|とき)$")
_LOST_NUMBER = re.compile(r"前(?:各|[0-9０-９二三四五六七八九])?項")
#: What follows a number that is part of a sentence which a line end cut: 2 年を経過した日.
_COUNTED = re.compile(
    r"(?![一-龥々ヶケノの]{1,4}[市町村区県]長?[はがとにのへを及、，（(])"  # 2 日高町は
    r"(?:年(?!度)|月|日(?!本|常)|条|項|号|通|部(?!局|分|会)|人(?![口事件材])|名(?!称|簿)|件|個(?!人|別|々)|回(?!収)|か月|箇月|ヶ月|割|分の|円|％|%|に掲げる|に定める|の規定)"
)
#: Words that a clause is begun with: a line that has them and no end is a sentence that the line end cut.
_CLAUSE = re.compile(r"[^\s、，]{1,40}(?:は|が|を|に|とき|場合)[、，]")
#: How many numbers may be missing before a printed one: extraction drops paragraphs, it does not invent them.
_LARGEST_GAP = 5
_STOPS = ("。", "．")
#: How far a sentence is looked for that a line may begin.
_SENTENCE_LINES = 12
#: How many lines without labels are looked over for the next item of a list.
_LONGEST_LIST = 20

#: Whether a line begins something other than the running text.
Opens = Callable[[list[Line], int], bool]


@dataclass(frozen=True, slots=True)
class Running:
    """Running text as read: its paragraphs, the history tags between them, the index of the line after it."""

    paragraphs: tuple[Paragraph, ...]
    history: tuple[HistoryTag, ...]
    end: int


@dataclass(slots=True)
class _Reader:
    """The running text read so far: its entries, the lists open in it, the paragraph it is in."""

    source: str
    lines: list[Line]
    opens: Opens
    width: int
    captions: bool = False
    entries: list[Entry] = field(default_factory=list)
    history: list[HistoryTag] = field(default_factory=list)
    sequence: Sequence = field(default_factory=Sequence)
    paragraph: int = 0
    announced: bool = False
    labelled: bool = False

    def take(self, index: int) -> bool:
        """Add a line; False where it is no running text."""
        return (
            self._numbered(index)
            or self._marked(index)
            or self._label_without_mark(index)
            or self._under_label(index)
            or self._unmarked_item(index)
            or self._unmarked_below(index)
            or self._continued(index)
        )

    def begin(self, number: int, label: Passage | None, words: Passage, caption: Passage | None = None) -> None:
        """A paragraph begins."""
        self.entries.append(Entry(0, number, label, [words] if words else [], caption))
        self.sequence, self.paragraph, self.labelled = Sequence(), number, False
        self.announced = _ANNOUNCES.search(words.text) is not None

    @property
    def in_sentence(self) -> bool:
        """Whether the last words stop inside a sentence of a paragraph."""
        return bool(self.entries) and self.entries[-1].depth == 0 and self.entries[-1].is_open

    def _words(self, index: int, begin: int = 0) -> Passage:
        return line_words(self.source, self.lines[index], begin)

    def _numbered(self, index: int) -> bool:
        """A numbered paragraph: its number is the next one, or a later one where the source lacks some."""
        text = self.lines[index].text
        mark = self._paragraph_mark(text)
        if mark is None or not self.paragraph < mark[0] <= self.paragraph + 1 + self._gap(text):
            return False
        number, label_end, rest_start = mark
        alone = rest_start >= len(text)
        if (alone and not self._prose_below(index)) or self._counts_in_sentence(text, mark):
            return False
        if self.sequence.place(item_marks(text), gaps=False) and any(kind == "1" for kind, _ in self.sequence.open):
            return False
        self.begin(number, line_words(self.source, self.lines[index], 0, label_end), self._rest(index, rest_start))
        return True

    def _rest(self, index: int, begin: int) -> Passage:
        return self._words(index, begin) if begin < len(self.lines[index].text) else Passage(())

    def _paragraph_mark(self, text: str) -> tuple[int, int, int] | None:
        """Number, label and words of a paragraph: arabic, glued to its words, kanji or ② where no such list is open."""
        if mark := paragraph_mark(text):
            return mark
        closed = bool(self.entries) and not self.entries[-1].is_open
        first = not self.entries and self.captions  # supplementary provisions may begin with the number of a paragraph
        if closed and (mark := glued_paragraph_mark(text)):
            return mark
        kanji = next((found for found in item_marks(text) if found.kind in {"一", "①"}), None)
        lists = {kind for kind, _ in self.sequence.open}
        if (
            kanji
            and (closed or (first and kanji.ordinal == 1))
            and "一" not in lists
            and text.endswith("。")
            and not self.announced
        ):
            return kanji.ordinal, kanji.label_end, kanji.rest_start
        return None

    def _counts_in_sentence(self, text: str, mark: tuple[int, int, int]) -> bool:
        """Whether the number belongs to the sentence before it."""
        last = self.entries[-1] if self.entries else None
        if last is None or not last.is_open or not last.lines:
            return False
        counted = _COUNTED.match(text, mark[2]) is not None
        return counted or (self.in_sentence and (runs_on(last.line_text, self.width) or not text.endswith("。")))

    def _gap(self, text: str) -> int:
        return _LARGEST_GAP if self.paragraph and text.endswith("。") else 0

    def _prose_below(self, index: int) -> bool:
        """Whether the line below one is running text without a mark of its own."""
        below = index + 1
        return below < len(self.lines) and not self.opens(self.lines, below) and is_unmarked(self.lines[below].text)

    def _begins_sentence(self, index: int) -> bool:
        """Whether a sentence begins at a line: one without marks, which ends a few lines on."""
        for here in range(index, min(index + _SENTENCE_LINES, len(self.lines))):
            text = self.lines[here].text
            if self.opens(self.lines, here) or (here > index and not is_unmarked(text)):
                return False
            if here == index and (not is_unmarked(text) or is_signature_line(text)):
                return False
            if text.endswith("。"):
                return True
            below = self.lines[here + 1].text if here + 1 < len(self.lines) else ""
            if not runs_on(text, self.width) and not goes_on(below) and not _CLAUSE.search(text):
                return False
        return False

    def _marked(self, index: int) -> bool:
        """An item whose label continues an open list or begins one."""
        text = self.lines[index].text
        if not self.entries and not self.captions and opens_list(text):
            self.begin(self.paragraph + 1, None, Passage(()))  # an article that is a list without words before it
            self.announced = True
        marks = (item_marks(text) or bullet_mark(text)) if self.entries else ()
        sure = not ends_word(self.lines[index - 1].text, text)
        placed = self.sequence.place(marks, gaps=sure, begins=sure) if marks else None
        if placed is None:
            return False
        mark, after = placed
        bare = text[mark.label_end - 1] not in ")）" and mark.kind not in {"(1)", "①", "(一)"}
        if self.in_sentence and bare and not self.announced:
            return False
        if bare and self._number_of_things(text, mark):
            return False
        self.sequence = after
        self._item(index, mark, len(after.open))
        return True

    def _number_of_things(self, text: str, mark: ItemMark) -> bool:
        last = self.entries[-1]
        return last.is_open and mark.kind == "1" and _COUNTED.match(text, mark.rest_start) is not None

    def _item(self, index: int, mark: ItemMark, depth: int) -> None:
        label = line_words(self.source, self.lines[index], 0, mark.label_end)
        words = self._item_words(index, mark.rest_start)
        self.entries.append(Entry(depth, mark.ordinal, label, [words] if words else []))
        self.labelled = True

    def _item_words(self, index: int, begin: int) -> Passage:
        """The words of an item; the gap behind a label such as 取組の内容 parts it from its text and stays."""
        line = self.lines[index]
        found = label_at(line.text[begin:])
        if found is None or found[0] == found[1] or begin + found[1] >= len(line.text):
            return self._rest(index, begin)
        end, start = (line.offset(begin + place) for place in found)
        gap = Passage((Fragment(end, self.source[end:start], self.source[end:start]),))
        return Passage.join(
            (
                line_words(self.source, line, begin, begin + found[0]),
                gap,
                line_words(self.source, line, begin + found[1]),
            )
        )

    def _label_without_mark(self, index: int) -> bool:
        """A label of content or of a role without a list mark, below the item that it is about (【甲の役割】 …)."""
        text = self.lines[index].text
        found = label_at(text) if self.entries and self.entries[-1].depth else None
        label = label_of(text[: found[0]]) if found else None
        if label is None or label.kind not in {LabelKind.CONTENT, LabelKind.ROLE}:
            return False
        above = next(entry for entry in reversed(self.entries) if entry.label is not None or not entry.depth)
        if not above.depth or label_at(above.last_text) is not None or above.last_text.endswith(_STOPS):
            return False
        self.entries.append(Entry(above.depth + 1, 1, None, [self._item_words(index, 0)]))
        return True

    def _under_label(self, index: int) -> bool:
        """The text under a label such as 取組の内容 that is an item of its own."""
        if not self.entries or not self.entries[-1].depth or not is_label(self.entries[-1].last_text):
            return False
        self.entries.append(Entry(self.entries[-1].depth + 1, 1, None, [self._words(index)]))
        return True

    def _unmarked_item(self, index: int) -> bool:
        """An item without a label: its paragraph announces a list and no item so far has one."""
        text = self.lines[index].text
        if not self.announced or self.labelled or not is_unmarked(text):
            return False
        if (text.endswith("。") and not _NOUN.search(text)) or _LOST_NUMBER.match(text):
            return False
        if not text.endswith("。") and runs_on(text, self.width) and self._begins_sentence(index):
            return False
        if self.in_sentence or self._goes_on() or is_signature_line(text):
            return False
        words = line_words(self.source, self.lines[index], keep_spaces=True)
        self.entries.append(Entry(1, 1, None, [words]))
        return True

    def _unmarked_below(self, index: int) -> bool:
        """A line below an item whose list has lost its labels: set in below a blank line, and the items go on after."""
        item = next((entry for entry in reversed(self.entries) if entry.label is not None), None)
        line = self.lines[index]
        if item is None or not item.depth or not self._is_apart(index) or line.text.endswith(_STOPS):
            return False
        if not (_ANNOUNCES.search(item.last_text) or _NOUN_ITEM.search(item.last_text)) or self._goes_on():
            return False
        beside = any(entry.depth == item.depth + 1 and entry.label is None for entry in self.entries)
        if not is_unmarked(line.text) or not (beside or self._list_goes_on(index + 1)):
            return False
        self.entries.append(Entry(item.depth + 1, 1, None, [self._words(index)]))
        return True

    def _is_apart(self, index: int) -> bool:
        """Whether a line is set in and a blank line stands above it."""
        line, above = self.lines[index], self.lines[index - 1]
        return line.at > line.span.start and self.source.count("\n", above.span.end, line.span.start) > 1

    def _list_goes_on(self, index: int) -> bool:
        """Whether, some lines without marks on, the next label of an open list stands."""
        for here in range(index, min(index + _LONGEST_LIST, len(self.lines))):
            text = self.lines[here].text
            if self.opens(self.lines, here) or not is_unmarked(text):
                return self.sequence.place(item_marks(text), gaps=False, begins=False) is not None
        return False

    def _goes_on(self) -> bool:
        """Whether the last line was cut by its end; a bracket that closes at the full width may be in a sentence."""
        if not self.entries or self.entries[-1].last_text.endswith(_STOPS):
            return False
        return runs_on(self.entries[-1].line_text, self.width)

    def _continued(self, index: int) -> bool:
        """More of the last entry; a first sentence; or a paragraph whose number extraction lost."""
        text = self.lines[index].text
        if not self.entries:
            return self._first(index)
        last = self.entries[-1]
        lost = self._set_in_below_items(index)
        rest = (goes_on(text) or ends_word(last.line_text, text)) and not last.last_text.endswith(_STOPS)
        if not lost and (rest or self._goes_on() or (last.is_open and (last.depth == 0 or not last.lines))):
            return not is_signature_line(text) and self._lengthen(index)
        if not self._begins_sentence(index):
            return False
        if _POLITE.search(text):
            return False
        if lost or self._lost_its_number(text) or (last.depth and not last.is_open):
            self.begin(self.paragraph + 1, None, self._words(index))
            return True
        return self._lengthen(index)

    def _set_in_below_items(self, index: int) -> bool:
        """Whether a line below items that are nouns is set in or set apart and cites 前項: no more of the last item."""
        last = self.entries[-1]
        line, above = self.lines[index], self.lines[index - 1]
        if not last.depth or not _LOST_NUMBER.match(line.text) or not _NOUN_ITEM.search(last.last_text):
            return False
        return line.at > line.span.start or self.source.count("\n", above.span.end, line.span.start) > 1

    def _lost_its_number(self, text: str) -> bool:
        """Whether a further sentence says that it is a paragraph: 前項 means nothing in the first one."""
        if _LOST_NUMBER.match(text):
            return True
        return self.paragraph == 1 and _LOST_NUMBER.search(text.partition("。")[0]) is not None

    def _first(self, index: int) -> bool:
        line = self.lines[index]
        numeral = line.apart and all(mark.ordinal > 1 for mark in item_marks(line.text))  # 三 豊 市
        if not (numeral or is_unmarked(line.text)) or is_signature_line(line.text):
            return False
        self.begin(self.paragraph + 1, None, self._words(index))
        return True

    def _lengthen(self, index: int) -> bool:
        before = self.entries[-1].line_text[-_LONGEST_ANNOUNCEMENT:]
        self.entries[-1].lines.append(self._words(index))
        if self.entries[-1].depth == 0 and _ANNOUNCES.search(before + self.lines[index].text):
            self.announced = True
        return True

    def take_rows(self, index: int) -> int:
        """Rows of a table inside the article, each an item without a label, and the index after them."""
        if not self.entries:
            return index
        end = rows_end(self.source, self.lines, index, self.paragraph, self.entries[-1].last_text)
        self.entries += [Entry(1, 1, None, [row_words(self.source, line)]) for line in self.lines[index:end]]
        return end

    def take_tag(self, index: int) -> bool:
        """A history tag with more of the paragraphs below it."""
        below = index + 1
        if not is_history_tag(self.lines[index].text) or below >= len(self.lines) or self.opens(self.lines, below):
            return False
        mark = paragraph_mark(self.lines[below].text)
        if mark is None or mark[0] <= self.paragraph or self.in_sentence:
            return False
        self.history.append(HistoryTag(self._words(index)))
        return True

    def take_captioned(self, index: int) -> bool:
        """A caption of supplementary provisions with the paragraph below it."""
        below = index + 1
        if caption_of(self.lines[index].text) is None or below >= len(self.lines) or self.opens(self.lines, below):
            return False
        before = len(self.entries)
        if self.in_sentence or not self._numbered(below):
            if self.entries or not self._begins_sentence(below):
                return False
            self.begin(1, None, self._words(below))
        self.entries[before] = replace(self.entries[before], caption=self._words(index))
        return True


def take_paragraphs(
    source: str, lines: list[Line], index: int, first: First, opens: Opens, *, width: int, captions: bool = False
) -> Running:
    """Paragraphs up to the next line that opens something else. ``first`` is what the article's own line has.

    ``captions``: a paragraph may have a caption of its own, as in supplementary provisions.
    """
    reader = _Reader(source, lines, opens, width, captions)
    if first.words or first.label:
        reader.begin(1, first.label, first.words)
    if reader.entries:
        reader.entries[-1].line_text = printed_text(source, lines[index - 1])
    while index < len(lines):
        if captions and reader.take_captioned(index):
            index += 2
        elif lines[index].is_row and (after := reader.take_rows(index)) > index:
            index = after
        elif reader.take_tag(index) or (not opens(lines, index) and reader.take(index)):
            index += 1
        else:
            break
        reader.entries[-1].line_text = printed_text(source, lines[index - 1])
    return Running(paragraphs_from(source, reader.entries), tuple(reader.history), index)
