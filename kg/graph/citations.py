"""Citations of laws and other instruments, references within the agreement, defined terms."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.literals import boolean, integer, japanese, stated, string
from kg.graph.scope import Scope
from kg.identifiers import Iris, egov_page
from kg.model.agreement import Citation, DefinedTerm, Reference
from kg.vocabulary import RDF, RDFS, RENKEI


def law_iri(iris: Iris, citation: Citation) -> str:
    """The law or instrument that a citation names: by LawId where it has one, else by its name and number."""
    if citation.law_id:
        return iris.law(citation.law_id)
    return iris.cited_instrument(citation.law, citation.law_number)


def provision_label(citation: Citation) -> str:
    """The cited provision in full, e.g. 地方自治法第252条の2第1項; an item without an article is 第4, not 第4号."""
    label = citation.law + (citation.division or "") + ("附則" if citation.supplementary else "")
    label += citation.appended_table or ""
    if citation.article:
        stem, *branches = citation.article.split("の")
        label += f"第{stem}条" + "".join(f"の{branch}" for branch in branches)
    if citation.paragraph:
        label += f"第{citation.paragraph}項"
    if citation.item:
        stem, *branches = citation.item.split("の")
        label += f"第{stem}号" if citation.article else f"第{stem}"
        label += "".join(f"の{branch}" for branch in branches)
    return label + (citation.subitem or "")


def citation_triples(scope: Scope, citation: Citation, position: int) -> Iterator[Triple]:
    """One cited target: the legal basis of the agreement, or anything else outside it."""
    node = scope.part(f"citation/{position}")
    link, kind = ("legalBasis", "LegalBasis") if citation.legal_basis else ("cites", "Citation")
    yield Triple(scope.agreement, RENKEI[link], node)
    yield Triple(node, RDF["type"], RENKEI[kind])
    yield Triple(node, RENKEI["position"], integer(position))
    yield Triple(node, RENKEI["law"], NamedNode(law_iri(scope.iris, citation)))
    for name, value in (
        ("lawArticle", citation.article),
        ("lawParagraph", citation.paragraph),
        ("lawItem", citation.item),
        ("lawSubitem", citation.subitem),
        ("lawAppendedTable", citation.appended_table),
        ("lawDivision", citation.division),
        ("lawClause", citation.clause),
        ("rangePart", citation.ranged),
        ("citationText", citation.words.printed),
    ):
        if value:
            yield Triple(node, RENKEI[name], string(value))
    if citation.supplementary:
        yield Triple(node, RENKEI["lawSupplementary"], boolean(True))
    if citation.applied_through:
        yield Triple(node, RENKEI["appliedThrough"], japanese(citation.applied_through.text))
    if citation.resolved_from:
        yield Triple(node, RENKEI["resolvedFrom"], japanese(citation.resolved_from))
    yield from stated(node, RDFS["label"], japanese(provision_label(citation)))
    if citation.law_id:
        provision = (None, None) if citation.supplementary else (citation.article, citation.paragraph)
        page = egov_page(citation.law_id, *provision)
        yield Triple(node, RDFS["seeAlso"], NamedNode(page))
    yield from scope.spans(node, (citation.words,))


def reference_triples(scope: Scope, reference: Reference, position: int) -> Iterator[Triple]:
    """A reference to a part of the agreement itself; without a target where no such part was found."""
    node = scope.part(f"reference/{position}")
    yield Triple(scope.agreement, RENKEI["reference"], node)
    yield Triple(node, RDF["type"], RENKEI["Reference"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RENKEI["text"], japanese(reference.words.text))
    if reference.target:
        yield Triple(node, RENKEI["target"], scope.part(reference.target))
    yield from scope.spans(node, (reference.words,))


def defined_term_triples(scope: Scope, term: DefinedTerm, position: int) -> Iterator[Triple]:
    """A term that the agreement defines."""
    node = scope.part(f"defined-term/{position}")
    yield Triple(scope.agreement, RENKEI["definedTerm"], node)
    yield Triple(node, RDF["type"], RENKEI["DefinedTerm"])
    yield Triple(node, RENKEI["position"], integer(position))
    yield from stated(node, RDFS["label"], japanese(term.term))
    yield from scope.spans(node, (term.words,))
