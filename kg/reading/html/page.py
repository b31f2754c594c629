"""Web pages to text, as a browser shows them.

White space is collapsed as CSS says, lists have their numbers, ruby leaves its readings out, what is hidden is not
read. Styles of the elements themselves count, and of style sheets what hides words of a line. Form controls, pictures
and embedded objects have no words of the document; a picture of a single character (外字) is that character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from lxml import etree

from kg.errors import SourceError
from kg.formats import HTML
from kg.reading.extraction import Extraction
from kg.reading.grid import MAX_COLUMN_SPAN
from kg.reading.html.chrome import Kind, Links, is_content, is_furniture, kind_of, leads_to_page, names
from kg.reading.html.flow import Flow
from kg.reading.html.hidden import HIDDEN, INLINE_TAGS, hidden_classes
from kg.reading.html.tables import Table, TableCell
from kg.reading.list_marks import CSS_FORMATS, OL_TYPES, is_printed_mark, list_mark
from kg.reading.printed_lines import PrintedLine, write_lines

_BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section "
    "summary table caption tr ul xmp"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = names(
    "head script style template noscript noframes rt rp rtc del iframe object embed audio video canvas svg map select "
    "textarea datalist button input meter progress dialog"
)
_PRESERVED = frozenset({"pre", "listing", "xmp", "plaintext"})
_CONTAINERS = _BLOCKS - _HEADINGS - {"p", "li", "dt", "dd", "tr", "caption", "hr", "pre"} | {"td"}
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item)\b", re.IGNORECASE)
_KEEPS_SPACE = re.compile(r"white-space\s*:\s*(?:pre|pre-wrap|pre-line|break-spaces)\b", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?P<style>[a-z-]+)", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*目\s*次\s*")
_RULE = "―" * 8
_TOO_DEEP = "ERR_RESOURCE_LIMIT"


def extract(data: bytes, *, name: str) -> Extraction:
    """The words of a page given in UTF-8, a block or a row of a table to a line. Raises SourceError."""
    root = _parsed(data, name)
    lines = _Reader(name).read(root) if root is not None else []
    if not lines and root is not None and next(root.iter("frameset"), None) is not None:
        raise SourceError(
            f"{name}: found a page of frames without words, expected the page with the agreement; save that frame",
            f"{name}: フレームだけのページで本文がありません。本文のフレームを保存してください",
        )
    written, furniture = write_lines(lines)
    return Extraction(text=written, media_type=HTML.media_type, furniture=furniture)


def _parsed(data: bytes, name: str) -> Any:
    """The tree, or None of a page with nothing in it. Raises SourceError where the parser gave up."""
    _check_tags(data, name)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing in it, or it gave up
        root = None
    if any(error.type_name == _TOO_DEEP for error in parser.error_log):
        raise SourceError(
            f"{name}: found elements nested too deep to be read, expected an ordinary web page",
            f"{name}: 要素の入れ子が深すぎて読めません",
        )
    return root


#: The parser takes quadratic time over the attributes of one element.
_MOST_ATTRIBUTES = 1000
_LONG_TAG = re.compile(rb"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(rb""""[^"]*"|'[^']*'""")


def _check_tags(data: bytes, name: str) -> None:
    for tag in _LONG_TAG.finditer(data):
        if tag.end() - tag.start() > 2 * _MOST_ATTRIBUTES:
            attributes = len(re.findall(rb"[^\s/=]+", _QUOTED.sub(b"=", tag[0])))
            if attributes > 2 * _MOST_ATTRIBUTES:
                raise SourceError(
                    f"{name}: found an element of {attributes} words, expected at most {_MOST_ATTRIBUTES} attributes",
                    f"{name}: 属性が多すぎる要素があり読めません（上限は {_MOST_ATTRIBUTES}）",
                )


@dataclass(slots=True)
class _List:
    """An ordered list: the style of its numbers, the next one, whether they are printed."""

    style: str
    number: int
    step: int
    is_printed: bool


