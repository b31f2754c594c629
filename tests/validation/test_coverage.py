"""Every shape finds something in the published data."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import Triple

from kg.validation import Partition, coverage_faults, expected_absences, unused_shapes
from kg.validation.shapes import ExpectedAbsence, target_classes
from kg.vocabulary import RENKEI
from tests.graph.published import shipped
from tests.validation.faults import partitions_of

SHAPES = "https://w3id.org/renkei/shapes#"


def test_every_shape_has_focus_nodes_in_the_published_data() -> None:
    assert coverage_faults(partitions_of(shipped()), expected_absences()) == ()


def test_a_shape_without_focus_nodes_is_an_error() -> None:
    """What a misspelt class would do: nothing is of the class that the shape targets."""
    without = tuple(
        Partition(partition.slug, tuple(_misspelt(triple) for triple in partition.triples))
        for partition in partitions_of(shipped())
    )
    assert f"{SHAPES}Duty" in unused_shapes(without)
    (fault,) = coverage_faults(without, expected_absences())
    assert fault.shape == f"{SHAPES}Duty"
    assert "Duty" in fault.message
    assert "Duty" in fault.message_ja


def _misspelt(triple: Triple) -> Triple:
    return Triple(triple.subject, triple.predicate, RENKEI["Dutty"]) if triple.object == RENKEI["Duty"] else triple


def test_a_class_listed_as_absent_that_is_there_is_an_error() -> None:
    listed = ExpectedAbsence(class_iri=RENKEI["Duty"].value, reason="-", reason_ja="-")
    (fault,) = coverage_faults(partitions_of(shipped()), (*expected_absences(), listed))
    assert fault.shape == f"{SHAPES}Duty"


def test_instances_of_a_subclass_are_focus_nodes() -> None:
    """Without the plain bodies, which are former municipalities, there are only instances of subclasses."""
    partitions = tuple(
        replace(
            partition,
            triples=tuple(
                t for t in partition.triples if t.object != RENKEI["PublicBody"] or "type" not in t.predicate.value
            ),
        )
        for partition in partitions_of(shipped())
    )
    assert f"{SHAPES}PublicBody" not in unused_shapes(partitions)
    no_classes = tuple(
        replace(
            partition,
            triples=tuple(
                t
                for t in partition.triples
                if "subClassOf" not in t.predicate.value and t.object != RENKEI["PublicBody"]
            ),
        )
        for partition in partitions
    )
    assert f"{SHAPES}PublicBody" in unused_shapes(no_classes)


def test_nothing_is_used_in_no_data() -> None:
    assert unused_shapes([]) == tuple(target_classes())
