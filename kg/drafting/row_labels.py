"""Row-label tables: a cell of each row says what the cell to its right holds.

取組の内容, 甲の役割 and 乙の役割 stand below each other; the cells before them name the initiative and are empty in its
second and later rows. The label may be in the first column too: then the title stands above, or beside 取組.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.drafting.labels import Label, LabelKind, bearer_of, label_of

Texts = Sequence[str]
_OF_ROWS = {LabelKind.CONTENT, LabelKind.ROLE, LabelKind.ROLES, LabelKind.COST, LabelKind.NOTE}
_LONGEST_LABEL = 20


@dataclass(frozen=True, slots=True)
class RowLabel:
    """The label of a row: the column it stands in, what it says, and the column of its text (None where it is empty).

    ``label`` is None for a label of no known kind.
    """

    column: int
    label: Label | None
    text: int | None


def label_column(rows: Iterable[Texts]) -> int | None:
    """The column that holds the labels of rows; None where no row has a label with words to its right."""
    found: Counter[int] = Counter()
    for texts in rows:
        column = _first_label(texts)
        if column is not None and any(text and not label_of(text) for text in texts[column + 1 :]):
            found[column] += 1
    return found.most_common(1)[0][0] if found else None


def _first_label(texts: Texts) -> int | None:
    for column, text in enumerate(texts[:-1]):
        label = label_of(text) if text else None
        if label is not None and label.kind in {LabelKind.CONTENT, LabelKind.ROLE, LabelKind.ROLES}:
            return column
    return None


def row_label(texts: Texts, column: int) -> RowLabel | None:
    """The label of a row in a table whose labels stand in a column; None where the row has none.

    >>> row_label(["", "甲の役割", "会議を開く。"], 1)
    RowLabel(column=1, label=Label(kind=<LabelKind.ROLE: 'role'>, bearer='甲'), text=2)
    >>> row_label(["", "役割分担", "甲", "会議を開く。"], 1)
    RowLabel(column=2, label=Label(kind=<LabelKind.ROLE: 'role'>, bearer='甲'), text=3)
    """
    at = _label_at(texts, column)
    if at is None:
        return None
    label = label_of(texts[at]) or (Label(LabelKind.ROLE, bearer_of(texts[at]) or "") if at > column else None)
    if label is not None and label.kind is LabelKind.TITLE and column:
        label = Label(LabelKind.CONTENT)
    after = [i for i in range(at + 1, len(texts)) if texts[i]]
    if label is not None and label.kind is LabelKind.ROLES and len(after) > 1:
        inner = label_of(texts[after[0]])
        bearer = inner.bearer if inner and inner.kind is LabelKind.ROLE else bearer_of(texts[after[0]])
        if bearer:
            return RowLabel(after[0], Label(LabelKind.ROLE, bearer), after[1])
    return RowLabel(at, label, after[0] if after else None)


def _label_at(texts: Texts, column: int) -> int | None:
    """Where a row's label stands: in the column of labels, or beside it where a merged label stands above."""
    if column < len(texts) and texts[column]:
        label = label_of(texts[column])
        if label is not None and (label.kind in _OF_ROWS or label.kind is LabelKind.TITLE):
            return column
        return None
    for at in range(column + 1, len(texts) - 1):
        if texts[at]:
            return at if label_of(texts[at]) or bearer_of(texts[at]) else None
    return None


def unknown_label(texts: Texts, column: int) -> bool:
    """Whether a row has words in the column of labels that look like a label of no known kind, with a text beside."""
    if column >= len(texts) - 1 or not texts[column] or not any(texts[column + 1 :]):
        return False
    return len(texts[column]) <= _LONGEST_LABEL and "。" not in texts[column]