@dataclass(slots=True)
class _Frame:
    """An element that is being read, with what it changes for what is inside."""

    tag: str
    kind: Kind
    flow: Flow
    first_line: int
    is_block: bool
    preserved: bool
    linked: bool
    in_content: bool
    links: Links = field(default_factory=Links)
    table: Table | None = None
    ordered: _List | None = None


class _Reader:
    """Reads a tree from its first element to its last. One walk; what is open stands on a stack of frames."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._flow = Flow()
        self._frames: list[_Frame] = []

    def read(self, root: Any) -> list[PrintedLine]:
        hidden = hidden_classes(sheet.text or "" for sheet in root.iter("style"))
        walk = etree.iterwalk(root, events=("start", "end"))
        unseen: Any = None
        for event, element in walk:
            if event == "start":
                if _is_unseen(element) or _is_hidden_in_line(element, hidden):
                    unseen = element
                    walk.skip_subtree()
                else:
                    self._begin(element)
                    self._words(element.text)
            elif element is unseen:
                unseen = None
                self._words(element.tail)
            else:
                self._end()
                self._words(element.tail)
        self._flow.end()
        return list(_with_headings(self._flow.lines))

    def _words(self, text: str | None) -> None:
        if text and self._frames:
            frame = self._frames[-1]
            frame.links.add(text, linked=frame.linked)
            frame.flow.add(text, preserved=frame.preserved)

    def _begin(self, element: Any) -> None:
        tag, style = element.tag, element.get("style", "")
        above = self._frames[-1] if self._frames else None
        flow = above.flow if above else self._flow
        role = element.get("role", "").lower()
        is_block = tag in _BLOCKS or _AS_BLOCK.search(style) is not None
        in_content = above is not None and above.in_content
        called = " ".join(filter(None, (element.get("class"), element.get("id"), _exported_name(element))))
        frame = _Frame(
            tag=tag,
            kind=kind_of(tag, role=role, called=called if tag in _CONTAINERS else "", in_content=in_content),
            flow=flow,
            first_line=0,
            is_block=is_block,
            preserved=tag in _PRESERVED or _KEEPS_SPACE.search(style) is not None or bool(above and above.preserved),
            linked=bool(above and above.linked),
            in_content=in_content or is_content(tag, role),
        )
        if is_block:
            flow.end_line()
        frame.first_line = len(flow.lines)
        self._frames.append(frame)
        self._begin_special(element, frame, role)

    def _begin_special(self, element: Any, frame: _Frame, role: str) -> None:
        """What elements do that are more than a block or part of a line."""
        match frame.tag:
            case "br":
                frame.flow.end_line()
            case "hr":
                frame.flow.add(_RULE)
                frame.flow.end_line()
            case "a" if element.get("href") is not None:
                frame.linked = True
                frame.links.links = 1
                frame.links.on_page = int(leads_to_page(element.get("href")))
            case "img" if len(element.get("alt", "").strip()) == 1:
                frame.flow.add(element.get("alt"))
            case "ol":
                frame.ordered = _ordered_list(element)
            case "li":
                self._begin_item(element, frame)
            case "table":
                frame.table = Table(is_presentation=role in {"presentation", "none"})
            case "thead" | "tbody" | "tfoot" | "tr" | "td" | "th":
                self._begin_part_of_table(element, frame)
            case tag if tag in _HEADINGS:
                frame.flow.has_heading = True

    def _begin_item(self, element: Any, frame: _Frame) -> None:
        ordered = self._frames[-2].ordered if len(self._frames) > 1 else None
        if ordered is None:
            return
        ordered.number = _integer(element.get("value"), ordered.number)
        style = _list_style(element, ordered.style)
        if ordered.is_printed and style in CSS_FORMATS:
            number_format, suffix = CSS_FORMATS[style]
            frame.flow.mark(list_mark(ordered.number, number_format) + suffix)
        ordered.number += ordered.step

    def _begin_part_of_table(self, element: Any, frame: _Frame) -> None:
        table = self._table()
        if table is None:
            frame.flow.end_line()
            frame.is_block = True
        elif frame.tag in {"td", "th"}:
            frame.flow = Flow()
            rows = _integer(element.get("rowspan"), 1)
            columns = min(_integer(element.get("colspan"), 1), MAX_COLUMN_SPAN)
            table.begin_cell(TableCell(frame.flow, rows, columns, is_header=frame.tag == "th"))
            frame.first_line = 0
        elif frame.tag == "tr":
            table.begin_row()
        else:
            table.section = frame.tag

    def _table(self) -> Table | None:
        """The table that a part of a table belongs to."""
        for frame in reversed(self._frames[:-1]):
            if frame.table:
                return frame.table
            if frame.tag not in {"thead", "tbody", "tfoot", "tr", "form", "center", "font"}:
                return None
        return None

    def _end(self) -> None:
        frame = self._frames.pop()
        if frame.tag in {"td", "th"} and frame.flow is not (self._frames[-1].flow if self._frames else self._flow):
            frame.flow.end()
        elif frame.is_block:
            frame.flow.end_line()
        if frame.tag == "tbody" or frame.tag in {"thead", "tfoot"}:
            table = self._frames[-1].table if self._frames else None
            if table:
                table.section = "tbody"
        if frame.table:
            frame.flow.lines.extend(frame.table.lines(self._name))
        if frame.is_block or frame.tag in {"td", "th"}:
            self._shade(frame)
        if self._frames:
            self._frames[-1].links.include(frame.links)

    def _shade(self, frame: _Frame) -> None:
        """Mark the lines of an element that is furniture of the page."""
        added = frame.flow.lines[frame.first_line :]
        if frame.tag in {"body", "html"} or not added:
            return
        plain = [line.text for line in added if not line.is_furniture]
        if plain and is_furniture(frame.kind, frame.links, plain):
            for line in added:
                line.is_furniture = True


def _with_headings(lines: list[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, with the heading of a list of links (目次) as furniture like the list."""
    for line, following in pairwise([*lines, PrintedLine("")]):
        if following.is_furniture and _CONTENTS.fullmatch(line.text):
            line.is_furniture = True
        yield line


