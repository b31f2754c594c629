"""What stands around the text on paper and on the web: page numbers, running headers, covers, navigation."""

from __future__ import annotations

from dataclasses import replace

from tests.generator.choices import Choices
from tests.generator.writer import Draft, Line

#: Lines that a page never ends with.
_KEPT_WITH_NEXT = {
    "caption",
    "sup-heading",
    "sup-note",
    "sup-caption",
    "chapter",
    "area",
    "header",
    "table-heading",
    "title",
}


def _insert(choices: Choices, draft: Draft, makers: list[Line]) -> Draft | None:
    """Puts lines at places in order, never above the first line."""
    lines = list(draft.lines)
    if len(lines) < len(makers) + 2:
        return None
    able = [place for place in range(2, len(lines)) if lines[place - 1].kind not in _KEPT_WITH_NEXT]
    places: list[int] = []
    for place in choices.some(able, len(able)):
        if all(abs(place - other) > 2 for other in places) and len(places) < len(makers):
            places.append(place)
    if len(places) < len(makers):
        return None
    places.sort()
    for count, (place, line) in enumerate(zip(places, makers, strict=True)):
        lines.insert(place + count, line)
    return replace(draft, lines=tuple(lines))


def number_pages(choices: Choices, draft: Draft) -> Draft | None:
    """Page numbers, alone on their lines."""
    first = choices.between(1, 120)
    shape = choices.pick(("- {} -", "－ {} －", "— {} —", "-{}-"))
    count = choices.between(1, 3)
    return _insert(choices, draft, [Line("page-number", shape.format(first + index)) for index in range(count)])


def head_pages(choices: Choices, draft: Draft) -> Draft | None:
    """The same header on three pages."""
    header = choices.pick(("湖北市公報　第1234号", "みどり野市例規集", "県公報 平成20年3月14日 第2345号"))
    return _insert(choices, draft, [Line("running-header", header) for _ in range(3)])


def add_vertical_cover(choices: Choices, draft: Draft) -> Draft | None:
    """A vertical cover: a character per line. The title is the one inside."""
    words = choices.pick(("協定書", "連携協約書", "規約"))
    cover = tuple(Line("cover", letter) for letter in words)
    first = replace(draft.lines[0], blanks=3)
    return replace(draft, lines=(*cover, first, *draft.lines[1:]), may_be_unclaimed=(*draft.may_be_unclaimed, *words))


def add_garbage(choices: Choices, draft: Draft) -> Draft | None:
    """Strokes that character recognition made of a stain or a seal, on a line above the text."""
    line = Line("garbage", choices.pick(("丨丶丿亅", "⺀ ⺄ 丿丶", "一丨 丶", "丿 乀 丶 亅")))
    lines = (line, replace(draft.lines[0], blanks=1), *draft.lines[1:])
    return replace(draft, lines=lines, may_be_unclaimed=(*draft.may_be_unclaimed, line.text))


def add_web_chrome(choices: Choices, draft: Draft) -> Draft | None:
    """Navigation of a web page around the text."""
    before = choices.some(("本文へ移動する", "ホーム > 市政情報 > 例規集", "文字サイズ 標準 拡大", "検索"), 2)
    after = choices.some(
        ("ページの先頭へ戻る", "Copyright (C) All Rights Reserved.", "このページに関するお問い合わせ", "戻る"), 2
    )
    lines = (
        *(Line("chrome", text) for text in before),
        replace(draft.lines[0], blanks=1),
        *draft.lines[1:],
        *(Line("chrome", text, blanks=1) for text in after),
    )
    return replace(draft, lines=lines, may_be_unclaimed=(*draft.may_be_unclaimed, *before, *after))
