"""What the layouts of initiatives have in common: title, content, labelled role texts, and other labelled texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.drafting.cells import joined_by_line_ends
from kg.drafting.labels import Label, LabelKind
from kg.drafting.marks import item_marks
from kg.model.drafting import Item
from kg.model.text import Passage


@dataclass(frozen=True, slots=True)
class RoleText:
    """The text of a role. ``bearer`` is who it is of; ``label`` are the words that say so: a cell, 甲の役割, 甲."""

    bearer: str
    label: Passage
    words: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An initiative as the text gives it, with its roles, and its remarks by their labels."""

    headings: tuple[Passage, ...]
    title: Passage
    content: Passage | None
    roles: tuple[RoleText, ...]
    remarks: tuple[tuple[str, Passage], ...] = ()


@dataclass(slots=True)
class OpenEntry:
    """An entry while its cells or labels are read."""

    headings: tuple[Passage, ...]
    title: Passage
    content: list[Passage] = field(default_factory=list)
    roles: dict[str, list[RoleText]] = field(default_factory=dict)
    remarks: dict[str, list[Passage]] = field(default_factory=dict)

    def add(self, label: Label | None, printed: Passage, words: Passage) -> None:
        """Put a labelled text where it belongs; a label of no known kind makes a remark under its printed name."""
        if not words:
            return
        kind = label.kind if label else None
        if kind is LabelKind.CONTENT:
            self.content.append(words)
        elif label and kind is LabelKind.ROLE:
            self.roles.setdefault(label.bearer, []).append(RoleText(label.bearer, printed, words))
        elif kind is not LabelKind.NUMBER:
            self.remarks.setdefault(printed.text, []).append(words)

    def has(self, label: Label | None) -> bool:
        """Whether a text under such a label has been read."""
        if label is None:
            return False
        return bool(self.content) if label.kind is LabelKind.CONTENT else label.bearer in self.roles

    def closed(self) -> Entry:
        return Entry(
            headings=self.headings,
            title=without_mark(self.title),
            content=joined_by_line_ends(self.content) or None,
            roles=tuple(_one_role(texts) for texts in self.roles.values()),
            remarks=tuple((name, joined_by_line_ends(words)) for name, words in self.remarks.items()),
        )


def _one_role(texts: list[RoleText]) -> RoleText:
    """The role of one bearer, whose label stands where it stood first."""
    return replace(texts[0], words=joined_by_line_ends([text.words for text in texts]))


def without_mark(words: Passage) -> Passage:
    """A heading or title without its number mark.

    >>> without_mark(Passage.plain("(1) 救急医療の確保", start=0)).text
    '救急医療の確保'
    """
    text = words.text
    marks = item_marks(text)
    return words.slice(marks[0].rest_start, len(text)) if marks else words


def labelled_words(words: Passage, items: Iterable[Item]) -> Passage:
    """The words under a label: its own and those of its items, one to a line, without the items' labels."""
    return joined_by_line_ends(list(_lines(words, items)))


def _lines(words: Passage, items: Iterable[Item]) -> Iterable[Passage]:
    if words:
        yield words
    for item in items:
        yield from _lines(item.words, item.items)