def _is_unseen(element: Any) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None or element.get("role") == "tooltip":
        return True
    style = element.get("style")
    return bool(style) and HIDDEN.search(style) is not None


def _is_hidden_in_line(element: Any, hidden: frozenset[str]) -> bool:
    return bool(hidden) and element.tag in INLINE_TAGS and not hidden.isdisjoint(element.get("class", "").split())


def _exported_name(element: Any) -> str:
    """What word processors call the header and footer of their pages when they write HTML."""
    title = element.get("title", "")
    return title if title in {"header", "footer"} else ""


def _ordered_list(element: Any) -> _List:
    items = [child for child in element if child.tag == "li" and not _is_unseen(child)]
    is_reversed = element.get("reversed") is not None
    heads = [next((text.strip() for text in item.itertext() if text.strip()), "") for item in items]
    return _List(
        style=_list_style(element, OL_TYPES.get(element.get("type", ""), "decimal")),
        number=_integer(element.get("start"), len(items) if is_reversed else 1),
        step=-1 if is_reversed else 1,
        is_printed=not heads or not all(map(is_printed_mark, heads)),
    )


def _list_style(element: Any, inherited: str) -> str:
    """The counter style of a list or an item: of its style, else of its type."""
    for found in _LIST_STYLE.finditer(element.get("style", "")):
        style = found["style"].lower()
        if style == "none" or style in CSS_FORMATS:
            return style
    return OL_TYPES.get(element.get("type", ""), inherited)


def _integer(text: str | None, default: int) -> int:
    """A number as HTML reads it: digits at the beginning count, anything else is the default."""
    found = re.match(r"\s*([+-]?[0-9]{1,9})", text or "")
    return int(found[1]) if found else default
