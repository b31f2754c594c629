"""Laws and other cited instruments: the graph ``doc/laws``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.citations import law_iri
from kg.graph.literals import japanese, string
from kg.graph.ordering import quads_of
from kg.identifiers import Iris, egov_page
from kg.model.agreement import Agreement, Citation
from kg.registries.laws import load_laws
from kg.registries.statutory_elements import load_statutory_elements
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI


@dataclass(frozen=True, slots=True)
class _Described:
    """What is said of a law or instrument."""

    title: str
    number: str | None
    law_id: str | None


def law_quads(agreements: Iterable[Agreement], *, iris: Iris) -> list[Quad]:
    """Every law and instrument that the agreements cite or are checked against, each described once."""
    agreements = tuple(agreements)
    cited: dict[str, Citation] = {}
    for agreement in agreements:
        for citation in agreement.citations:
            iri = law_iri(iris, citation)
            cited[iri] = min(cited.get(iri, citation), citation, key=_completeness)
    described = {iri: _Described(each.law, each.law_number, each.law_id) for iri, each in cited.items()}
    for law_id in sorted(_checked_against(agreements)):
        law = load_laws().by_id(law_id)
        described.setdefault(iris.law(law_id), _Described(law.title, law.number, law_id))
    triples = (triple for iri, law in described.items() for triple in _law_triples(iri, law))
    return quads_of(triples, graph=iris.document("laws"))


def _checked_against(agreements: Iterable[Agreement]) -> set[str]:
    """LawIds of the provisions that ask for something of an instrument of these kinds."""
    kinds = {agreement.instrument for agreement in agreements if agreement.amendment is None}
    return {each.law_id for each in load_statutory_elements() if each.law_id and each.instrument in kinds}


def _completeness(citation: Citation) -> tuple[bool, str, str]:
    """Order in which citations of one law are asked for its title and number: those that know the number first."""
    return citation.law_number is None, citation.law, citation.law_number or ""


def _law_triples(iri: str, law: _Described) -> Iterator[Triple]:
    node = NamedNode(iri)
    yield Triple(node, RDF["type"], RENKEI["Law"])
    yield Triple(node, RDFS["label"], japanese(law.title))
    if law.number:
        yield Triple(node, RENKEI["lawNumber"], string(law.number))
    if law.law_id:
        yield Triple(node, DCTERMS["identifier"], string(law.law_id))
        yield Triple(node, RDFS["seeAlso"], NamedNode(egov_page(law.law_id)))
