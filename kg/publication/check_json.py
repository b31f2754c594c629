"""A report as JSON: the object that ``renkei check --format json`` prints and a release keeps beside each agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.consolidation.assembling import AgreementHistory, assemble_histories
from kg.drafting.captions import shared_captions
from kg.drafting.writing import passages
from kg.extraction import ignored_counts
from kg.graph.articles import supplementary_paragraphs, without_brackets
from kg.identifiers import Iris, amended_slug, article_number
from kg.model.agreement import (
    Agreement,
    Body,
    Citation,
    Duty,
    Initiative,
    Party,
    Reference,
    Report,
    Role,
    Signatory,
)
from kg.model.correction import AppliedCorrection
from kg.model.drafting import (
    AmendingClause,
    AppendedTable,
    Article,
    ClosingFormula,
    Division,
    FrontLine,
    Item,
    LabelledText,
    Paragraph,
    Preamble,
    SigningDate,
    SupplementaryProvisions,
    Table,
    TableHeading,
    TableText,
    Unparsed,
    WrapperLine,
)
from kg.model.text import Diagnostic, Passage, Span, element_spans
from kg.publication.amendment_json import amendment_json
from kg.publication.history_json import events_json, force_json
from kg.publication.page_boxes import add_page_boxes

Json = dict[str, Any]


def check_json(
    report: Report,
    *,
    path: str,
    slugs: Sequence[str],
    conforms: Sequence[bool],
    iris: Iris,
    histories: Sequence[AgreementHistory] | None = None,
) -> Json:
    """The object. ``slugs`` and ``conforms`` say for each agreement its slug and whether the shapes accept it.

    ``histories`` are what happened to each as far as the data set says; without them, as far as the document does.
    """
    text = report.source.text
    told = histories or list(assemble_histories(dict(zip(slugs, report.agreements, strict=True))).values())
    checked: Json = {
        "source": {
            "path": path,
            "sha256": report.source.sha256,
            "characters": len(text),
            "ignored": {kind.value: count for kind, count in ignored_counts(report).items()},
        },
        "agreements": [
            {**_agreement(agreement, iris, slug, text), **_history(history, iris), "conforms": accepted}
            for agreement, slug, accepted, history in zip(report.agreements, slugs, conforms, told, strict=True)
        ],
        "unclaimed": [{"start": s.start, "end": s.end, "text": text[s.start : s.end]} for s in report.unclaimed],
        "diagnostics": [_diagnostic(found, report) for found in report.diagnostics],
    }
    add_page_boxes(checked, report.source)
    return checked


def _history(history: AgreementHistory, iris: Iris) -> Json:
    return {"events": events_json(history, iris), "force": force_json(history)}


def _agreement(agreement: Agreement, iris: Iris, slug: str, text: str) -> Json:
    tree = agreement.instrument_tree
    amended = amended_slug(agreement)
    shared = shared_captions(tree)
    return {
        "iri": iris.agreement(slug),
        "title": agreement.title.text,
        "spans": _spans(passages(tree), text),
        "instrument": agreement.instrument,
        "amends": iris.agreement(amended) if amended else None,
        "signed_on": agreement.signed_on.value.isoformat() if agreement.signed_on else None,
        "effective_on": agreement.effective_on.value.isoformat() if agreement.effective_on else None,
        "printed_on": agreement.printed_on.value.isoformat() if agreement.printed_on else None,
        "front": [{"kind": line.kind.value, **_words(line.words)} for line in tree.of(FrontLine)],
        "preamble": [_words(node.words) for node in tree.of(Preamble)],
        "parties": [_party(party) for party in agreement.parties],
        "groups": [
            {"designation": g.designation, "names": _names(g.bodies), "spans": _spans_of(g.words)}
            for g in agreement.groups
        ],
        "delegations": [
            {"from": _names(d.delegating), "to": _names(d.performing), "spans": _spans_of(d.words)}
            for d in agreement.delegations
        ],
        "amendment": amendment_json(agreement.amendment) if agreement.amendment else None,
        "divisions": [
            {"label": node.label.text, "text": node.words.text, "spans": _spans((node.label, node.words), text)}
            for node in tree.of(Division)
        ],
        "provenance": [{"kind": line.kind.value, **_words(line.words)} for line in tree.of(WrapperLine)],
        "articles": [_article(node, text, shared.get(node.number)) for node in tree.of(Article)],
        "amending_clauses": [_amending(node, text) for node in tree.of(AmendingClause)],
        "supplementary_provisions": [_supplementary(node, text) for node in tree.of(SupplementaryProvisions)],
        "closing_formula": [_words(node.words) for node in tree.of(ClosingFormula)],
        "signing_dates": [_words(node.words) for node in tree.of(SigningDate)],
        "appended_tables": [_appended(node, text) for node in tree.of(AppendedTable)],
        "initiatives": [_initiative(initiative, text) for initiative in agreement.initiatives],
        "citations": [_citation(citation) for citation in agreement.citations],
        "references": [_reference(reference) for reference in agreement.references],
        "defined_terms": [term.term for term in agreement.defined_terms],
        "defined_term_spans": [_spans_of(term.words) for term in agreement.defined_terms],
        "signatories": [_signatory(signatory, text) for signatory in agreement.signatories],
        **_corrections(agreement),
    }


def _corrections(agreement: Agreement) -> Json:
    """The field of the corrections, which only a corrected agreement has."""
    applied = agreement.corrections
    return {"corrections": [_correction(each) for each in applied]} if applied else {}


def _correction(applied: AppliedCorrection) -> Json:
    """A correction that was applied; ``replaced`` is the raw reading."""
    correction = applied.correction
    return {
        "number": correction.number,
        "path": applied.path,
        "property": correction.property_name,
        "replaced": list(applied.replaced),
        "value": list(correction.values),
        "author": correction.author,
        "date": correction.made_on.isoformat(),
        "reason": correction.reason,
        "source": correction.source or None,
        "spans": [_span(correction.span)] if correction.span else [],
    }


def _names(bodies: Iterable[Body]) -> list[str]:
    return [body.name for body in bodies]


def _party(party: Party) -> Json:
    return {
        "designation": party.designation,
        "names": [body.name for body in party.bodies],
        "codes": [body.code for body in party.bodies],
        "capacity": party.capacity.value,
        "spans": _spans_of(party.words),
    }


def _article(article: Article, text: str, shared: Passage | None = None) -> Json:
    """An article; a caption it has in common with the one before it is marked as shared."""
    caption = article.caption or shared
    return {
        "number": article_number(article.number),
        "caption": without_brackets(caption.text) if caption else None,
        "caption_shared": article.caption is None and shared is not None,
        "paragraphs": [_paragraph(paragraph, text) for paragraph in article.paragraphs],
        "spans": _spans(passages(article), text),
    }


def _paragraph(paragraph: Paragraph, text: str) -> Json:
    return {
        "number": str(paragraph.number),
        "text": paragraph.words.text,
        "items": [_item(item, text) for item in paragraph.items],
        "spans": _spans(passages(paragraph), text),
    }


def _item(item: Item, text: str) -> Json:
    return {
        "label": item.label.text,
        "text": item.words.text,
        "items": [_item(below, text) for below in item.items],
        "spans": _spans(passages(item), text),
    }


def _amending(clause: AmendingClause, text: str) -> Json:
    return {
        "label": clause.label.text if clause.label else None,
        "text": clause.words.text,
        "added": [words.text for words in clause.added],
        "spans": _spans(passages(clause), text),
    }


def _supplementary(node: SupplementaryProvisions, text: str) -> Json:
    return {
        "text": "\n".join(paragraph.words.text for paragraph in supplementary_paragraphs(node)),
        "paragraphs": [_paragraph(paragraph, text) for paragraph in node.paragraphs],
        "articles": [_article(article, text) for article in node.articles],
        "spans": _spans(passages(node), text),
    }


def _appended(table: AppendedTable, text: str) -> Json:
    return {
        "heading": table.heading.text,
        "number": table.number,
        "related": article_number(table.related) if table.related else None,
        "children": [_child(child, text) for child in table.children if not isinstance(child, Unparsed)],
        "spans": _spans_of(table.heading),
    }


def _child(child: TableHeading | Table | LabelledText | TableText, text: str) -> Json:
    if isinstance(child, LabelledText):
        return {
            "label": child.label.text,
            "text": child.words.text,
            "items": [_item(item, text) for item in child.items],
            "spans": _spans(passages(child), text),
        }
    if isinstance(child, TableHeading):
        words = Passage.join((child.label, child.words))
        return {
            "level": child.level,
            "label": child.label.text,
            "text": child.words.text,
            "spans": _spans_of(words),
        }
    if isinstance(child, TableText):
        return {"kind": child.kind.value, **_words(child.words)}
    return {"rows": [[_words(cell) for cell in row.cells] for row in child.rows]}


def _initiative(initiative: Initiative, text: str) -> Json:
    content = (initiative.content,) if initiative.content else ()
    roles, remarks = (role.words for role in initiative.roles), (remark.words for remark in initiative.remarks)
    words = (initiative.title, *content, *roles, *remarks)
    return {
        "path": [heading.text for heading in initiative.headings],
        "title": initiative.title.text,
        "content": initiative.content.text if initiative.content else None,
        "policy_field": initiative.field.slug if initiative.field else None,
        "policy_field_rule": initiative.field.rule if initiative.field else None,
        "roles": [_role(role) for role in initiative.roles],
        "remarks": [{"label": remark.label, **_words(remark.words)} for remark in initiative.remarks],
        "spans": _spans(words, text),
    }


def _role(role: Role) -> Json:
    return {
        "designation": role.designation,
        "designations": list(role.designations),
        "text": role.words.text,
        "duties": [
            {
                "text": duty.words.text,
                "types": sorted({typing.duty_type for typing in duty.typings}),
                "typings": [
                    {
                        "type": typing.duty_type,
                        "rule": typing.rule,
                        "confidence": typing.confidence,
                        **_words(typing.words),
                    }
                    for typing in duty.typings
                ],
                "object": _words(duty.object) if duty.object else None,
                "counterparty": _counterparty(duty),
                "beneficiary": _words(duty.beneficiary) if duty.beneficiary else None,
                "spans": _spans_of(duty.words),
            }
            for duty in role.duties
        ],
        "spans": _spans_of(role.words),
    }


def _counterparty(duty: Duty) -> Json | None:
    """The words for the counterparty, with the codes of the bodies they call."""
    if duty.counterparty is None:
        return None
    return {**_words(duty.counterparty), "codes": [body.code for body in duty.counterparty_bodies]}


def _citation(citation: Citation) -> Json:
    return {
        "text": citation.words.printed,
        "law": citation.law,
        "law_number": citation.law_number,
        "law_id": citation.law_id,
        "article": citation.article,
        "paragraph": citation.paragraph,
        "item": citation.item,
        "resolved_from": citation.resolved_from,
        "legal_basis": citation.legal_basis,
        "subitem": citation.subitem,
        "appended_table": citation.appended_table,
        "division": citation.division,
        "supplementary": citation.supplementary,
        "clause": citation.clause,
        "range": citation.ranged,
        "applied_through": citation.applied_through.text if citation.applied_through else None,
        "spans": _spans_of(citation.words),
    }


def _reference(reference: Reference) -> Json:
    return {"text": reference.words.text, "target": reference.target, "spans": _spans_of(reference.words)}


def _signatory(signatory: Signatory, text: str) -> Json:
    return {
        "designation": signatory.designation,
        "body": signatory.body,
        "address": signatory.address,
        "title": signatory.title,
        "name": signatory.name,
        "spans": _spans(signatory.parts, text),
    }


def _diagnostic(found: Diagnostic, report: Report) -> Json:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "start": found.span.start,
        "end": found.span.end,
        "line": report.source.position(found.span.start)[0],
        "message": found.message,
        "message_ja": found.message_ja,
    }


def _words(words: Passage) -> Json:
    return {"text": words.text, "spans": _spans_of(words)}


def _spans(words: Iterable[Passage], text: str) -> list[Json]:
    return [_span(span) for span in element_spans(words, text)]


def _spans_of(words: Passage) -> list[Json]:
    return [_span(span) for span in words.spans]


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
