"""What a paragraph of a DOCX file prints: its runs, with changes accepted, fields as shown, ruby without readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.reading.docx.styles import Styles, W, is_on, value_of

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

#: Elements around runs that print what is in them.
_AROUND = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent")
)
#: What tracked changes took out.
_TAKEN_OUT = frozenset(W + name for name in ("del", "moveFrom", "delText", "delInstrText"))
_DRAWN = frozenset(W + name for name in ("drawing", "pict", "object"))
TEXT_BOX = W + "txbxContent"
_LINE_BREAK = "\n"
_GAP = "\u3000"  # a tab stop: a tab would divide cells
#: 縦中横, 囲み文字 and old ruby are EQ fields: overstrikes of which the last argument is the character meant.
_OVERSTRIKE = re.compile(r"\\o\s*(?:\\a[a-z]*)?\s*\((?P<arguments>.*)\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it is a table of contents, which repeats headings of the document."""
        return self.in_result and self.code.split()[:1] == ["TOC"]


@dataclass(slots=True)
class Story:
    """What is read along the way through a part: open fields, notes referred to, text boxes still to print.

    ``begins_contents`` is set where a table of contents begins.
    """

    styles: Styles
    fields: list[Field] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    begins_contents: bool = False

    @property
    def in_code(self) -> bool:
        return any(not open_field.in_result for open_field in self.fields)

    @property
    def in_contents(self) -> bool:
        return any(open_field.is_contents for open_field in self.fields)


def printed(element: Any, story: Story) -> Iterator[str]:
    """The characters of the runs in an element; a line break is a line feed."""
    for child in element:
        tag = child.tag
        if tag == W + "r":
            if not _is_hidden(child, story):
                yield from _run(child, story)
        elif tag in _AROUND:
            yield from printed(child, story)
        elif tag == W + "sdt":
            yield from printed_control(child, story)
        elif tag == _MARKUP + "AlternateContent":
            yield from printed(alternative(child), story)
        elif isinstance(tag, str) and tag.startswith(_MATH_TEXT[:-1]):
            yield from (text.text or "" for text in child.iter(_MATH_TEXT))


def printed_control(control: Any, story: Story) -> Iterator[str]:
    """The words of a content control, unless it shows what is to be typed there."""
    content = control.find(W + "sdtContent")
    if content is not None and not is_placeholder(control):
        yield from printed(content, story)


def is_placeholder(control: Any) -> bool:
    return is_on(control.find(W + "sdtPr"), "showingPlcHdr")


def alternative(element: Any) -> Any:
    """The branch of alternative content that is read: the first, unless only the other has a text box."""
    branches = [child for child in element if child.tag in {_MARKUP + "Choice", _MARKUP + "Fallback"}]
    with_box = [branch for branch in branches if next(branch.iter(TEXT_BOX), None) is not None]
    return (with_box or branches or [element])[0]


def _is_hidden(run: Any, story: Story) -> bool:
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    if properties.find(W + "vanish") is not None:
        return is_on(properties, "vanish")
    style = value_of(properties, "rStyle")
    return style is not None and story.styles.is_hidden(style)


def _run(run: Any, story: Story) -> Iterator[str]:
    for child in run:
        if child.tag == W + "fldChar":
            yield from _field_mark(child.get(W + "fldCharType"), story)
        elif child.tag == W + "instrText" and story.fields:
            story.fields[-1].code += child.text or ""
        elif child.tag not in _TAKEN_OUT and not story.in_code:
            yield from _content(child, story)


def _content(child: Any, story: Story) -> Iterator[str]:
    """What an element of a run prints."""
    tag = child.tag
    if tag in _DRAWN:
        _take_boxes(child, story)
    elif tag == _MARKUP + "AlternateContent":
        yield from _run(alternative(child), story)
    elif tag == W + "ruby":
        base = child.find(W + "rubyBase")
        yield from printed(base, story) if base is not None else ()
    elif tag in {W + "footnoteReference", W + "endnoteReference"}:
        story.notes.append((tag.removeprefix(W).removesuffix("Reference"), child.get(W + "id", "")))
    else:
        yield _character(child)


def _field_mark(kind: str | None, story: Story) -> Iterator[str]:
    if kind == "begin":
        story.fields.append(Field())
    elif kind == "separate" and story.fields:
        story.fields[-1].in_result = True
        story.begins_contents = story.begins_contents or story.fields[-1].is_contents
    elif kind == "end" and story.fields:
        ended = story.fields.pop()
        if not ended.in_result and not story.in_code:
            yield _overstruck(ended.code)


def _overstruck(code: str) -> str:
    r"""The characters of an EQ field, which has no result but what its code draws.

    >>> [_overstruck(code) for code in (r"EQ \o\ac(○,印)", r"EQ \* jc2 \o\ad(\s\up 9(あさひかわ),旭川)", "PAGE")]
    ['印', '旭川', '']
    """
    found = _OVERSTRIKE.search(code) if code.split()[:1] in (["EQ"], ["eq"]) else None
    return found["arguments"].rpartition(",")[2].strip() if found else ""


def _take_boxes(drawing: Any, story: Story) -> None:
    """Keep the text boxes of a drawing, each once, outermost first."""
    walk = [drawing]
    while walk:
        element = walk.pop()
        if element.tag == TEXT_BOX:
            story.boxes.append(element)
        elif element.tag == _MARKUP + "AlternateContent":
            walk.append(alternative(element))
        else:
            walk.extend(reversed(element))


def _character(element: Any) -> str:
    match element.tag.removeprefix(W) if isinstance(element.tag, str) else "":
        case "t":
            return (element.text or "").replace("\t", _GAP).replace("\n", " ")
        case "tab" | "ptab":
            return _GAP
        case "br" | "cr":
            return _LINE_BREAK
        case "noBreakHyphen":
            return "-"
        case "sym":
            return _symbol(element.get(W + "char", ""))
        case _:
            return ""


def _symbol(code: str) -> str:
    """The character of a symbol font's place."""
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not code.upper().startswith("D") else ""
