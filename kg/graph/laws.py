"""Laws and other cited instruments: the graph ``doc/laws``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.citations import law_iri
from kg.graph.literals import japanese, string
from kg.graph.ordering import quads_of
from kg.identifiers import Iris, egov_page
from kg.model.agreement import Agreement, Citation
from kg.vocabulary import DCTERMS, RDF, RDFS, RENKEI


def law_quads(agreements: Iterable[Agreement], *, iris: Iris) -> list[Quad]:
    """Every law and instrument that the agreements cite, each described once."""
    cited: dict[str, Citation] = {}
    for agreement in agreements:
        for citation in agreement.citations:
            iri = law_iri(iris, citation)
            cited[iri] = min(cited.get(iri, citation), citation, key=_completeness)
    triples = (triple for iri, citation in cited.items() for triple in _law_triples(iri, citation))
    return quads_of(triples, graph=iris.document("laws"))


def _completeness(citation: Citation) -> tuple[bool, str, str]:
    """Order in which citations of one law are asked for its title and number: those that know the number first."""
    return citation.law_number is None, citation.law, citation.law_number or ""


def _law_triples(iri: str, citation: Citation) -> Iterator[Triple]:
    node = NamedNode(iri)
    yield Triple(node, RDF["type"], RENKEI["Law"])
    yield Triple(node, RDFS["label"], japanese(citation.law))
    if citation.law_number:
        yield Triple(node, RENKEI["lawNumber"], string(citation.law_number))
    if citation.law_id:
        yield Triple(node, DCTERMS["identifier"], string(citation.law_id))
        yield Triple(node, RDFS["seeAlso"], NamedNode(egov_page(citation.law_id)))
