"""The agreement being mapped: whose IRIs, which slug, which source text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.graph.literals import offset, string
from kg.identifiers import Iris, concept_iri
from kg.model.agreement import Body
from kg.model.pages import page_regions
from kg.model.text import Box, Passage, Span, element_spans
from kg.vocabulary import OA, RDF, RENKEI


def concept(scheme: str, slug: str) -> NamedNode:
    """A concept's node.

    >>> concept("capacity", "partner").value
    'https://w3id.org/renkei/capacity/partner'
    """
    return NamedNode(concept_iri(scheme, slug))


@dataclass(frozen=True, slots=True)
class Scope:
    """Mints the nodes of one agreement.

    ``text`` is the source text that every span counts in, ``boxes`` say where its words stand on the source's pages.
    """

    iris: Iris
    slug: str
    text: str
    boxes: tuple[Box, ...] = ()

    @property
    def agreement(self) -> NamedNode:
        return NamedNode(self.iris.agreement(self.slug))

    def part(self, path: str) -> NamedNode:
        """The node of a part; the empty path is the agreement itself."""
        return NamedNode(self.iris.part(self.slug, path)) if path else self.agreement

    def body(self, body: Body) -> NamedNode:
        return NamedNode(self.iris.body(body))

    def spans(self, subject: NamedNode, passages: Iterable[Passage]) -> Iterator[Triple]:
        """Where the words of ``subject`` stand: a link to each stretch, and the stretch with its characters."""
        for span in element_spans(passages, self.text):
            node = NamedNode(self.iris.span(self.slug, span))
            yield Triple(subject, RENKEI["span"], node)
            yield from self._span_node(node, span)

    def _span_node(self, node: NamedNode, span: Span) -> Iterator[Triple]:
        yield Triple(node, RDF["type"], RENKEI["Span"])
        yield Triple(node, OA["start"], offset(span.start))
        yield Triple(node, OA["end"], offset(span.end))
        yield Triple(node, OA["exact"], string(self.text[span.start : span.end]))
        yield Triple(node, OA["hasSource"], NamedNode(self.iris.source(self.slug)))
        for region in page_regions(self.boxes, span, self.text):
            yield Triple(node, RENKEI["pageRegion"], NamedNode(self.iris.page_region(self.slug, region)))
