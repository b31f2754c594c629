"""An agreement as a named graph: its head here, its parts in the neighbouring modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from kg.consolidation.assembling import AgreementHistory, assemble_histories
from kg.extraction.instruments import why_of_kind
from kg.graph.amendments import amendment_triples, delegation_triples, group_triples
from kg.graph.articles import instrument_triples
from kg.graph.citations import citation_triples, defined_term_triples, reference_triples
from kg.graph.clauses import clause_triples
from kg.graph.corrections import correction_triples
from kg.graph.evidence import STATED, evidence_triples
from kg.graph.histories import history_triples
from kg.graph.identities import identity_triples
from kg.graph.inferred_fields import inferred_field_triples
from kg.graph.initiatives import initiative_triples
from kg.graph.labels import agreement_label_en, agreement_label_ja
from kg.graph.literals import day, english, japanese, stated
from kg.graph.named_things import named_thing_triples
from kg.graph.ordering import quads_of
from kg.graph.parties import party_triples, signatory_triples
from kg.graph.scope import Scope, concept
from kg.graph.source import source_triples
from kg.identifiers import Iris
from kg.model.agreement import Agreement, Report
from kg.model.correction import CORRECTED
from kg.model.drafting import ClosingFormula, Preamble
from kg.model.text import Passage
from kg.registries.instrument_basis import load_instrument_basis
from kg.registries.municipalities import MunicipalityRegistry
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI


def agreement_quads(
    agreement: Agreement,
    *,
    report: Report,
    slug: str,
    iris: Iris,
    registry: MunicipalityRegistry,
    kinds: Mapping[str, str],
    history: AgreementHistory | None = None,
) -> list[Quad]:
    """Everything one agreement says, in its own graph, sorted.

    ``report`` is the report the agreement was read in, ``slug`` what :func:`kg.graph.slugs.assign_slugs` gave it, and
    ``kinds`` the English names of the kinds of instrument by slug (:func:`kg.graph.dataset.instrument_kinds`).
    ``history`` is what happened to it as far as the whole data set says; without one, as far as its own text says.
    """
    scope = Scope(iris, slug, report.source.text, report.source.boxes)
    told = history or assemble_histories({slug: agreement})[slug]
    triples = list(_triples(scope, agreement, report, registry, kinds))
    triples += amendment_triples(scope, agreement, told.amends)
    corrections = correction_triples(scope, agreement, triples)
    label_ja, label_en = agreement_label_ja(agreement), agreement_label_en(agreement, kinds=kinds, registry=registry)
    happened = history_triples(scope, told, label_ja=label_ja, label_en=label_en)
    identities = identity_triples(scope, agreement)
    return quads_of([*triples, *corrections, *happened, *identities], graph=iris.agreement_graph(slug))


def _triples(
    scope: Scope, agreement: Agreement, report: Report, registry: MunicipalityRegistry, kinds: Mapping[str, str]
) -> Iterator[Triple]:
    label = agreement_label_en(agreement, kinds=kinds, registry=registry)
    yield Triple(scope.agreement, RDFS["label"], english(label))
    yield from _head_triples(scope, agreement)
    yield from _date_triples(scope, agreement)
    yield from _formula_triples(scope, agreement)
    yield from _part_triples(scope, agreement)
    yield from instrument_triples(scope, agreement.instrument_tree)
    yield from clause_triples(scope, agreement)
    yield from inferred_field_triples(scope, agreement)
    yield from named_thing_triples(scope, agreement, registry)
    yield from source_triples(scope, report)


def _head_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    node = scope.agreement
    yield Triple(node, RDF["type"], RENKEI["Agreement"])
    yield Triple(node, RDFS["label"], japanese(agreement_label_ja(agreement)))
    yield from stated(node, DCTERMS["title"], japanese(agreement.title.text))
    yield from _stated_evidence(scope, "title", DCTERMS["title"], agreement.title)
    yield Triple(node, RENKEI["instrument"], concept("instrument", agreement.instrument))
    yield from _kind_evidence(scope, agreement)
    if agreement.area_code is not None:
        yield Triple(node, RENKEI["area"], NamedNode(scope.iris.area(agreement.area_code)))


def _kind_evidence(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    rule, words = why_of_kind(agreement, load_instrument_basis())
    corrected = any(each.correction.property_name == "instrument" for each in agreement.corrections)
    return evidence_triples(
        scope,
        "",
        name="instrument",
        statement=RENKEI["instrument"],
        rule=CORRECTED if corrected else rule,
        words=words or None,
    )


def _date_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    """The dates the text states, or a person corrected; none is guessed."""
    corrected = {each.correction.property_name for each in agreement.corrections}
    for name, stated_date in (
        ("signedOn", agreement.signed_on),
        ("effectiveOn", agreement.effective_on),
        ("printedOn", agreement.printed_on),
    ):
        if stated_date is not None:
            yield Triple(scope.agreement, RENKEI[name], day(stated_date.value))
            rule = CORRECTED if name in corrected else STATED
            yield from evidence_triples(
                scope, "", name=name, statement=RENKEI[name], rule=rule, words=stated_date.words or None
            )


def _stated_evidence(scope: Scope, name: str, statement: NamedNode, words: Passage) -> Iterator[Triple]:
    return evidence_triples(scope, "", name=name, statement=statement, rule=STATED, words=words)


def _formula_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    tree = agreement.instrument_tree
    for name, nodes in (("preamble", tree.of(Preamble)), ("closingFormula", tree.of(ClosingFormula))):
        if nodes:
            words = tuple(node.words for node in nodes)
            yield from stated(scope.agreement, RENKEI[name], japanese("\n".join(each.text for each in words)))
            yield from evidence_triples(scope, "", name=name, statement=RENKEI[name], rule=STATED, words=words)


def _part_triples(scope: Scope, agreement: Agreement) -> Iterator[Triple]:
    for position, party in enumerate(agreement.parties, start=1):
        yield from party_triples(scope, party, position)
    for position, group in enumerate(agreement.groups, start=1):
        yield from group_triples(scope, group, position)
    for position, delegation in enumerate(agreement.delegations, start=1):
        yield from delegation_triples(scope, delegation, position)
    for position, initiative in enumerate(agreement.initiatives, start=1):
        yield from initiative_triples(scope, initiative, position)
    for position, citation in enumerate(agreement.citations, start=1):
        yield from citation_triples(scope, citation, position)
    for position, reference in enumerate(agreement.references, start=1):
        yield from reference_triples(scope, reference, position)
    for position, term in enumerate(agreement.defined_terms, start=1):
        yield from defined_term_triples(scope, term, position)
    for position, signatory in enumerate(agreement.signatories, start=1):
        yield from signatory_triples(scope, signatory, position, agreement.parties)
