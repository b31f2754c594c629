"""What statutes ask for: every row names things that exist, and wrong rows are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.registries.concepts import load_concepts
from kg.registries.laws import load_laws
from kg.registries.statutory_elements import (
    COLUMNS,
    ElementKind,
    load_statutory_elements,
    read_statutory_elements,
)


def test_every_element_is_a_concept_of_a_kind_of_instrument_and_of_a_known_law() -> None:
    elements = load_statutory_elements()
    assert {each.element for each in elements} == {concept.slug for concept in load_concepts("statutory-element")}
    assert {each.instrument for each in elements} <= {concept.slug for concept in load_concepts("instrument")}
    assert {each.law_id for each in elements} - {""} <= {law.law_id for law in load_laws()}


def test_every_clause_type_looked_for_exists() -> None:
    looked_for = {each.value for row in load_statutory_elements() for each in row.found_by if each.what == "clause"}
    assert looked_for <= {concept.slug for concept in load_concepts("clause-type")}
    assert len(looked_for) > 10


def test_only_what_can_be_cited_can_be_judged() -> None:
    """What has not been seen has no provision and nothing to look for; what is judged has both."""
    for each in load_statutory_elements():
        seen = each.kind is not ElementKind.UNSEEN
        assert bool(each.law_id and each.article) == seen, each.element
        assert bool(each.found_by) == (seen and each.kind is not ElementKind.OPEN), each.element


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,other,,,,,,sure,", "csv:2: kind: found 'sure', expected content or act"),
        ("a,other,,,,,,content,roles", "csv:2: article: found '', expected a provision"),
        ("a,other,,322AC0000000067,1,,,unseen,", "csv:2: article: found '1', expected a provision, save"),
        ("a,other,,322AC0000000067,1,,,content,luck", "csv:2: found_by: found 'luck', expected clause, front"),
        ("a,other,,322AC0000000067,1,,,content,clause", "csv:2: found_by: found 'clause', expected clause, front"),
        ("a,other,,322AC0000000067,1,,,open,\na,other,,322AC0000000067,2,,,open,", "csv:3: element: found 'a'"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "statutory-elements.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_statutory_elements(path)
    assert message in str(raised.value)
