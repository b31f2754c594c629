"""Initiatives and roles from the appended tables.

Two layouts are read here. In a column table (取組・内容・甲の役割・乙の役割) each row is an initiative. In a row-label
table the first cell names the initiative and rows labelled 取組の内容, 甲の役割 … follow, their first cells empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.drafting.labels import CONTENT_LABEL, ROLE_LABEL, ROLES_LABEL, TITLE_LABEL, is_label
from kg.extraction.duties import extract_duties
from kg.model.agreement import Body, Initiative, Role
from kg.model.drafting import AppendedTable, Article, Instrument, Item, LabelledText, Row, Table, TableHeading, Unparsed
from kg.model.text import Fragment, Passage
from kg.registries.duty_rules import DutyRule

_DESIGNATIONS = "甲乙丙丁戊己庚辛"
_LETTERS = re.compile(rf"[{_DESIGNATIONS}](?:(?:及び|並びに|と|、|・|，)?[{_DESIGNATIONS}])+")

#: Bodies by the designation or name that roles use.
Bearers = Mapping[str, tuple[Body, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An initiative as a table gives it: title, content and labelled role texts."""

    headings: tuple[Passage, ...]
    title: Passage
    content: Passage | None
    roles: tuple[tuple[str, Passage], ...]


def extract_initiatives(
    instrument: Instrument, bearers: Bearers, rules: tuple[DutyRule, ...]
) -> tuple[Initiative, ...]:
    """The initiatives in text order, without their policy fields."""
    return tuple(
        Initiative(
            headings=entry.headings,
            title=entry.title,
            content=entry.content,
            field=None,
            roles=tuple(role for label, words in entry.roles for role in _role(label, words, bearers, rules)),
        )
        for entry in _all_entries(instrument)
    )


def _all_entries(instrument: Instrument) -> Iterator[_Entry]:
    """Initiatives of the appended tables, and of lists nested in articles."""
    for node in instrument.nodes:
        if isinstance(node, AppendedTable):
            yield from _entries(node)
        elif isinstance(node, Article):
            for paragraph in node.paragraphs:
                yield from _nested_entries(paragraph.items, ())


def _nested_entries(items: tuple[Item, ...], headings: tuple[Passage, ...]) -> Iterator[_Entry]:
    """An item with labels below it is an initiative: its words the title, the items above it the headings."""
    for item in items:
        labelled = [(below.words.text, labelled_words(Passage(()), below.items)) for below in _labels_of(item)]
        if labelled:
            yield _Entry(
                headings=headings,
                title=item.words,
                content=next((words for label, words in labelled if CONTENT_LABEL.fullmatch(label)), None),
                roles=tuple((label, words) for label, words in labelled if ROLE_LABEL.fullmatch(label)),
            )
        else:
            yield from _nested_entries(item.items, (*headings, item.words))


def _labels_of(item: Item) -> Iterator[Item]:
    """The labels below an item, also where 役割分担 groups those of the roles."""
    for below in item.items:
        if ROLES_LABEL.fullmatch(below.words.text):
            yield from _labels_of(below)
        elif is_label(below.words.text):
            yield below


def _entries(appended: AppendedTable) -> Iterator[_Entry]:
    headings: list[TableHeading] = []
    texts: list[LabelledText] = []
    for child in (*appended.children, None):
        if isinstance(child, LabelledText):
            texts.append(child)
            continue
        if texts:
            yield from _from_labels(texts, headings)
            texts = []
        if isinstance(child, Unparsed):
            headings = []
        elif isinstance(child, TableHeading):
            headings = [heading for heading in headings if heading.level < child.level] + [child]
        elif isinstance(child, Table):
            path = tuple(heading.words for heading in headings)
            yield from _from_columns(child, path) if _columns(child.rows[:1]) else _from_row_labels(child, path)


def _from_labels(texts: list[LabelledText], headings: list[TableHeading]) -> Iterator[_Entry]:
    """Labelled texts under one heading: the heading is the initiative's title, those above it its path."""
    if not headings:
        return
    labelled = [(text.label.text, labelled_words(text.words, text.items)) for text in texts]
    yield _Entry(
        headings=tuple(heading.words for heading in headings[:-1]),
        title=headings[-1].words,
        content=next((words for label, words in labelled if CONTENT_LABEL.fullmatch(label)), None),
        roles=tuple((label, words) for label, words in labelled if ROLE_LABEL.fullmatch(label)),
    )


