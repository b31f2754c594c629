"""Writes the elements of an instrument as lines and keeps the truth about each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.laws import LawBook
from tests.generator.style import Style
from tests.generator.truth import Article, Item, Paragraph, Reference, Truth, Words


@dataclass(frozen=True, slots=True)
class Line:
    """A line before it is printed. ``text`` starts with ``label``; ``blanks`` is the number of blank lines before."""

    kind: str
    text: str
    owner: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines and the truth about them: what damage is done to."""

    lines: tuple[Line, ...]
    truth: Truth
    style: Style
    may_be_unclaimed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph to be written: a template, items and the items below each."""

    template: str
    items: tuple[str, ...] = ()
    below: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """An article to be written. ``shares`` the caption of the one before it."""

    caption: str | None
    paragraphs: tuple[Para, ...]
    shares: bool = False
    key: str = ""


class IllegalTextError(Exception):
    """Parts left out made a text that no clerk would write: 次条 in the last article."""


@dataclass(slots=True)
class Writer:
    """A document that grows line by line."""

    choices: Choices
    style: Style
    slots: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    truth: Truth = field(default_factory=Truth)
    numbers: list[str] = field(default_factory=list)
    clauses: Sequence[Clause] = ()
    aliases: frozenset[str] = frozenset()
    _book: LawBook | None = None

    @property
    def book(self) -> LawBook:
        """What has been cited so far."""
        if self._book is None:
            self._book = LawBook(self.choices.at("laws"))
        return self._book

    def finish(self, text: str) -> str:
        """Words as this document prints them."""
        return self.style.finish(text)

    def line(self, kind: str, text: str, *, owner: str = "", label: str = "", blanks: int = -1) -> None:
        """Adds a line whose words are canonical and whose label is as printed."""
        if blanks < 0:
            blanks = self._blanks(kind)
        self.lines.append(Line(kind, label + self.finish(text), owner, label, (), blanks))

    def raw(self, kind: str, text: str, *, owner: str = "", blanks: int = -1) -> None:
        """Adds a line as it is."""
        self.lines.append(Line(kind, text, owner, "", (), self._blanks(kind) if blanks < 0 else blanks))

    def row(self, cells: Sequence[str], *, owner: str = "", kind: str = "row", blanks: int = 0) -> None:
        """Adds a row of a table, as finished words."""
        self.lines.append(Line(kind, "\t".join(cells), owner, "", tuple(cells), blanks))

    def know(self, **facts: Any) -> None:
        """States facts of the truth."""
        self.truth = replace(self.truth, **facts)

    def _blanks(self, kind: str) -> int:
        match self.style.blank:
            case "none":
                return 0
            case "captions":
                return 1 if kind in {"caption", "sup-heading", "title", "preamble", "closing", "table-heading"} else 0
            case "lines":
                return 1
            case _:
                own = {"caption", "preamble", "sup-heading", "closing", "date", "table-heading", "area", "chapter"}
                return 1 if kind in own else 0

    # Words and their facts

    def fill(self, template: str) -> str:
        """A template with its {slots} filled."""
        return re.sub(r"\{(\w+)\}", lambda found: self.slots[found[1]], template)

    def words(self, template: str, owner: str, where: tuple[int, int] = (-1, 1)) -> Words:
        """The words of a template at (index of the article, number of the paragraph); their facts are known."""
        self.book.enter(owner)
        found = self.book.words(self.fill(template), lambda text: self._reference(text, *where))
        finished = replace(
            found,
            text=self.finish(found.text),
            citations=tuple(replace(one, tail=self.finish(one.tail)) for one in found.citations),
            references=tuple(replace(one, text=self.finish(one.text)) for one in found.references),
            terms=tuple(self.finish(term) for term in found.terms if term not in self.aliases | {"丙"}),
        )
        self.truth = self.truth.with_facts(finished, owner)
        return finished

    def _reference(self, text: str, index: int, paragraph: int) -> Reference:
        if text.startswith("?"):
            return Reference(text[1:], None, open=True)
        here = self.numbers[index] if index >= 0 else ""
        article = f"article/{here.replace('の', '_')}"
        if text == "前条":
            self.choices.mark(Form.REF_PREVIOUS)
            return Reference(text, self._article(index - 1))
        if text == "次条":
            self.choices.mark(Form.REF_NEXT)
            return Reference(text, self._article(index + 1))
        if text == "前項":
            self.choices.mark(Form.REF_PREVIOUS)
            return Reference(text, f"{article}/paragraph/{paragraph - 1}")
        if found := re.fullmatch(r"第(\d+)項", text):
            self.choices.mark(Form.REF_PARAGRAPH)
            return Reference(text, f"{article}/paragraph/{found[1]}")
        if found := re.fullmatch(r"前項第(\d+)号", text):
            self.choices.mark(Form.REF_ITEM)
            return Reference(text, f"{article}/paragraph/{paragraph - 1}/item/{found[1]}")
        if found := re.fullmatch(r"第(\d+(?:の\d+)?)条(?:第(\d+)項)?", text):
            self.choices.mark(Form.REF_NUMBERED)
            target = self._article(self.numbers.index(found[1]))
            return Reference(text, target + f"/paragraph/{found[2]}" if found[2] and target else target)
        if found := re.fullmatch(r"別表(?:第(\d+))?", text):
            self.choices.mark(Form.REF_TABLE)
            return Reference(text, f"appended-table/{found[1] or 1}")
        self.choices.mark(Form.REF_GROUP)
        return Reference(text, None, open=True)

    def _article(self, index: int) -> str:
        if not 0 <= index < len(self.numbers):
            raise IllegalTextError(f"no article at {index}")
        return f"article/{self.numbers[index].replace('の', '_')}"

    # Articles

    def plan(self, clauses: Sequence[Clause], first: int = 1) -> None:
        """Numbers the articles, so that words can refer to later ones."""
        at = self.choices.at("plan")
        kept = [
            clause
            for index, clause in enumerate(clauses)
            if index == 0
            or clause.key in {"bodies", "schedule"}
            or self.choices.keeps(f"article/{clause.key or index}")
        ]
        numbers: list[str] = []
        count = first - 1
        for index in range(len(kept)):
            if index > 1 and "の" not in numbers[-1] and not kept[index].shares and at.uses(Form.ARTICLE_BRANCH, 4):
                numbers.append(f"{count}の2")
                continue
            count += 1
            numbers.append(str(count))
        self.clauses, self.numbers = kept, numbers

    def article(self, index: int) -> None:
        """Writes the planned article. From one of them on, the commas may be others."""
        if index and self.style.comma == "、" and self.choices.at(f"comma/{index}").uses(Form.COMMA_MIXED, 2):
            self.style = replace(self.style, comma="，")
        clause, number = self.clauses[index], self.numbers[index]
        owner = f"article/{number}"
        caption = self._caption(clause, index, owner)
        written: list[Paragraph] = []
        for count, para in enumerate(clause.paragraphs, 1):
            if count > 1 and not self.choices.keeps(f"paragraph/{clause.key or index}/{count}"):
                break
            written.append(self._paragraph(para, count, number, owner, index, caption))
        captions: tuple[str | None, ...] = (self.finish(self.fill(clause.caption)),) if clause.caption else (None,)
        if clause.shares and index:
            self.choices.mark(Form.CAPTION_SHARED)
            before = self.truth.articles[-1].captions if self.truth.articles else (None,)
            captions = (None, *before)
        if self.style.captions is Form.CAPTION_NONE:
            captions = (None,)
        article = Article(number, captions, tuple(written))
        self.know(articles=(*self.truth.articles, article))

    def _caption(self, clause: Clause, index: int, owner: str) -> str:
        if clause.shares or not clause.caption or self.style.captions is Form.CAPTION_NONE:
            return ""
        text = self.finish(f"({self.fill(clause.caption)})")
        if self.style.captions is Form.CAPTION_SPACED:
            text = text[0] + " " + (" ".join(clause.caption) if len(clause.caption) < 4 else text[1:-1]) + text[-1]
        elif self.style.full_brackets and index and self.choices.at("captions").uses(Form.BRACKETS_MIXED, 3):
            text = f"({text[1:-1]})"
        if self.style.caption_inside:
            return text
        self.raw("caption", text, owner=owner)
        return ""

    def _paragraph(self, para: Para, count: int, number: str, owner: str, index: int, caption: str) -> Paragraph:
        words = self.words(para.template, owner, (index, count))
        alone = False
        if count == 1:
            label = self.style.article_label(number)
            gap = "" if self.style.article is Form.ARTICLE_NO_SPACE else self.style.gap
            alone = self.style.article is Form.ARTICLE_LABEL_ALONE
            label = (f"{label}{caption}" if self.style.caption_inside == "after" else f"{caption}{label}") + gap
            if self.style.first_paragraph_numbered and len(self.clauses[index].paragraphs) > 1:
                label += self.style.paragraph_label(1)
        else:
            label = self.style.paragraph_label(count)
            alone = self.style.paragraph is Form.PARAGRAPH_NUMBER_ALONE
        kind = "article" if count == 1 else "paragraph"
        if alone:
            self.lines.append(Line(kind, label.rstrip(), owner, label.rstrip(), (), self._blanks(kind)))
            self.lines.append(Line(kind + "-text", words.text, owner, "", (), 0))
        else:
            self.lines.append(Line(kind, label + words.text, owner, label, (), self._blanks(kind)))
        items = tuple(
            self._item(text, position, para.below[position - 1] if position <= len(para.below) else (), owner, index)
            for position, text in enumerate(para.items, 1)
        )
        return Paragraph(str(count), words.text, items)

    def _item(self, template: str, position: int, below: tuple[str, ...], owner: str, index: int) -> Item:
        words = self.words(template, owner, (index, 1))
        label, gap = self.style.item_label(position)
        self.lines.append(Line("item", label + gap + words.text, owner, label + gap, (), 0))
        items = []
        for count, text in enumerate(below, 1):
            self.choices.mark(Form.SUBITEMS)
            inner = self.words(text, owner, (index, 1))
            mark, space = self.style.item_label(count, 2)
            self.lines.append(Line("subitem", mark + (space or " ") + inner.text, owner, mark + (space or " "), (), 0))
            items.append(Item(mark, inner.text))
        return Item(label, words.text, tuple(items))
