"""Shapes that check nothing: a misspelt class conforms in silence, so a shape without focus nodes is an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.validation.partitions import Partition
from kg.validation.shapes import ExpectedAbsence, target_classes
from kg.vocabulary import RDF, RDFS


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFault:
    """A shape that finds nothing though it should, or a class listed as absent that is there."""

    shape: str
    message: str
    message_ja: str


def unused_shapes(partitions: Iterable[Partition]) -> tuple[str, ...]:
    """The shapes that have no focus node in any of the partitions, sorted."""
    present = {iri for partition in partitions for iri in _classes_present(partition)}
    return tuple(shape for shape, target in target_classes().items() if target not in present)


def coverage_faults(partitions: Iterable[Partition], expected: Iterable[ExpectedAbsence]) -> tuple[CoverageFault, ...]:
    """What is wrong with the shapes' coverage of a data set; ``expected`` lists the classes it does not use."""
    unused = unused_shapes(partitions)
    absent = {absence.class_iri for absence in expected}
    faults = []
    for shape, target in target_classes().items():
        if shape in unused and target not in absent:
            faults.append(_without_focus_node(shape, target))
        if shape not in unused and target in absent:
            faults.append(_present_though_listed(shape, target))
    return tuple(faults)


def _without_focus_node(shape: str, target: str) -> CoverageFault:
    return CoverageFault(
        shape=shape,
        message=f"{shape}: found no focus node, expected an instance of {target} or a reason why there is none",
        message_ja=f"{shape}: {target} の個体が一つもありません。ない理由を一覧に記すか、名前の誤りを直してください",
    )


def _present_though_listed(shape: str, target: str) -> CoverageFault:
    return CoverageFault(
        shape=shape,
        message=f"{shape}: found instances of {target}, expected none as it is listed as absent",
        message_ja=f"{shape}: {target} は「ない」と一覧にありますが、個体があります",
    )


def _classes_present(partition: Partition) -> set[str]:
    """The classes that have an instance, superclasses included."""
    above: dict[str, set[str]] = defaultdict(set)
    waiting: list[str] = []
    for triple in partition.triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            if triple.predicate == RDFS["subClassOf"]:
                above[triple.subject.value].add(triple.object.value)
            elif triple.predicate == RDF["type"]:
                waiting.append(triple.object.value)
    present: set[str] = set()
    while waiting:
        iri = waiting.pop()
        if iri not in present:
            present.add(iri)
            waiting += above[iri]
    return present
