"""Column tables: the header row says what each column holds.

取組・内容・甲の役割・乙の役割, in any order and with columns of other things (備考, 関係市町) between them. A header
may take two rows: 役割分担 over 甲 and 乙. Which table is one of initiatives is decided by its labels alone; a table of
members, cost shares or facilities has no column of a role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.drafting.labels import DESIGNATIONS, Label, LabelKind, bearer_of, label_of

Texts = Sequence[str]
_LONGEST_NAME = 20
#: Rows that are looked at to tell a column of titles from one of sentences.
_SAMPLE = 6
_ROLES = {LabelKind.ROLE, LabelKind.ROLES}
_NAMES_WHAT = {LabelKind.TITLE, LabelKind.FIELD, LabelKind.CONTENT}
#: Names of groups head columns that say whom something concerns; only 役割分担 makes them bearers.
_GROUPS = ("関係", "構成", "対象", "参加", "該当")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds: its label as printed and what that says, None for a label of no known kind.

    ``title`` is the column of the initiatives' titles; ``fields`` are the columns of policy headings, outermost first.
    """

    names: tuple[str, ...]
    labels: tuple[Label | None, ...]
    title: int
    fields: tuple[int, ...]

    @property
    def lead(self) -> frozenset[int]:
        """The columns that say which initiative a row is about."""
        numbers = [i for i, label in enumerate(self.labels) if label is not None and label.kind is LabelKind.NUMBER]
        return frozenset((self.title, *self.fields, *numbers))

    def kind(self, column: int) -> LabelKind | None:
        """What a column holds; None where that is not known."""
        label = self.labels[column] if column < len(self.labels) else None
        return label.kind if label else None

    @property
    def has_roles(self) -> bool:
        """Whether a column holds roles; a header without one may also stand over row labels (取組・項目・内容)."""
        return any(label is not None and label.kind in _ROLES for label in self.labels)


def header_at(rows: Sequence[Texts], index: int) -> tuple[Columns, int] | None:
    """The header that begins at a row, and how many rows it takes."""
    first = rows[index]
    if not _short(first):
        return None
    labels = [label_of(text) if text else None for text in first]
    if index + 1 < len(rows) and (two := _two_rows(first, labels, rows[index + 1])):
        names, labels = two
        taken = 2
    else:
        names, labels, taken = list(first), _with_bare_bearers(first, labels), 1
    if not _of_initiatives(names, labels):
        return None
    columns = _columns(names, labels, rows[index + taken : index + taken + _SAMPLE])
    return (columns, taken) if columns else None


def _short(texts: Texts) -> bool:
    return len(texts) > 1 and any(texts) and all(len(text) <= _LONGEST_NAME + 12 and "。" not in text for text in texts)


def _two_rows(first: Texts, labels: list[Label | None], second: Texts) -> tuple[list[str], list[Label | None]] | None:
    """Names and labels of the columns where 役割分担 in one row stands over the bearers in the next."""
    groups = [i for i, label in enumerate(labels) if label and label.kind in _ROLES]
    bearers = [(i, text, role) for i, text in enumerate(second) if text and (role := _bearer(text))]
    if not groups or len(bearers) < 2 or len(bearers) != sum(1 for text in second if text):
        return None
    at = groups[0]
    shift = 0 if bearers[0][0] >= at else at - bearers[0][0]
    free = 1
    while at + free < len(first) and (not first[at + free] or first[at + free] == first[at]):
        free += 1
    names, kinds = list(first), list(labels)
    if free < len(bearers):
        missing = len(bearers) - free
        names[at + free : at + free] = [""] * missing
        kinds[at + free : at + free] = [None] * missing
    for i, text, role in bearers:
        if not at <= i + shift < len(names):
            return None
        names[i + shift], kinds[i + shift] = text, Label(LabelKind.ROLE, role)
    return names, kinds


def _bearer(text: str) -> str | None:
    label = label_of(text)
    return label.bearer if label and label.kind is LabelKind.ROLE else bearer_of(text)


def _with_bare_bearers(texts: Texts, labels: list[Label | None]) -> list[Label | None]:
    """The labels, with columns headed 甲 and 乙 alone as roles where another column holds the content.

    Without one the table may be of cost shares (区分・甲・乙). Names need at least two columns.
    """
    kinds = {label.kind for label in labels if label}
    if LabelKind.ROLE in kinds or LabelKind.ROLES in kinds or LabelKind.CONTENT not in kinds:
        return labels
    bare = {i: bearer for i, text in enumerate(texts) if text and not labels[i] and (bearer := bearer_of(text))}
    named = {i: bearer for i, bearer in bare.items() if not bearer.startswith(_GROUPS)}
    letters = any(bearer[0] in DESIGNATIONS for bearer in named.values())
    if len(named) < 2 and not letters:
        return labels
    return [Label(LabelKind.ROLE, named[i]) if i in named else label for i, label in enumerate(labels)]


def _of_initiatives(names: list[str], labels: list[Label | None]) -> bool:
    """Whether the labels are those of initiatives: roles of something, or 取組 with its 取組の内容."""
    kinds = [label.kind for label in labels if label]
    if LabelKind.ROLE in kinds or LabelKind.ROLES in kinds:
        return bool(_NAMES_WHAT & set(kinds)) or (not names[0] and len(kinds) > 1)
    titles = [name for name, label in zip(names, labels, strict=True) if label and label.kind is LabelKind.TITLE]
    return LabelKind.CONTENT in kinds and any("取組" in "".join(title.split()) for title in titles)


def _columns(names: list[str], labels: list[Label | None], sample: Sequence[Texts]) -> Columns | None:
    kinds = [label.kind if label else None for label in labels]
    before = next((i for i, kind in enumerate(kinds) if kind is LabelKind.CONTENT), len(kinds))
    titles = [i for i, kind in enumerate(kinds) if kind is LabelKind.TITLE]
    fields = [i for i, kind in enumerate(kinds) if kind is LabelKind.FIELD]
    others = [*fields, *(i for i in titles[:-1])]
    if titles and before == len(kinds) and others and _sentences(sample, titles[-1]):
        content = titles.pop()
        labels = [Label(LabelKind.CONTENT) if i == content else label for i, label in enumerate(labels)]
        before = content
    blank = next((i for i, name in enumerate(names) if not name and i < before), None)
    inner = [i for i in titles if i < before] or titles
    if inner:
        title = inner[-1]
    elif fields:
        title = fields[-1]
    elif blank is not None:
        title = blank
    elif before < len(kinds) and not _sentences(sample, before):
        title = before
    else:
        return None
    outer = tuple(sorted(i for i in {*fields, *titles} if i != title))
    return Columns(tuple(names), tuple(labels), title, outer)


def _sentences(sample: Sequence[Texts], column: int) -> bool:
    cells = [row[column] for row in sample if column < len(row) and row[column]]
    return bool(cells) and sum("。" in cell for cell in cells) * 2 > len(cells)
