"""Lines that extraction wrapped, joined or spaced out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from tests.generator.choices import Choices
from tests.generator.writer import Draft, Line

_SENTENCES = {
    "article",
    "paragraph",
    "article-text",
    "paragraph-text",
    "preamble",
    "sup",
    "closing",
    "role-text",
    "item",
}
_NO_START = set("、，。」』)）・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ　 ")
_NO_END = set("「『(（ 　")
#: What would begin a new element for any reader, were it at the start of a line.
_LOOKS_NEW = re.compile(
    r"[(（]?\s*[0-9０-９]+\s*[)）]?[\s、　]|[(（][0-9０-９ア-ンa-z一二三四五六七八九十]+[)）]|[ア-ンa-z][\s　]|[⑴-⒇㈠-㈩•]"
    r"|[一二三四五六七八九十]+[\s　]|附|別表|前項|第[0-9０-９一二三四五六七八九十百]+[条章編]|[(（][^)）]{1,15}[)）]$"
)


def _cuts(text: str, start: int, width: int) -> list[int]:
    """Where a printer that minds 禁則 and an unlucky hand would not make a new element wraps a line."""
    places: list[int] = []
    place = width
    while place < len(text):
        while place > start and (
            text[place] in _NO_START
            or text[place - 1] in _NO_END
            or text[place - 1] == "。"
            or (text[place - 1].isascii() and text[place].isascii())
            or _LOOKS_NEW.match(text, place)
        ):
            place -= 1
        if place <= (places[-1] if places else start):
            break
        places.append(place)
        place += width
    return places


def wrap(choices: Choices, draft: Draft) -> Draft | None:
    """Hard wraps at the width of a page, inside words."""
    width = choices.between(28, 44)
    lines: list[Line] = []
    for line in draft.lines:
        cuts = _cuts(line.text, len(line.label) + 1, width) if line.kind in _SENTENCES else []
        edges = [0, *cuts, len(line.text)]
        parts = [line.text[first:last] for first, last in pairwise(edges)]
        lines.append(replace(line, text=parts[0]))
        lines += [replace(line, text=part, label="", blanks=0) for part in parts[1:]]
    return replace(draft, lines=tuple(lines)) if len(lines) > len(draft.lines) else None


def cut_by_blank_line(choices: Choices, draft: Draft) -> Draft | None:
    """One sentence is cut by a page: a blank line stands inside it."""
    able = []
    for index, line in enumerate(draft.lines):
        if line.kind in {"article", "paragraph", "preamble"} and len(line.text) > 40:
            cuts = _cuts(line.text, len(line.label) + 1, choices.between(20, len(line.text) - 10))
            able += [(index, place) for place in cuts[:1]]
    able = [(i, p) for i, p in able if re.fullmatch("[ぁ-ん一-龠]{2}", draft.lines[i].text[p - 1 : p + 1])]
    if not able:
        return None
    index, place = choices.pick(able)
    line = draft.lines[index]
    parts = (replace(line, text=line.text[:place]), replace(line, text=line.text[place:], label="", blanks=1))
    return replace(draft, lines=(*draft.lines[:index], *parts, *draft.lines[index + 1 :]))


_JOINED = {"caption", "article", "paragraph", "item", "subitem", "sup", "sup-heading", "chapter", "preamble"}


def join_into_one_line(choices: Choices, draft: Draft) -> Draft | None:
    """Line ends became spaces: from the first article on, all is in one line."""
    kinds = {line.kind for line in draft.lines}
    if "article" not in kinds or kinds & {
        "row",
        "sign",
        "area",
        "tag",
        "member",
        "amend",
        "sup-note",
        "sup-caption",
        "article-text",
        "glued",
    }:
        return None
    if any(line.kind == "paragraph" and not re.match(r"[0-9０-９]+[ 　]", line.label) for line in draft.lines):
        return None
    if any(line.kind in {"item", "article"} and not line.label.endswith((" ", "　")) for line in draft.lines):
        return None
    joined = [line.text.strip() for line in draft.lines if line.kind in _JOINED]
    first = next(index for index, line in enumerate(draft.lines) if line.kind in _JOINED)
    before = tuple(line for line in draft.lines[:first] if line.kind not in _JOINED)
    after = tuple(line for line in draft.lines[first:] if line.kind not in _JOINED)
    body = Line("body", choices.pick((" ", "　")).join(joined), blanks=1)
    return replace(draft, lines=(*before, body, *after))


def _spaced(line: Line) -> Line:
    label = " ".join(re.sub(r"\s", "", line.label))
    words = " ".join(line.text[len(line.label) :])
    return replace(line, text=f"{label} {words}" if label else words, label=label)


_SPACED = {"article", "paragraph", "preamble", "sup", "caption", "closing", "article-text", "paragraph-text"}


def space_all(choices: Choices, draft: Draft) -> Draft | None:
    """A space between all characters of the body."""
    return _space(choices, draft, 100)


def space_some(choices: Choices, draft: Draft) -> Draft | None:
    """A space between all characters of some lines."""
    return _space(choices, draft, 35)


def _space(choices: Choices, draft: Draft, percent: int) -> Draft | None:
    if not any(line.kind in _SPACED for line in draft.lines):
        return None
    lines = [
        _spaced(line) if line.kind in _SPACED and len(line.text) > 8 and choices.chance(percent) else line
        for line in draft.lines
    ]
    return replace(draft, lines=tuple(lines)) if tuple(lines) != draft.lines else None


def space_title(choices: Choices, draft: Draft) -> Draft | None:
    """A letter-spaced title."""
    index = next((index for index, line in enumerate(draft.lines) if line.kind == "title"), None)
    if index is None:
        return None
    line = draft.lines[index]
    spaced = replace(line, text=choices.pick((" ", "　")).join(line.text))
    return replace(draft, lines=(*draft.lines[:index], spaced, *draft.lines[index + 1 :]))


_YEAR = re.compile(r"(昭和|平成|令和)([0-9０-９]+)年")


def space_digits(choices: Choices, draft: Draft) -> Draft | None:
    """Spaces inside or around the years of dates."""
    inside = choices.chance(50)

    def spaced(found: re.Match[str]) -> str:
        return f"{found[1]}{' '.join(found[2])} 年" if inside else f"{found[1]} {found[2]} 年"

    kinds = {"article", "paragraph", "preamble", "sup", "front", "date", "closing"}
    lines = tuple(
        replace(line, text=line.label + _YEAR.sub(spaced, line.text[len(line.label) :])) if line.kind in kinds else line
        for line in draft.lines
    )
    return replace(draft, lines=lines) if lines != draft.lines else None


def break_notice(choices: Choices, draft: Draft) -> Draft | None:
    """A space or a line end inside the name of the notice's giver."""
    gap = choices.pick((" ", "　"))
    lines = tuple(
        replace(line, text=re.sub("(総務事務次官|総務省自治行政局長)通知", rf"\1{gap}通知", line.text))
        for line in draft.lines
    )
    return replace(draft, lines=lines) if lines != draft.lines else None
