"""The rules as concepts of the scheme ``rule/``, so that the name of a rule leads to what it says.

``renkei:rule "caption-purpose"`` of an evidence names the rule whose ``skos:notation`` is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.literals import english, japanese, string
from kg.graph.ordering import quads_of
from kg.identifiers import RULES, Iris, concept_iri, scheme_iri
from kg.registries.rules import Rule
from kg.vocabulary import DCTERMS, RDF, RENKEI, SKOS

_LICENCE = NamedNode("http://creativecommons.org/licenses/by/4.0/")
_TITLE = (japanese("読取りと判断の規則"), english("Rules of reading and concluding"))
_ABOUT = (
    japanese("どの記述がどの規則によるかを renkei:rule が示す。規則は data/registry の表に一行ずつある。"),
    english("renkei:rule says by which rule a statement is known. Each rule is a row of a table in data/registry."),
)


def rule_quads(rules: Sequence[Rule], *, iris: Iris) -> list[Quad]:
    """The scheme with every rule."""
    return quads_of(_triples(rules), graph=iris.document("schemes"))


def _triples(rules: Sequence[Rule]) -> Iterator[Triple]:
    scheme = NamedNode(scheme_iri(RULES))
    yield Triple(scheme, RDF["type"], SKOS["ConceptScheme"])
    yield Triple(scheme, DCTERMS["license"], _LICENCE)
    for title, about in zip(_TITLE, _ABOUT, strict=True):
        yield Triple(scheme, DCTERMS["title"], title)
        yield Triple(scheme, SKOS["prefLabel"], title)
        yield Triple(scheme, DCTERMS["description"], about)
    for rule in rules:
        node = NamedNode(concept_iri(RULES, rule.id))
        yield Triple(scheme, SKOS["hasTopConcept"], node)
        yield Triple(node, SKOS["topConceptOf"], scheme)
        yield Triple(node, SKOS["inScheme"], scheme)
        yield from _rule_triples(node, rule)


def _rule_triples(node: NamedNode, rule: Rule) -> Iterator[Triple]:
    yield Triple(node, RDF["type"], SKOS["Concept"])
    yield Triple(node, RDF["type"], RENKEI["Rule"])
    yield Triple(node, SKOS["prefLabel"], japanese(f"規則 {rule.id}"))
    yield Triple(node, SKOS["prefLabel"], english(f"Rule {rule.id}"))
    yield Triple(node, SKOS["definition"], japanese(rule.note_ja))
    yield Triple(node, SKOS["definition"], english(rule.note_en))
    yield Triple(node, SKOS["notation"], string(rule.id))
    yield Triple(node, DCTERMS["source"], Literal(f"data/registry/{rule.table}"))
    for column, text in rule.cells:
        yield Triple(node, RENKEI["ruleCell"], string(f"{column}: {text}"))
