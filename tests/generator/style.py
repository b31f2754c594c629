"""How one document is printed: widths, numerals, commas, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from tests.generator.choices import Choices
from tests.generator.forms import Form
from tests.generator.numerals import (
    FULL_DIGITS,
    KATAKANA,
    Day,
    enclosed,
    enclosed_kanji,
    kanji,
    positional,
)

_WIDE = str.maketrans("()", "（）")
_OLD_KANA = {
    "行う": "行なう",
    "ただし": "但し",
    "あらかじめ": "予め",
    "よって": "よつて",
    "もって": "もつて",
    "及び": "および",
}


@dataclass(frozen=True, slots=True)
class Style:
    """The choices that hold for a whole document."""

    full_brackets: bool = False
    digits: str = "half"
    full_positional: bool = False
    comma: str = "、"
    old_kana: bool = False
    item: Form | None = None
    article: Form | None = None
    paragraph: Form | None = None
    first_paragraph_numbered: bool = False
    captions: Form | None = None
    caption_inside: str = ""
    blank: str = "blocks"
    gap: str = " "

    def finish(self, text: str) -> str:
        """Canonical words (half-width brackets and digits, 、) as this document prints them."""
        if self.old_kana:
            for new, old in _OLD_KANA.items():
                text = text.replace(new, old)
        if self.digits == "kanji":
            if self.full_positional:
                text = re.sub(r"(\d{3,})(?=号)", lambda found: positional(int(found[1])), text)
            text = re.sub(r"\d+", lambda found: kanji(int(found[0])), text)
        elif self.digits == "full":
            text = text.translate(FULL_DIGITS)
        if self.full_brackets:
            text = text.translate(_WIDE)
        return text.replace("、", self.comma) if self.comma != "、" else text

    def article_label(self, number: str) -> str:
        """第7条の2 with what parts it from its words."""
        head, *branches = number.split("の")
        label = f"第{head}条" + "".join("の" + branch for branch in branches)
        if self.article is Form.ARTICLE_LABEL_SPACED:
            label = label.replace("条", " 条", 1)
        return self.finish(label)

    def paragraph_label(self, number: int) -> str:
        """The number of a paragraph; kanji articles keep arabic ones."""
        label = str(number)
        if self.digits in {"full", "kanji"}:
            label = label.translate(FULL_DIGITS)
        return label + ("、" if self.paragraph is Form.PARAGRAPH_COMMA else self.gap)

    def item_label(self, number: int, level: int = 1) -> tuple[str, str]:
        """The mark of an item and what follows it."""
        if level == 2:
            return KATAKANA[number - 1], self.gap
        if level == 3:
            return self.finish(f"({KATAKANA[number - 1]})"), self.gap
        special = {
            Form.ITEM_NO_SPACE: (f"({number})", ""),
            Form.ITEM_SPACED_IN: (f"( {number} )", " "),
            Form.ITEM_SPACED_RIGHT: (f"({number} )", " "),
            Form.ITEM_ENCLOSED: (enclosed(number), self.gap),
            Form.ITEM_ENCLOSED_KANJI: (enclosed_kanji(number), self.gap),
            Form.ITEM_BULLET: (f"• ({number})", " "),
            Form.ITEM_KANJI: (kanji(number), "　"),
        }
        label, gap = special.get(self.item or Form.ITEM_BULLET, (f"({number})", self.gap))
        if self.item is None:
            label, gap = f"({number})", self.gap
        if self.digits == "kanji" or self.item is Form.ITEM_BULLET:
            return label, gap
        return self.finish(label), gap


def choose_style(choices: Choices, *, kanji_digits: bool = False) -> Style:
    """A style for a document. Kanji numerals are only for the families that have them."""
    full = choices.uses(Form.BRACKETS_FULL, 35)
    digits = "half"
    if kanji_digits and choices.uses(Form.DIGITS_KANJI, 80):
        digits = "kanji"
    elif choices.uses(Form.DIGITS_FULL, 20):
        digits = "full"
    item = choices.form(
        {
            Form.ITEM_NO_SPACE: 12,
            Form.ITEM_SPACED_IN: 6,
            Form.ITEM_SPACED_RIGHT: 6,
            Form.ITEM_ENCLOSED: 8,
            Form.ITEM_ENCLOSED_KANJI: 6,
            Form.ITEM_BULLET: 6,
        }
    )
    if digits == "kanji":
        item = Form.ITEM_KANJI
        choices.mark(Form.ITEM_KANJI)
    article = choices.form({Form.ARTICLE_LABEL_ALONE: 7, Form.ARTICLE_LABEL_SPACED: 7, Form.ARTICLE_NO_SPACE: 5})
    return Style(
        full_brackets=full,
        digits=digits,
        full_positional=digits == "kanji" and choices.uses(Form.KANJI_POSITIONAL, 60),
        comma="，" if choices.uses(Form.COMMA_FULL, 10) else "、",
        old_kana=choices.uses(Form.OLD_KANA, 8),
        item=item,
        article=article,
        paragraph=choices.form({Form.PARAGRAPH_COMMA: 6, Form.PARAGRAPH_NUMBER_ALONE: 6}),
        # 第3条の21 would be another article than 第3条の2 with a numbered paragraph.
        first_paragraph_numbered=article is not Form.ARTICLE_NO_SPACE and choices.uses(Form.PARAGRAPH_ONE_NUMBERED, 5),
        captions=choices.form({Form.CAPTION_NONE: 5, Form.CAPTION_SPACED: 8}),
        caption_inside=choices.pick(("before", "after")) if choices.uses(Form.CAPTION_INSIDE, 6) else "",
        blank=choices.pick(("blocks", "lines", "none", "captions")),
        gap="　" if full and choices.chance(60) else " ",
    )


def plain(style: Style) -> Style:
    """The style without the damage to labels: for schedules whose nesting depends on them."""
    return replace(style, item=None)


def choose_day(choices: Choices, first: int = 2008, last: int = 2024) -> Day:
    """A day in a range of years."""
    return Day(date(choices.between(first, last), choices.between(1, 12), choices.between(1, 28)))
