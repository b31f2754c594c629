"""An agreement as it was read, as a workbook that says the same when it is read.

That it does is found out by reading it. The form with one row per initiative is tried first; where a layout cannot be
said in it, the tables stay as printed on the sheet 条文, and at last every line does. Nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.errors import NonconformanceError, SourceError
from kg.extraction.initiatives import read_entries
from kg.extraction.policy_areas import policy_areas
from kg.extraction.understanding import report_on
from kg.model.agreement import Agreement, Party, Report
from kg.model.drafting import AppendedTable, Instrument
from kg.model.text import SourceText
from kg.reading.source_file import source_of_extraction
from kg.reading.workbook.document import read_workbook
from kg.reading.workbook.form import BASIS, DESIGNATIONS, EFFECTIVE, KIND, PARTY_HEADING, SIGNED, TABLE_HEADING, TITLE
from kg.registries.concepts import load_concepts
from kg.workbook.comparing import said
from kg.workbook.content import AgreementRow, Content, InitiativeSheet, ProvisionRow
from kg.workbook.lines import joined_rows, printed_rows, text_lines
from kg.workbook.tables import columns_of, entries_of, initiative_cells, leftover
from kg.workbook.writing import agreement_rows, empty_headings, write_content


class Form(StrEnum):
    """How much of an agreement a workbook has in rows of its own."""

    INITIATIVES = "initiatives"
    TABLES = "tables"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWorkbook:
    """A workbook and the form that its words could be said in."""

    data: bytes
    form: Form


def agreement_workbook(report: Report, agreement: Agreement) -> AgreementWorkbook:
    """The workbook of one agreement of a report; corrections that stand beside its source are not in it.

    Raises NonconformanceError where no form of it is read as the agreement was.
    """
    uncorrected = _uncorrected(report, agreement)
    wanted = said(uncorrected)
    differing: frozenset[tuple[str, str]] = frozenset()
    for form, content in _contents(report, uncorrected):
        data = write_content(content)
        differing = wanted ^ _said(data, report)
        if not differing:
            return AgreementWorkbook(data=data, form=form)
    example = ": ".join(min(differing))
    raise NonconformanceError(
        f"{report.source.name}: a workbook cannot say this layout without changing what is read: "
        f"{len(differing)} values would differ, such as {example}; correct its text instead",
        f"{report.source.name}: この協定の書き方は、内容を変えずにワークブックにできません"
        f"（{len(differing)} か所が変わります。例: {example}）。テキストのほうを直してください",
    )


def _uncorrected(report: Report, agreement: Agreement) -> Agreement:
    """The agreement as its text says it."""
    if not agreement.corrections:
        return agreement
    return report_on(report.source, report.metadata).agreements[report.agreements.index(agreement)]


def _said(data: bytes, report: Report) -> frozenset[tuple[str, str]]:
    """What is read of a workbook that was just written; nothing where that is no or several agreements."""
    try:
        found = read_workbook(data, name=report.source.name)
    except SourceError:
        return frozenset()
    again = report_on(source_of_extraction(data, report.source.name, found), report.metadata)
    return said(again.agreements[0]) if len(again.agreements) == 1 else frozenset()


def _contents(report: Report, agreement: Agreement) -> Iterator[tuple[Form, Content]]:
    """The agreement in each form, the most useful first."""
    head = _agreement_rows(report, agreement)
    tree, source = agreement.instrument_tree, report.source
    sheet, tables = _initiatives(source, tree)
    plain = InitiativeSheet(headings=empty_headings([party.item for party in head if party.item in DESIGNATIONS]))
    if tables:
        rows = joined_rows(source, tree.nodes, tables)
        yield Form.INITIATIVES, Content(agreement=head, provisions=tuple(rows), initiatives=sheet)
    rows = joined_rows(source, tree.nodes, {})
    yield Form.TABLES, Content(agreement=head, provisions=tuple(rows), initiatives=plain)
    yield Form.LINES, Content(agreement=head, provisions=tuple(printed_rows(source, tree)), initiatives=plain)


def _initiatives(source: SourceText, tree: Instrument) -> tuple[InitiativeSheet, dict[str, list[ProvisionRow]]]:
    """The sheet 取組, and what stands on the sheet 条文 for each appended table whose initiatives it has."""
    entries, areas = read_entries(tree).entries, policy_areas(tree)
    found: list[dict[str, str]] = []
    tables: dict[str, list[ProvisionRow]] = {}
    for table in tree.of(AppendedTable):
        rows = initiative_cells(table, entries_of(table, entries), len(areas.outermost(table)))
        if rows is None or table.heading.text in tables:
            continue
        found += rows
        notes = [line for child in leftover(table) for line in text_lines(source.text, child)]
        tables[table.heading.text] = [ProvisionRow(kind=TABLE_HEADING, cells=(table.heading.text,)), *notes]
    headings = columns_of(found)
    rows_of = tuple(tuple(row.get(heading, "") for heading in headings) for row in found)
    return InitiativeSheet(headings=headings, rows=rows_of), tables


def _agreement_rows(report: Report, agreement: Agreement) -> tuple[AgreementRow, ...]:
    metadata = report.metadata
    kinds = {concept.slug: concept.label("ja") for concept in load_concepts("instrument")}
    basis = next((citation.words.text for citation in agreement.citations if citation.legal_basis), "")
    values = {
        TITLE: agreement.title.text,
        KIND: kinds[agreement.instrument],
        SIGNED: agreement.signed_on.value.isoformat() if agreement.signed_on else "",
        EFFECTIVE: agreement.effective_on.value.isoformat() if agreement.effective_on else "",
        BASIS: basis,
        "meta_title": metadata.title,
        "retrieved_from": metadata.retrieved_from,
        "retrieved_on": metadata.retrieved_on,
        "retrieval_note": metadata.retrieval_note,
        "terms": metadata.terms,
        "terms_url": metadata.terms_url,
    }
    parties = [row for party in agreement.parties for row in _party_rows(party, dict(metadata.homepages))]
    return agreement_rows(values, parties=parties)


def _party_rows(party: Party, homepages: dict[str, str]) -> Iterator[AgreementRow]:
    designation = party.designation or ""
    item = designation if len(designation) == 1 and designation in DESIGNATIONS else PARTY_HEADING
    for body in party.bodies:
        yield AgreementRow(item=item, value=body.name, code=body.code or "", homepage=homepages.get(body.name, ""))