def labelled_words(words: Passage, items: tuple[Item, ...]) -> Passage:
    """The words under a label: its own and those of its items, one to a line, without the items' labels."""
    lines = [words] if words else []
    for item in items:
        lines.append(labelled_words(item.words, item.items))
    joint = Passage((Fragment(0, "", "\n"),))
    parts = [part for line in lines if line for part in (joint, line)]
    return Passage.join(parts[1:])


def _columns(rows: tuple[Row, ...]) -> dict[int, str] | None:
    """Label of each column, where a row is the header of a column table."""
    if not rows:
        return None
    labels = [cell.text for cell in rows[0].cells]
    if not any(ROLE_LABEL.fullmatch(label) for label in labels) or not TITLE_LABEL.fullmatch(labels[0]):
        return None
    return dict(enumerate(labels))


def _from_columns(table: Table, headings: tuple[Passage, ...]) -> Iterator[_Entry]:
    columns = _columns(table.rows[:1]) or {}
    for row in table.rows[1:]:
        if _columns((row,)):
            continue  # the header again, after a page break
        cells = [(columns.get(i, ""), cell) for i, cell in enumerate(row.cells) if i and cell]
        yield _Entry(
            headings=headings,
            title=row.cells[0],
            content=next((cell for label, cell in cells if CONTENT_LABEL.fullmatch(label)), None),
            roles=tuple((label, cell) for label, cell in cells if ROLE_LABEL.fullmatch(label)),
        )


def odd_cells(instrument: Instrument) -> Iterator[tuple[Passage, str | None]]:
    """Cells of column tables that no column heading covers (with None), and titles whose role cell is empty."""
    tables = (c for node in instrument.of(AppendedTable) for c in node.children if isinstance(c, Table))
    for table in tables:
        columns = _columns(table.rows[:1])
        for row in table.rows[1:] if columns else ():
            yield from ((cell, None) for cell in row.cells[len(columns or ()) :] if cell)
            for i, label in (columns or {}).items():
                if ROLE_LABEL.fullmatch(label) and (i >= len(row.cells) or not row.cells[i]) and row.cells[0]:
                    yield row.cells[0], label


def _from_row_labels(table: Table, headings: tuple[Passage, ...]) -> Iterator[_Entry]:
    """Rows of one initiative end where the next first cell is filled."""
    groups: list[list[Row]] = []
    for row in table.rows:
        if row.cells[0] or not groups:
            groups.append([])
        groups[-1].append(row)
    for group in groups:
        labelled = [(row.cells[-2].text, row.cells[-1]) for row in group if len(row.cells) > 2]
        if labelled:
            yield _Entry(
                headings=headings,
                title=group[0].cells[0],
                content=next((cell for label, cell in labelled if CONTENT_LABEL.fullmatch(label)), None),
                roles=tuple((label, cell) for label, cell in labelled if ROLE_LABEL.fullmatch(label)),
            )


def _role(label: str, words: Passage, bearers: Bearers, rules: tuple[DutyRule, ...]) -> Iterator[Role]:
    match = ROLE_LABEL.fullmatch(label)
    if match is None or not words:
        return
    designations = split_bearers(match["bearer"], bearers)
    yield Role(
        designation=match["bearer"],
        designations=designations,
        bodies=tuple(body for designation in designations for body in bearers.get(designation, ())),
        words=words,
        duties=extract_duties(words, rules),
    )


def split_bearers(printed: str, bearers: Bearers) -> tuple[str, ...]:
    """The designations or names a label joins, as far as the text knows them.

    >>> split_bearers("甲及び乙", {"甲": (), "乙": ()}), split_bearers("甲", {"甲": ()})
    (('甲', '乙'), ('甲',))
    """
    if printed in bearers:
        return (printed,)
    if _LETTERS.fullmatch(printed):
        return tuple(letter for letter in printed if letter in _DESIGNATIONS)
    found: list[str] = []
    position = 0
    while position < len(printed):
        known = [name for name in bearers if printed.startswith(name, position)]
        if known:
            found.append(max(known, key=len))
            position += len(found[-1])
        else:
            position += 1
    return tuple(found) or (printed,)
