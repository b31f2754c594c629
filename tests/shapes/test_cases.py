"""Every constraint has a case that breaks it and nothing else, and the suite cannot shrink."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kg.validation.known_shapes import known_shapes
from kg.validation.results import ValidationResult
from kg.validation.running import validation_results
from kg.validation.shapes import shape_triples
from kg.vocabulary import RDF, SH
from tests.shapes.fixtures import FOLDER, Case, Constraint, base_graph, cases
from tests.shapes.narrowing import concerned_shapes
from tests.shapes.shacl_vocabulary import constraint_parameters

#: One case in so many is shown to all shapes too.
_SHOWN_TO_ALL = 10


def constraints() -> set[Constraint]:
    """Every constraint of the shapes that have an IRI."""
    parameters = constraint_parameters()
    return {
        Constraint(triple.subject.value, triple.predicate.value.removeprefix(SH.iri))
        for triple in shape_triples()
        if isinstance(triple.subject, NamedNode) and triple.predicate.value in parameters
    }


def described(results: tuple[ValidationResult, ...]) -> list[str]:
    return [f"{result.shape} {result.component} {result.focus_node} {result.value}" for result in results]


def test_base_conforms() -> None:
    assert described(validation_results(base_graph())) == []


def test_base_exercises_every_property_shape() -> None:
    """A constraint on values that do not occur would conform without being looked at."""
    used = {str(predicate) for predicate in base_graph().predicates()}
    named = (triple.object for triple in shape_triples() if triple.predicate == SH["path"])
    paths = {path.value for path in named if isinstance(path, NamedNode)}
    assert paths - used == set()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_case_breaks_exactly_its_constraint(case: Case) -> None:
    """No other shape is asked than those that the update can concern; that this is the same is tested below."""
    with case.applied() as (graph, changed):
        results = validation_results(graph, shapes=concerned_shapes(changed))
    found = {(result.shape, result.component) for result in results}
    assert found == {(case.constraint.shape, case.constraint.component)}, described(results)
    assert len({result.focus_node for result in results}) == 1


@pytest.mark.parametrize("case", cases()[::_SHOWN_TO_ALL], ids=lambda case: case.id)
def test_shapes_that_are_not_concerned_find_nothing(case: Case) -> None:
    with case.applied() as (graph, changed):
        concerned = concerned_shapes(changed)
        assert 0 < len(concerned.shapes) < len(known_shapes().shapes)
        assert validation_results(graph, shapes=concerned) == validation_results(graph)


def test_every_constraint_has_a_case_and_every_case_a_constraint() -> None:
    assert {case.constraint for case in cases()} == constraints()


def test_no_file_is_overlooked() -> None:
    assert {case.path for case in cases()} == {path for path in (FOLDER / "cases").rglob("*") if path.is_file()}


def test_every_constraint_has_an_iri() -> None:
    """Blank nodes occur only as parts of sh:or and qualified counts, never as a shape that a result could name."""
    named = {triple.object for triple in shape_triples() if triple.predicate == SH["property"]}
    shapes = {triple.subject for triple in shape_triples() if triple.predicate == RDF["type"]}
    assert named <= shapes
    assert [shape for shape in shapes if not str(shape).startswith("<")] == []
