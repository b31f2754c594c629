"""Styles and numbering definitions of a DOCX file: which list a paragraph belongs to and how its number looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LONGEST_CHAIN = 50  # styles that are based on one another


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its number format, text (``第%1条``), start, what follows it, and when it begins anew.

    ``restart`` is the level (from 1) after whose use it begins anew, 0 for never, None for any above it.
    """

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A list that paragraphs name: the abstract list it counts with, its levels, the starts that it sets anew."""

    abstract: str
    levels: tuple[Level, ...]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbering:
    """``numId`` and level of a paragraph or style; a part that is not stated is None."""

    list_id: str | None = None
    level: int | None = None

    def over(self, below: Numbering) -> Numbering:
        """This, with what it does not state taken from the style below."""
        return Numbering(
            self.list_id if self.list_id is not None else below.list_id,
            self.level if self.level is not None else below.level,
        )


def value_of(element: Any, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child element, or None."""
    child = element.find(W + name) if element is not None else None
    return None if child is None else child.get(W + attribute)


def is_on(element: Any, name: str) -> bool:
    """Whether a toggle property is set (ISO/IEC 29500-1, 17.17.4)."""
    child = element.find(W + name) if element is not None else None
    return child is not None and child.get(W + "val", "1") not in {"0", "false", "off"}


def integer_of(text: str | None, default: int) -> int:
    """A whole number of sensible size, else the default."""
    digits = (text or "").removeprefix("-")
    return int(text or "") if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def numbering_of(properties: Any) -> Numbering:
    """What the properties of a paragraph or style say of its list."""
    found = properties.find(W + "numPr") if properties is not None else None
    if found is None:
        return Numbering()
    level = value_of(found, "ilvl")
    return Numbering(value_of(found, "numId"), None if level is None else _level_index(level))


def _level_index(text: str) -> int:
    return min(max(integer_of(text, 0), 0), _LEVELS - 1)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, as far as it says what is printed."""

    based_on: str | None
    numbering: Numbering
    is_hidden: bool


class Styles:
    """The styles of a document."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            properties = element.find(W + "pPr")
            self._styles[name] = Style(
                value_of(element, "basedOn"), numbering_of(properties), is_on(element.find(W + "rPr"), "vanish")
            )
            if element.get(W + "default") in {"1", "true", "on"} and element.get(W + "type") == "paragraph":
                self.default = name

    def _chain(self, name: str) -> Iterator[tuple[str, Style]]:
        """A style and those it is based on."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield name, style
            name = style.based_on or ""

    def numbering(self, name: str) -> tuple[Numbering, str]:
        """The list that a style puts its paragraphs into, and the style of the chain that says so."""
        found, says = Numbering(), name
        for style_name, style in self._chain(name):
            if found.list_id is None and style.numbering.list_id is not None:
                says = style_name
            found = found.over(style.numbering)
        return found, says

    def is_hidden(self, name: str) -> bool:
        """Whether a style hides its words."""
        return any(style.is_hidden for _, style in self._chain(name))

    def own_numbering(self, name: str) -> str | None:
        """The list that a numbering style itself stands for."""
        style = self._styles.get(name)
        return style.numbering.list_id if style else None


def read_definitions(root: Any | None, styles: Styles) -> dict[str, ListDefinition]:
    """The lists of ``numbering.xml`` by their ids."""
    if root is None:
        return {}
    abstracts = {element.get(W + "abstractNumId", ""): element for element in root.iter(W + "abstractNum")}
    lists = {element.get(W + "numId", ""): element for element in root.iter(W + "num")}
    return {list_id: _definition(list_id, lists, abstracts, styles) for list_id in lists}


def _definition(list_id: str, lists: dict[str, Any], abstracts: dict[str, Any], styles: Styles) -> ListDefinition:
    element = lists[list_id]
    abstract_id = value_of(element, "abstractNumId") or ""
    abstract = abstracts.get(abstract_id)
    link = value_of(abstract, "numStyleLink")
    linked = lists.get(styles.own_numbering(link) or "") if link else None
    if linked is not None:
        abstract_id = value_of(linked, "abstractNumId") or ""
        abstract = abstracts.get(abstract_id)
    levels = {i: Level() for i in range(_LEVELS)}
    for level in abstract.iterchildren(W + "lvl") if abstract is not None else ():
        levels[_level_index(level.get(W + "ilvl", ""))] = _level(level)
    starts: dict[int, int] = {}
    for override in element.iterchildren(W + "lvlOverride"):
        index = _level_index(override.get(W + "ilvl", ""))
        own = override.find(W + "lvl")
        if own is not None:
            levels[index] = _level(own)
        start = value_of(override, "startOverride")
        if start is not None:
            starts[index] = integer_of(start, 1)
    return ListDefinition(abstract_id, tuple(levels[i] for i in range(_LEVELS)), starts)


def _level(element: Any) -> Level:
    restart = value_of(element, "lvlRestart")
    return Level(
        start=integer_of(value_of(element, "start"), 0),
        number_format=value_of(element, "numFmt") or "decimal",
        text=value_of(element, "lvlText") or "",
        suffix=value_of(element, "suff") or "tab",
        restart=None if restart is None else integer_of(restart, 0),
        is_legal=is_on(element, "isLgl"),
        style=value_of(element, "pStyle") or "",
        is_hidden=is_on(element.find(W + "rPr"), "vanish"),
    )
