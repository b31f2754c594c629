"""Diagnostics of initiatives: what is missing, doubtful or left out in their tables and roles."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.initiatives import EntriesRead, points_elsewhere, says_nothing
from kg.extraction.policy_areas import policy_areas
from kg.extraction.reporting import info, place_of, warning
from kg.model.agreement import Agreement
from kg.model.drafting import AppendedTable, Instrument, TableText, TableTextKind
from kg.model.text import Diagnostic


def initiative_diagnostics(agreement: Agreement, read: EntriesRead) -> Iterator[Diagnostic]:
    """What a person should know of the initiatives of one agreement and of the entries they were made from."""
    yield from _fields(agreement)
    yield from _roles(agreement)
    yield from _cells(read)
    yield from _tables(agreement.instrument_tree)


def _fields(agreement: Agreement) -> Iterator[Diagnostic]:
    for initiative in agreement.initiatives:
        if initiative.field is None:
            yield info(
                "policy-field-unmapped",
                place_of(initiative.title),
                f"{initiative.title.text}: neither heading nor title is a label of a policy field",
                f"{initiative.title.text}: 見出しも名称も政策分野の語と一致しません",
            )


def _roles(agreement: Agreement) -> Iterator[Diagnostic]:
    for initiative in agreement.initiatives:
        for role in initiative.roles:
            if not role.bodies and agreement.parties:
                yield warning(
                    "role-bearer-unknown",
                    place_of(role.words),
                    f"{role.designation}の役割: {role.designation} is not a party of this agreement",
                    f"{role.designation}の役割: {role.designation}はこの協定等の当事者ではありません",
                )
            if points_elsewhere(role.words):
                yield warning(
                    "role-by-reference",
                    place_of(role.words),
                    f"{initiative.title.text}: the role of {role.designation} is {role.words.text!r}; kept as printed",
                    f"{initiative.title.text}: {role.designation}の役割は「{role.words.text}」です。印字どおりとします",
                )


def _cells(read: EntriesRead) -> Iterator[Diagnostic]:
    for odd in read.odd:
        text = odd.words.text
        if odd.code == "cell-without-column":
            yield warning(
                odd.code, place_of(odd.words), f"{text}: no column heading above", f"{text}: 列見出しのないセルです"
            )
        elif odd.code == "role-cell-empty":
            yield info(
                odd.code, place_of(odd.words), f"{text}: {odd.label} is empty", f"{text}: 「{odd.label}」の欄が空です"
            )
        else:
            yield warning(
                odd.code,
                place_of(odd.words),
                f"{text}: the table does not say what this cell holds; it is kept in the table only",
                f"{text}: 何のセルか表から分かりません。表の中にだけ残します",
            )
    for entry in read.entries:
        for role in entry.roles:
            if says_nothing(role.words):
                name, words = f"{role.bearer}の役割", role.words
                yield info(
                    "role-cell-empty",
                    place_of(words),
                    f"{entry.title.text}: {name} is {words.text!r}, so there is none",
                    f"{entry.title.text}: 「{name}」の欄は「{words.text}」で、役割はありません",
                )


def _tables(instrument: Instrument) -> Iterator[Diagnostic]:
    for table in instrument.of(AppendedTable):
        for child in table.children:
            if isinstance(child, TableText) and child.kind is TableTextKind.OMISSION:
                yield warning(
                    "appended-table-omitted",
                    place_of(child.words),
                    f"{child.words.text}: the source leaves something out here",
                    f"{child.words.text}: 原文がここを省いています",
                )
    areas = policy_areas(instrument)
    if areas.by_order:
        for number, words in areas.areas.items():
            yield info(
                "policy-area-by-order",
                place_of(words),
                f"{words.text}: taken for 別表第{number} by the order of the list",
                f"{words.text}: 並びの順から別表第{number}の政策分野としました",
            )
