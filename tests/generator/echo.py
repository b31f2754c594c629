"""The JSON of a reader that knows the truth: what comparing is tested with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.generator.truth import Article, Initiative, Item, Paragraph, Truth, Written

Json = dict[str, Any]


def as_json(written: Written) -> Json:
    """The object that ``renkei check --format json`` should print, as far as it is compared."""
    codes = ["article-missing" for truth in written.truths for _ in truth.missing]
    if not written.truths:
        codes.append("no-agreement")
    return {
        "agreements": [_agreement(truth) for truth in written.truths],
        "unclaimed": [],
        "diagnostics": [{"code": code, "severity": "warning"} for code in codes],
    }


def _agreement(truth: Truth) -> Json:
    return {
        "title": truth.titles[0] if truth.titles else "",
        "instrument": truth.instruments[0],
        "amends": {"title": "…"} if truth.amends else None,
        "amendment": {
            "changes": [
                {"locus": one.locus, "operation": one.operation, "old": one.old, "new": one.new}
                for one in truth.changes
            ]
        },
        "signed_on": truth.signed_on[0],
        "effective_on": truth.effective_on[0],
        "parties": [
            {
                "designation": party.designations[0],
                "names": list(party.names),
                "codes": list(party.codes),
                "capacity": party.capacities[0],
            }
            for party in truth.parties
        ],
        "articles": [_article(article) for article in truth.articles],
        "supplementary_provisions": [{"text": text} for text in truth.supplementary],
        "initiatives": [_initiative(one) for one in truth.initiatives],
        "citations": [
            {
                "text": one.law + one.tail,
                "law": one.law,
                "law_number": one.law_number,
                "law_id": one.law_id,
                "article": one.article,
                "paragraph": one.paragraph,
                "item": one.item,
                "legal_basis": one.legal_basis,
            }
            for one in truth.citations
        ],
        "references": [
            {"text": one.text, "target": None if truth.foreign_references else one.target} for one in truth.references
        ],
        "defined_terms": list(truth.terms),
        "signatories": [
            {"designation": one.designation, "title": one.titles[0], "name": one.name} for one in truth.signatories
        ],
    }


def _article(article: Article) -> Json:
    paragraphs = [_paragraph(paragraph) for paragraph in article.paragraphs]
    if article.whole is not None:
        paragraphs = [{"number": "1", "text": article.whole, "items": []}]
    return {"number": article.number, "caption": article.captions[0], "paragraphs": paragraphs}


def _paragraph(paragraph: Paragraph) -> Json:
    return {"number": paragraph.number, "text": paragraph.text, "items": _items(paragraph.items)}


def _items(items: Sequence[Item]) -> list[Json]:
    return [{"label": item.label, "text": item.text, "items": _items(item.items)} for item in items]


def _initiative(initiative: Initiative) -> Json:
    return {
        "path": list(initiative.path),
        "title": initiative.title,
        "content": initiative.content,
        "roles": [{"designations": list(role.bearers), "text": role.text} for role in initiative.roles],
    }
