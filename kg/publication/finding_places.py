"""Which agreement and which part of it a finding is about: the smallest part whose words hold the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.dataset import AgreementGraph
from kg.identifiers import Iris
from kg.model.text import Span
from kg.vocabulary import RDFS, RENKEI

#: What the steps of a part's path are called. The number that follows is the printed one for articles, paragraphs and
#: items, and a count from 1 for the rest; a step that is not here stands as it is.
_STEPS = {
    "article": ("第{}条", "Article {}"),
    "paragraph": ("第{}項", "paragraph {}"),
    "item": ("第{}号", "item {}"),
    "initiative": ("取組{}", "initiative {}"),
    "role": ("役割{}", "role {}"),
    "duty": ("責務{}", "duty {}"),
    "remark": ("備考{}", "remark {}"),
    "party": ("当事者{}", "party {}"),
    "signatory": ("署名{}", "signatory {}"),
    "citation": ("引用{}", "citation {}"),
    "reference": ("参照{}", "reference {}"),
    "appended-table": ("別表{}", "appended table {}"),
    "supplementary-provisions": ("附則{}", "supplementary provisions {}"),
    "defined-term": ("用語{}", "defined term {}"),
    "change": ("改正{}", "change {}"),
}
#: Steps that name no part of the text of their own.
_WITHOUT_WORDS = ("span", "evidence", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an agreement, or the agreement as a whole: its IRI and what people call it."""

    slug: str
    iri: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    slug: str
    node: str
    span: Span


class FindingPlaces:
    """The parts of the agreements of one file, to be found by a place in its text."""

    def __init__(self, graphs: Sequence[AgreementGraph], iris: Iris) -> None:
        self._iris = iris
        self._stretches = [
            _Stretch(graph.slug, node, span) for graph in graphs for node, span in _spans(graph.quads, iris)
        ]
        self._labels = {
            quad.subject.value: quad.object.value
            for graph in graphs
            for quad in graph.quads
            if quad.predicate == RDFS["label"]
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, Literal)
            and quad.object.language == "ja"
        }
        self._extents: dict[str, Span] = {}
        for stretch in self._stretches:
            known = self._extents.get(stretch.slug, stretch.span)
            self._extents[stretch.slug] = Span(min(known.start, stretch.span.start), max(known.end, stretch.span.end))

    def part_at(self, span: Span) -> Part | None:
        """The smallest part that holds a place; the agreement where it stands between parts; None outside of all."""
        holding = [each for each in self._stretches if each.span.start <= span.start < each.span.end]
        if holding:
            found = min(holding, key=lambda each: (each.span.end - each.span.start, each.node))
            return self._part(found.slug, found.node)
        for slug, extent in self._extents.items():
            if extent.start <= span.start < extent.end:
                return self.whole(slug)
        return None

    def whole(self, slug: str) -> Part:
        """An agreement as a whole."""
        return self._part(slug, self._iris.agreement(slug))

    def _part(self, slug: str, node: str) -> Part:
        path = node.removeprefix(self._iris.agreement(slug)).removeprefix("/")
        if not path:
            return Part(slug=slug, iri=node, name="全体", name_en="as a whole")
        japanese, english = step_names(path)
        label = self._labels.get(node)
        shown = f"「{label}」" if label else ""
        return Part(slug=slug, iri=node, name=japanese + shown, name_en=f"{english} {shown}".strip())


def step_names(path: str) -> tuple[str, str]:
    """What a path below an agreement is called in Japanese and in English.

    >>> step_names("initiative/10/role/2")
    ('取組10 役割2', 'initiative 10, role 2')
    >>> step_names("preamble")
    ('preamble', 'preamble')
    """
    steps = path.split("/")
    japanese, english = [], []
    while steps:
        step = steps.pop(0)
        number = steps.pop(0) if steps else ""
        names = _STEPS.get(step)
        japanese.append(names[0].format(number) if names else f"{step} {number}".strip())
        english.append(names[1].format(number) if names else f"{step} {number}".strip())
    return " ".join(japanese), ", ".join(english)


def _spans(quads: Sequence[Quad], iris: Iris) -> Iterator[tuple[str, Span]]:
    for quad in quads:
        if (
            quad.predicate == RENKEI["span"]
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
            and not any(f"/{step}/" in quad.subject.value for step in _WITHOUT_WORDS)
        ):
            yield quad.subject.value, iris.parse_span(quad.object.value)[1]
