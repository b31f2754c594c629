"""Tables for people with spreadsheets: agreements, parties, initiatives and roles as CSV (RFC 4180).

UTF-8 without byte order mark, CRLF, one header row, no merged cells. The first columns are code, id and name of the
local government as in 自治体標準オープンデータセット; dates are YYYY-MM-DD. Several values in one cell are joined by
semicolon and space; a code that is not resolved is an empty cell.

A cell whose words begin with ``=``, ``+``, ``-`` or ``@``, in half or full width, a tab or a line end is preceded by an
apostrophe: spreadsheets would take it for a formula (CWE-1236). The RDF files hold the words without it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.identifiers import Iris
from kg.model.agreement import Body, StatedDate
from kg.publication import coverage
from kg.publication.contents import PublishedAgreement

_FORMULA_MARKS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the release: file name, header, and the rows of one agreement."""

    path: str
    header: Row
    rows: Callable[[PublishedAgreement, Iris], Iterator[Row]]


def write_table(table: Table, agreements: Sequence[PublishedAgreement], *, iris: Iris) -> bytes:
    """The table over all agreements, in their order."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.header)
    for entry in agreements:
        writer.writerows([*map(plain_cell, row)] for row in table.rows(entry, iris))
    return buffer.getvalue().encode()


def plain_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> plain_cell("=1+1"), plain_cell("負担する。")
    ("'=1+1", '負担する。')
    """
    return f"'{value}" if value.startswith(_FORMULA_MARKS) else value


def _code(body: Body) -> str:
    return body.code or ""


def _date(stated: StatedDate | None) -> str:
    return stated.value.isoformat() if stated else ""


def _listed(values: Sequence[str]) -> str:
    return "; ".join(values)


def _agreement_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    del iris
    agreement = entry.agreement
    bodies = [body for party in agreement.parties for body in party.bodies]
    first = agreement.core_city or (bodies[0] if bodies else None)
    yield (
        _code(first) if first else "",
        entry.slug,
        first.name if first else "",
        agreement.title.text,
        agreement.instrument,
        _listed([body.name for body in bodies]),
        _listed([_code(body) for body in bodies]),
        _date(agreement.signed_on),
        _date(agreement.effective_on),
        str(len(agreement.initiatives)),
        entry.report.source.name,
        entry.report.source.sha256,
        entry.iri,
    )


def _party_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    for position, party in enumerate(entry.agreement.parties, start=1):
        for body in party.bodies:
            yield (
                _code(body),
                entry.slug,
                body.name,
                str(position),
                party.designation or "",
                party.capacity.value,
                iris.body(body),
                iris.part(entry.slug, f"party/{position}"),
            )


def _initiative_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    core = entry.agreement.core_city
    for position, initiative in enumerate(entry.agreement.initiatives, start=1):
        yield (
            _code(core) if core else "",
            entry.slug,
            core.name if core else "",
            str(position),
            _listed([heading.text for heading in initiative.headings]),
            initiative.field.slug if initiative.field else "",
            initiative.title.text,
            initiative.content.text if initiative.content else "",
            iris.part(entry.slug, f"initiative/{position}"),
        )


def _role_rows(entry: PublishedAgreement, iris: Iris) -> Iterator[Row]:
    """One row per body: a joint role has several."""
    for position, initiative in enumerate(entry.agreement.initiatives, start=1):
        for number, role in enumerate(initiative.roles, start=1):
            types = {typing.duty_type for duty in role.duties for typing in duty.typings}
            for body in role.bodies:
                yield (
                    _code(body),
                    entry.slug,
                    body.name,
                    str(position),
                    str(number),
                    initiative.title.text,
                    role.designation,
                    role.words.text,
                    _listed(sorted(types)),
                    iris.part(entry.slug, f"initiative/{position}/role/{number}"),
                )


_FIRST_COLUMNS = ("local_government_code", "agreement_id", "local_government_name")

TABLES = (
    Table(
        "tables/agreements.csv",
        (
            *_FIRST_COLUMNS,
            "title",
            "instrument",
            "parties",
            "party_codes",
            "signed_on",
            "effective_on",
            "initiatives",
            "source_file",
            "source_sha256",
            "iri",
        ),
        _agreement_rows,
    ),
    Table(
        "tables/parties.csv",
        (*_FIRST_COLUMNS, "party_number", "designation", "capacity", "local_government_iri", "iri"),
        _party_rows,
    ),
    Table(
        "tables/initiatives.csv",
        (*_FIRST_COLUMNS, "initiative_number", "headings", "policy_field", "title", "content", "iri"),
        _initiative_rows,
    ),
    Table(
        "tables/roles.csv",
        (
            *_FIRST_COLUMNS,
            "initiative_number",
            "role_number",
            "initiative_title",
            "designation",
            "text",
            "duty_types",
            "iri",
        ),
        _role_rows,
    ),
    Table("tables/coverage.csv", (*_FIRST_COLUMNS, *coverage.COLUMNS), coverage.coverage_rows),
)
